"""The base of every form, and the one way in which a sent form does something or shows why not."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import Field, HiddenField, IntegerField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from fund.core.errors import NotFound, Refusal, StaleClaim
from fund.web import database, filters


class Form(FlaskForm):  # type: ignore[misc]
    """A form that changes something. Nothing typed is ever lost: an invalid form is shown again, whole."""

    once = HiddenField()
    status: int = 200
    """The status of the page that shows it."""
    refused: Refusal | None = None
    """Why an action refused what was sent."""
    ALSO_CALLED: ClassVar[Mapping[str, str]] = {}
    """The fields that a rule names otherwise than this form does."""

    def process(
        self, formdata: Any = None, obj: Any = None, data: Mapping[str, Any] | None = None, **kwargs: Any
    ) -> None:
        """Fill the fields; a fresh form gets a fresh once-key."""
        super().process(formdata, obj, data, **kwargs)
        if not self.once.data:
            self.once.data = secrets.token_urlsafe(18)

    def faults(self) -> Iterator[Refusal]:
        """Yield what the rules say against what was typed, as far as it was typed: a form tells all of it at once."""
        yield from ()

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Tell whether all is right; else what is wrong stands beside each field, one thing a field."""
        fits = bool(super().validate(extra_validators))
        for fault in self.faults():
            fits = False
            field = self._called(fault)
            if field is None or not field.errors:
                self.refuse(fault, field)
        return fits

    def refuse_beside(self, refusal: Refusal) -> None:
        """Set a refusal beside the field that it names; above the form when the form has no such field."""
        self.refuse(refusal, self._called(refusal))

    def _called(self, refusal: Refusal) -> Field | None:
        name = str(refusal.values.get("beside"))
        found: Field | None = self._fields.get(self.ALSO_CALLED.get(name, name))
        return found

    def refuse(self, refusal: Refusal, beside: Field | None = None) -> None:
        """Set a refusal beside a field, or above the form."""
        sentence = filters.sentence(refusal)
        if beside is None:
            self.form_errors.append(sentence)
        else:
            beside.errors = [*beside.errors, sentence]


class VersionedForm(Form):
    """A form on something that carries a version: sent from an older page, it is refused as stale."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired(_("Open de pagina opnieuw."))])

    @property
    def seen_version(self) -> int:
        """Return the version on the page from which it was sent; only after the form was found valid."""
        return int(self.version.data or 0)

    def follow(self, version: int) -> None:
        """Where somebody else was first, let what was typed go on with the version that is there now."""
        if isinstance(self.refused, StaleClaim):
            self.version.raw_data, self.version.data = None, version


def perform(form: Form, action: Callable[[], Response]) -> Response | None:
    """Do what a sent form asks, and return where that leads.

    None when it was not sent, is not right or is refused: then nothing was done, everything typed is kept, what is wrong
    stands beside its field, and `form.status` is the page's.

    Raises:
        NotFound: when what it is about is not there: such a form has no page to return to.
    """
    if not form.is_submitted():
        return None
    form.status = 422
    if not form.validate():
        return None
    try:
        return action()
    except NotFound:
        raise
    except Refusal as refusal:
        database.session().rollback()
        form.refused, form.status = refusal, refusal.status
        form.refuse_beside(refusal)
        return None

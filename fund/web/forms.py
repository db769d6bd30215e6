"""The base of every form, and the one way in which a sent form does something or shows its refusal."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import Field, HiddenField, IntegerField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from fund.core.errors import NotFound, Refusal, StaleClaim
from fund.web import database, filters


class Form(FlaskForm):  # type: ignore[misc]
    """A form that changes something. What was typed is never lost: an invalid form is shown again as it was sent."""

    once = HiddenField()
    status: int = 200
    """The status of the page that shows the form."""
    refused: Refusal | None = None
    """Why an action refused what was sent."""
    ALSO_CALLED: ClassVar[Mapping[str, str]] = {}
    """Fields by the names that the rules have for them, where those differ from this form's."""

    def process(
        self, formdata: Any = None, obj: Any = None, data: Mapping[str, Any] | None = None, **kwargs: Any
    ) -> None:
        """Fill the fields; give a new form a new idempotency key."""
        super().process(formdata, obj, data, **kwargs)
        if not self.once.data:
            self.once.data = secrets.token_urlsafe(18)

    def faults(self) -> Iterator[Refusal]:
        """Yield every refusal by the rules of what was typed so far, so that the form shows all of them at once."""
        yield from ()

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Tell whether the form is valid; if not, set one error beside each field that is wrong."""
        fits = bool(super().validate(extra_validators))
        for fault in self.faults():
            fits = False
            field = self._called(fault)
            if field is None or not field.errors:
                self.refuse(fault, field)
        return fits

    def refuse_beside(self, refusal: Refusal) -> None:
        """Set a refusal beside the field that it names, or above the form when it has no such field."""
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
    """A form about a row with a version: when it was sent from an older page, it is refused as stale."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired(_l("Open de pagina opnieuw."))])

    @property
    def seen_version(self) -> int:
        """Return the version on the page from which the form was sent; call it only on a valid form."""
        return int(self.version.data or 0)

    def follow(self, version: int) -> None:
        """After a refusal as stale, let the form be sent again for the version that is there now."""
        if isinstance(self.refused, StaleClaim):
            self.version.raw_data, self.version.data = None, version


def perform(form: Form, action: Callable[[], Response]) -> Response | None:
    """Run the action of a form that was sent, and return its response.

    None when the form was not sent, is invalid or is refused: then nothing was done, everything typed is kept, the
    error stands beside its field, and `form.status` is the status of the page that shows the form again.

    Raises:
        NotFound: when what the form is about does not exist, so that there is no page to show it on.
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

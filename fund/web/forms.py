"""The base of every form: a token against forgery and a once-key, and a place for a refusal beside its field."""

import secrets
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField

from fund.core.errors import Refusal
from fund.web import filters


class Form(FlaskForm):  # type: ignore[misc]
    """A form that changes something. Nothing typed is ever lost: an invalid form is shown again, whole."""

    once = HiddenField()
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

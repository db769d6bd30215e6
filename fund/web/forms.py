"""The base of every form: a token against forgery and a once-key, and a place for a refusal beside its field."""

import secrets
from collections.abc import Mapping
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField

from fund.core.errors import Refusal
from fund.web import filters


class Form(FlaskForm):  # type: ignore[misc]
    """A form that changes something. Nothing typed is ever lost: an invalid form is shown again, whole."""

    once = HiddenField()

    def process(self, formdata: Any = None, obj: Any = None, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        """Fill the fields; a fresh form gets a fresh once-key."""
        super().process(formdata, obj, data, **kwargs)
        if not self.once.data:
            self.once.data = secrets.token_urlsafe(18)

    def refuse(self, refusal: Refusal, beside: Field | None = None) -> None:
        """Set a refusal beside a field, or above the form."""
        sentence = filters.sentence(refusal)
        if beside is None:
            self.form_errors.append(sentence)
        else:
            beside.errors = [*beside.errors, sentence]

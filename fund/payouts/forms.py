"""The forms of the payouts desk."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import TextAreaField

from fund.core.errors import Refusal
from fund.web.forms import Form


class NotExecutedForm(Form):
    """What the bank said when it executed nothing."""

    reason = TextAreaField(
        _("Wat zei de bank?"), description=_("Bijvoorbeeld de melding bij het bestand. Noem geen bewoners.")
    )


class StatementForm(Form):
    """A bank statement to read."""

    file = FileField(
        _("Bankafschrift"), description=_("Het camt.053-bestand dat u bij de bank ophaalt, ten hoogste 10 MB.")
    )

    def source(self) -> bytes:
        """Return the file's bytes; Refusal when none was chosen or it is empty."""
        read: bytes = self.file.data.read() if self.file.data else b""
        if not read:
            raise Refusal("Kies het bestand van de bank. Een leeg bestand telt niet.")
        return read

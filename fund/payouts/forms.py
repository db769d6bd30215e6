"""The forms of payouts: a bank statement, and the bank's reason for not executing a batch."""

from collections.abc import Iterator
from functools import cached_property

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import TextAreaField

from fund.core.errors import Refusal
from fund.web.forms import Form


class NotExecutedForm(Form):
    """What the bank said when it executed nothing."""

    reason = TextAreaField(
        _l("Wat zei de bank?"), description=_l("Bijvoorbeeld de melding bij het bestand. Noem geen bewoners.")
    )


class StatementForm(Form):
    """A bank statement to read."""

    file = FileField(
        _l("Bankafschrift"), description=_l("Het camt.053-bestand dat u bij de bank ophaalt, ten hoogste 10 MB.")
    )

    def faults(self) -> Iterator[Refusal]:
        """Refuse a missing or empty file."""
        if not self.source:
            yield Refusal("Kies het bestand van de bank. Een leeg bestand telt niet.", beside="file")

    @cached_property
    def source(self) -> bytes:
        """Return the file's bytes; empty when no file was chosen."""
        return bytes(self.file.data.read()) if self.file.data else b""

    def refuse_beside(self, refusal: Refusal) -> None:
        """Show every refusal beside the file, the only field."""
        self.refuse(refusal, self.file)

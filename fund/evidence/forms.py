"""The forms of evidence. What is wrong with the file is shown together with all other errors."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # its types are of the version before
from wtforms.validators import InputRequired

from fund.core.errors import Refusal
from fund.evidence import rules
from fund.evidence.models import Evidence
from fund.evidence.sandbox import rebuilt
from fund.web import clock
from fund.web.fields import DayField, MoneyField, choices
from fund.web.forms import Form

ACCEPTED = {"accept": "image/jpeg,image/png,application/pdf"}


class FileForm(Form):
    """A form with a file."""

    file: FileField

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Read the file here only when something else is wrong: otherwise the action reads it."""
        fits = super().validate(extra_validators)
        if not fits and self.file.data and not self.file.errors:
            try:
                rebuilt(self.file.data.read())
            except Refusal as refusal:
                self.refuse(refusal, self.file)
        return fits

    @property
    def upload(self) -> bytes | None:
        """Return the bytes of the file that was sent; None without one."""
        sent: bytes | None = self.file.data.read() if self.file.data else None
        return sent


class EvidenceForm(FileForm):
    """What the worker types about it, which is all that the fund sees."""

    kind = SelectField(
        _l("Wat is het?"),
        [InputRequired(_l("Kies wat voor bewijsstuk dit is."))],
        description=_l("Bij een verklaring van uw opvang hoeft geen bestand."),
    )
    issuer = StringField(
        _l("Van wie komt het?"),
        description=_l("De naam van de organisatie, bijvoorbeeld de verzekeraar. Nooit haar naam of adres."),
    )
    number = StringField(_l("Nummer of kenmerk (mag leeg)"))
    issued_on = DayField(_l("Datum op het stuk"), [InputRequired(_l("Vul de datum in die op het stuk staat."))])
    cents = MoneyField(_l("Bedrag op het stuk (mag leeg)"))
    file = FileField(
        _l("Foto of PDF"),
        description=_l(
            "JPEG, PNG of PDF, ten hoogste 10 MB en 20 pagina's. Alleen uw opvang kan het bestand bekijken."
        ),
        render_kw=ACCEPTED,
    )

    def __init__(self, kinds: Mapping[str, str], *, has_file: bool = False, **given: Any) -> None:
        super().__init__(**given)
        self.has_file = has_file
        self.kind.choices = choices(kinds, [SelectChoice("", _l("Kies een soort"))])

    def faults(self) -> Iterator[Refusal]:
        """Yield what the rules of evidence refuse."""
        has_file = self.has_file or bool(self.file.data) or not self.kind.data
        typed = (self.kind.data, self.issuer.data or "", self.number.data, self.issued_on.data)
        yield from rules.faults(*typed, today=clock.today(), has_file=has_file)

    @property
    def typed(self) -> dict[str, Any]:
        """Return the arguments that the actions take; only after the form was found valid."""
        return {
            "kind": self.kind.data,
            "issuer": self.issuer.data or "",
            "number": self.number.data,
            "issued_on": self.issued_on.data,
            "cents": self.cents.data,
            "upload": self.upload,
        }


class SeenForm(Form):
    """A colleague's answer to the evidence, with the moment at which what the colleague saw was written."""

    seen = HiddenField()

    def __init__(self, evidence: Evidence, **given: Any) -> None:
        super().__init__(seen=evidence.made_at.isoformat(), **given)


class DoubtForm(SeenForm):
    """What is wrong with the evidence."""

    doubt = TextAreaField(
        _l("Wat klopt er niet?"), description=_l("Bijvoorbeeld: op de rekening staat € 385,00. Noem haar naam niet.")
    )

"""The forms of fee orders and of the nights for which a fee is billed."""

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import RadioField, StringField
from wtforms.validators import InputRequired

from fund.core.errors import Refusal
from fund.evidence.forms import ACCEPTED, FileForm
from fund.stays import rules
from fund.stays.fees import FEE_ORDER, Per, order_faults, strange_order
from fund.stays.forms.periods import PeriodForm
from fund.stays.forms.stays import DAY
from fund.stays.models import Stay
from fund.stays.nights import stayed
from fund.web import clock
from fund.web.fields import DayField, MoneyField, Sure, choices

AMOUNT = _l("Vul een bedrag in, bijvoorbeeld 1.234,56.")


class OrderForm(FileForm):
    """A fee order of a stay, with its document when that is at hand."""

    issued_on = DayField(
        _l("Datum van het besluit"), [InputRequired(DAY)], description=_l("Vanaf deze dag tellen de 30 dagen.")
    )
    issued_sure = Sure()
    from_ = DayField(_l("Vanaf welke nacht geldt het?"), [InputRequired(DAY)])
    per = RadioField(
        _l("Bedrag per nacht of per maand?"),
        [InputRequired(_l("Kies wat er in het besluit staat."))],
        choices=choices({Per.NIGHT: _l("Per nacht"), Per.MONTH: _l("Per maand")}),
        description=_l("Een maandbedrag rekenen wij om: maal 12, gedeeld door 365."),
    )
    cents = MoneyField(_l("Bedrag in euro"), [InputRequired(AMOUNT)])
    issuer = StringField(
        _l("Wie nam het besluit?"), description=_l("Bijvoorbeeld de gemeente. Alleen nodig als u het besluit toevoegt.")
    )
    file = FileField(
        _l("Foto of PDF van het besluit"),
        description=_l("JPEG, PNG of PDF, ten hoogste 10 MB. Mag later. Zonder besluit kan het fonds niet betalen."),
        render_kw=ACCEPTED,
    )

    def __init__(self, stay: Stay, **given: Any) -> None:
        super().__init__(**given)
        self.of = stayed(stay.admitted_on, stay.left_on)

    def faults(self) -> Iterator[Refusal]:
        """Yield what the rules refuse of the order and of its document."""
        yield from order_faults(self.of, self.issued_on.data, self.from_.data, clock.today())
        if strange_order(self.issued_on.data, self.of) and not self.issued_sure.data:
            yield Refusal("Dit besluit is van lang voor haar opname. Klopt dit?", beside="issued_sure")
        if self.file.data and not (self.issuer.data or "").strip():
            yield Refusal("Vul in wie het besluit nam.", beside="issuer")

    @property
    def order(self) -> dict[str, Any]:
        """Return the arguments for the order; only after the form was found valid."""
        return {
            "issued_on": self.issued_on.data,
            "from_": self.from_.data,
            "per": Per(self.per.data),
            "cents": self.cents.data,
        }

    @property
    def document(self) -> dict[str, Any] | None:
        """Return the arguments for the document that came along; None when none did."""
        if not self.file.data:
            return None
        return {
            "kind": FEE_ORDER,
            "issuer": self.issuer.data or "",
            "number": None,
            "issued_on": self.issued_on.data,
            "cents": None,
            "upload": self.upload,
        }


class FeeForm(PeriodForm):
    """The nights for which the shelter bills its fee; the amount comes from the fee order."""

    from_ = DayField(_l("Eerste nacht"), [InputRequired(DAY)], description=_l("De nacht die op deze dag begint."))
    until = DayField(_l("Laatste nacht"), [InputRequired(DAY)], description=_l("De dag van vertrek is geen nacht."))
    reference = StringField(
        _l("Betalingskenmerk of factuurnummer"), description=_l("Dit staat straks bij de betaling. Mag leeg blijven.")
    )

    def faults(self) -> Iterator[Refusal]:
        """Yield what the rules refuse of its days and its reference."""
        yield from self.period_faults()
        yield from rules.text_faults(reference=self.reference.data)

"""The form of a piece of evidence."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # its types are of the version before
from wtforms.validators import InputRequired

from fund.web.fields import DayField, MoneyField
from fund.web.forms import Form


class EvidenceForm(Form):
    """What the worker types of it is all that the fund sees."""

    kind = SelectField(
        _("Wat is het?"),
        [InputRequired(_("Kies wat voor bewijsstuk dit is."))],
        description=_("Bij een verklaring van uw opvang hoeft geen bestand."),
    )
    issuer = StringField(
        _("Van wie komt het?"), description=_("De naam van de organisatie, bijvoorbeeld de verzekeraar. Nooit haar naam of adres.")
    )
    number = StringField(_("Nummer of kenmerk (mag leeg)"))
    issued_on = DayField(_("Datum op het stuk"), [InputRequired(_("Vul de datum in die op het stuk staat."))])
    cents = MoneyField(_("Bedrag op het stuk (mag leeg)"))
    file = FileField(
        _("Foto of PDF"),
        description=_("JPEG, PNG of PDF, ten hoogste 10 MB en 20 pagina's. Alleen uw opvang kan het bestand bekijken."),
        render_kw={"accept": "image/jpeg,image/png,application/pdf"},
    )

    def __init__(self, kinds: Mapping[str, str], **given: Any) -> None:
        super().__init__(**given)
        self.kind.choices = [SelectChoice("", _("Kies een soort")), *(SelectChoice(code, word) for code, word in kinds.items())]

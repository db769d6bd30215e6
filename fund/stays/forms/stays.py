"""The forms of a stay: registering a resident with it, and leaving."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired

from fund.core.errors import Refusal
from fund.residents.forms import FactsForm
from fund.stays import rules
from fund.stays.rules import Place
from fund.web import clock
from fund.web.fields import CountField, DayField, choices
from fund.web.forms import Form

DAY = _l("Vul een datum in, bijvoorbeeld 20-11-2026.")


class RegisterForm(FactsForm):
    """A new resident with her stay, in one go."""

    shelter = SelectField(_l("Bij welke opvang?"), [InputRequired(_l("Kies een opvang."))])
    file_number = StringField(
        _l("Dossiernummer van uw opvang"),
        description=_l("Alleen uw team kan dit lezen. Het fonds krijgt een kenmerk, zoals R-7KQ3."),
    )
    name = StringField(
        _l("Haar naam"), description=_l("Mag leeg blijven. Wordt versleuteld bewaard, alleen voor uw team.")
    )
    contact_rule = TextAreaField(
        _l("Mag en kan zij benaderd worden?"),
        description=_l("Bijvoorbeeld: alleen via u, nooit bellen. Mag leeg blijven."),
    )
    admitted_on = DayField(
        _l("Dag van opname"), [InputRequired(DAY)], description=_l("De eerste nacht, bijvoorbeeld 20-11-2026.")
    )
    place = RadioField(
        _l("Waar verblijft zij?"),
        [InputRequired(_l("Kies waar zij verblijft."))],
        choices=choices(
            {Place.SHELTER: _l("In de opvang"), Place.HOTEL: _l("In een noodbed of hotel, geplaatst door de opvang")}
        ),
    )
    children = CountField(
        _l("Hoeveel kinderen zijn met haar mee?"),
        [InputRequired(_l("Vul een getal in. Is er geen kind mee, vul dan 0 in."))],
        description=_l("Kinderen verhogen sommige bedragen. Zij kunnen nooit een reden zijn om iets niet te betalen."),
    )

    def __init__(self, shelters: Mapping[UUID, str], **given: Any) -> None:
        super().__init__(**given)
        self.shelter.choices = choices({str(id): name for id, name in shelters.items()})
        if len(shelters) == 1 and not self.shelter.data:
            self.shelter.data = str(next(iter(shelters)))
            self.shelter.raw_data = [self.shelter.data]

    def faults(self) -> Iterator[Refusal]:
        """Yield what the rules refuse."""
        yield from rules.admission_faults(self.admitted_on.data, self.children.data, clock.today())
        yield from super().faults()


class LeaveForm(Form):
    """The day of leaving."""

    left_on = DayField(
        _l("Dag van vertrek"),
        [InputRequired(DAY)],
        description=_l("De dag zelf telt niet als nacht. Een dag die nog komt mag ook."),
    )

"""The forms of payees: who is paid, on which account, and whether paying is safe for the resident."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # its types are of the version before
from wtforms.validators import AnyOf, InputRequired, Optional

from fund.core.errors import Refusal
from fund.payees import iban
from fund.payees.rules import OWN_ACCOUNT, Answer, Safety, Way, fit_consent, fit_holder
from fund.web import clock
from fund.web.fields import DayField, choices
from fund.web.forms import Form

ANSWERS = {Answer.YES: _l("Ja"), Answer.NO: _l("Nee"), Answer.UNKNOWN: _l("Weet ik niet")}
CHOOSE = _l("Kies samen met haar hoe er betaald wordt.")


class PayeeForm(Form):
    """Who is paid."""

    shelter = SelectField(_l("Van welke opvang?"), [InputRequired(_l("Kies een opvang."))])
    kind = SelectField(_l("Wie is het?"), [InputRequired(_l("Kies wie u betaalt."))])
    holder = StringField(
        _l("Op welke naam staat de rekening?"),
        description=_l(
            "Precies zoals de bank die kent. Bij haar eigen rekening mag dit leeg blijven: de bank ziet haar naam niet."
        ),
    )
    iban = StringField(
        _l("Rekeningnummer (IBAN)"),
        description=_l("Neem het over van de rekening of brief, niet uit een e-mail of van de telefoon."),
    )

    def __init__(self, shelters: Mapping[Any, str], kinds: Mapping[str, str], **given: Any) -> None:
        super().__init__(**given)
        self.shelter.choices = choices(shelters)
        self.kind.choices = choices(kinds, [SelectChoice("", _l("Kies een soort"))])
        if len(shelters) == 1:
            self.shelter.data = str(next(iter(shelters)))

    def faults(self) -> Iterator[Refusal]:
        """Yield what the rules refuse of holder and account number."""
        try:
            if self.kind.data != OWN_ACCOUNT:
                fit_holder(self.holder.data or "", "")
        except Refusal as refusal:
            yield refusal
        try:
            iban.read(self.iban.data or "")
        except Refusal as refusal:
            yield refusal


def _question(label: Any, hint: Any = "", *, needed: bool = False) -> RadioField:
    asks = InputRequired(_l("Kies een antwoord.")) if needed else Optional()
    return RadioField(label, [asks], choices=choices(ANSWERS), description=hint)


def _answered(question: RadioField) -> Answer | None:
    return Answer(question.data) if question.data in ANSWERS else None


class RouteForm(Form):
    """A resident's answers, the way that she chose and the day of her consent."""

    sees_bill = _question(
        _l("Kan haar (ex-)partner deze rekening zien?"),
        _l("Bijvoorbeeld omdat hij hoofdverzekerde is, of omdat de app op zijn naam staat."),
        needed=True,
    )
    sees_payment = _question(_l("Kan hij zien wie heeft betaald?"), needed=True)
    only_hers = _question(
        _l("Is haar eigen bankrekening van haar alleen?"),
        _l("Alleen als het geld naar haarzelf gaat. Een en/of-rekening is niet van haar alleen."),
    )
    overdrawn = _question(
        _l("Staat die rekening rood, of ligt er beslag op?"), _l("Dan komt het geld niet bij haar terecht.")
    )
    way = RadioField(
        _l("Hoe wordt er betaald?"),
        [InputRequired(CHOOSE), AnyOf([str(way) for way in Way], CHOOSE)],
        validate_choice=False,
    )
    consent_on = DayField(
        _l("Op welke dag stemde zij hiermee in?"), description=_l("Dat is nodig om aan een ander te betalen.")
    )

    def about_her_own_account(self) -> None:
        """Ask only what applies to her own account: nobody sends a bill for it."""
        del self.sees_bill
        self.sees_payment.label.text = _l("Kan hij zien wat er op haar rekening binnenkomt?")

    def offer(self, ways: Mapping[Way, Any]) -> None:
        """Offer these ways."""
        self.way.choices = choices(ways)

    def faults(self) -> Iterator[Refusal]:
        """Yield what is missing or wrong in her consent."""
        if self.way.data in set(Way) and not self.consent_on.errors:
            try:
                fit_consent(Way(self.way.data), self.consent_on.data, clock.today())
            except Refusal as refusal:
                yield refusal

    @property
    def safety(self) -> Safety:
        """Return her answers so far; an unanswered question is unknown."""
        return Safety(
            sees_bill=_answered(self.sees_bill) or Answer.UNKNOWN if self.sees_bill else Answer.NO,
            sees_payment=_answered(self.sees_payment) or Answer.UNKNOWN,
            only_hers=_answered(self.only_hers),
            overdrawn=_answered(self.overdrawn),
        )

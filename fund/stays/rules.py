"""What a stay and a cost must contain. Each refusal names the form field that it belongs to (`beside`). Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from fund.core.errors import Refusal, refuse_first
from fund.core.money import Cents
from fund.policy import Fact, UnfitValue, fact_value
from fund.stays.nights import Period

MOST_CHILDREN = 20
MOST_DAYS = 731
MOST_DAYS_AHEAD = 366
MOST_DAYS_BEFORE = 62  # a bill is often due before its period begins, not months before
MOST_ISSUER, MOST_BILL_NUMBER, MOST_REFERENCE = 80, 40, 35
_SEPA = re.compile(r"[A-Za-z0-9/\-?:().,'+ ]*")  # what a bank's file accepts


class Place(StrEnum):
    """Where the shelter places a resident."""

    SHELTER = "shelter"
    HOTEL = "hotel"  # an emergency bed or hotel, placed by the shelter


@dataclass(frozen=True, slots=True)
class Noted:
    """A cost as it is typed.

    `cents` is the whole cost, `received` what others really paid; `facts` are as in a claim's JSON.
    """

    category: str
    from_: date
    until: date
    cents: Cents
    payee_kind: str
    payee_id: UUID | None = None
    received: Cents = 0
    issuer: str | None = None
    bill_number: str | None = None
    reference: str | None = None
    due_on: date | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def period(self) -> Period:
        """Return its days."""
        return Period(self.from_, self.until)

    @property
    def night_cents(self) -> Cents:
        """Return what each of its nights comes to."""
        return self.cents // self.period.nights


def fit_admission(admitted_on: date, children: int, today: date) -> None:
    """Refuse an admission in the future, or with an impossible number of children."""
    refuse_first(admission_faults(admitted_on, children, today))


def admission_faults(admitted_on: date | None, children: int | None, today: date) -> Iterator[Refusal]:
    """Yield what is wrong with an admission, as far as it is known."""
    if admitted_on and admitted_on > today:
        yield Refusal("De opname ligt in de toekomst. Noteer haar op de dag dat zij er is.", beside="admitted_on")
    if children is not None and not 0 <= children <= MOST_CHILDREN:
        yield Refusal("Vul een aantal kinderen in van 0 tot en met %(most)s.", most=MOST_CHILDREN, beside="children")


def fit_alone(stay: Period, others: Iterable[Period], beside: str = "admitted_on") -> None:
    """Refuse a stay that shares a night with another of the same resident: one night belongs to one stay."""
    for other in others:
        if not stay.shared(other).nights:
            continue
        if other.until == date.max:
            raise Refusal(
                "Zij verblijft al bij u sinds %(on)s. Noteer eerst dat vertrek.", on=other.from_, beside=beside
            )
        raise Refusal(
            "Dit valt samen met haar verblijf van %(first)s tot %(last)s.",
            first=other.from_,
            last=other.until,
            beside=beside,
        )


def fit_leaving(stay: Period, left_on: date, noted: Iterable[tuple[Period, int]], today: date) -> None:
    """Refuse leaving before admission, far ahead, or before a night that was noted as due.

    `noted`: the periods of the fees, each with its number of nights due.
    """
    if left_on < stay.from_:
        raise Refusal("Het vertrek ligt voor de opname van %(on)s.", on=stay.from_, beside="left_on")
    if left_on > today + timedelta(days=MOST_DAYS_AHEAD):
        raise Refusal("Dit vertrek ligt meer dan een jaar vooruit. Kijk het jaar na.", beside="left_on")
    for period, due in noted:
        if due > Period(stay.from_, left_on).shared(period).nights:
            raise Refusal(
                "Er zijn al nachten genoteerd tot %(on)s. Haal eerst die kosten weg of kies een latere dag.",
                on=period.until,
                beside="left_on",
            )


def fit_period(period: Period, today: date) -> None:
    """Refuse a period the wrong way round, very long, or far ahead."""
    refuse_first(period_faults(period, today))


def period_faults(period: Period, today: date) -> Iterator[Refusal]:
    """Yield what is wrong with a period."""
    if period.until <= period.from_:
        yield Refusal("De laatste dag ligt voor de eerste.", beside="until")
    elif period.nights > MOST_DAYS:
        yield Refusal("Deze periode is langer dan twee jaar. Kijk de jaren na.", beside="until")
    if period.from_ > today + timedelta(days=MOST_DAYS_AHEAD):
        yield Refusal("Deze kosten liggen meer dan een jaar vooruit. Kijk het jaar na.", beside="from_")


def fit(noted: Noted, today: date) -> Noted:
    """Return the cost, trimmed; Refusal when its period, its amounts or a text is wrong."""
    neat = replace(
        noted, issuer=_neat(noted.issuer), bill_number=_neat(noted.bill_number), reference=_neat(noted.reference)
    )
    fit_period(neat.period, today)
    refuse_first(amount_faults(neat.cents, neat.received))
    refuse_first(text_faults(issuer=neat.issuer, bill_number=neat.bill_number, reference=neat.reference))
    return neat


def amount_faults(cents: Cents | None, received: Cents) -> Iterator[Refusal]:
    """Yield what is wrong with the amounts of a cost."""
    if cents is not None and cents <= 0:
        yield Refusal("Vul een bedrag in dat hoger is dan 0.", beside="cents")
    elif cents is not None and not 0 <= received <= cents:
        yield Refusal("Er kan niet meer ontvangen zijn dan %(cents)s, de kosten zelf.", cents=cents, beside="received")


def text_faults(
    *, issuer: str | None = None, bill_number: str | None = None, reference: str | None = None
) -> Iterator[Refusal]:
    """Yield what is wrong with what is typed about a bill."""
    for name, text, most in (
        ("issuer", issuer, MOST_ISSUER),
        ("bill_number", bill_number, MOST_BILL_NUMBER),
        ("reference", reference, MOST_REFERENCE),
    ):
        if len(_neat(text) or "") > most:
            yield Refusal("Dit is te lang. Gebruik ten hoogste %(most)s tekens.", most=most, beside=name)
    if not _SEPA.fullmatch(_neat(reference) or ""):
        yield Refusal(
            "Gebruik in dit kenmerk alleen letters zonder accent, cijfers, spaties en / - ? : ( ) . , ' +.",
            beside="reference",
        )


def strange_due(due_on: date | None, from_: date | None, today: date) -> bool:
    """Tell whether a due day is probably mistyped: more than a year ahead, or long before the cost itself."""
    if due_on is None:
        return False
    return due_on > today + timedelta(days=MOST_DAYS_AHEAD) or (
        from_ is not None and due_on < from_ - timedelta(days=MOST_DAYS_BEFORE)
    )


def _neat(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None


def bill_text(issuer: str | None, bill_number: str | None) -> str | None:
    """Return what makes a bill the same bill, however it was typed; None when issuer or number is not known.

    >>> bill_text("Zorg & Zo B.V.", "2026-0012") == bill_text("zorg & zo bv", "2026 0012")
    True
    """
    parts = [
        "".join(letter for letter in (text or "").casefold() if letter.isalnum()) for text in (issuer, bill_number)
    ]
    return "|".join(parts) if all(parts) else None


def fit_facts(asked: Iterable[Fact], facts: Mapping[str, Any]) -> None:
    """Refuse a fact that is missing, was not asked, or does not answer its question; they are as in a claim's JSON."""
    questions = {fact.name: fact for fact in asked}
    for name in facts.keys() - questions.keys():
        raise Refusal("Dit vraagt de beleidsregel niet: %(name)s.", name=name, beside=f"fact_{name}")
    for name, fact in questions.items():
        if name not in facts:
            if not fact.open:
                raise Refusal("Beantwoord deze vraag.", beside=f"fact_{name}")
        elif not _answers(fact, facts[name]):
            raise Refusal("Dit is geen antwoord op deze vraag.", beside=f"fact_{name}")


def _answers(fact: Fact, value: object) -> bool:
    try:
        fact_value(value, fact)
    except UnfitValue:
        return False
    return True

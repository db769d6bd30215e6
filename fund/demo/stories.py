"""The invented stories: who stays where since when, which costs arise, and what becomes of each claim. Days count back from today."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from random import Random

from fund.core.money import Cents
from fund.demo.places import PLACES


class Fate(StrEnum):
    """How far a claim comes in the demo."""

    NOTED = "noted"  # costs stand there, nobody claimed them yet
    DRAFT = "draft"
    SUBMITTED = "submitted"
    ASKED = "asked"
    COMPLETED = "completed"
    PROPOSED = "proposed"
    REFUSED = "refused"
    DECIDED = "decided"
    OBJECTED = "objected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Bill:
    """A cost as it arises: `days` after admission, for `nights` (a period) or one day."""

    category: str
    after: int
    cents: Cents
    payee: str
    evidence: str = "declaration"
    days: int = 1
    due_in: int = 30
    received: Cents = 0
    facts: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Filing:
    """A claim: filed `after` days, for these bills (by place in the story) and the fee of the nights until then."""

    after: int
    bills: tuple[int, ...]
    fate: Fate
    fee: bool = False
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """One stay. `night`: what the fee order asks; None while there is no order."""

    house: str
    name: str
    admitted: int  # days before today
    nights: int | None  # None: she is still there
    children: int
    night: Cents | None
    bills: tuple[Bill, ...] = ()
    filings: tuple[Filing, ...] = field(default_factory=tuple)


def bill(category: str, after: int, *, children: int = 0, days: int = 1, cents: Cents | None = None) -> Bill:
    """Return an ordinary bill of a category."""
    amount, payee, evidence, facts = _ORDINARY[category]
    if category == "LIVING":
        amount = days * (1478 + 739 * children)
    return Bill(category, after, cents or amount, payee, evidence, days=days, facts=facts)


_ORDINARY: dict[str, tuple[Cents, str, str, tuple[tuple[str, object], ...]]] = {
    "LIVING": (0, "shelter", "declaration", ()),
    "CLOTHING": (138_50, "shelter", "declaration", ()),
    "TRAVEL": (86_40, "shelter", "declaration", (("flight", True),)),
    "PHONE": (179_00, "shelter", "declaration", ()),
    "SAFETY": (640_00, "supplier", "bill", ()),
    "HEALTH_EXCESS": (385_00, "insurer", "bill", ()),
    "HEALTH_OTHER": (68_00, "insurer", "declaration", ()),
    "HEALTH_PREMIUM": (158_40, "insurer", "declaration", ()),
    "STORAGE": (95_00, "supplier", "declaration", ()),
    "PETS": (630_00, "boarding", "bill", ()),
    "DEPOSIT": (1560_00, "landlord", "rental_contract", ()),
    "FURNISHING": (2850_00, "supplier", "rental_contract", ()),
    "LEGAL": (196_00, "lawyer", "declaration", ()),
    "SCHOOL": (120_00, "school", "declaration", ()),
    "OTHER": (109_00, "supplier", "declaration", ()),
}

NAMES = (
    "Aisha Demir", "Bianca Prins", "Carla Smeets", "Dewi Lestari", "Elif Kara", "Fleur de Boer", "Gerda Hoekstra", "Hanna Nowak",
    "Ilse Timmer", "Joyce Adu", "Katarzyna Wójcik", "Latifa Amrani", "Marja Kok", "Nadia Osman", "Olga Petrova", "Petra Blom",
    "Quirine Maas", "Rosa Silva", "Sanne Bakx", "Tineke Wolf", "Uma Sharma", "Vera Klein", "Wilma Postel", "Xenia Roos",
    "Yvonne Haas", "Zeynep Aydın", "Annie Groot", "Betül Çelik", "Corrie Vos", "Dina Levi",
)  # fmt: skip

ENDINGS = (
    Fate.DECIDED, Fate.DECIDED, Fate.DECIDED, Fate.DECIDED, Fate.SUBMITTED, Fate.DECIDED, Fate.ASKED, Fate.DECIDED, Fate.PROPOSED,
    Fate.DRAFT, Fate.DECIDED, Fate.REFUSED, Fate.OBJECTED, Fate.SUBMITTED, Fate.WITHDRAWN, Fate.COMPLETED, Fate.NOTED, Fate.SUBMITTED,
)  # fmt: skip


def stories(today: date, first: date) -> list[Story]:
    """Invent the stays between the first day of history and today: the same ones for the same days."""
    chance = Random(20260701)  # noqa: S311 - invention, no secret
    houses = [house.name for place in PLACES for house in place.houses for _ in range(4 if house.places < 20 else 9)]
    longest = (today - first).days - 3
    return [_story(chance, houses[number % len(houses)], name, number, longest) for number, name in enumerate(NAMES)]


def _story(chance: Random, house: str, name: str, number: int, longest: int) -> Story:
    admitted = max(4, min(longest, longest - number * longest // len(NAMES) + chance.randint(-4, 4)))
    children = chance.choice((0, 0, 0, 1, 1, 2, 3))
    nights = chance.randint(20, 60) if admitted > 70 and chance.random() < 0.6 else None
    night = None if admitted < 16 else chance.choice((2800, 2800, 2450, 3137, 3137))
    early = (bill("TRAVEL", 0), bill("CLOTHING", 1, cents=138_50 + children * 72_00))
    living = bill("LIVING", 0, children=children, days=min(28, max(1, admitted - 2)))
    extras = tuple(bill(category, chance.randint(8, 20)) for category in chance.sample(_EXTRA, 2) if admitted > 24)
    ending = ENDINGS[number % len(ENDINGS)]
    filings = [Filing(2, (0, 1), _past(ending, admitted - 2), urgent=number % 3 == 0)]
    if admitted > 34:
        filings.append(Filing(32, tuple(range(2, 3 + len(extras))), _past(ending, admitted - 32), fee=night is not None))
    return Story(house, name, admitted, nights, children, night, (*early, living, *extras), tuple(filings))


def _past(ending: Fate, days_ago: int) -> Fate:
    """A claim of long ago is decided; only a recent one may still be on its way."""
    waits = ending in (Fate.SUBMITTED, Fate.ASKED, Fate.PROPOSED, Fate.NOTED, Fate.DRAFT)
    return Fate.DECIDED if waits and days_ago > 24 else ending


_EXTRA = ("SAFETY", "HEALTH_EXCESS", "PETS", "HEALTH_PREMIUM", "STORAGE", "PHONE", "LEGAL", "HEALTH_OTHER", "OTHER", "DEPOSIT")

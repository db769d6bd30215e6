"""A story of the demo: a stay, the bills that arise in it, and how far each claim gets. Days count back from today."""

from dataclasses import dataclass, field
from enum import StrEnum

from fund.core.money import Cents


class Fate(StrEnum):
    """How far a claim gets in the demo."""

    DRAFT = "draft"
    SUBMITTED = "submitted"  # or held, where the budget is empty
    ASKED = "asked"
    COMPLETED = "completed"
    PROPOSED = "proposed"
    REFUSED = "refused"
    DECIDED = "decided"
    OBJECTED = "objected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Bill:
    """A cost: it arises `after` days after admission, for a period of `days`, and is due `due_in` days after that."""

    category: str
    after: int
    cents: Cents
    payee: str
    evidence: str = "declaration"
    days: int = 1
    due_in: int = 30
    facts: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Filing:
    """A claim, filed `after` days after admission for these bills (by place in the story).

    `fee`: also for the fee of the nights until then. `decided`: how many working days ago the fund took it up; None:
    some working days after it was filed.
    """

    after: int
    bills: tuple[int, ...]
    fate: Fate
    fee: bool = False
    urgent: bool = False
    decided: int | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """One stay.

    `night`: the fee per night, None while there is no fee order. `asked`: she was asked whether paying is safe.
    """

    shelter: str
    name: str
    admitted: int  # days before today
    nights: int | None  # None: she is still there
    children: int
    night: Cents | None
    bills: tuple[Bill, ...] = ()
    filings: tuple[Filing, ...] = field(default_factory=tuple)
    asked: bool = True


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
    "LEGAL": (196_00, "lawyer", "declaration", ()),
    "OTHER": (109_00, "supplier", "declaration", ()),
}


def bill(
    category: str, after: int, *, children: int = 0, days: int = 1, cents: Cents | None = None, due_in: int = 30
) -> Bill:
    """Return an ordinary bill of a category."""
    amount, payee, evidence, facts = _ORDINARY[category]
    if category == "LIVING":
        amount = days * (1478 + 739 * children)
    return Bill(category, after, cents or amount, payee, evidence, days=days, due_in=due_in, facts=facts)

"""Whether a cost is becoming a debt, and on which day of the diary it stands. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from uuid import UUID

from fund.core.money import Cents

AHEAD = timedelta(days=30)


class Stand(StrEnum):
    """How far a cost is, in one word for the diary."""

    NOTED = "noted"  # on no claim yet
    DRAFT = "draft"
    FILED = "filed"
    ASKED = "asked"
    HELD = "held"  # guaranteed, but the budget is empty
    GRANTED = "granted"  # decided, and its payment is under way
    UNSAFE = "unsafe"  # granted, but there is no safe way to pay it yet
    REFUSED = "refused"
    PAID = "paid"


DONE_WITH = frozenset({Stand.REFUSED, Stand.PAID})
"""Nothing more will come from the fund: what is left open was her debt already, and the diary looks ahead."""

AT_FUND = frozenset({Stand.FILED, Stand.ASKED, Stand.HELD, Stand.GRANTED, Stand.UNSAFE})
"""The fund has a claim for it, and something may still come of that."""

COUNTED = {"SHELTER_FEE": "night", "LIVING": "day"}
"""The categories of which the diary says how many nights or days they are."""


@dataclass(frozen=True, slots=True)
class Owed:
    """One cost with what became of it. `claimed` counts only what was submitted."""

    cost_id: UUID
    resident_id: UUID
    reference: str
    stay_id: UUID
    category: str
    from_: date
    until: date
    units: int
    cents: Cents
    received: Cents
    due_on: date | None
    claimed: Cents = 0
    granted: Cents = 0
    paid: Cents = 0
    stand: Stand = Stand.NOTED
    claim_id: UUID | None = None
    claim_reference: str | None = None

    @property
    def open(self) -> Cents:
        """Return what she may still owe: the cost, less what others and the fund have really paid."""
        return self.cents - self.received - self.paid

    @property
    def at_fund(self) -> bool:
        """Tell whether the fund has a claim for it, of which something may still come."""
        return self.stand in AT_FUND

    @property
    def done_with(self) -> bool:
        """Tell whether nothing more will come from the fund."""
        return self.stand in DONE_WITH

    @property
    def unit(self) -> str | None:
        """Return whether the diary counts it in nights or in days; None for a cost that it does not count."""
        return COUNTED.get(self.category)


@dataclass(frozen=True, slots=True)
class Sums:
    """What a resident's costs come to."""

    accrued: Cents = 0
    claimed: Cents = 0
    granted: Cents = 0
    paid: Cents = 0
    open: Cents = 0


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the diary, with what becomes a debt on it. `ahead`: how many days from today."""

    on: date
    ahead: int
    owed: tuple[Owed, ...] = field(default_factory=tuple)

    @property
    def late(self) -> bool:
        """Tell whether it has passed."""
        return self.ahead < 0


@dataclass(frozen=True, slots=True)
class MissingFeeOrder:
    """A stay whose fee order is missing: without it the fund cannot pay."""

    stay_id: UUID
    resident_id: UUID
    reference: str
    admitted_on: date
    nights: int


def sums(owed: Iterable[Owed]) -> Sums:
    """Add up costs."""
    rows = list(owed)
    return Sums(
        accrued=sum(row.cents - row.received for row in rows),
        claimed=sum(row.claimed for row in rows),
        granted=sum(row.granted for row in rows),
        paid=sum(row.paid for row in rows),
        open=sum(row.open for row in rows),
    )


def diary(owed: Iterable[Owed], today: date) -> list[Day]:
    """Set open costs on the day on which they become a debt, those of the next 30 days; the late ones first.

    What is late and with which the fund is done is left out: it stands in her overview.
    """
    due = [(on, row) for row in owed if (on := _due_on(row, today)) and on < today + AHEAD]
    due.sort(key=lambda pair: (pair[0], pair[1].reference, pair[1].category))
    by_day = groupby(due, key=lambda pair: pair[0])
    return [Day(on, (on - today).days, tuple(row for _, row in rows)) for on, rows in by_day]


def this_week(days: Iterable[Day], today: date) -> list[Owed]:
    """Return what becomes a debt from today until next Monday; what is late already is not among it."""
    monday = today + timedelta(days=7 - today.weekday())
    return [row for day in days if not day.late and day.on < monday for row in day.owed]


def late(days: Iterable[Day]) -> list[Owed]:
    """Return what has become a debt and may still be paid."""
    return [row for day in days if day.late for row in day.owed]


def next_due(hers: Iterable[Owed], today: date) -> date | None:
    """Return the first day on which an open cost of a resident's becomes, or became, a debt.

    None when none of them will be paid, or has a day.
    """
    return min((on for row in hers if (on := _due_on(row, today))), default=None)


def _due_on(row: Owed, today: date) -> date | None:
    """Return the day on which an open cost becomes a debt, or on which it did when it may still be paid."""
    if row.due_on is None or row.open <= 0 or (row.due_on < today and row.done_with):
        return None
    return row.due_on

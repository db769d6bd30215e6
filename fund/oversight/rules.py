"""Figures of a region, and which of them may be shown. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from fund.core.calendar import Month
from fund.core.money import Cents

FEWEST = 10  # groups under this are never shown
PEOPLE_A_PLACE = 10_000  # Istanbul Convention: one family place per 10,000 inhabitants
FEE_IS_DUE_AFTER = 30  # days (Uitvoeringsbesluit Wmo 2015, 3.3)


@dataclass(frozen=True, slots=True)
class Spread:
    """How long something took, in days: half within `middle`, nine of ten within `slow`.

    Both are None when the group is too small. `late_percent` is None also when those late, or those in time, are too
    few: a share would give them away.
    """

    count: int
    middle: int | None
    slow: int | None
    late_percent: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """One region's figures. Money in cents; `months_open`: months that are over and not closed.

    `short`: the budgets that have too little for what is held, empty where no budget is for it; None when there is
    room again.
    """

    code: str
    name: str
    inhabitants: int
    places: int
    amount: Cents
    committed: Cents
    paid: Cents
    decided: Spread
    paid_after: Spread
    months_open: tuple[Month, ...] = field(default_factory=tuple)
    held: int = 0
    short: tuple[str, ...] | None = None

    @property
    def held_shown(self) -> int | None:
        """Return how many claims are held, None when they are too few to be counted aloud."""
        return self.held if self.held >= FEWEST else None

    @property
    def free(self) -> Cents:
        """Return what is neither committed nor paid."""
        return self.amount - self.committed - self.paid

    @property
    def norm(self) -> int:
        """Return the places that the norm asks for, rounded up."""
        return -(-self.inhabitants // PEOPLE_A_PLACE)

    @property
    def shortage(self) -> int:
        """Return how many places are missing from the norm."""
        return max(self.norm - self.places, 0)

    def percent(self, cents: Cents) -> float:
        """Return what part of its budget this is; nothing when there is none."""
        return 100 * cents / self.amount if self.amount else 0

    @property
    def per_inhabitant(self) -> Cents:
        """Return the budget for each inhabitant."""
        return self.amount // self.inhabitants if self.inhabitants else 0


def spread(days: Sequence[int]) -> Spread:
    """Return how long things took; nothing of a group under 10."""
    count = len(days)
    if count < FEWEST:
        return Spread(count, None, None, None)
    ordered = sorted(days)
    late = sum(took > FEE_IS_DUE_AFTER for took in ordered)
    small = 0 < late < FEWEST or 0 < count - late < FEWEST
    return Spread(count, _within(ordered, 50), _within(ordered, 90), None if small else round(100 * late / count))


def short(
    budgets: Sequence[tuple[str, Cents, Collection[str]]], costs: Sequence[tuple[str, Cents]]
) -> tuple[str, ...] | None:
    """Return the names of the budgets that are for held costs and have no room for one of them.

    `budgets` are (name, free, categories), with no categories where one is for every cost; `costs` are (category,
    cents). Empty where no budget is for such a cost; None when there is room for each.

    >>> short([("Rijk", 100, ("LIVING",)), ("Gift", 900, ("SCHOOL",))], [("LIVING", 200)])
    ('Rijk',)
    """
    lacking = [
        category
        for category, cents in costs
        if not any(_is_for(category, only_for) and cents <= free for _, free, only_for in budgets)
    ]
    if not lacking:
        return None
    return tuple(name for name, _, only_for in budgets if any(_is_for(category, only_for) for category in lacking))


def open_months(first: Month | None, closed_until: Month | None, this: Month) -> tuple[Month, ...]:
    """Return the months that are over and not closed.

    From the first month with an entry, or the first after the last close.
    """
    month = closed_until or first
    found = []
    while month is not None and month < this:
        found.append(month)
        month = month.following
    return tuple(found)


def _is_for(category: str, only_for: Collection[str]) -> bool:
    return not only_for or category in only_for


def _within(ordered: Sequence[int], percent: int) -> int:
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]

"""Nights and other units of a period. Pure.

A night belongs to the day on which it begins, so the day of leaving is not counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from fund.core.calendar import Month, add_months, months_in, nights

BY_PERIOD = frozenset({"night", "day", "week", "month"})


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `from_` until `until`, which is excluded; without an end it still goes on."""

    from_: date
    until: date = date.max

    @property
    def nights(self) -> int:
        """Count its nights."""
        return nights(self.from_, self.until)

    def shared(self, other: "Period") -> "Period":
        """Return the part that both have; a period of no nights when they share none."""
        from_ = max(self.from_, other.from_)
        return Period(from_, max(from_, min(self.until, other.until)))


def stayed(admitted_on: date, left_on: date | None) -> Period:
    """Return the nights of a stay as a period."""
    return Period(admitted_on, left_on or date.max)


def nights_due(stay: Period, period: Period, waived: int, taken: Iterable[Period] = ()) -> int:
    """Count the nights of the period for which a fee is due: slept, not waived, and not in a period taken before.

    >>> nights_due(Period(date(2026, 8, 6), date(2026, 9, 5)), Period(date(2026, 8, 6), date(2026, 9, 5)), 28)
    2
    """
    paid_stay = Period(min(stay.until, stay.from_ + timedelta(days=waived)), stay.until)
    left = _ordinals(paid_stay.shared(period))
    for earlier in taken:
        left -= _ordinals(earlier.shared(period))
    return len(left)


def _ordinals(period: Period) -> set[int]:
    return set(range(period.from_.toordinal(), period.until.toordinal()))


def by_month(stay: Period, until: date) -> list[tuple[Month, int]]:
    """Return the nights of a stay in each month, those before `until`; a night belongs to one month."""
    slept = stay.shared(Period(stay.from_, max(stay.from_, until)))
    return [(Month.of(from_), nights(from_, end)) for from_, end in months_in(slept.from_, slept.until)]


def units(unit: str, period: Period) -> int:
    """Count a cost in its category's unit: nights, days, weeks and months begun; anything else is one.

    >>> units("month", Period(date(2026, 8, 29), date(2026, 10, 29)))
    2
    """
    if unit in ("night", "day"):
        return period.nights
    if unit == "week":
        return -(-period.nights // 7)
    count = 1
    while unit == "month" and add_months(period.from_, count) < period.until:
        count += 1
    return count

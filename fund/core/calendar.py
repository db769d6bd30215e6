"""Days, months and terms. Days are Amsterdam's; `until` is exclusive; moments are UTC."""

import calendar as _calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """A calendar month; written `2026-09`."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """Return the month in which the day falls."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read `2026-09`; raises ValueError for anything else."""
        if len(text) != 7:
            raise ValueError(text)
        first = date.fromisoformat(f"{text}-01")
        return cls(first.year, first.month)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"

    @property
    def first(self) -> date:
        """Return its first day."""
        return date(self.year, self.month, 1)

    @property
    def until(self) -> date:
        """Return the first day after it."""
        return self.following.first

    @property
    def following(self) -> "Month":
        """Return the month after it."""
        return Month(self.year + self.month // 12, self.month % 12 + 1)

    @property
    def preceding(self) -> "Month":
        """Return the month before it."""
        return Month.of(self.first - timedelta(days=1))


def day_of(at: datetime) -> date:
    """Return the day in Amsterdam at that moment."""
    return at.astimezone(AMSTERDAM).date()


def start_of(day: date) -> datetime:
    """Return the moment (UTC) at which that day begins in Amsterdam."""
    return datetime(day.year, day.month, day.day, tzinfo=AMSTERDAM).astimezone(UTC)


def nights(from_: date, until: date) -> int:
    """Count the nights from arrival to departure; the day of departure is not one.

    >>> nights(date(2026, 8, 3), date(2026, 10, 1))
    59
    """
    return max(0, (until - from_).days)


def months_in(from_: date, until: date) -> Iterator[tuple[date, date]]:
    """Cut a period at the first of each month; yields (from, until) pairs."""
    while from_ < until:
        end = min(until, Month.of(from_).until)
        yield from_, end
        from_ = end


def add_months(day: date, count: int) -> date:
    """Return the same day `count` months later, or that month's last day where it is missing.

    >>> add_months(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    years, month0 = divmod(day.month - 1 + count, 12)
    year, month = day.year + years, month0 + 1
    return date(year, month, min(day.day, _calendar.monthrange(year, month)[1]))


@lru_cache
def _feasts(year: int) -> frozenset[date]:
    # Algemene termijnenwet 3: Good Friday, and 5 May in every year, count as well
    table = holidays.country_holidays("NL", years=year, categories=("public", "optional"))
    return frozenset(table) | {date(year, 5, 5)}


def is_working_day(day: date) -> bool:
    """Tell whether the day is not a Saturday, Sunday or public holiday (Algemene termijnenwet 1 and 3)."""
    return day.weekday() < 5 and day not in _feasts(day.year)


def on_or_after(day: date) -> date:
    """Return that day or the next working day (Algemene termijnenwet 1)."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def add_working_days(day: date, count: int) -> date:
    """Return the day `count` working days after that day, which is not counted."""
    for _ in range(count):
        day = on_or_after(day + timedelta(days=1))
    return day


def working_days_between(from_: date, until: date) -> int:
    """Count the working days after `from_` up to and including `until`; 0 when `until` is not after `from_`."""
    return sum(is_working_day(from_ + timedelta(days=n)) for n in range(1, (until - from_).days + 1))


def term_weeks(from_: date, weeks: int) -> date:
    """Return the last day of a term of weeks that starts the day after `from_` (Awb 4:13, Algemene termijnenwet 1)."""
    end = from_ + timedelta(weeks=weeks)
    return end if weeks > 12 else on_or_after(end)

"""Which earlier grants count towards a limit: whose, within what time, over which categories."""

from dataclasses import dataclass
from datetime import date

from fund.core.calendar import Month, months_in
from fund.core.money import Cents
from fund.policy.decide.evaluation import shifted
from fund.policy.language.rules import Limit
from fund.policy.language.tree import ValueKind

_FIRST_MONTH_OF_SCHOOL = 8
_WIDTH = ("line", "event", "month", "school_year", "year", "months", "stay", "ever")


@dataclass(frozen=True, slots=True)
class Draw:
    """Money and units that a line took, and `times` such lines; `same` is what it shares with the claim at hand.

    An unlimited one counts towards no limit of its own category.
    """

    category: str
    granted: Cents
    units: int
    times: int
    from_: date
    until: date
    programme: str
    same: frozenset[str]
    unlimited: bool = False


def calendar_months(from_: date, until: date) -> frozenset[Month]:
    """Return the calendar months that a period touches; `until` is exclusive."""
    return frozenset(Month.of(first) for first, _ in months_in(from_, until))


def counts(limit: Limit, draw: Draw, from_: date, until: date) -> bool:
    """Tell whether a draw counts towards a limit on a line of that period."""
    return (
        (draw.category in limit.over or "*" in limit.over)
        and (draw.programme in limit.programmes or "*" in limit.programmes)
        and _shared_by(limit.whom, draw)
        and _within(limit.within, draw, from_, until)
    )


def alongside(limit: Limit, draw: Draw, from_: date) -> bool:
    """Tell whether a draw lies in the same part of a limit's scope as a line that begins on a day.

    The parts never overlap (a run of months counts by calendar year), so that one surplus is never taken off twice.
    """
    if not _shared_by(limit.whom, draw):
        return False
    if limit.within == "month":
        return Month.of(draw.from_) == Month.of(from_)
    return _within("year" if limit.within.startswith("months(") else limit.within, draw, from_, from_)


def narrowness(within: str) -> int:
    """Rank a scope of time, the narrowest first."""
    return _WIDTH.index(within.partition("(")[0])


def _shared_by(whom: str, draw: Draw) -> bool:
    # a resident belongs to her own household; a programme is shared by all who draw on it
    return whom == "programme" or whom in draw.same or (whom == "household" and "resident" in draw.same)


def _within(within: str, draw: Draw, from_: date, until: date) -> bool:
    if within in ("event", "stay"):
        return within in draw.same
    if within.startswith("months("):
        return _closer(draw.from_, from_, int(within[len("months(") : -1]))
    inside = {
        "line": False,
        "month": bool(calendar_months(draw.from_, draw.until) & calendar_months(from_, until)),
        "year": draw.from_.year == from_.year,
        "school_year": school_year(draw.from_) == school_year(from_),
        "ever": True,
    }
    return inside[within]


def school_year(day: date) -> int:
    """Return the year in which the school year began: on 1 August."""
    return day.year if day.month >= _FIRST_MONTH_OF_SCHOOL else day.year - 1


def _closer(one: date, other: date, months: int) -> bool:
    # to both sides: a later grant that was filed earlier lies in the same run of months
    return max(one, other) < shifted(min(one, other), ValueKind.MONTHS, months)

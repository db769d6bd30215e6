"""Cut a line into pieces, each under one version of the rules; together they equal the line, to the cent. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from fund.core.calendar import add_months
from fund.core.money import Cents, half_up

NIGHTS_DUE = "nights_due"
BY_DAY = frozenset({"night", "day"})
BY_MONTH = "month"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line; `until` is exclusive."""

    from_: date
    until: date
    units: int
    claimed: Cents
    received: Cents
    facts: Mapping[str, Any]


def cut(whole: Piece, unit: str, edges: Sequence[date]) -> list[Piece]:
    """Cut a line of nights, days or months at these days; anything else stays whole.

    A month belongs to the version of its first day: a cut within it moves to the month's end, counted from the line's
    first day.
    """
    if unit not in BY_DAY and unit != BY_MONTH:
        return [whole]
    days = sorted({_moved(whole, unit, edge) for edge in edges} | {whole.until})
    marks = [(whole.from_, 0, 0)]
    for day in days:
        units = whole.units if day >= whole.until else _units_before(whole, unit, day)
        cents = half_up(Fraction(whole.claimed * units, whole.units))
        last = day >= whole.until
        if (
            day > marks[-1][0]
            and units > marks[-1][1]
            and cents > marks[-1][2]
            and (last or _leaves(whole, units, cents))
        ):
            marks.append((min(day, whole.until), units, cents))
    return _with_facts(whole, [_between(whole, one, other) for one, other in zip(marks, marks[1:], strict=False)])


def _moved(whole: Piece, unit: str, edge: date) -> date:
    if unit != BY_MONTH or edge <= whole.from_:
        return edge
    return next(end for count in range(1, 10_000) if (end := add_months(whole.from_, count)) >= edge)


def _units_before(whole: Piece, unit: str, day: date) -> int:
    if unit == BY_MONTH:
        return min(whole.units, sum(1 for count in range(whole.units) if add_months(whole.from_, count) < day))
    return half_up(Fraction(whole.units * (day - whole.from_).days, (whole.until - whole.from_).days))


def _leaves(whole: Piece, units: int, cents: Cents) -> bool:
    return units < whole.units and cents < whole.claimed


def _between(whole: Piece, one: tuple[date, int, Cents], other: tuple[date, int, Cents]) -> Piece:
    # rounded down over what is claimed, so that no piece has received more than it claims
    received = whole.received * other[2] // whole.claimed - whole.received * one[2] // whole.claimed
    return Piece(one[0], other[0], other[1] - one[1], other[2] - one[2], received, whole.facts)


def _with_facts(whole: Piece, pieces: list[Piece]) -> list[Piece]:
    due = whole.facts.get(NIGHTS_DUE)
    if not isinstance(due, int) or len(pieces) == 1:
        return pieces
    shared: list[Piece] = []
    for piece in reversed(pieces):  # nights that are waived come first, so what is due lies at the end
        share = min(due, piece.units)
        due -= share
        shared.insert(0, replace(piece, facts={**piece.facts, NIGHTS_DUE: share}))
    return shared

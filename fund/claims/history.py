"""What was granted, or is held, before: for this resident in this region, as sums; and the nights that were granted."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from fund import policy
from fund.claims.models import Claim, Line
from fund.claims.pieces import NIGHTS_DUE

SAME_STAY = frozenset({"resident", "stay"})
SAME_RESIDENT = frozenset({"resident"})


@dataclass(frozen=True, slots=True)
class EarlierLine:
    """A line of another claim, as the next one must know it."""

    category: str
    same: frozenset[str]
    from_: date
    until: date
    granted: int
    units: int
    floor_units: int
    surplus: int
    unlimited: bool
    by_night: bool


def history(session: Session, claim: Claim) -> tuple[policy.Past, ...]:
    """Return what was granted or is held before, by category, stay and day. Nothing that is merely submitted counts."""
    return summed(before(session, claim))


def before(session: Session, claim: Claim) -> Sequence[EarlierLine]:
    """Return the lines of her other claims that were decided, and those that the fund holds since before this claim was submitted."""
    rows = session.execute(
        select(Line, Claim.stay_id)
        .join(Claim, Claim.id == Line.claim_id)
        .where(Claim.region_id == claim.region_id, Claim.resident_id == claim.resident_id, Claim.id != claim.id)
        .where(or_(Line.granted.is_not(None), and_(Line.held.is_not(None), _earlier(claim))))
        .order_by(Line.from_, Line.id)
    )
    return [_before(line, stay_id == claim.stay_id) for line, stay_id in rows]


def summed(lines: Sequence[EarlierLine]) -> tuple[policy.Past, ...]:
    """Add up lines of one category, stay and day."""
    sums: dict[tuple[str, date, frozenset[str], bool], list[EarlierLine]] = defaultdict(list)
    for line in lines:
        sums[line.category, line.from_, line.same, line.unlimited].append(line)
    return tuple(
        policy.Past(
            category=category,
            granted=sum(line.granted for line in alike),
            units=sum(line.units for line in alike),
            on=on,
            same=same,
            times=len(alike),
            surplus=sum(line.surplus for line in alike),
            floor_units=sum(line.floor_units for line in alike),
            unlimited=unlimited,
        )
        for (category, on, same, unlimited), alike in sums.items()
    )


def _earlier(claim: Claim) -> ColumnElement[bool]:
    # two claims must never each wait for the other's money: who was submitted first, goes first
    if claim.submitted_at is None:
        return Claim.submitted_at.is_not(None)
    return or_(
        Claim.submitted_at < claim.submitted_at, and_(Claim.submitted_at == claim.submitted_at, Claim.id < claim.id)
    )


def _before(line: Line, same_stay: bool) -> EarlierLine:
    granted = line.held or 0 if line.granted is None else line.granted
    units = line.units_granted or 0
    return EarlierLine(
        category=line.category,
        same=SAME_STAY if same_stay else SAME_RESIDENT,
        from_=line.from_,
        until=line.until,
        granted=granted,
        units=units,
        floor_units=units if line.floor_units is None else line.floor_units,
        surplus=line.surplus or 0,
        unlimited=line.unlimited,
        by_night=NIGHTS_DUE in line.facts and granted > 0,
    )

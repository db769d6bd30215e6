"""Read who stays in the reader's shelters, and what waits there for a second worker: both in one statement."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from fund.debts.queries import CurrentStay, lodged, lodging
from fund.evidence.models import Evidence
from fund.payees.models import Payee
from fund.people.rules import Actor, Verb


class Asked(StrEnum):
    """What a colleague's work asks of her."""

    ATTEST = "attest"  # evidence that a colleague added
    CHECK = "check"  # an account that a colleague wrote down
    CORRECT = "correct"  # her own evidence, of which a colleague says that it is wrong


@dataclass(frozen=True, slots=True)
class TeamTask:
    """So many things of one kind, with the one that waits longest."""

    asked: Asked
    count: int
    first_id: UUID


def day(session: Session, actor: Actor) -> tuple[list[CurrentStay], list[TeamTask]]:
    """Return who stays in the reader's shelters now, the latest first, and what waits for this reader."""
    wanted = _waiting(actor)
    rows = session.execute(
        lodging(actor).add_columns(*(column for of in wanted.values() for column in _counted(*of)))
    ).all()
    told: list[Any] = list(rows[0][-2 * len(wanted) :]) if rows else []
    found = [
        TeamTask(asked, count, first)
        for asked, count, first in zip(wanted, told[::2], told[1::2], strict=False)
        if count
    ]
    return lodged(rows), found


Of = tuple[ColumnElement[bool], InstrumentedAttribute[UUID], InstrumentedAttribute[Any]]


def _waiting(actor: Actor) -> dict[Asked, Of]:
    hers = actor.shelters(Verb.KEEP_CASELOAD)
    paper = Evidence.shelter_id.in_(hers)
    unchecked = Payee.shelter_id.in_(hers) & Payee.checked_at.is_(None) & (Payee.made_by != actor.id)
    return {
        Asked.CORRECT: (
            paper & Evidence.doubted_at.is_not(None) & (Evidence.made_by == actor.id),
            Evidence.id,
            Evidence.made_at,
        ),
        Asked.ATTEST: (paper & Evidence.waits & (Evidence.made_by != actor.id), Evidence.id, Evidence.made_at),
        Asked.CHECK: (unchecked, Payee.id, Payee.made_at),
    }


def _counted(of: ColumnElement[bool], id_: InstrumentedAttribute[UUID], at: InstrumentedAttribute[Any]) -> list[Any]:
    first = select(id_).where(of).order_by(at, id_).limit(1)
    return [select(func.count(id_)).where(of).scalar_subquery(), first.scalar_subquery()]

"""Read what waits: in the reader's shelters for a second worker, at the reader's funds for anybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from fund.claims.models import Claim
from fund.claims.rules import AT_FUND, State
from fund.decisions.models import Decision, Stage
from fund.evidence.models import Evidence
from fund.payees.models import Payee
from fund.payouts.models import Batch, BatchState
from fund.people.rules import Actor, Verb
from fund.regions.models import Fund


class Asked(StrEnum):
    """What a colleague's work asks of a worker."""

    CORRECT = "correct"  # the worker's own evidence, of which a colleague says that it is wrong
    ATTEST = "attest"  # evidence that a colleague added
    CHECK = "check"  # an account that a colleague wrote down


@dataclass(frozen=True, slots=True)
class TeamTask:
    """So many things of one kind, with the one that waits longest."""

    asked: Asked
    count: int
    first_id: UUID


def team_tasks(session: Session, actor: Actor) -> list[TeamTask]:
    """Return what waits for this reader, what is wrong first; a kind of which nothing waits is left out."""
    own = actor.shelters(Verb.KEEP_CASELOAD)
    mine, not_mine = Evidence.made_by == actor.id, Evidence.made_by != actor.id
    doubted = Evidence.shelter_id.in_(own) & Evidence.doubted_at.is_not(None) & mine
    unattested = Evidence.shelter_id.in_(own) & Evidence.waits & not_mine
    unchecked = Payee.shelter_id.in_(own) & Payee.checked_at.is_(None) & (Payee.made_by != actor.id)
    rows: Sequence[Any] = session.execute(
        union_all(
            _counted(Asked.CORRECT, doubted, Evidence.id, Evidence.made_at),
            _counted(Asked.ATTEST, unattested, Evidence.id, Evidence.made_at),
            _counted(Asked.CHECK, unchecked, Payee.id, Payee.made_at),
        )
    ).all()
    found = [TeamTask(Asked(asked), count, first_id) for asked, count, first_id in rows if count]
    return sorted(found, key=lambda task: list(Asked).index(task.asked))


@dataclass(frozen=True, slots=True)
class AtFund:
    """How much waits at the reader's funds: claims for a decision, batches for a release."""

    claims: int
    batches: int


def at_fund(session: Session, actor: Actor, today: date) -> AtFund:
    """Count what waits at the reader's funds.

    A claim that the shelter may still complete waits for the shelter, one that the reader proposed to refuse or to
    grant waits for a second person.
    """
    with_shelter = (Claim.state == State.INCOMPLETE) & (Claim.answer_by >= today)
    proposed = exists().where(
        Decision.claim_id == Claim.id, Decision.stage == Stage.PROPOSED, Decision.decided_by == actor.id
    )
    claims = select(func.count(Claim.id)).where(
        Claim.region_id.in_(actor.regions(Verb.READ_QUEUE)), Claim.state.in_(AT_FUND), ~with_shelter, ~proposed
    )
    batches = (
        select(func.count(Batch.id))
        .join(Fund, Fund.id == Batch.fund_id)
        .where(Fund.region_id.in_(actor.regions(Verb.READ_PAYOUTS)), Batch.state == BatchState.OPEN)
    )
    found = session.execute(select(claims.scalar_subquery(), batches.scalar_subquery())).one()
    return AtFund(claims=found[0], batches=found[1])


def _counted(
    asked: Asked, of: ColumnElement[bool], id_: InstrumentedAttribute[UUID], at: InstrumentedAttribute[Any]
) -> Select[*tuple[Any, ...]]:
    first = select(id_).where(of).order_by(at, id_).limit(1).scalar_subquery()
    return select(literal(asked.value), func.count(id_), first).where(of)

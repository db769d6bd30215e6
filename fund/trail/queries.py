"""Read the trail of one claim or one resident, as far as the audience goes."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from fund.trail.models import Audience, Step


def life(session: Session, claim_id: UUID, audiences: Collection[Audience]) -> Sequence[Step]:
    """Return the steps of a claim that these audiences may see, oldest first."""
    steps = (
        select(Step)
        .where(Step.claim_id == claim_id, Step.audience.in_(audiences))
        .order_by(Step.at, Step.turn, Step.id)
    )
    return session.scalars(steps).all()


def latest(
    session: Session, resident_ids: Collection[UUID], audiences: Collection[Audience], most: int
) -> Sequence[Step]:
    """Return the newest steps of claims of these residents, newest first."""
    steps = (
        select(Step)
        .where(Step.resident_id.in_(resident_ids), Step.claim_id.is_not(None), Step.audience.in_(audiences))
        .order_by(Step.at.desc(), Step.turn.desc(), Step.id)
        .limit(most)
    )
    return session.scalars(steps).all()

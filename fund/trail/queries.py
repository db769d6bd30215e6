"""Read the audit events of claims, as far as an audience may see them."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from fund.trail.models import Audience, AuditEvent


def life(session: Session, claim_id: UUID, audiences: Collection[Audience]) -> Sequence[AuditEvent]:
    """Return the audit events of a claim that these audiences may see, oldest first."""
    events = (
        select(AuditEvent)
        .where(AuditEvent.claim_id == claim_id, AuditEvent.audience.in_(audiences))
        .order_by(AuditEvent.at, AuditEvent.turn, AuditEvent.id)
    )
    return session.scalars(events).all()


def latest(
    session: Session, resident_ids: Collection[UUID], audiences: Collection[Audience], most: int
) -> Sequence[AuditEvent]:
    """Return the newest audit events of these residents' claims, newest first."""
    events = (
        select(AuditEvent)
        .where(
            AuditEvent.resident_id.in_(resident_ids),
            AuditEvent.claim_id.is_not(None),
            AuditEvent.audience.in_(audiences),
        )
        .order_by(AuditEvent.at.desc(), AuditEvent.turn.desc(), AuditEvent.id)
        .limit(most)
    )
    return session.scalars(events).all()

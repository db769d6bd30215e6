"""Write the trail: the only writers of steps and looks."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from fund.core.money import Cents
from fund.trail.models import Audience, Look, Step


def step(
    session: Session,
    verb: str,
    *,
    at: datetime,
    by_id: UUID | None,
    region_id: UUID,
    resident_id: UUID | None = None,
    claim_id: UUID | None = None,
    position: int | None = None,
    cents: Cents | None = None,
    code: str | None = None,
    shows: tuple[str, UUID] | None = None,
    audience: Audience = Audience.ALL,
) -> None:
    """Write what was done: `verb` as `room.verb`; `shows` is the endpoint and the id of the page where it can be seen."""
    endpoint, target_id = shows or (None, None)
    turn = session.info["turn"] = session.info.get("turn", 0) + 1
    session.add(
        Step(
            at=at,
            turn=turn,
            by_id=by_id,
            verb=verb,
            audience=audience,
            region_id=region_id,
            resident_id=resident_id,
            claim_id=claim_id,
            position=position,
            cents=cents,
            code=code,
            endpoint=endpoint,
            target_id=target_id,
        )
    )


def look(
    session: Session, *, at: datetime, by_id: UUID, role: str, resident_id: UUID, endpoint: str, target_id: UUID | None
) -> None:
    """Write that somebody is about to see a page of a resident."""
    session.add(Look(at=at, by_id=by_id, role=role, resident_id=resident_id, endpoint=endpoint, target_id=target_id))

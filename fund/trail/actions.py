"""Write audit events and access entries; nothing else writes them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from fund.core.money import Cents
from fund.trail.models import About, AccessEntry, Audience, AuditEvent


def record(
    session: Session,
    verb: str,
    about: About,
    *,
    at: datetime,
    by_id: UUID | None,
    cents: Cents | None = None,
    code: str | None = None,
    audience: Audience | None = None,
) -> None:
    """Write an audit event: `verb` as `package.verb`; `audience` replaces the one of `about`."""
    endpoint, target_id = about.page or (None, None)
    turn = session.info["turn"] = session.info.get("turn", 0) + 1
    session.add(
        AuditEvent(
            at=at,
            turn=turn,
            by_id=by_id,
            verb=verb,
            audience=audience or about.audience,
            region_id=about.region_id,
            resident_id=about.resident_id,
            claim_id=about.claim_id,
            position=about.position,
            cents=cents,
            code=code,
            endpoint=endpoint,
            target_id=target_id,
        )
    )


def log_access(
    session: Session,
    *,
    at: datetime,
    by_id: UUID,
    role: str,
    resident_id: UUID,
    endpoint: str,
    target_id: UUID | None,
) -> None:
    """Write that somebody is about to see a page about a resident."""
    session.add(
        AccessEntry(at=at, by_id=by_id, role=role, resident_id=resident_id, endpoint=endpoint, target_id=target_id)
    )

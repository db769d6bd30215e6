"""Looks: a page that shows something of a resident is written down before it is sent."""

from uuid import UUID

from flask import g, request

from fund.core.errors import NotFound
from fund.trail import actions as trail
from fund.web import clock
from fund.web.database import second_session


def add(resident_id: UUID, target_id: UUID | None = None) -> None:
    """Say that this page shows something of that resident; `target_id` is what the page is about, when it is not she."""
    if "looks" not in g:
        g.looks = {}
    g.looks[resident_id] = target_id


def write(person_id: UUID, role: str) -> None:
    """Write this request's looks in a session of their own; when that fails, nothing is shown."""
    seen: dict[UUID, UUID | None] = g.pop("looks", {})
    if not seen:
        return
    if request.endpoint is None:
        raise NotFound
    with second_session() as session, session.begin():
        for resident_id, target_id in seen.items():
            trail.log_access(
                session,
                at=clock.now(),
                by_id=person_id,
                role=role,
                resident_id=resident_id,
                endpoint=request.endpoint,
                target_id=target_id,
            )

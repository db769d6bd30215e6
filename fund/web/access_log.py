"""The access log: a page that shows something of a resident is logged before it is sent."""

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from flask import g, request

from fund.core.errors import NotFound
from fund.trail import actions as trail
from fund.web import clock
from fund.web.database import second_session


class Located(Protocol):
    """Something that belongs to a shelter, in a region."""

    region_id: UUID
    shelter_id: UUID


def add(resident_id: UUID, target_id: UUID | None = None, where: Located | None = None) -> None:
    """Note that this page shows something of that resident.

    `target_id` is what the page is about, if not the resident herself; `where` decides which of the reader's roles is
    logged.
    """
    if "access" not in g:
        g.access = {}
    g.access[resident_id] = (target_id, where and (where.shelter_id, where.region_id))


def write(person_id: UUID, role_at: Callable[[UUID | None, UUID | None], str]) -> None:
    """Log what this request shows, in a session of its own; when that fails, nothing is shown."""
    seen: dict[UUID, tuple[UUID | None, tuple[UUID, UUID] | None]] = g.pop("access", {})
    if not seen:
        return
    if request.endpoint is None:
        raise NotFound
    with second_session() as session, session.begin():
        for resident_id, (target_id, where) in seen.items():
            trail.log_access(
                session,
                at=clock.now(),
                by_id=person_id,
                role=role_at(*(where or (None, None))),
                resident_id=resident_id,
                endpoint=request.endpoint,
                target_id=target_id,
            )

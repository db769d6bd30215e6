"""Read residents: only for workers of her shelter."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from fund.db import fetch_one
from fund.keys.sealed import open_text
from fund.keyset import MOST_ROWS, Page, read_page
from fund.people.rules import Actor, Verb
from fund.residents.models import Resident
from fund.residents.rules import Facts


def caseload(session: Session, actor: Actor, *, after: str = "", most: int = MOST_ROWS) -> Page[Resident]:
    """Return a page of the residents of the reader's shelters, newest first."""
    order = (Resident.made_at.desc(), Resident.id.desc())
    page = read_page(session, _readable(actor, Verb.READ_CASELOAD), *order, after=after, most=most)
    return page.map(lambda row: row[0])


def resident(session: Session, actor: Actor, resident_id: UUID, verb: Verb = Verb.READ_CASELOAD) -> Resident:
    """Return a resident of a shelter where the actor may do `verb`; NotFound otherwise."""
    return fetch_one(session, _readable(actor, verb).where(Resident.id == resident_id))


def facts(session: Session, actor: Actor, resident_id: UUID) -> Facts:
    """Open the sealed facts of a resident of the reader's shelter: on purpose, one resident at a time."""
    found = resident(session, actor, resident_id)
    return Facts(
        file_number=open_text(session, found, Resident.file_number),
        name=open_text(session, found, Resident.name),
        contact_rule=open_text(session, found, Resident.contact_rule),
    )


def references(session: Session, resident_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return pseudonyms by id, for pages that are already allowed to know of these residents."""
    rows = session.execute(select(Resident.id, Resident.reference).where(Resident.id.in_(resident_ids)))
    return {row.id: row.reference for row in rows}


def _readable(actor: Actor, verb: Verb) -> Select[Resident]:
    return select(Resident).where(Resident.shelter_id.in_(actor.shelters(verb)))

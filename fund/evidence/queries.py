"""Read evidence: all of it for her shelter; for the fund only what was typed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from fund.core.errors import NotFound
from fund.core.money import Cents
from fund.db import fetch_one
from fund.evidence.models import Evidence, EvidencePage
from fund.keys.sealed import open_, open_text
from fund.people.rules import Actor, Verb


@dataclass(frozen=True, slots=True)
class Shown:
    """What the fund sees of evidence."""

    id: UUID
    kind: str
    issuer: str
    number: str | None
    issued_on: date
    cents: Cents | None
    attested: bool


def evidence_by_id(session: Session, actor: Actor, evidence_id: UUID, verb: Verb = Verb.READ_CASELOAD) -> Evidence:
    """Return evidence of a shelter where the actor may do `verb`; NotFound otherwise."""
    return fetch_one(session, _readable(actor, verb).where(Evidence.id == evidence_id))


def evidence_of_resident(session: Session, actor: Actor, resident_id: UUID) -> Sequence[Evidence]:
    """Return the evidence of a resident of the reader's shelters, newest first; nothing for another's."""
    wanted = _readable(actor, Verb.READ_CASELOAD).where(Evidence.resident_id == resident_id)
    return session.scalars(wanted.order_by(Evidence.made_at.desc(), Evidence.id)).all()


def page(session: Session, actor: Actor, evidence_id: UUID, number: int) -> bytes:
    """Open one page, as an image of the evidence's media type; NotFound where there is none."""
    whole = evidence_by_id(session, actor, evidence_id)
    found = session.scalar(
        select(EvidencePage).where(EvidencePage.evidence_id == whole.id, EvidencePage.number == number)
    )
    if found is None:
        raise NotFound
    return open_(session, found, EvidencePage.file)


def doubt(session: Session, evidence: Evidence) -> str:
    """Open what a colleague says is wrong with evidence that the reader may see; empty when nothing is."""
    return "" if evidence.doubted_at is None else open_text(session, evidence, Evidence.doubt)


def evidence_for_fund(session: Session, evidence_ids: Collection[UUID]) -> list[Shown]:
    """Return what the fund may see of evidence, oldest first.

    The caller has checked that it belongs to a claim of that fund.
    """
    rows = session.scalars(
        select(Evidence).where(Evidence.id.in_(evidence_ids)).order_by(Evidence.issued_on, Evidence.id)
    )
    return [
        Shown(row.id, row.kind, row.issuer, row.number, row.issued_on, row.cents, attested=row.attested_at is not None)
        for row in rows
    ]


def _readable(actor: Actor, verb: Verb) -> Select[Evidence]:
    return select(Evidence).where(Evidence.shelter_id.in_(actor.shelters(verb)))

"""Register a resident, and correct what was written about her."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from fund.core import references
from fund.core.errors import NotFound
from fund.db import new_id
from fund.keys.actions import new_key
from fund.keys.sealed import seal
from fund.people.act import Act
from fund.people.rules import Verb
from fund.regions.queries import shelter
from fund.residents import queries
from fund.residents.models import Resident
from fund.residents.rules import Facts, fit


def register(act: Act, *, shelter_id: UUID, file_number: str, name: str, contact_rule: str) -> Resident:
    """Register a resident of a shelter under a new pseudonym and a key of her own."""
    if shelter_id not in act.by.shelters(Verb.KEEP_CASELOAD):
        raise NotFound
    facts = fit(Facts(file_number, name, contact_rule))
    region_id = shelter(act.session, shelter_id).region_id
    resident = Resident(
        reference=_free_reference(act.session, region_id),
        region_id=region_id,
        shelter_id=shelter_id,
        key_id=new_key(act.session, region_id, act.at).id,
        made_at=act.at,
    )
    _write(act.session, resident, facts)
    act.session.add(resident)
    act.session.flush()
    act.record("residents.register", resident.about)
    return resident


def correct(act: Act, *, resident_id: UUID, file_number: str, name: str, contact_rule: str) -> Resident:
    """Correct her sealed facts (AVG 16)."""
    resident = queries.resident(act.session, act.by, resident_id, Verb.KEEP_CASELOAD)
    _write(act.session, resident, fit(Facts(file_number, name, contact_rule)))
    act.session.flush()
    act.record("residents.correct", resident.about)
    return resident


def _write(session: Session, resident: Resident, facts: Facts) -> None:
    seal(session, resident, Resident.file_number, resident.key_id, facts.file_number)
    seal(session, resident, Resident.name, resident.key_id, facts.name)
    seal(session, resident, Resident.contact_rule, resident.key_id, facts.contact_rule)


def _free_reference(session: Session, region_id: UUID) -> str:
    # four letters meet by chance now and then; the table's own constraint stands behind this
    while True:
        reference = references.resident(new_id().bytes)
        taken = select(Resident.id).where(Resident.region_id == region_id, Resident.reference == reference)
        if session.scalar(taken) is None:
            return reference

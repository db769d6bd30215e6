"""Add evidence, and attest it by a second worker of the shelter."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from fund.core.calendar import day_of
from fund.core.errors import NotAllowed, WrongStep
from fund.core.money import Cents
from fund.evidence.bounded import MEDIA, rebuilt
from fund.evidence.models import Evidence, EvidencePage
from fund.evidence.queries import one
from fund.evidence.rules import Typed, fit
from fund.keys.sealed import open_text, seal
from fund.people.rules import Reader, Verb
from fund.residents.models import Resident
from fund.residents.queries import one as one_resident
from fund.residents.rules import refuse_her_name
from fund.trail.actions import step
from fund.trail.models import Audience


def add(
    session: Session,
    by: Reader,
    at: datetime,
    *,
    resident_id: UUID,
    kind: str,
    issuer: str,
    number: str | None,
    issued_on: date,
    cents: Cents | None,
    upload: bytes | None,
) -> Evidence:
    """Add a piece of evidence of a resident; its file is rebuilt from pixels and sealed. A `declaration` needs no file.

    Raises:
        NotFound: when she is of another shelter.
        Refusal: when something typed is missing or says her name, or the file can't be taken.
    """
    resident = one_resident(session, by, resident_id, Verb.KEEP_CASELOAD)
    typed = fit(Typed(kind, issuer, number, issued_on, cents), day_of(at), has_file=upload is not None)
    refuse_her_name(open_text(session, resident, Resident.name), issuer=typed.issuer, number=typed.number)
    files = [] if upload is None else rebuilt(upload)
    evidence = Evidence(
        resident_id=resident.id,
        region_id=resident.region_id,
        shelter_id=resident.shelter_id,
        kind=typed.kind,
        issuer=typed.issuer,
        number=typed.number,
        issued_on=typed.issued_on,
        cents=typed.cents,
        media=MEDIA if files else None,
        pages=len(files),
        key_id=resident.key_id,
        made_at=at,
        made_by=by.id,
    )
    session.add(evidence)
    session.flush()
    _seal_pages(session, evidence, files)
    _note(session, "evidence.add", by, at, evidence)
    return evidence


def attest(session: Session, by: Reader, at: datetime, evidence_id: UUID) -> Evidence:
    """Attest that the evidence is there and says what was typed: by another worker of the same shelter than who added it.

    Raises:
        NotFound: when it is of another shelter.
        NotAllowed: for who added it.
        WrongStep: when it was attested before.
    """
    evidence = one(session, by, evidence_id, Verb.KEEP_CASELOAD)
    if evidence.made_by == by.id:
        raise NotAllowed("U voegde dit bewijsstuk zelf toe. Vraag een collega om het te bevestigen.")
    first = (
        update(Evidence)
        .where(Evidence.id == evidence.id, Evidence.attested_at.is_(None))
        .values(attested_at=at, attested_by=by.id)
        .returning(Evidence.id)
    )
    if session.scalar(first) is None:
        raise WrongStep("Dit bewijsstuk is al bevestigd.")
    session.refresh(evidence)
    _note(session, "evidence.attest", by, at, evidence)
    return evidence


def _seal_pages(session: Session, evidence: Evidence, files: list[bytes]) -> None:
    for number, file in enumerate(files, start=1):
        page = EvidencePage(evidence_id=evidence.id, number=number)
        seal(session, page, EvidencePage.file, evidence.key_id, file)
        session.add(page)
    session.flush()


def _note(session: Session, verb: str, by: Reader, at: datetime, evidence: Evidence) -> None:
    step(
        session,
        verb,
        at=at,
        by_id=by.id,
        region_id=evidence.region_id,
        resident_id=evidence.resident_id,
        code=evidence.kind,
        shows=("evidence.show", evidence.id),
        audience=Audience.HOME,
    )

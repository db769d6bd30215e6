"""Add evidence and correct it; a second worker of the shelter attests it, or says what is wrong with it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from fund.core.errors import NotAllowed, StaleClaim, WrongStep
from fund.core.money import Cents
from fund.evidence import queries
from fund.evidence.models import Evidence, EvidencePage
from fund.evidence.rules import Typed, fit, fit_doubt
from fund.evidence.sandbox import MEDIA, rebuilt
from fund.keys.sealed import open_text, seal
from fund.people.act import Act
from fund.people.rules import Verb
from fund.residents import queries as residents
from fund.residents.models import Resident
from fund.residents.rules import refuse_her_name
from fund.texts.queries import in_force


def add(
    act: Act,
    *,
    resident_id: UUID,
    kind: str,
    issuer: str,
    number: str | None,
    issued_on: date,
    cents: Cents | None,
    upload: bytes | None,
) -> Evidence:
    """Add evidence for a resident; its file is rebuilt from pixels and sealed. A `declaration` needs no file.

    Raises:
        NotFound: when she belongs to another shelter.
        Refusal: when no policy text in force knows its kind, something typed is missing or contains her name, or the
            file cannot be accepted.
    """
    resident = residents.resident(act.session, act.by, resident_id, Verb.KEEP_CASELOAD)
    typed = _fit(act, resident, Typed(kind, issuer, number, issued_on, cents), has_file=upload is not None)
    evidence = Evidence(
        resident_id=resident.id,
        region_id=resident.region_id,
        shelter_id=resident.shelter_id,
        pages=0,
        key_id=resident.key_id,
    )
    evidence.made_at, evidence.made_by = act.at, act.by.id
    _write(act.session, evidence, typed, upload)
    act.record("evidence.add", evidence.about, code=evidence.kind)
    return evidence


def correct(
    act: Act,
    evidence_id: UUID,
    *,
    kind: str,
    issuer: str,
    number: str | None,
    issued_on: date,
    cents: Cents | None,
    upload: bytes | None,
) -> Evidence:
    """Correct evidence that nobody attested yet: what was typed and, when a new file is sent, its file.

    After that it waits for a colleague again.

    Raises:
        NotFound: when it belongs to another shelter.
        WrongStep: when it was attested.
        Refusal: as for `add`.
    """
    evidence = _waiting(act, evidence_id)
    resident = residents.resident(act.session, act.by, evidence.resident_id, Verb.KEEP_CASELOAD)
    has_file = upload is not None or evidence.pages > 0
    typed = _fit(act, resident, Typed(kind, issuer, number, issued_on, cents), has_file=has_file)
    evidence.doubted_at, evidence.doubt = None, None
    evidence.made_at, evidence.made_by = act.at, act.by.id
    _write(act.session, evidence, typed, upload)
    act.record("evidence.correct", evidence.about, code=evidence.kind)
    return evidence


def attest(act: Act, evidence_id: UUID, *, seen: datetime | None = None) -> Evidence:
    """Attest that the evidence exists and says what was typed, as another worker of the same shelter.

    Raises:
        NotFound: when it belongs to another shelter.
        NotAllowed: for the worker who added it.
        StaleClaim: when it was corrected since `seen`, the moment at which what the worker saw was written.
        WrongStep: when it was attested before, or waits to be corrected.
    """
    evidence = _colleagues(act, evidence_id, seen)
    evidence.attested_at, evidence.attested_by = act.at, act.by.id
    act.session.flush()
    act.record("evidence.attest", evidence.about, code=evidence.kind)
    return evidence


def doubt(act: Act, evidence_id: UUID, text: str, *, seen: datetime | None = None) -> Evidence:
    """Say what is wrong with a colleague's evidence.

    It goes back to the worker who added it, and does not count until it is corrected.

    Raises:
        NotFound, NotAllowed, StaleClaim, WrongStep: as for `attest`.
        Refusal: when the text is empty, too long or contains her name.
    """
    evidence = _colleagues(act, evidence_id, seen)
    resident = residents.resident(act.session, act.by, evidence.resident_id)
    said = fit_doubt(text)
    refuse_her_name(open_text(act.session, resident, Resident.name), doubt=said)
    seal(act.session, evidence, Evidence.doubt, evidence.key_id, said)
    evidence.doubted_at = act.at
    act.session.flush()
    act.record("evidence.doubt", evidence.about, code=evidence.kind)
    return evidence


def _colleagues(act: Act, evidence_id: UUID, seen: datetime | None) -> Evidence:
    evidence = _waiting(act, evidence_id)
    if evidence.made_by == act.by.id:
        raise NotAllowed("U voegde dit bewijsstuk zelf toe. Vraag een collega om het te bevestigen.")
    if seen is not None and seen != evidence.made_at:
        raise StaleClaim("Dit bewijsstuk is intussen verbeterd. Kijk het opnieuw na.")
    if evidence.doubted_at is not None:
        raise WrongStep("Een collega schreef wat er aan dit bewijsstuk niet klopt. Verbeter het eerst.")
    return evidence


def _waiting(act: Act, evidence_id: UUID) -> Evidence:
    evidence = queries.evidence_by_id(act.session, act.by, evidence_id, Verb.KEEP_CASELOAD)
    act.session.refresh(evidence, with_for_update=True)  # so that the second of two at once sees what the first did
    if evidence.attested_at is not None:
        raise WrongStep("Dit bewijsstuk is al bevestigd.")
    return evidence


def _fit(act: Act, resident: Resident, typed: Typed, *, has_file: bool) -> Typed:
    today = act.today
    neat = fit(typed, today, kinds=in_force(act.session, resident.region_id, today).rules.evidence, has_file=has_file)
    refuse_her_name(open_text(act.session, resident, Resident.name), issuer=neat.issuer, number=neat.number)
    return neat


def _write(session: Session, evidence: Evidence, typed: Typed, upload: bytes | None) -> None:
    files = None if upload is None else rebuilt(upload)
    evidence.kind, evidence.issuer, evidence.number = typed.kind, typed.issuer, typed.number
    evidence.issued_on, evidence.cents = typed.issued_on, typed.cents
    if files:
        evidence.media, evidence.pages = MEDIA, len(files)
    session.add(evidence)
    session.flush()
    if files:
        session.execute(delete(EvidencePage).where(EvidencePage.evidence_id == evidence.id))
        _seal_pages(session, evidence, files)


def _seal_pages(session: Session, evidence: Evidence, files: list[bytes]) -> None:
    for number, file in enumerate(files, start=1):
        page = EvidencePage(evidence_id=evidence.id, number=number)
        seal(session, page, EvidencePage.file, evidence.key_id, file)
        session.add(page)
    session.flush()

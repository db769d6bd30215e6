"""Register a payee, have a second worker check it, and write how she wants it paid."""

from contextlib import suppress
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from fund.core.calendar import day_of
from fund.core.errors import NotAllowed, NotFound, Refusal, WrongStep
from fund.keys.queries import house_key
from fund.keys.sealed import open_text, seal
from fund.ledger.actions import lock
from fund.payees import iban as accounts
from fund.payees.models import Payee, Route
from fund.payees.queries import one
from fund.payees.rules import (
    NEUTRAL_NAME,
    OF_THE_SHELTER,
    OWN_ACCOUNT,
    Answer,
    Safety,
    Way,
    allowed,
    fit_consent,
    fit_holder,
)
from fund.people.rules import Actor, Verb
from fund.regions.queries import fund_of, shelter
from fund.residents.models import Resident
from fund.residents.queries import one as one_resident
from fund.trail.actions import step
from fund.trail.models import Audience


def register(
    session: Session,
    by: Actor,
    at: datetime,
    *,
    shelter_id: UUID,
    resident_id: UUID | None,
    kind: str,
    holder: str,
    iban: str,
) -> Payee:
    """Register a payee of a shelter, or of one of its residents. The shelter's own accounts are its lead's to register.

    Raises:
        NotFound: when the shelter or the resident is not hers to work for.
        Refusal: when the holder is missing, or the IBAN or its bank is wrong.
    """
    if shelter_id not in by.shelters(Verb.KEEP_TEAM if kind in OF_THE_SHELTER else Verb.KEEP_CASELOAD):
        raise NotFound
    resident = one_resident(session, by, resident_id, Verb.KEEP_CASELOAD) if resident_id else None
    _belongs(kind, shelter_id, resident)
    name = NEUTRAL_NAME if kind == OWN_ACCOUNT else fit_holder(holder, _name(session, resident))
    account = accounts.read(iban)
    region_id = shelter(session, shelter_id).region_id
    payee = Payee(
        region_id=region_id,
        shelter_id=shelter_id,
        resident_id=resident.id if resident else None,
        kind=kind,
        key_id=resident.key_id if resident else house_key(session, region_id).id,
        bic=account.bic,
        made_at=at,
        made_by=by.id,
    )
    seal(session, payee, Payee.holder, payee.key_id, name)
    seal(session, payee, Payee.iban, payee.key_id, account.iban)
    session.add(payee)
    session.flush()
    _note(session, "payees.register", by, at, payee, resident_id=payee.resident_id)
    return payee


def check(session: Session, by: Actor, at: datetime, payee_id: UUID) -> Payee:
    """Say that name and IBAN are right: by another worker of the same shelter than who registered them.

    Raises:
        NotFound: when it is of another shelter.
        NotAllowed: for who registered it.
        WrongStep: when it was checked before.
    """
    payee = one(session, by, payee_id, Verb.KEEP_CASELOAD)
    if payee.made_by == by.id:
        raise NotAllowed("U schreef deze rekening zelf op. Vraag een collega om haar na te kijken.")
    first = (
        update(Payee)
        .where(Payee.id == payee.id, Payee.checked_at.is_(None))
        .values(checked_at=at, checked_by=by.id)
        .returning(Payee.id)
    )
    if session.scalar(first) is None:
        raise WrongStep("Deze rekening is al nagekeken.")
    session.refresh(payee)
    _note(session, "payees.check", by, at, payee, resident_id=payee.resident_id)
    return payee


def choose_route(
    session: Session,
    by: Actor,
    at: datetime,
    resident_id: UUID,
    payee_id: UUID,
    *,
    sees_bill: Answer,
    sees_payment: Answer,
    only_hers: Answer | None,
    overdrawn: Answer | None,
    way: Way,
    consent_on: date | None,
) -> Route:
    """Write how she wants a payee paid, with her answers and the day of her consent (Awb 4:89).

    Raises:
        NotFound: when she or the payee is of another shelter, or the payee is another resident's.
        Refusal: when that way is not safe for her, or her consent is missing or in the future.
    """
    resident = one_resident(session, by, resident_id, Verb.KEEP_CASELOAD)
    _in_turn(session, resident.region_id)
    payee = one(session, by, payee_id, Verb.KEEP_CASELOAD)
    if payee.shelter_id != resident.shelter_id or payee.resident_id not in (None, resident.id):
        raise NotFound
    safety = Safety(sees_bill, sees_payment, only_hers, overdrawn)
    _safe(payee.kind, safety, way)
    fit_consent(way, consent_on, day_of(at))
    route = Route(
        resident_id=resident.id,
        payee_id=payee.id,
        sees_bill=sees_bill,
        sees_payment=sees_payment,
        only_hers=only_hers,
        overdrawn=overdrawn,
        way=way,
        consent_on=consent_on,
        asked_at=at,
        asked_by=by.id,
    )
    session.add(route)
    session.flush()
    _note(session, "payees.choose_route", by, at, payee, resident_id=resident.id)
    return route


def _in_turn(session: Session, region_id: UUID) -> None:
    # a payment that is made at this moment goes the old way or the new; without a book nothing is paid yet
    with suppress(NotFound):
        lock(session, fund_of(session, region_id).id)


def _belongs(kind: str, shelter_id: UUID, resident: Resident | None) -> None:
    if resident is None:
        if kind == OWN_ACCOUNT:
            raise Refusal("Kies van welke bewoner deze rekening is.", beside="kind")
    elif resident.shelter_id != shelter_id or kind in OF_THE_SHELTER:
        raise NotFound


def _name(session: Session, resident: Resident | None) -> str:
    return open_text(session, resident, Resident.name) if resident else ""


def _safe(kind: str, safety: Safety, way: Way) -> None:
    if way in allowed(kind, safety):
        return
    if way is Way.DIRECT:
        raise Refusal(
            "Rechtstreeks betalen is niet veilig voor haar. Kies samen met haar een andere weg.", beside="way"
        )
    raise Refusal(
        "Haar eigen rekening kan alleen als die van haar alleen is, en zonder roodstand of beslag.", beside="way"
    )


def _note(session: Session, verb: str, by: Actor, at: datetime, payee: Payee, *, resident_id: UUID | None) -> None:
    step(
        session,
        verb,
        at=at,
        by_id=by.id,
        region_id=payee.region_id,
        resident_id=resident_id,
        code=payee.kind,
        shows=("payees.show", payee.id),
        audience=Audience.HOME,
    )

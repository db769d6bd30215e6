"""Register a payee, have a second worker check it, and record how the resident wants it paid."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from fund.core.errors import NotAllowed, NotFound, Refusal, WrongStep
from fund.keys.queries import general_key
from fund.keys.sealed import open_text, seal
from fund.ledger.actions import lock
from fund.payees import iban as accounts
from fund.payees import queries
from fund.payees.models import Payee, Route
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
from fund.people.act import Act
from fund.people.rules import Verb
from fund.regions.queries import fund_of, shelter
from fund.residents import queries as residents
from fund.residents.models import Resident


def register(
    act: Act,
    *,
    shelter_id: UUID,
    resident_id: UUID | None,
    kind: str,
    holder: str,
    iban: str,
) -> Payee:
    """Register a payee of a shelter, or of one of its residents. Only the shelter's lead registers its own accounts.

    Raises:
        NotFound: when the actor does not work for that shelter or resident.
        Refusal: when the holder is missing, or the IBAN or its bank is wrong.
    """
    if shelter_id not in act.by.shelters(Verb.KEEP_TEAM if kind in OF_THE_SHELTER else Verb.KEEP_CASELOAD):
        raise NotFound
    resident = residents.resident(act.session, act.by, resident_id, Verb.KEEP_CASELOAD) if resident_id else None
    _belongs(kind, shelter_id, resident)
    name = NEUTRAL_NAME if kind == OWN_ACCOUNT else fit_holder(holder, _name(act.session, resident))
    account = accounts.read(iban)
    region_id = shelter(act.session, shelter_id).region_id
    payee = Payee(
        region_id=region_id,
        shelter_id=shelter_id,
        resident_id=resident.id if resident else None,
        kind=kind,
        key_id=resident.key_id if resident else general_key(act.session, region_id).id,
        bic=account.bic,
        made_at=act.at,
        made_by=act.by.id,
    )
    seal(act.session, payee, Payee.holder, payee.key_id, name)
    seal(act.session, payee, Payee.iban, payee.key_id, account.iban)
    act.session.add(payee)
    act.session.flush()
    act.record("payees.register", payee.about, code=payee.kind)
    return payee


def check(act: Act, payee_id: UUID) -> Payee:
    """Confirm that name and IBAN are right, as another worker of the same shelter.

    Raises:
        NotFound: when it belongs to another shelter.
        NotAllowed: for the worker who registered it.
        WrongStep: when it was checked before.
    """
    payee = queries.payee(act.session, act.by, payee_id, Verb.KEEP_CASELOAD)
    if payee.made_by == act.by.id:
        raise NotAllowed("U schreef deze rekening zelf op. Vraag een collega om haar na te kijken.")
    first = (
        update(Payee)
        .where(Payee.id == payee.id, Payee.checked_at.is_(None))
        .values(checked_at=act.at, checked_by=act.by.id)
        .returning(Payee.id)
    )
    if act.session.scalar(first) is None:
        raise WrongStep("Deze rekening is al nagekeken.")
    act.session.refresh(payee)
    act.record("payees.check", payee.about, code=payee.kind)
    return payee


def choose_route(
    act: Act,
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
    """Record how the resident wants a payee paid, with her answers and the day of her consent (Awb 4:89).

    Raises:
        NotFound: when she or the payee belongs to another shelter, or the payee to another resident.
        Refusal: when that way is not safe for her, or her consent is missing or in the future.
    """
    resident = residents.resident(act.session, act.by, resident_id, Verb.KEEP_CASELOAD)
    _lock_fund(act, resident.region_id)
    payee = queries.payee(act.session, act.by, payee_id, Verb.KEEP_CASELOAD)
    if payee.shelter_id != resident.shelter_id or payee.resident_id not in (None, resident.id):
        raise NotFound
    safety = Safety(sees_bill, sees_payment, only_hers, overdrawn)
    _safe(payee.kind, safety, way)
    fit_consent(way, consent_on, act.today)
    route = Route(
        resident_id=resident.id,
        payee_id=payee.id,
        sees_bill=sees_bill,
        sees_payment=sees_payment,
        only_hers=only_hers,
        overdrawn=overdrawn,
        way=way,
        consent_on=consent_on,
        asked_at=act.at,
        asked_by=act.by.id,
    )
    act.session.add(route)
    act.session.flush()
    act.record("payees.choose_route", replace(payee.about, resident_id=resident.id), code=payee.kind)
    return route


def _lock_fund(act: Act, region_id: UUID) -> None:
    # so that a payment made at this moment goes entirely the old way or the new; without a book nothing is paid yet
    with suppress(NotFound):
        lock(act, fund_of(act.session, region_id).id)


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

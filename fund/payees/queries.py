"""Read payees and routes: all of it in their shelter; for a payment only what the bank must know."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, null, or_, select
from sqlalchemy.orm import Session, undefer

from fund.core.errors import NotFound, Refusal, WrongStep
from fund.db import fetch_by_id, fetch_one
from fund.keys.models import DataKey
from fund.keys.queries import unlock
from fund.keys.sealed import open_text
from fund.keyset import MOST_ROWS, Page, read_page
from fund.payees.models import Payee, Route
from fund.payees.rules import NEUTRAL_NAME, OF_THE_SHELTER, OWN_ACCOUNT, RESIDENTS_ACCOUNT, Safety, Way
from fund.people.rules import Actor, Verb
from fund.residents.models import Resident

USUAL = OF_THE_SHELTER | {OWN_ACCOUNT}
"""Kinds of payee of which a resident or a shelter has one account, so that nobody needs to choose it."""

_NEWEST_FIRST = (case((Payee.checked_at.is_(None), 0), else_=1), Payee.made_at.desc(), Payee.id)
"""Those that wait for a check, then the others; the newest first."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A payee as the bank needs it: never her name."""

    holder: str = field(repr=False)
    iban: str = field(repr=False)
    bic: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A payee in a list: opened, with its resident, if it belongs to one, and how she wants it paid."""

    payee: Payee
    opened: Opened
    resident: Resident | None
    route: Route | None


@dataclass(frozen=True, slots=True)
class PayeePage(Page[Listed]):
    """A page of the team's payees, and how many wait for a check in all."""

    waiting: int = 0


def payee(session: Session, actor: Actor, payee_id: UUID, verb: Verb = Verb.READ_CASELOAD) -> Payee:
    """Return a payee of a shelter where the actor may do `verb`; NotFound otherwise."""
    return fetch_one(session, _readable(actor, verb).where(Payee.id == payee_id))


def payee_for(
    session: Session, actor: Actor, payee_id: UUID, *, kind: str, shelter_id: UUID, resident_id: UUID
) -> Payee:
    """Return a payee of a kind on which a shelter may have a resident's costs paid.

    Raises:
        NotFound: when it is another shelter's or another resident's, or the actor does not keep that caseload.
        Refusal: when it is of another kind.
    """
    ours = _readable(actor, Verb.KEEP_CASELOAD).where(Payee.shelter_id == shelter_id, _belongs_to(resident_id))
    payee = fetch_one(session, ours.where(Payee.id == payee_id))
    if payee.kind != kind:
        raise Refusal("Deze rekening is van een ander soort begunstigde.", beside="payee")
    return payee


def payees_of_shelter(session: Session, actor: Actor, *, resident_id: UUID | None = None) -> Sequence[Payee]:
    """Return the payees of the reader's shelters that belong to no resident, newest first.

    With `resident_id` those of that resident as well.
    """
    wanted = _readable(actor, Verb.READ_CASELOAD).where(_belongs_to(resident_id))
    wanted = wanted.options(undefer(Payee.holder), undefer(Payee.iban))
    return session.scalars(wanted.order_by(Payee.made_at.desc(), Payee.id)).all()


def opened(session: Session, payees: Sequence[Payee]) -> dict[UUID, Opened]:
    """Open holder and IBAN of payees that the reader may see, with one statement for their keys."""
    unlock(session, {payee.key_id for payee in payees})
    return {payee.id: _opened(session, payee) for payee in payees}


def listed(session: Session, actor: Actor, resident_id: UUID) -> list[Listed]:
    """Return, opened, the payees that belong to no resident and those of one resident, with her routes.

    Those that wait for a check come first.
    """
    newest = select(Route.id).where(Route.payee_id == Payee.id, Route.resident_id == resident_id)
    newest_id = newest.order_by(Route.asked_at.desc(), Route.id).limit(1).correlate(Payee).scalar_subquery()
    wanted = _with_keys(actor, Route).outerjoin(Route, Route.id == newest_id)
    wanted = wanted.where(_belongs_to(resident_id)).order_by(*_NEWEST_FIRST)
    return [_listed(session, row) for row in session.execute(wanted)]


def payee_page(session: Session, actor: Actor, *, after: str = "", most: int = MOST_ROWS) -> PayeePage:
    """Return, opened, the payees that belong to no resident and those of all residents that wait for a check.

    Those that wait come first. Two statements: the page, and how many wait in all.
    """
    waits = Payee.checked_at.is_(None)
    wanted = _with_keys(actor, null()).where(or_(Payee.resident_id.is_(None), waits))
    page = read_page(session, wanted, *_NEWEST_FIRST, after=after, most=most).map(lambda row: _listed(session, row))
    waiting = session.scalar(_readable(actor, Verb.READ_CASELOAD).where(waits).with_only_columns(func.count())) or 0
    return PayeePage(page.rows, page.onward, page.is_first, waiting)


def for_payment(session: Session, payee_id: UUID) -> Opened:
    """Open a checked payee for the bank file, a resident's own account under a neutral name.

    Raises:
        NotFound: when there is none.
        WrongStep: before it is checked.
    """
    payee = fetch_by_id(session, Payee, payee_id)
    if payee.checked_at is None:
        raise WrongStep("Een tweede medewerker moet deze rekening nog nakijken.")
    return _opened(session, payee)


def destination(session: Session, resident_id: UUID, payee_id: UUID) -> Payee | None:
    """Return who is really paid when this payee is due: the payee, the residents' account or the resident herself.

    None: hold it, since she has not chosen, chose to wait, or the account is not checked yet.
    """
    payee = fetch_by_id(session, Payee, payee_id)
    if payee.resident_id not in (None, resident_id):
        raise NotFound
    route = route_of(session, resident_id, payee_id)
    way = Way.DIRECT if payee.kind in OF_THE_SHELTER else route.way if route else Way.HOLD
    return _checked(_receiver(session, payee, resident_id, way))


def usual_payee_id(session: Session, kind: str, resident_id: UUID, shelter_id: UUID) -> UUID | None:
    """Return the one account that a kind of payee means when nobody chose one.

    That is the shelter's own, the one for its residents, or the resident's own.
    """
    if kind not in USUAL:
        return None
    found = select(Payee.id).where(
        Payee.shelter_id == shelter_id, Payee.kind == kind, _belongs_to(resident_id), Payee.checked_at.is_not(None)
    )
    return session.scalar(found.order_by(Payee.made_at.desc(), Payee.id).limit(1))


def route_of(session: Session, resident_id: UUID, payee_id: UUID) -> Route | None:
    """Return how a resident wants this payee paid; None when she was not asked."""
    routes = select(Route).where(Route.resident_id == resident_id, Route.payee_id == payee_id)
    return session.scalar(routes.order_by(Route.asked_at.desc(), Route.id).limit(1))


def residents_account(session: Session, shelter_id: UUID) -> Payee | None:
    """Return the shelter's account for its residents: the newest that was checked."""
    return _newest(session, select(Payee).where(Payee.shelter_id == shelter_id, Payee.kind == RESIDENTS_ACCOUNT))


def own_account(session: Session, resident_id: UUID) -> Payee | None:
    """Return a resident's own account: the newest that was checked; None unless she said that it is safe.

    Safe is an account that is only hers and is not overdrawn.
    """
    own = _newest(session, select(Payee).where(Payee.resident_id == resident_id, Payee.kind == OWN_ACCOUNT))
    asked = route_of(session, resident_id, own.id) if own else None
    return (
        own
        if asked and Safety(asked.sees_bill, asked.sees_payment, asked.only_hers, asked.overdrawn).own_account_is_safe
        else None
    )


def _receiver(session: Session, payee: Payee, resident_id: UUID, way: Way) -> Payee | None:
    match way:
        case Way.DIRECT:
            return payee
        case Way.RESIDENTS_ACCOUNT:
            return residents_account(session, payee.shelter_id)
        case Way.REIMBURSE:
            return payee if payee.kind == OWN_ACCOUNT else own_account(session, resident_id)
        case Way.HOLD:
            return None


def _checked(payee: Payee | None) -> Payee | None:
    return payee if payee is not None and payee.checked_at is not None else None


def _newest(session: Session, payees: Select[Payee]) -> Payee | None:
    return session.scalar(payees.where(Payee.checked_at.is_not(None)).order_by(Payee.made_at.desc(), Payee.id).limit(1))


def _opened(session: Session, payee: Payee) -> Opened:
    holder = NEUTRAL_NAME if payee.kind == OWN_ACCOUNT else open_text(session, payee, Payee.holder)
    return Opened(holder, open_text(session, payee, Payee.iban), payee.bic)


def _with_keys(actor: Actor, route: Any) -> Select[Any]:
    return (
        select(Payee, DataKey, Resident, route)
        .join(DataKey, DataKey.id == Payee.key_id)  # so that no key is fetched alone
        .outerjoin(Resident, Resident.id == Payee.resident_id)
        .where(Payee.shelter_id.in_(actor.shelters(Verb.READ_CASELOAD)))
        .options(undefer(Payee.holder), undefer(Payee.iban))
    )


def _listed(session: Session, row: Sequence[Any]) -> Listed:
    payee, _, resident, route = row
    return Listed(payee, _opened(session, payee), resident, route)


def _belongs_to(resident_id: UUID | None) -> ColumnElement[bool]:
    """Say that a payee belongs to no resident or, where one is given, to that one."""
    return or_(Payee.resident_id.is_(None), Payee.resident_id == resident_id)


def _readable(actor: Actor, verb: Verb) -> Select[Payee]:
    return select(Payee).where(Payee.shelter_id.in_(actor.shelters(verb)))

"""Read what became of each cost: one statement for the costs, one for the stays."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from fund.claims.models import Claim, Line
from fund.claims.rules import DECIDED, State
from fund.core.calendar import nights
from fund.core.errors import NotFound
from fund.core.money import Cents
from fund.debts.rules import MissingFeeOrder, Owed, Stand
from fund.payouts.models import Payment, PaymentState
from fund.people.rules import Actor, Verb
from fund.regions.models import Shelter
from fund.residents.models import Resident
from fund.stays.fees import order_missing
from fund.stays.models import Cost, FeeOrder, Stay
from fund.stays.nights import stayed

MOST = 500


@dataclass(frozen=True, slots=True)
class CurrentStay:
    """A resident with her latest stay, for the list of a shelter."""

    resident_id: UUID
    reference: str
    stay_id: UUID
    admitted_on: date
    left_on: date | None
    children: int
    ordered: bool
    waived: int

    def nights(self, today: date) -> int:
        """Count the nights so far."""
        return nights(self.admitted_on, max(self.admitted_on, min(self.left_on or today, today)))


def owed(session: Session, actor: Actor) -> list[Owed]:
    """Return the costs of the reader's shelters that are not wholly paid, with what became of them, by due date."""
    paid = (
        select(func.coalesce(func.sum(Payment.cents), 0))
        .join(Line, (Line.claim_id == Payment.claim_id) & (Line.position == Payment.position))
        .where(Line.cost_id == Cost.id, Payment.state == PaymentState.PAID)
        .scalar_subquery()
    )
    return _read(session, _costs(actor).where(Cost.cents - Cost.received > paid))


def of_resident(session: Session, actor: Actor, resident_id: UUID) -> list[Owed]:
    """Return all costs of one resident of the reader's shelters, with what became of them, by due date."""
    return _read(session, _costs(actor).where(Cost.resident_id == resident_id))


def current_stays(session: Session, actor: Actor) -> Sequence[CurrentStay]:
    """Return who stays in the reader's shelters now, the latest first."""
    ordered = select(FeeOrder.stay_id).where(FeeOrder.stay_id == Stay.id).exists()
    rows = session.execute(
        select(Stay, Resident.reference, ordered.label("ordered"), Shelter.waived_nights)
        .join(Resident, Resident.id == Stay.resident_id)
        .join(Shelter, Shelter.id == Stay.shelter_id)
        .where(Stay.shelter_id.in_(actor.shelters(Verb.READ_CASELOAD)), Stay.left_on.is_(None))
        .order_by(Stay.admitted_on.desc(), Stay.id)
        .limit(MOST)
    )
    return [_current(*row) for row in rows]


def missing_fee_orders(here: Iterable[CurrentStay], today: date) -> list[MissingFeeOrder]:
    """Return the stays whose fee order is missing for too long."""
    return [
        MissingFeeOrder(of.stay_id, of.resident_id, of.reference, of.admitted_on, of.nights(today))
        for of in here
        if not of.ordered and order_missing(stayed(of.admitted_on, of.left_on), of.waived, (), today)
    ]


def stays(session: Session, actor: Actor, resident_id: UUID) -> tuple[Resident, Sequence[Stay]]:
    """Return a resident of the reader's shelters with her stays there, the latest first; NotFound otherwise."""
    own = actor.shelters(Verb.READ_CASELOAD)
    rows = session.execute(
        select(Resident, Stay)
        .join(Stay, Stay.resident_id == Resident.id)
        .where(Resident.id == resident_id, Resident.shelter_id.in_(own), Stay.shelter_id.in_(own))
        .order_by(Stay.admitted_on.desc(), Stay.id)
    ).all()
    if not rows:
        raise NotFound
    return rows[0][0], [row[1] for row in rows]


def _current(stay: Stay, reference: str, ordered: bool, waived: int) -> CurrentStay:
    return CurrentStay(
        resident_id=stay.resident_id,
        reference=reference,
        stay_id=stay.id,
        admitted_on=stay.admitted_on,
        left_on=stay.left_on,
        children=stay.children,
        ordered=ordered,
        waived=waived,
    )


def _read(session: Session, costs: Select[Any]) -> list[Owed]:
    # SQLite and PostgreSQL set what has no day at other ends
    rows = session.execute(costs.order_by(Cost.due_on.is_(None), Cost.due_on, Cost.id).limit(MOST)).all()
    return [_owed(list(of)) for _cost_id, of in groupby(rows, key=lambda row: row.Cost.id)]


def _costs(actor: Actor) -> Select[Any]:
    live = (
        select(
            Line.cost_id,
            Line.claimed,
            Line.granted,
            Line.outcome,
            Line.position,
            Claim.id,
            Claim.reference,
            Claim.state,
        )
        .join(Claim, Claim.id == Line.claim_id)
        .where(Claim.state != State.WITHDRAWN)
        .subquery()
    )
    return (
        select(
            Cost,
            Resident.reference,
            live.c.claimed,
            live.c.granted,
            live.c.id.label("claim_id"),
            live.c.reference.label("claim_reference"),
            live.c.state,
            Payment.state.label("payment"),
        )
        .join(Resident, Resident.id == Cost.resident_id)
        .outerjoin(live, live.c.cost_id == Cost.id)
        .outerjoin(Payment, (Payment.claim_id == live.c.id) & (Payment.position == live.c.position))
        .where(Cost.shelter_id.in_(actor.shelters(Verb.READ_CASELOAD)))
    )


def _owed(rows: Sequence[Row[Any]]) -> Owed:
    first = rows[0]
    cost: Cost = first.Cost
    granted = sum(row.granted or 0 for row in rows)
    paid = sum(row.granted or 0 for row in rows if row.payment == PaymentState.PAID)
    return Owed(
        cost_id=cost.id,
        resident_id=cost.resident_id,
        reference=first.reference,
        stay_id=cost.stay_id,
        category=cost.category,
        from_=cost.from_,
        until=cost.until,
        units=cost.units,
        cents=cost.cents,
        received=cost.received,
        due_on=cost.due_on,
        claimed=sum(row.claimed or 0 for row in rows if row.state != State.DRAFT),
        granted=granted,
        paid=paid,
        stand=_stand(first.state, granted, paid, {row.payment for row in rows}),
        claim_id=first.claim_id,
        claim_reference=first.claim_reference,
    )


def _stand(state: State | None, granted: Cents, paid: Cents, payments: Collection[PaymentState | None]) -> Stand:
    if state is None:
        return Stand.NOTED
    if state not in DECIDED:
        return {State.DRAFT: Stand.DRAFT, State.INCOMPLETE: Stand.ASKED, State.HELD: Stand.HELD}.get(state, Stand.FILED)
    if paid == granted:
        return Stand.PAID if granted else Stand.REFUSED
    return Stand.UNSAFE if PaymentState.WAITING in payments else Stand.GRANTED

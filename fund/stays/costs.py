"""Costs as they arise. A cost is never edited: changing one takes it away and notes another in its place.

Both can only be done while no line of a claim stands on it. That line's foreign key says so, in a savepoint: claims come later
and are not asked.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from fund.core import money
from fund.core.errors import WrongStep
from fund.keys.sealed import open_text
from fund.payees.rules import SHELTER
from fund.people.act import Act
from fund.people.rules import Actor, Verb
from fund.regions.queries import shelter
from fund.residents import queries as residents
from fund.residents.models import Resident
from fund.residents.rules import refuse_her_name
from fund.stays import bills, queries
from fund.stays.fees import SHELTER_FEE, due_on, fit_fee, order_for
from fund.stays.models import Cost, CostEvidence, Stay
from fund.stays.nights import Period, nights_due, stayed, units
from fund.stays.queries import lock_shelters
from fund.stays.rules import Noted, fit
from fund.texts.queries import in_force


def note_cost(act: Act, stay_id: UUID, noted: Noted, *, evidence_ids: Collection[UUID] = ()) -> Cost:
    """Note a cost of a stay, with the evidence behind it, as the texts in force on its first day want it.

    Raises:
        NotFound: when the stay, the payee or the evidence is of another shelter or another resident.
        Refusal: when something typed is not right; `beside` among its values names the field.
    """
    lock_shelters(act)
    stay = queries.stay(act.session, act.by, stay_id, Verb.KEEP_CASELOAD)
    cost = _write(act, stay, noted, evidence_ids=evidence_ids)
    act.record("stays.note_cost", cost.about, cents=cost.cents, code=cost.category)
    return cost


def fee(session: Session, by: Actor, stay: Stay, period: Period, *, today: date) -> tuple[Noted, set[UUID]]:
    """Return what the fee for these nights comes to, and the evidence behind it; writes nothing. Raises as `note_fee` does."""
    whole = stayed(stay.admitted_on, stay.left_on)
    taken = queries.fee_periods(queries.costs(session, by, stay.id))
    fit_fee(whole, period, taken, today)
    order = order_for(queries.nightly_fees(queries.fee_orders(session, by, stay.id)), period)
    due = nights_due(whole, period, shelter(session, stay.shelter_id).waived_nights, taken)
    noted = Noted(
        category=SHELTER_FEE,
        from_=period.from_,
        until=period.until,
        cents=period.nights * order.night_cents,
        payee_kind=SHELTER,
        payee_id=bills.own_payee(session, by, stay),
        due_on=due_on(order, period),
        facts={"night_rate": money.plain(order.night_cents), "nights_due": due},
    )
    return noted, {order.evidence_id} if order.evidence_id else set()


def note_fee(
    act: Act,
    stay_id: UUID,
    *,
    from_: date,
    until: date,
    reference: str | None = None,
    evidence_ids: Collection[UUID] = (),
) -> Cost:
    """Note the shelter's fee for the nights that it bills, from the fee order that goes for them; also says how many are due.

    Raises:
        NotFound: when the stay or the evidence is of another shelter or another resident.
        Refusal: without a fee order for these nights, or when they are before admission, still to come, or all noted before.
    """
    lock_shelters(act)
    stay = queries.stay(act.session, act.by, stay_id, Verb.KEEP_CASELOAD)
    noted, order_ids = fee(act.session, act.by, stay, Period(from_, until), today=act.today)
    cost = _write(act, stay, replace(noted, reference=reference), evidence_ids={*evidence_ids, *order_ids})
    act.record("stays.note_fee", cost.about, cents=cost.cents, code=cost.category)
    return cost


def change_cost(act: Act, cost_id: UUID, noted: Noted, *, evidence_ids: Collection[UUID] = ()) -> Cost:
    """Note a cost anew in the place of another; raises as `note_cost` and `drop_cost` do."""
    lock_shelters(act)
    old = queries.cost(act.session, act.by, cost_id, Verb.KEEP_CASELOAD)
    stay = queries.stay(act.session, act.by, old.stay_id, Verb.KEEP_CASELOAD)
    _take_away(act.session, old)
    cost = _write(act, stay, noted, evidence_ids=evidence_ids)
    act.record("stays.change_cost", cost.about, cents=cost.cents, code=cost.category)
    return cost


def drop_cost(act: Act, cost_id: UUID) -> None:
    """Take a cost away that was noted by mistake.

    Raises:
        NotFound: when it is of another shelter.
        WrongStep: when a line of a claim stands on it.
    """
    lock_shelters(act)
    cost = queries.cost(act.session, act.by, cost_id, Verb.KEEP_CASELOAD)
    act.record("stays.drop_cost", cost.about, cents=cost.cents, code=cost.category)
    _take_away(act.session, cost)


def _write(act: Act, stay: Stay, noted: Noted, *, evidence_ids: Collection[UUID]) -> Cost:
    neat = fit(noted, act.today)
    her_name = open_text(
        act.session, residents.resident(act.session, act.by, stay.resident_id, Verb.KEEP_CASELOAD), Resident.name
    )
    refuse_her_name(her_name, issuer=neat.issuer, bill_number=neat.bill_number, reference=neat.reference)
    unit = bills.fit_text(in_force(act.session, stay.region_id, neat.from_), neat)
    bills.fit_payee(act.session, act.by, stay, neat)
    evidence = bills.behind(act.session, act.by, stay, evidence_ids)
    cost = Cost(
        stay_id=stay.id,
        resident_id=stay.resident_id,
        region_id=stay.region_id,
        shelter_id=stay.shelter_id,
        category=neat.category,
        from_=neat.from_,
        until=neat.until,
        units=units(unit, neat.period),
        cents=neat.cents,
        received=neat.received,
        issuer=neat.issuer,
        bill_number=neat.bill_number,
        bill_mark=bills.mark(act.session, stay, neat, evidence),
        reference=neat.reference,
        payee_kind=neat.payee_kind,
        payee_id=neat.payee_id,
        due_on=neat.due_on,
        facts=dict(neat.facts),
        made_at=act.at,
        made_by=act.by.id,
    )
    act.session.add(cost)
    act.session.flush()
    act.session.add_all(CostEvidence(cost_id=cost.id, evidence_id=one.id) for one in evidence)
    act.session.flush()
    return cost


def _take_away(session: Session, cost: Cost) -> None:
    try:
        with session.begin_nested():
            session.execute(delete(CostEvidence).where(CostEvidence.cost_id == cost.id))
            session.delete(cost)
    except IntegrityError:
        raise WrongStep("Deze kosten staan op een aanvraag en liggen vast.") from None

"""Admit and leave, note fee orders, fees and costs. Every action locks the actor's shelters before it reads."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from fund.core.errors import NotFound, Refusal
from fund.core.money import Cents
from fund.evidence.queries import evidence_by_id
from fund.people.act import Act
from fund.people.rules import Verb
from fund.residents import queries as residents
from fund.stays import queries
from fund.stays.costs import change_cost, drop_cost, note_cost, note_fee
from fund.stays.fees import FEE_ORDER, SHELTER_FEE, NightlyFee, Per, fit_order, night_rate
from fund.stays.models import FeeOrder, Stay
from fund.stays.nights import Period, stayed
from fund.stays.queries import lock_shelters
from fund.stays.rules import Place, fit_admission, fit_alone, fit_leaving

__all__ = ["admit", "change_cost", "drop_cost", "leave", "note_cost", "note_fee", "order_fee"]


def admit(act: Act, resident_id: UUID, *, admitted_on: date, place: Place, children: int) -> Stay:
    """Admit a resident to her shelter (opname); with this the shelter declares the stay.

    Raises:
        NotFound: when she belongs to another shelter.
        Refusal: when the day is in the future, or falls in another stay of hers.
    """
    lock_shelters(act)
    resident = residents.resident(act.session, act.by, resident_id, Verb.KEEP_CASELOAD)
    fit_admission(admitted_on, children, act.today)
    fit_alone(Period(admitted_on), _others(act, resident.id))
    stay = Stay(
        resident_id=resident.id,
        region_id=resident.region_id,
        shelter_id=resident.shelter_id,
        admitted_on=admitted_on,
        place=place,
        children=children,
        declared_at=act.at,
        declared_by=act.by.id,
    )
    act.session.add(stay)
    act.session.flush()
    act.record("stays.admit", stay.about)
    return stay


def leave(act: Act, stay_id: UUID, *, left_on: date) -> Stay:
    """Note on which day a resident leaves (vertrek), also a day to come; noting it again corrects it.

    Raises:
        NotFound: when the stay belongs to another shelter.
        Refusal: when the day lies before admission, before a night that was noted, or in another stay of hers.
    """
    lock_shelters(act)
    stay = queries.stay(act.session, act.by, stay_id, Verb.KEEP_CASELOAD)
    fees = [cost for cost in queries.costs(act.session, act.by, stay.id) if cost.category == SHELTER_FEE]
    due = [(Period(fee.from_, fee.until), int(fee.facts.get("nights_due", 0))) for fee in fees]
    fit_leaving(stayed(stay.admitted_on, None), left_on, due, act.today)
    fit_alone(Period(stay.admitted_on, left_on), _others(act, stay.resident_id, except_id=stay.id), beside="left_on")
    stay.left_on = left_on
    act.session.flush()
    act.record("stays.leave", stay.about)
    return stay


def order_fee(
    act: Act,
    stay_id: UUID,
    *,
    issued_on: date,
    from_: date,
    per: Per,
    cents: Cents,
    evidence_id: UUID | None = None,
) -> FeeOrder:
    """Note a fee order (bijdragebesluit): what a resident must pay from a day on, by the night or by the month.

    Raises:
        NotFound: when the stay or the evidence belongs to another shelter, or the evidence to another resident.
        Refusal: when it is dated in the future, has no amount, or applies to days outside the stay.
    """
    lock_shelters(act)
    stay = queries.stay(act.session, act.by, stay_id, Verb.KEEP_CASELOAD)
    fit_order(stayed(stay.admitted_on, stay.left_on), NightlyFee(issued_on, from_, night_rate(per, cents)), act.today)
    if evidence_id is not None:
        _is_order(act, stay, evidence_id)
    order = FeeOrder(
        stay_id=stay.id,
        issued_on=issued_on,
        from_=from_,
        per=per,
        cents=cents,
        evidence_id=evidence_id,
        made_at=act.at,
        made_by=act.by.id,
    )
    act.session.add(order)
    act.session.flush()
    act.record("stays.order_fee", stay.about, cents=cents)
    return order


def _is_order(act: Act, stay: Stay, evidence_id: UUID) -> None:
    evidence = evidence_by_id(act.session, act.by, evidence_id, Verb.KEEP_CASELOAD)
    if evidence.resident_id != stay.resident_id:
        raise NotFound
    if evidence.kind != FEE_ORDER:
        raise Refusal("Dit bewijsstuk is geen bijdragebesluit.", beside="evidence")


def _others(act: Act, resident_id: UUID, except_id: UUID | None = None) -> Collection[Period]:
    stays = queries.stays_of_resident(act.session, act.by, resident_id)
    return [stayed(stay.admitted_on, stay.left_on) for stay in stays if stay.id != except_id]

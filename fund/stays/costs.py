"""Note costs as they arise. A cost is never edited: changing one deletes it and notes another in its place.

Both can be done only while no line of a claim refers to it. That line's foreign key refuses it, within a savepoint: the
package of claims comes later and cannot be imported here.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from fund.core.errors import WrongStep
from fund.keys.sealed import open_text
from fund.people.act import Act
from fund.people.rules import Verb
from fund.residents import queries as residents
from fund.residents.models import Resident
from fund.residents.rules import refuse_her_name
from fund.stays import bills, queries
from fund.stays.models import Cost, CostEvidence, Stay
from fund.stays.nights import Period, units
from fund.stays.queries import lock_shelters
from fund.stays.rules import Noted, fit
from fund.texts.queries import in_force


def note_cost(act: Act, stay_id: UUID, noted: Noted, *, evidence_ids: Collection[UUID] = ()) -> Cost:
    """Note a cost of a stay, with the evidence behind it, as the policy texts in force on its first day require.

    Raises:
        NotFound: when the stay, the payee or the evidence belongs to another shelter or another resident.
        Refusal: when something typed is wrong; `beside` among its values names the field.
    """
    lock_shelters(act)
    stay = queries.stay(act.session, act.by, stay_id, Verb.KEEP_CASELOAD)
    cost = _write(act, stay, noted, evidence_ids=evidence_ids)
    act.record("stays.note_cost", cost.about, cents=cost.cents, code=cost.category)
    return cost


def note_fee(
    act: Act,
    stay_id: UUID,
    *,
    from_: date,
    until: date,
    reference: str | None = None,
    evidence_ids: Collection[UUID] = (),
) -> Cost:
    """Note the shelter's fee for the nights that it bills, by the fee order that applies to them.

    Raises:
        NotFound: when the stay or the evidence belongs to another shelter or another resident.
        Refusal: without a fee order for these nights, or when they are before admission, still to come, or all noted.
    """
    lock_shelters(act)
    stay = queries.stay(act.session, act.by, stay_id, Verb.KEEP_CASELOAD)
    noted, order_ids = bills.shelter_fee(act.session, act.by, stay, Period(from_, until), today=act.today)
    cost = _write(act, stay, replace(noted, reference=reference), evidence_ids={*evidence_ids, *order_ids})
    act.record("stays.note_fee", cost.about, cents=cost.cents, code=cost.category)
    return cost


def change_cost(act: Act, cost_id: UUID, noted: Noted, *, evidence_ids: Collection[UUID] = ()) -> Cost:
    """Note a cost in the place of another; raises as `note_cost` and `drop_cost` do."""
    lock_shelters(act)
    old = queries.cost(act.session, act.by, cost_id, Verb.KEEP_CASELOAD)
    stay = queries.stay(act.session, act.by, old.stay_id, Verb.KEEP_CASELOAD)
    _take_away(act.session, old)
    cost = _write(act, stay, noted, evidence_ids=evidence_ids)
    act.record("stays.change_cost", cost.about, cents=cost.cents, code=cost.category)
    return cost


def drop_cost(act: Act, cost_id: UUID) -> None:
    """Delete a cost that was noted by mistake.

    Raises:
        NotFound: when it belongs to another shelter.
        WrongStep: when a line of a claim refers to it.
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
    if neat.payee_id is not None:
        bills.fit_payee(act.session, act.by, stay, neat.payee_id, neat.payee_kind)
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

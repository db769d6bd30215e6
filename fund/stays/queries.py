"""Read stays, fee orders and costs: only for workers of the resident's shelter."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from fund.db import fetch_one
from fund.evidence.models import Evidence
from fund.people.act import Act
from fund.people.rules import Actor, Verb
from fund.regions.models import Shelter
from fund.stays.fees import SHELTER_FEE, NightlyFee, night_rate
from fund.stays.models import Cost, CostEvidence, FeeOrder, Stay
from fund.stays.nights import Period


def stay(session: Session, actor: Actor, stay_id: UUID, verb: Verb = Verb.READ_CASELOAD) -> Stay:
    """Return a stay at a shelter where the actor may do `verb`; NotFound otherwise."""
    return fetch_one(session, _readable(actor, verb).where(Stay.id == stay_id))


def stays_of_resident(session: Session, actor: Actor, resident_id: UUID) -> Sequence[Stay]:
    """Return the stays of a resident of the reader's shelters, newest first; nothing for another's."""
    wanted = _readable(actor, Verb.READ_CASELOAD).where(Stay.resident_id == resident_id)
    return session.scalars(wanted.order_by(Stay.admitted_on.desc(), Stay.id)).all()


def fee_orders(session: Session, actor: Actor, stay_id: UUID) -> Sequence[FeeOrder]:
    """Return the fee orders of a stay at the reader's shelters, oldest first; nothing for another's."""
    at_home = Stay.shelter_id.in_(actor.shelters(Verb.READ_CASELOAD))
    wanted = select(FeeOrder).join(Stay, Stay.id == FeeOrder.stay_id).where(FeeOrder.stay_id == stay_id, at_home)
    return session.scalars(wanted.order_by(FeeOrder.from_, FeeOrder.made_at, FeeOrder.id)).all()


def nightly_fees(orders: Sequence[FeeOrder]) -> list[NightlyFee]:
    """Return fee orders as the rules read them: by the night."""
    return [NightlyFee(row.issued_on, row.from_, night_rate(row.per, row.cents), row.evidence_id) for row in orders]


def fee_periods(costs: Sequence[Cost]) -> list[Period]:
    """Return the periods for which a fee was noted."""
    return [Period(cost.from_, cost.until) for cost in costs if cost.category == SHELTER_FEE]


def costs(session: Session, actor: Actor, stay_id: UUID) -> Sequence[Cost]:
    """Return the costs of a stay at the reader's shelters, in order of time; nothing for another's."""
    wanted = select(Cost).where(Cost.stay_id == stay_id, Cost.shelter_id.in_(actor.shelters(Verb.READ_CASELOAD)))
    return session.scalars(wanted.order_by(Cost.from_, Cost.made_at, Cost.id)).all()


def cost(session: Session, actor: Actor, cost_id: UUID, verb: Verb = Verb.READ_CASELOAD) -> Cost:
    """Return a cost at a shelter where the actor may do `verb`; NotFound otherwise."""
    return fetch_one(session, select(Cost).where(Cost.id == cost_id, Cost.shelter_id.in_(actor.shelters(verb))))


def evidence_by_cost(session: Session, cost_ids: Collection[UUID]) -> dict[UUID, list[Evidence]]:
    """Return the evidence behind costs that the reader may see, by cost id, oldest first; every cost has its list."""
    found: dict[UUID, list[Evidence]] = {cost_id: [] for cost_id in cost_ids}
    rows = session.execute(
        select(CostEvidence.cost_id, Evidence)
        .join(Evidence, Evidence.id == CostEvidence.evidence_id)
        .where(CostEvidence.cost_id.in_(cost_ids))
        .order_by(Evidence.issued_on, Evidence.id)
    )
    for cost_id, evidence in rows:
        found[cost_id].append(evidence)
    return found


def same_bill(session: Session, shelter_id: UUID, bill_mark: str) -> Sequence[Cost]:
    """Return the costs of a shelter that are on one bill."""
    wanted = select(Cost).where(Cost.shelter_id == shelter_id, Cost.bill_mark == bill_mark)
    return session.scalars(wanted.order_by(Cost.made_at, Cost.id)).all()


def lock_shelters(act: Act) -> None:
    """Lock the shelters where the actor works: an action's first statement, so that what it weighs stays as it is."""
    own = act.by.shelters(Verb.KEEP_CASELOAD)
    wanted = select(Shelter.id).where(Shelter.id.in_(own)).order_by(Shelter.id)
    act.session.execute(wanted.with_for_update(key_share=True)).all()


def _readable(actor: Actor, verb: Verb) -> Select[Stay]:
    # read anew: once it has the lock, an action must weigh what is in the database then
    return select(Stay).where(Stay.shelter_id.in_(actor.shelters(verb))).execution_options(populate_existing=True)

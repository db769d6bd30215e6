"""What the pages of a stay show: its nights and costs, which costs may be noted, and what a cost comes to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from fund import policy
from fund.core.calendar import Month
from fund.core.errors import NotFound, Refusal
from fund.core.money import Cents
from fund.evidence.models import Evidence
from fund.evidence.queries import evidence_of_resident
from fund.payees.queries import listed
from fund.people.rules import Actor
from fund.stays.bills import asked, shelter_fee
from fund.stays.forms.costs import CostForm, cost_form
from fund.stays.forms.fees import FeeForm
from fund.stays.models import Cost, Stay
from fund.stays.nights import BY_PERIOD, Period, units
from fund.stays.queries import evidence_by_cost
from fund.stays.rules import Noted
from fund.texts.queries import in_force


class Proof(StrEnum):
    """How far the evidence of a cost is."""

    NONE = "none"
    DOUBTED = "doubted"  # a colleague says that a piece of it is wrong
    WAITING = "waiting"  # for a second worker
    ATTESTED = "attested"


@dataclass(frozen=True, slots=True)
class StayPage:
    """A stay on a day, with its nights by month, its costs and the evidence of each."""

    stay: Stay
    months: Sequence[tuple[Month, int]]
    costs: Sequence[Cost]
    evidence: Mapping[UUID, Sequence[Evidence]]
    today: date

    @property
    def month(self) -> Month:
        """Return the month of this day."""
        return Month.of(self.today)

    @property
    def nights(self) -> int:
        """Count the nights so far."""
        return sum(nights for _, nights in self.months)

    @property
    def nights_this_month(self) -> int:
        """Count those of them in this month."""
        return sum(nights for month, nights in self.months if month == self.month)

    @property
    def is_over(self) -> bool:
        """Tell whether she has left."""
        return self.stay.left_on is not None and self.stay.left_on <= self.today

    @property
    def cents(self) -> Cents:
        """Return what its costs come to."""
        return sum(cost.cents for cost in self.costs)

    def is_late(self, cost: Cost) -> bool:
        """Tell whether a cost has become a debt."""
        return cost.due_on is not None and cost.due_on < self.today

    def proof(self, cost: Cost) -> Proof:
        """Tell how far the evidence of a cost is."""
        papers = self.evidence[cost.id]
        if not papers:
            return Proof.NONE
        if self.doubted(cost):
            return Proof.DOUBTED
        return Proof.WAITING if any(paper.waits for paper in papers) else Proof.ATTESTED

    def doubted(self, cost: Cost) -> Evidence | None:
        """Return the first piece of its evidence of which a colleague says that it is wrong."""
        return next((paper for paper in self.evidence[cost.id] if paper.doubted_at), None)


@dataclass(frozen=True, slots=True)
class Total:
    """What a cost comes to: its units, its amount, and what others paid towards it."""

    units: int
    cents: Cents
    received: Cents

    @property
    def left(self) -> Cents:
        """Return what is still to be paid."""
        return max(0, self.cents - self.received)


def categories(session: Session, stay: Stay, today: date) -> Sequence[policy.Offered]:
    """Return the categories that a worker may note today, in the order of the text."""
    return policy.categories(in_force(session, stay.region_id, today).texts, today)


def category(session: Session, stay: Stay, code: str, today: date) -> policy.Offered:
    """Return one of them; NotFound otherwise."""
    found = next((offered for offered in categories(session, stay, today) if offered.code == code), None)
    if found is None:
        raise NotFound
    return found


def form(
    session: Session, actor: Actor, stay: Stay, offered: policy.Offered, *, today: date, cost: Cost | None = None
) -> CostForm:
    """Make the form of a cost, filled in with `cost` when that is given."""
    made = cost_form(asked(in_force(session, stay.region_id, today), offered.code), cost, _behind(session, cost))
    payees = [row for row in listed(session, actor, stay.resident_id) if row.payee.shelter_id == stay.shelter_id]
    made.ask(
        by_period=offered.unit in BY_PERIOD,
        payees=[row for row in payees if row.payee.kind in offered.payees],
        payee_kinds=offered.payees,
        evidence_kinds=dict.fromkeys((*offered.evidence, policy.DECLARATION)),
    )
    made.offer(evidence_of_resident(session, actor, stay.resident_id))
    return made


def total(typed: CostForm, offered: policy.Offered) -> Total | None:
    """Return what the cost comes to, once amount and days are typed."""
    from_, until = typed.from_.data, typed.after
    if not typed.cents.data or not from_ or not until or until <= from_:
        return None
    return Total(units(offered.unit, Period(from_, until)), typed.cents.data, typed.received.data or 0)


def fee(
    session: Session, actor: Actor, stay: Stay, typed: FeeForm, *, today: date
) -> tuple[Noted | None, Refusal | None]:
    """Return what the nights that are typed come to, or why they are refused; neither before both days are known."""
    if not typed.from_.data or not typed.after:
        return None, None
    try:
        return shelter_fee(session, actor, stay, Period(typed.from_.data, typed.after), today=today)[0], None
    except Refusal as refusal:
        return None, refusal


def _behind(session: Session, cost: Cost | None) -> Sequence[Evidence]:
    return evidence_by_cost(session, [cost.id])[cost.id] if cost else ()

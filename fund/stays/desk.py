"""What the pages of a stay put together: the form of a cost, what it comes to, and the evidence that comes along with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from fund import policy
from fund.core.errors import NotFound, Refusal
from fund.core.money import Cents
from fund.evidence import actions as papers
from fund.evidence.models import Evidence
from fund.evidence.queries import of_resident
from fund.evidence.rules import DECLARATION
from fund.payees.queries import listed
from fund.people.act import Act
from fund.people.rules import Actor
from fund.regions.queries import shelter
from fund.stays import costs
from fund.stays.bills import asked
from fund.stays.fees import FEE_ORDER
from fund.stays.forms import CostForm, FeeForm, OrderForm, cost_form
from fund.stays.models import Cost, Stay
from fund.stays.nights import BY_PERIOD, Period, units
from fund.stays.queries import evidence_of
from fund.stays.rules import Noted
from fund.texts.queries import in_force


@dataclass(frozen=True, slots=True)
class Total:
    """What a cost comes to: its units, and what is left of it after what others paid."""

    units: int
    cents: Cents
    received: Cents

    @property
    def left(self) -> Cents:
        """Return what nobody paid yet."""
        return max(0, self.cents - self.received)


def kinds(session: Session, stay: Stay, today: date) -> Sequence[policy.Offered]:
    """Return the categories that a worker may note today, in the order of the text."""
    return policy.categories(in_force(session, stay.region_id, today).texts, today)


def kind(session: Session, stay: Stay, code: str, today: date) -> policy.Offered:
    """Return one of them; NotFound otherwise."""
    found = next((offered for offered in kinds(session, stay, today) if offered.code == code), None)
    if found is None:
        raise NotFound
    return found


def form(
    session: Session, actor: Actor, stay: Stay, offered: policy.Offered, *, today: date, cost: Cost | None = None
) -> CostForm:
    """Make the form of a cost, filled with one that is there."""
    made = cost_form(asked(in_force(session, stay.region_id, today), offered.code), cost, _behind(session, cost))
    payees = [row for row in listed(session, actor, stay.resident_id) if row.payee.shelter_id == stay.shelter_id]
    made.ask(
        by_period=offered.unit in BY_PERIOD,
        payees=[row for row in payees if row.payee.kind in offered.payees],
        payee_kinds=offered.payees,
        evidence_kinds=dict.fromkeys((*offered.evidence, DECLARATION)),
    )
    made.offer(of_resident(session, actor, stay.resident_id))
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
    """Return what the nights that are typed come to, or why they come to nothing; neither before both days are known."""
    if not typed.from_.data or not typed.after:
        return None, None
    try:
        return costs.fee(session, actor, stay, Period(typed.from_.data, typed.after), today=today)[0], None
    except Refusal as refusal:
        return None, refusal


def add_evidence(act: Act, stay: Stay, typed: CostForm) -> list[UUID]:
    """Add the evidence that came along with a cost; none when none did."""
    if not typed.kind.data:
        return []
    own = typed.kind.data == DECLARATION
    added = papers.add(
        act,
        resident_id=stay.resident_id,
        kind=typed.kind.data,
        issuer=shelter(act.session, stay.shelter_id).name if own else typed.issuer.data or "",
        number=None if own else typed.bill_number.data,
        issued_on=typed.issued_on.data,
        cents=typed.total.data,
        upload=typed.upload,
    )
    return [added.id]


def add_order(act: Act, stay: Stay, typed: OrderForm) -> UUID | None:
    """Add the paper that came along with a fee order; None when none did."""
    if not typed.file.data:
        return None
    added = papers.add(
        act,
        resident_id=stay.resident_id,
        kind=FEE_ORDER,
        issuer=typed.issuer.data or "",
        number=None,
        issued_on=typed.issued_on.data,
        cents=None,
        upload=typed.upload,
    )
    return added.id


def _behind(session: Session, cost: Cost | None) -> Sequence[Evidence]:
    return evidence_of(session, [cost.id])[cost.id] if cost else ()

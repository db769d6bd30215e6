"""What a cost rests on: the policy text that knows it, its fee order, payee and evidence, and its bill, noted once."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from fund import policy
from fund.core import money
from fund.core.errors import NotFound, Refusal
from fund.evidence.models import Evidence
from fund.evidence.queries import evidence_of_resident
from fund.keys.sealed import blind
from fund.payees import queries as payees
from fund.payees.rules import SHELTER, fit_kind
from fund.people.rules import Actor
from fund.regions.queries import shelter
from fund.residents.queries import references
from fund.stays import queries
from fund.stays.fees import SHELTER_FEE, due_on, fit_fee, order_for
from fund.stays.models import Stay
from fund.stays.nights import Period, nights_due, stayed
from fund.stays.rules import Noted, bill_text, fit_facts

BILL = "bill"  # the purpose of the key that makes a bill's blind mark


def asked(texts: policy.Pair, category: str) -> list[policy.Fact]:
    """Return the facts that a form must ask for a cost of this category, and may ask no other (Awb 4:4)."""
    return [fact for fact in policy.questions(texts, category) if fact.of == "line"]


def fit_text(texts: policy.Pair, noted: Noted) -> str:
    """Return the unit in which the policy texts count a cost's category.

    Raises:
        Refusal: when they do not know it, or require other facts or another kind of payee.
    """
    category = texts.rules.categories.get(noted.category)
    if category is None:
        raise Refusal("Deze soort kosten staat niet in de beleidsregel van %(on)s.", on=noted.from_, beside="category")
    fit_facts(asked(texts, noted.category), noted.facts)
    fit_kind(noted.payee_kind, texts.rules.payees_of(category))
    return category.unit


def fit_payee(session: Session, by: Actor, stay: Stay, payee_id: UUID, kind: str) -> None:
    """Refuse a payee of another kind; NotFound when it is another shelter's or another resident's."""
    payees.payee_for(session, by, payee_id, kind=kind, shelter_id=stay.shelter_id, resident_id=stay.resident_id)


def own_payee(session: Session, by: Actor, stay: Stay) -> UUID | None:
    """Return the shelter's own account among its payees: the newest; None before it has one."""
    accounts = payees.payees_of_shelter(session, by)
    return next((payee.id for payee in accounts if payee.kind == SHELTER and payee.shelter_id == stay.shelter_id), None)


def shelter_fee(session: Session, by: Actor, stay: Stay, period: Period, *, today: date) -> tuple[Noted, set[UUID]]:
    """Return the shelter's fee for these nights as a cost, and the evidence for it; nothing is noted yet.

    Raises:
        Refusal: without a fee order for these nights, or when they are before admission, still to come, or all noted.
    """
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
        payee_id=own_payee(session, by, stay),
        due_on=due_on(order, period),
        facts={"night_rate": money.plain(order.night_cents), "nights_due": due},
    )
    return noted, {order.evidence_id} if order.evidence_id else set()


def behind(session: Session, by: Actor, stay: Stay, evidence_ids: Collection[UUID]) -> list[Evidence]:
    """Return the evidence with these ids; NotFound when one of them is not of the stay's resident."""
    wanted = set(evidence_ids)
    found = [one for one in evidence_of_resident(session, by, stay.resident_id) if one.id in wanted] if wanted else []
    if len(found) != len(wanted):
        raise NotFound
    return found


def mark(session: Session, stay: Stay, noted: Noted, evidence: Sequence[Evidence]) -> str | None:
    """Return the blind mark of the cost's bill; None without issuer and number.

    Raises:
        Refusal: when this shelter noted the bill before: for another resident, for the same cost, or above its amount.
    """
    text = bill_text(noted.issuer, noted.bill_number)
    if text is None:
        return None
    found = blind(session, stay.region_id, BILL, text)
    lines = queries.same_bill(session, stay.shelter_id, found)
    for line in lines:
        if line.resident_id != stay.resident_id or (line.category, line.from_, line.until) == (
            noted.category,
            noted.from_,
            noted.until,
        ):
            whose = references(session, [line.resident_id])[line.resident_id]
            raise Refusal(
                "Deze rekening is al genoteerd bij %(whose)s: %(cents)s.",
                whose=whose,
                cents=line.cents,
                beside="bill_number",
            )
    seen = [
        *evidence,
        *(
            one
            for several in queries.evidence_by_cost(session, [line.id for line in lines]).values()
            for one in several
        ),
    ]
    whole = max(
        (one.cents for one in seen if one.cents is not None and bill_text(one.issuer, one.number) == text), default=None
    )
    together = noted.cents + sum(line.cents for line in lines)
    if whole is not None and together > whole:
        raise Refusal(
            "Op deze rekening staat %(whole_cents)s. Alle regels samen zijn %(cents)s.",
            whole_cents=whole,
            cents=together,
            beside="cents",
        )
    return found

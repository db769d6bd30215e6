"""What stands behind a cost: the text that knows it, the payee, the evidence, and the bill that may be noted only once."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from fund import policy
from fund.core.errors import NotFound, Refusal
from fund.evidence.models import Evidence
from fund.evidence.queries import evidence_of_resident
from fund.keys.sealed import blind
from fund.payees import queries as payees
from fund.payees.rules import SHELTER
from fund.people.rules import Actor, Verb
from fund.residents.queries import references
from fund.stays import queries
from fund.stays.models import Stay
from fund.stays.rules import Noted, bill_text, fit_facts

BILL = "bill"  # the purpose of the blind mark


def asked(texts: policy.Pair, category: str) -> list[policy.Fact]:
    """Return the facts that a form must ask for a cost of this category, and may ask no other (Awb 4:4)."""
    return [fact for fact in policy.questions(texts, category) if fact.of == "line"]


def fit_text(texts: policy.Pair, noted: Noted) -> str:
    """Return the unit that the texts count this category in; Refusal when they don't know it, or want other facts or another payee."""
    category = texts.rules.categories.get(noted.category)
    if category is None:
        raise Refusal("Deze soort kosten staat niet in de beleidsregel van %(on)s.", on=noted.from_, beside="category")
    fit_facts(asked(texts, noted.category), noted.facts)
    if noted.payee_kind not in texts.rules.payees_of(category):
        raise Refusal("Aan deze begunstigde betaalt het fonds dit niet. Kies een andere.", beside="payee")
    return category.unit


def fit_payee(session: Session, by: Actor, stay: Stay, noted: Noted) -> None:
    """Refuse a payee of another kind than was said; NotFound when it is another shelter's or another resident's."""
    if noted.payee_id is None:
        return
    payee = payees.payee(session, by, noted.payee_id, Verb.KEEP_CASELOAD)
    if payee.shelter_id != stay.shelter_id or payee.resident_id not in (None, stay.resident_id):
        raise NotFound
    if payee.kind != noted.payee_kind:
        raise Refusal("Deze rekening is van een ander soort begunstigde.", beside="payee")


def own_payee(session: Session, by: Actor, stay: Stay) -> UUID | None:
    """Return the shelter's own account among its payees: the newest; None before it has one."""
    accounts = payees.payees_of_shelter(session, by)
    return next((payee.id for payee in accounts if payee.kind == SHELTER and payee.shelter_id == stay.shelter_id), None)


def behind(session: Session, by: Actor, stay: Stay, evidence_ids: Collection[UUID]) -> list[Evidence]:
    """Return her evidence of these ids; NotFound when one of them is not hers."""
    wanted = set(evidence_ids)
    found = [one for one in evidence_of_resident(session, by, stay.resident_id) if one.id in wanted] if wanted else []
    if len(found) != len(wanted):
        raise NotFound
    return found


def mark(session: Session, stay: Stay, noted: Noted, evidence: Sequence[Evidence]) -> str | None:
    """Return the blind mark of the cost's bill; None without issuer and number.

    Raises:
        Refusal: when the bill is noted in this shelter already, other than as another line of hers within the bill's amount.
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

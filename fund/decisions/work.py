"""Lay a claim on the desk: what is asked and what the rules give, her evidence, the budget, what was decided before."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from fund import policy
from fund.claims import queries as claims
from fund.claims.models import Claim, Line
from fund.claims.rules import State
from fund.core.errors import Refusal
from fund.decisions import queries
from fund.decisions.desk import BudgetChoice, BudgetRoom, Work, WorkLine, Written
from fund.decisions.models import Decision, Stage
from fund.decisions.rules import Given
from fund.decisions.taking import refuse_person
from fund.decisions.weighing import Weighed, as_kept, weighed
from fund.decisions.writing import given
from fund.evidence.queries import for_fund
from fund.ledger import queries as ledger
from fund.payees.queries import route_of
from fund.people import queries as people
from fund.people.rules import Actor, Verb
from fund.policy.parts import Fact
from fund.regions import queries as regions
from fund.regions.models import LegalForm
from fund.residents.queries import references
from fund.trail import queries as trail


def work(session: Session, actor: Actor, claim_id: UUID, on: date, lines: Mapping[int, Given] | None = None) -> Work:
    """Return a claim of the reader's fund with all that a decision needs, weighed with her answers; NotFound otherwise."""
    claim = queries.at_fund(session, actor, claim_id)
    written = _written(session, claim)
    known = lines if lines is not None else written.lines if written else {}
    now = _now(session, claim, on, known, written)
    life = trail.life(session, claim.id, claims.audiences(actor, claim))
    return Work(
        claim=claim,
        shelter=regions.shelter(session, claim.shelter_id),
        award=regions.region(session, claim.region_id).legal_form is LegalForm.MUNICIPALITY,
        pseudonym=references(session, {claim.resident_id})[claim.resident_id],
        lines=_lines(session, claim, now, known),
        now=now,
        unanswered=weighed(session, claim, on),
        terms=policy.terms(now.texts, on),
        budget=_budget(session, actor, claim, now.lines, on.year),
        history=now.read.history,
        life=life,
        names=people.names(session, {done.by_id for done in life if done.by_id}),
        written=written,
        completion=queries.completion(session, claim.id) if claim.state is State.INCOMPLETE else None,
        objection=queries.objection(session, written.decision.id) if written else None,
        barred=_barred(session, actor, claim, on),
    )


def _now(session: Session, claim: Claim, on: date, known: Mapping[int, Given], written: Written | None) -> Weighed:
    """Return what the rules give now, or gave when a decision that stands was written."""
    if written is None or written.decision.stage is Stage.GIVEN_BACK:
        return weighed(session, claim, on, known)
    return as_kept(session, claim, queries.assessment(session, written.decision))


def _lines(session: Session, claim: Claim, now: Weighed, known: Mapping[int, Given]) -> tuple[WorkLine, ...]:
    behind, asked = claims.evidence(session, now.lines), claims.hardships(session, claim)
    found = []
    for line, row, result in zip(now.lines, now.rows, now.assessment.lines, strict=True):
        pair = now.pair(line)
        category = pair.rules.categories.get(line.category) if pair else None
        found.append(
            WorkLine(
                line=line,
                row=row,
                result=result,
                unit=category.unit if category else "event",
                asks=_asks(pair, result, known.get(line.position)),
                evidence=tuple(for_fund(session, [piece.id for piece in behind[line.id]])),
                hardship=asked.get(line.id, ""),
                route=route_of(session, claim.resident_id, line.payee_id) if line.payee_id else None,
            )
        )
    return tuple(found)


def _asks(pair: policy.Pair | None, result: policy.AssessedLine, known: Given | None) -> tuple[Fact, ...]:
    """Return the facts that only an administrator answers and for want of which a rule is unsure, or that she answered already."""
    unsure = [found for found in result.findings if found.held is None]
    wanted = {seen.name for found in unsure for seen in found.saw if seen.value is None} | set(
        known.facts if known else ()
    )
    facts = pair.rules.facts if pair else {}
    return tuple(fact for name, fact in facts.items() if fact.by_administrator and name in wanted)


def _written(session: Session, claim: Claim) -> Written | None:
    stage = {State.PROPOSED: Stage.PROPOSED, State.DECIDED: Stage.FINAL, State.OBJECTED: Stage.FINAL}.get(
        claim.state, Stage.GIVEN_BACK
    )
    decision = queries.standing(session, claim.id, stage)
    if decision is None:
        return None
    return Written(
        decision,
        {line.position: given(session, line) for line in queries.lines_of(session, decision.id)},
        queries.words(session, decision, Decision.hardship),
        queries.words(session, decision, Decision.remark),
    )


def _budget(session: Session, actor: Actor, claim: Claim, lines: Sequence[Line], year: int) -> BudgetRoom:
    served = ledger.earmarks(session, actor, claim.fund_id, year)
    earmarks = [earmark for earmark, _only_for in served]
    costs = {line.category for line in lines if not line.guaranteed}
    fitting = [earmark for earmark, only_for in served if not only_for or costs <= set(only_for)] if costs else []
    return BudgetRoom(
        year=year,
        earmarks=tuple(BudgetChoice(earmark.id, earmark.name, earmark.free) for earmark in fitting),
        unfit=tuple(earmark.name for earmark in earmarks if costs and earmark not in fitting),
        amount=sum(earmark.amount for earmark in earmarks),
        paid=sum(earmark.paid for earmark in earmarks),
        committed=sum(earmark.committed for earmark in earmarks),
        reserved=sum(earmark.reserved for earmark in earmarks),
        reserved_here=0 if claim.state is State.HELD else sum(line.held or 0 for line in lines),
    )


def _barred(session: Session, actor: Actor, claim: Claim, on: date) -> Refusal | None:
    if claim.region_id not in actor.regions(Verb.DECIDE):
        return Refusal("U kunt deze aanvraag bekijken, maar niet beslissen.")
    try:
        refuse_person(session, actor.id, claim, on)
    except Refusal as refusal:
        return refusal
    return None

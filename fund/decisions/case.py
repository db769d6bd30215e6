"""A claim before an administrator, with all that its decision needs: what is asked, what the rules give, evidence, budget."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from fund import policy
from fund.claims import queries as claims
from fund.claims.dossier import Dossier
from fund.claims.models import Claim, Line
from fund.claims.rules import NEXT, Move, State
from fund.core.errors import Refusal
from fund.core.money import Cents
from fund.decisions import queries, rules
from fund.decisions.assessment import Weighed, as_kept, refuse_person, weigh
from fund.decisions.models import Completion, Decision, Objection, Stage
from fund.decisions.reasons import Code
from fund.decisions.rules import ByRules, Given
from fund.decisions.terms import running
from fund.evidence.queries import Shown, evidence_for_fund
from fund.ledger import queries as ledger
from fund.payees.models import Route
from fund.payees.queries import route_of
from fund.people import queries as people
from fund.people.rules import Actor, Verb
from fund.policy import Fact
from fund.regions import queries as regions
from fund.regions.models import LegalForm, Shelter
from fund.trail import queries as trail
from fund.trail.models import AuditEvent


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One line as an administrator sees it. `asks` is what only she may answer of it; `hardship` what the shelter wrote, if anything."""

    line: Line
    row: ByRules
    result: policy.AssessedLine
    unit: str
    asks: tuple[Fact, ...]
    evidence: tuple[Shown, ...]
    hardship: str
    route: Route | None

    @property
    def findings(self) -> Sequence[policy.Finding]:
        """Return what the rules found, what stops or cuts it first."""
        return policy.telling_first(self.result.findings)

    @property
    def over(self) -> Cents:
        """Return what is asked above what the rules give."""
        return self.row.asked - self.row.granted

    @property
    def usual(self) -> Given:
        """Return what the rules suggest, as a beginning: their amount, and what cut it as a first sentence for the letter."""
        if not self.over:
            return Given(self.row.granted)
        told = next((found for found in self.findings if found.held is not True or found.cut), None)
        return Given(self.row.granted, _code(told), policy.sentence(told, "nl") if told and told.cut else "")


@dataclass(frozen=True, slots=True)
class Written:
    """A decision that was written, opened: what it says of each line, and its words."""

    decision: Decision
    lines: Mapping[int, Given]
    hardship: str
    remark: str


@dataclass(frozen=True, slots=True)
class BudgetChoice:
    """An earmark from which she may choose to pay, with its free cents."""

    id: UUID
    name: str
    free: Cents


@dataclass(frozen=True, slots=True)
class BudgetRoom:
    """What is free this year, and what is reserved for this claim already.

    `earmarks`: those that may pay every line for which she chooses one, none where she chooses for no line; `unfit`: the others' names.
    """

    year: int
    earmarks: tuple[BudgetChoice, ...]
    unfit: tuple[str, ...]
    amount: Cents
    paid: Cents
    committed: Cents
    reserved: Cents
    reserved_here: Cents

    @property
    def free(self) -> Cents:
        """Return the cents that nothing has a claim on."""
        return self.amount - self.paid - self.committed - self.reserved

    def free_after(self, granted: Cents) -> Cents:
        """Return what is free once so much is granted."""
        return self.free + self.reserved_here - granted


@dataclass(frozen=True, slots=True)
class Case:
    """A claim before an administrator. `unanswered` is what the rules give before anything is answered."""

    claim: Claim
    shelter: Shelter
    award: bool
    pseudonym: str
    lines: tuple[CaseLine, ...]
    now: Weighed
    unanswered: Weighed
    terms: policy.Terms
    budget: BudgetRoom
    history: tuple[policy.Past, ...]
    life: Sequence[AuditEvent]
    names: Mapping[UUID, str]
    written: Written | None
    completion: tuple[Completion, str] | None
    objection: Objection | None
    barred: Refusal | None

    @property
    def seen(self) -> str:
        """Return the hash by which the next step knows what she saw."""
        return self.unanswered.sha256

    @property
    def by_rules(self) -> Cents:
        """Return what the rules give together."""
        return sum(line.row.granted for line in self.lines)

    @property
    def asked(self) -> Cents:
        """Return what is left to pay together."""
        return sum(line.row.asked for line in self.lines)

    @property
    def decide_by(self) -> date | None:
        """Return the fund's own last day, as it runs once the shelter's time to answer is over."""
        return running(self.claim.decide_by, self.claim.paused_on, self.claim.answer_by)

    @property
    def law_by(self) -> date | None:
        """Return the law's last day, as it runs once the shelter's time to answer is over."""
        return running(self.claim.law_by, self.claim.paused_on, self.claim.answer_by)

    @property
    def open(self) -> bool:
        """Tell whether it can be decided now, by somebody."""
        return (self.claim.state, Move.DECIDE) in NEXT

    @property
    def proposed(self) -> bool:
        """Tell whether a decision waits for its second person."""
        return self.claim.state is State.PROPOSED

    def needs_second(self, granted: Cents) -> bool:
        """Tell whether so much needs a second person."""
        return rules.needs_second(granted, self.terms.second_look_above)


def _code(told: policy.Finding | None) -> Code:
    """Return the code that goes with what stops or cuts a line."""
    if told is None or told.cut:
        return Code.ABOVE_MAXIMUM
    by_rule = {"in-window": Code.OUTSIDE_WINDOW, "filed-in-time": Code.FILED_LATE}
    by_kind = {"evidence": Code.NO_EVIDENCE, "condition": Code.NO_HARDSHIP}
    return by_rule.get(told.rule) or by_kind.get(told.kind, Code.ABOVE_MAXIMUM)


def case(session: Session, actor: Actor, claim_id: UUID, on: date, lines: Mapping[int, Given] | None = None) -> Case:
    """Return a claim of the reader's fund with all that a decision needs, weighed with what was answered; NotFound otherwise."""
    claim = queries.claim_at_fund(session, actor, claim_id)
    dossier, written = Dossier(session, claim), _written(session, claim)
    known = lines if lines is not None else written.lines if written else {}
    now = _now(dossier, on, known, written)
    life = trail.life(session, claim.id, claims.audiences(actor, claim))
    return Case(
        claim=claim,
        shelter=dossier.shelter,
        award=regions.region(session, claim.region_id).legal_form is LegalForm.MUNICIPALITY,
        pseudonym=dossier.resident.reference,
        lines=_lines(dossier, now, known),
        now=now,
        unanswered=now if not known else weigh(dossier, on),
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


def _now(dossier: Dossier, on: date, known: Mapping[int, Given], written: Written | None) -> Weighed:
    """Return what the rules give now, or gave when a decision that stands was written."""
    if written is None or written.decision.stage is Stage.GIVEN_BACK:
        return weigh(dossier, on, known)
    return as_kept(dossier, queries.assessment(dossier.session, written.decision))


def _lines(dossier: Dossier, now: Weighed, known: Mapping[int, Given]) -> tuple[CaseLine, ...]:
    session, claim = dossier.session, dossier.claim
    hardships = claims.hardships(session, claim)
    found = []
    for line, row, result in zip(now.lines, now.rows, now.assessment.lines, strict=True):
        pair = now.pair(line)
        category = pair.rules.categories.get(line.category) if pair else None
        found.append(
            CaseLine(
                line=line,
                row=row,
                result=result,
                unit=category.unit if category else "event",
                asks=_asks(pair, result, known.get(line.position)),
                evidence=tuple(evidence_for_fund(session, [piece.id for piece in dossier.evidence[line.id]])),
                hardship=hardships.get(line.id, ""),
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
    decision = queries.newest_decision(session, claim.id, stage)
    if decision is None:
        return None
    return Written(
        decision,
        queries.given_of(session, decision),
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

"""A claim as an administrator decides on it: what is asked, what the rules give, its evidence, the budget."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from fund import policy
from fund.claims import queries as claims
from fund.claims.dossier import Dossier
from fund.claims.models import Claim, Line
from fund.claims.rules import AT_FUND, DECIDED, NEXT, Move, State
from fund.core.errors import Refusal
from fund.core.money import Cents
from fund.decisions import queries, rules
from fund.decisions.assessment import Weighed, as_kept, refuse_person, weigh
from fund.decisions.budget import BudgetRoom, budget_room
from fund.decisions.last_days import LastDays
from fund.decisions.models import Completion, Decision, Objection, Stage
from fund.decisions.reasons import Code
from fund.decisions.rules import ByRules, Given
from fund.evidence.queries import Shown, evidence_for_fund
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
    """One line as an administrator sees it.

    `asks`: the facts that only an administrator may answer; `hardship`: what the shelter wrote, if anything.
    """

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
        """Return what the rules found, starting with what stops or cuts the line."""
        return policy.telling_first(self.result.findings)

    @property
    def cuts(self) -> int:
        """Count the findings that take something off."""
        return sum(bool(found.cut) for found in self.result.findings)

    @property
    def unmet(self) -> int:
        """Count the findings that do not hold, or of which it is not known whether they do."""
        return sum(found.held is not True for found in self.result.findings)

    @property
    def over(self) -> Cents:
        """Return what is asked above what the rules give."""
        return self.row.asked - self.row.granted

    @property
    def usual(self) -> Given:
        """Return what a new form suggests: the rules' amount, and what cut it as a first sentence for the letter."""
        if not self.over:
            return Given(self.row.granted)
        telling = next((found for found in self.findings if found.is_obstacle), None)
        return Given(
            self.row.granted, _code(telling), policy.sentence(telling, "nl") if telling and telling.cut else ""
        )


@dataclass(frozen=True, slots=True)
class Written:
    """A decision that was written, opened: what it says on each line, and its texts."""

    decision: Decision
    lines: Mapping[int, Given]
    hardship: str
    remark: str


@dataclass(frozen=True, slots=True)
class Case(LastDays):
    """A claim as an administrator decides on it. `unanswered`: what the rules give before anything is answered."""

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
        """Return the hash by which the next step knows what the administrator saw."""
        return self.unanswered.sha256

    @property
    def by_rules(self) -> Cents:
        """Return the sum of what the rules give."""
        return sum(line.row.granted for line in self.lines)

    @property
    def asked(self) -> Cents:
        """Return the sum of what is left to pay."""
        return sum(line.row.asked for line in self.lines)

    @property
    def evidence(self) -> tuple[Shown, ...]:
        """Return the evidence behind its lines, each piece once."""
        return tuple({shown.id: shown for line in self.lines for shown in line.evidence}.values())

    @property
    def decided(self) -> bool:
        """Tell whether the fund has decided it."""
        return self.claim.state in DECIDED

    @property
    def waits(self) -> bool:
        """Tell whether it waits for the fund, and not for the shelter."""
        return self.claim.state in AT_FUND and self.claim.state is not State.INCOMPLETE

    @property
    def open(self) -> bool:
        """Tell whether it can be decided now, by anyone."""
        return (self.claim.state, Move.DECIDE) in NEXT

    @property
    def proposed(self) -> bool:
        """Tell whether a decision waits for its second person."""
        return self.claim.state is State.PROPOSED

    def needs_second(self, granted: Cents) -> bool:
        """Tell whether this amount needs a second person."""
        return rules.needs_second(granted, self.terms.second_look_above)


def _code(finding: policy.Finding | None) -> Code:
    """Return the code that goes with what stops or cuts a line."""
    if finding is None or finding.cut:
        return Code.ABOVE_MAXIMUM
    by_rule = {"in-window": Code.OUTSIDE_WINDOW, "filed-in-time": Code.FILED_LATE}
    by_kind = {"evidence": Code.NO_EVIDENCE, "condition": Code.NO_HARDSHIP}
    return by_rule.get(finding.rule) or by_kind.get(finding.kind, Code.ABOVE_MAXIMUM)


def case(session: Session, actor: Actor, claim_id: UUID, on: date, lines: Mapping[int, Given] | None = None) -> Case:
    """Return a claim of the reader's fund with all that its decision needs, weighed with what was answered.

    Raises:
        NotFound: it is not a claim of the reader's fund.
    """
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
        budget=budget_room(session, actor, claim, now.lines, on.year),
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
        category = now.category(line)
        found.append(
            CaseLine(
                line=line,
                row=row,
                result=result,
                unit=category.unit if category else "event",
                asks=_asks(now.pair(line), result, known.get(line.position)),
                evidence=tuple(evidence_for_fund(session, [evidence.id for evidence in dossier.evidence[line.id]])),
                hardship=hardships.get(line.id, ""),
                route=route_of(session, claim.resident_id, line.payee_id) if line.payee_id else None,
            )
        )
    return tuple(found)


def _asks(pair: policy.Pair | None, result: policy.AssessedLine, known: Given | None) -> tuple[Fact, ...]:
    """Return the facts that only an administrator answers: those that a rule lacks, or that were answered already."""
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


def _barred(session: Session, actor: Actor, claim: Claim, on: date) -> Refusal | None:
    if claim.region_id not in actor.regions(Verb.DECIDE):
        return Refusal("U kunt deze aanvraag bekijken, maar niet beslissen.")
    try:
        refuse_person(session, actor.id, claim, on)
    except Refusal as refusal:
        return refusal
    return None

"""What lies on an administrator's desk: a claim with all that its decision needs. Shapes only; work.py fills them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fund import policy
from fund.claims.models import Claim, Line
from fund.claims.rules import NEXT, Move, State
from fund.core.errors import Refusal
from fund.core.money import Cents
from fund.decisions import rules
from fund.decisions.models import Completion, Decision, Objection
from fund.decisions.reasons import Code
from fund.decisions.rules import ByRules, Given
from fund.decisions.terms import running
from fund.decisions.weighing import Weighed
from fund.evidence.queries import Shown
from fund.payees.models import Route
from fund.policy.parts import Fact
from fund.regions.models import Shelter
from fund.trail.models import AuditEvent


@dataclass(frozen=True, slots=True)
class WorkLine:
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
class Work:
    """A claim on the desk of an administrator. `unanswered` is what the rules give before she answers anything."""

    claim: Claim
    shelter: Shelter
    award: bool
    pseudonym: str
    lines: tuple[WorkLine, ...]
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

"""One line under one text: every finding, also after one fails, and what the line comes to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from fund.core.money import Cents
from fund.policy.decide.claim import ClaimFacts, LineFacts
from fund.policy.decide.conditions import condition, payee
from fund.policy.decide.context import LineContext
from fund.policy.decide.evidence import evidence
from fund.policy.decide.findings import Finding, seen
from fund.policy.decide.limits import worth
from fund.policy.decide.scopes import Draw
from fund.policy.language.rules import Otherwise, Rules
from fund.policy.language.tree import ValueKind

Verdict: TypeAlias = Literal["paid"] | Otherwise
_STRENGTH: Sequence[Otherwise] = ("refuse", "refer", "ask")


@dataclass(frozen=True, slots=True)
class LineResult:
    """A line under one text. `cents` is what its amounts come to, whether or not the conditions are met."""

    verdict: Verdict
    cents: Cents
    units: int
    guaranteed: bool
    unlimited: bool
    form: Literal["gift", "loan"]
    findings: tuple[Finding, ...]

    @property
    def paid(self) -> Cents:
        """Return what this text alone pays."""
        return self.cents if self.verdict == "paid" else 0


def assess_line(rules: Rules, claim: ClaimFacts, line: LineFacts, drawn: Sequence[Draw]) -> LineResult:
    """Assess a line under a text, with what was drawn before it."""
    category = rules.categories.get(line.category)
    if category is None:
        return no_text(line)
    context = LineContext.of(rules, claim, line)
    required = [evidence(rule, line, context) for rule in rules.evidence_for(category)]
    amounts = worth(category, line, context, drawn)
    findings = (
        *(condition(rule, context) for rule in rules.conditions_on(category.code)),
        payee(category, line, context),
        *(found for found in required if found),
        *amounts.findings,
    )
    unknown = any(found.held is None and found.kind in ("pays", "limit") for found in findings)
    return LineResult(
        verdict=_verdict(findings),
        cents=0 if unknown else amounts.cents,
        units=amounts.units,
        guaranteed=context.value(category.guaranteed) is True,
        unlimited=amounts.unlimited,
        form=category.form,
        findings=_leading(findings),
    )


def no_text(line: LineFacts) -> LineResult:
    """Refer a line for which no text is in force, or whose text does not know its category: a person decides."""
    saw = (seen("from", ValueKind.DATE, line.from_), seen("category", ValueKind.CHOICE, line.category))
    finding = Finding("text", "in-force", "", held=False, saw=saw, otherwise="refer")
    return LineResult("refer", 0, line.units, guaranteed=False, unlimited=False, form="gift", findings=(finding,))


def _verdict(findings: Sequence[Finding]) -> Verdict:
    led = {found.otherwise for found in findings if found.held is not True}
    return next((verdict for verdict in _STRENGTH if verdict in led), "paid")


def _leading(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    # a rule that held leads nowhere
    return tuple(replace(found, otherwise=None) if found.held else found for found in findings)

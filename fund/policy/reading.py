"""One line read under one text: every finding, also after one fails, and what the line comes to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from fund.core.money import Cents
from fund.policy.conditions import condition, evidence, payee
from fund.policy.facts import Claim, Line
from fund.policy.findings import Finding, seen
from fund.policy.known import Known
from fund.policy.limits import worth
from fund.policy.parts import Otherwise, Rules
from fund.policy.scopes import Draw
from fund.policy.tree import Kind

Verdict: TypeAlias = Literal["paid"] | Otherwise
_STRENGTH: Sequence[Otherwise] = ("refuse", "refer", "ask")


@dataclass(frozen=True, slots=True)
class Reading:
    """A line under one text. `cents` is what its amounts come to, whether or not the conditions held."""

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


def read_line(rules: Rules, claim: Claim, line: Line, drawn: Sequence[Draw]) -> Reading:
    """Read a line under a text, with what was drawn before it."""
    category = rules.categories.get(line.category)
    if category is None:
        return no_text(line)
    known = Known(rules, claim, line)
    asked = [evidence(rule, line, known) for rule in rules.evidence_for(category)]
    amounts = worth(category, line, known, drawn)
    findings = (
        *(condition(rule, known) for rule in rules.conditions_on(category.code)),
        payee(category, line, known),
        *(found for found in asked if found),
        *amounts.findings,
    )
    unknown = any(found.held is None and found.kind in ("pays", "limit") for found in findings)
    return Reading(
        verdict=_verdict(findings),
        cents=0 if unknown else amounts.cents,
        units=amounts.units,
        guaranteed=known.value(category.guaranteed) is True,
        unlimited=amounts.unlimited,
        form=category.form,
        findings=_telling(findings),
    )


def no_text(line: Line) -> Reading:
    """Refer a line for which no text is in force, or whose text does not know its category: a person decides."""
    saw = (seen("from", Kind.DATE, line.from_), seen("category", Kind.CHOICE, line.category))
    finding = Finding("text", "in-force", "", held=False, saw=saw, otherwise="refer")
    return Reading("refer", 0, line.units, guaranteed=False, unlimited=False, form="gift", findings=(finding,))


def _verdict(findings: Sequence[Finding]) -> Verdict:
    led = {found.otherwise for found in findings if found.held is not True}
    return next((verdict for verdict in _STRENGTH if verdict in led), "paid")


def _telling(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    # a rule that held leads nowhere
    return tuple(replace(found, otherwise=None) if found.held else found for found in findings)

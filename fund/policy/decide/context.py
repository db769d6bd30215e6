"""What a rule sees of one line: the claim's facts, the line's own values, and the amounts of its dates."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from fund.policy.decide.claim import ClaimFacts, LineFacts
from fund.policy.decide.clocks import EVENT, clock_day
from fund.policy.decide.evaluation import evaluate
from fund.policy.decide.findings import Seen, seen
from fund.policy.decide.scopes import calendar_months
from fund.policy.language.names import CLAIM_NAMES, LINE_NAMES, SCOPE_NAMES, Declared, Names
from fund.policy.language.rules import Amount, Fact, Otherwise, Rules
from fund.policy.language.tree import Expr, ValueKind, names
from fund.policy.language.values import NOT_YET, Environment, Table, Unknown, Value
from fund.policy.language.words import Words

_OWN_NAMES: Names = {**CLAIM_NAMES, **LINE_NAMES, **SCOPE_NAMES}


@dataclass(frozen=True, slots=True)
class LineContext:
    """The values of one line under one text, and words for what is missing."""

    rules: Rules
    values: Environment

    @classmethod
    def of(cls, rules: Rules, claim: ClaimFacts, line: LineFacts) -> "LineContext":
        """Gather the values of a line."""
        values: Environment = {
            **{name: _amount(amount, claim, line) for name, amount in rules.amounts.items()},
            **{name: NOT_YET for name, fact in rules.facts.items() if fact.open},
            **{name: value for holder in (claim, line) for name, value in holder.facts.items() if name in rules.facts},
            "filed_on": claim.filed_on,
            "claimed": line.claimed,
            "received": line.received,
            "units": line.units,
            "from": line.from_,
            "until": line.until,
            "calendar_months": len(calendar_months(line.from_, line.until)),
        }
        return cls(rules, values)

    def with_values(self, **values: int) -> "LineContext":
        """Return a copy with some values added or changed."""
        return replace(self, values={**self.values, **values})

    def value(self, node: Expr) -> Value:
        """Evaluate an expression."""
        return evaluate(node, self.values)

    def saw(self, used: Iterable[str]) -> tuple[Seen, ...]:
        """Note the values of these names; a table shows the choices that were looked up, not itself."""
        return tuple(
            seen(name, self.kind(name), self.values.get(name))
            for name in used
            if not isinstance(self.values.get(name), dict)
        )

    def kind(self, name: str) -> ValueKind:
        """Return a name's kind."""
        declared: Fact | Amount | Declared = (
            self.rules.facts.get(name) or self.rules.amounts.get(name) or _OWN_NAMES[name]
        )
        return declared.kind

    def missing(self, value: Value) -> tuple[Words, ...]:
        """Return the questions that an unknown value waits for; none for a known one."""
        if not isinstance(value, Unknown):
            return ()
        return tuple(fact.question for name, fact in self.rules.facts.items() if name in value.names)

    def lead(self, node: Expr) -> Otherwise:
        """Say where an unknown leads: to a question, or to a person where no question can settle it.

        It is referred where the rule names what only an administrator, or a later text, can say.
        """
        return "refer" if any(self._not_askable(name) for name in names(node)) else "ask"

    def _not_askable(self, name: str) -> bool:
        fact: Fact | None = self.rules.facts.get(name)
        if fact:
            return fact.by_administrator
        value = self.values.get(name)
        return isinstance(value, Unknown) and EVENT not in value.names


def _amount(amount: Amount, claim: ClaimFacts, line: LineFacts) -> Value | Table:
    day = clock_day(amount.clock, claim, line)
    return amount.on(day) if day else Unknown(frozenset({EVENT}))

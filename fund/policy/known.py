"""What a rule can see on one line: the claim's facts, the line's own words, and the amounts of its dates."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from fund.policy import build
from fund.policy.facts import Claim, Line
from fund.policy.findings import Seen, seen
from fund.policy.parts import Amount, Clock, Fact, Otherwise, Rules
from fund.policy.scopes import calendar_months
from fund.policy.tree import Expr, Kind, names
from fund.policy.values import NOT_YET, Surroundings, Table, Unknown, Value, evaluate
from fund.policy.words import Words

EVENT = "event_on"
_OWN_KINDS = {name: said.kind for name, said in {**build.CLAIM_WORDS, **build.LINE_WORDS, **build.SCOPE_WORDS}.items()}


def clock_day(clock: Clock, claim: Claim, line: Line) -> date | None:
    """Return the date that picks a version or an amount; None where it is not known."""
    if clock == "cost":
        return line.from_
    if clock == "filing":
        return claim.filed_on
    on = claim.facts.get(EVENT)
    return on if isinstance(on, date) else None


class Known:
    """The values on one line under one text, and words for what is missing."""

    def __init__(self, rules: Rules, claim: Claim, line: Line) -> None:
        self.rules = rules
        self.values: Surroundings = {
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

    def given(self, **values: int) -> "Known":
        """Return the same with some values more, or changed."""
        other = object.__new__(Known)
        other.rules, other.values = self.rules, {**self.values, **values}
        return other

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

    def kind(self, name: str) -> Kind:
        """Return a name's kind."""
        part: Any = self.rules.facts.get(name) or self.rules.amounts.get(name)
        return part.kind if part else _OWN_KINDS[name]

    def missing(self, unknown: Unknown) -> tuple[Words, ...]:
        """Return the questions that are still open."""
        return tuple(fact.question for name, fact in self.rules.facts.items() if name in unknown.names)

    def lead(self, node: Expr) -> Otherwise:
        """Say where an unknown leads: it asks, or refers where the rule names what only an administrator, or a later text, can say."""
        return "refer" if any(self._not_askable(name) for name in names(node)) else "ask"

    def _not_askable(self, name: str) -> bool:
        fact: Fact | None = self.rules.facts.get(name)
        return (
            fact.by_administrator
            if fact
            else isinstance(self.values.get(name), Unknown) and not self._waits_for_event(name)
        )

    def _waits_for_event(self, name: str) -> bool:
        value = self.values.get(name)
        return isinstance(value, Unknown) and EVENT in value.names


def _amount(amount: Amount, claim: Claim, line: Line) -> "Value | Table":
    day = clock_day(amount.clock, claim, line)
    return amount.on(day) if day else Unknown(frozenset({EVENT}))

"""How soon, how much in advance, and when a second administrator looks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fund.core.money import Cents
from fund.policy.decide.evaluation import evaluate
from fund.policy.decide.findings import Finding, seen
from fund.policy.language.rules import Rules
from fund.policy.language.text import Policy
from fund.policy.language.tree import Expr, ValueKind
from fund.policy.language.versions import NotInForce, in_force


@dataclass(frozen=True, slots=True)
class Terms:
    """Working days to decide, also when urgent, and to pay; cents above which a second administrator looks, if any."""

    decide_days: int
    urgent_days: int
    pay_days: int
    second_look_above: Cents | None


def terms(texts: Sequence[Policy], on: date) -> Terms:
    """Return the terms on a day: the region's, never longer than the nation's.

    Raises:
        NotInForce: when no national text is.
    """
    pair = in_force(texts, on)

    def least(name: str) -> int:
        given = [getattr(rules.terms, name) for rules in pair.both]
        return min((days for days in given if days is not None), default=0)

    above = pair.rules.terms.second_look_above
    return Terms(
        least("decide_days"),
        least("urgent_days"),
        least("pay_days"),
        None if above is None else _cents(above, pair.rules, 0, on),
    )


def advance(claimed: Cents, texts: Sequence[Policy], on: date) -> Cents:
    """Return the advance (voorschot) on an urgent claim: never below the nation's, never above what is claimed.

    Raises:
        NotInForce: when no national text is.
    """
    pair = in_force(texts, on)
    given = [_cents(rules.terms.advance, rules, claimed, on) for rules in pair.both if rules.terms.advance]
    return max(0, min(claimed, max(given, default=0)))


def second_look(granted: Cents, texts: Sequence[Policy], on: date) -> Finding | None:
    """Note whether a second administrator looks; None where the fund does not require that."""
    try:
        pair = in_force(texts, on)
    except NotInForce:
        return None
    above = pair.rules.terms.second_look_above
    limit = None if above is None else _cents(above, pair.rules, 0, on)
    if limit is None:
        return None
    saw = (seen("granted", ValueKind.MONEY, granted), seen("second_look_above", ValueKind.MONEY, limit))
    return Finding("second_look", "second-look", pair.rules.terms.second_look_article, held=granted <= limit, saw=saw)


def _cents(node: Expr, rules: Rules, claimed: Cents, on: date) -> Cents:
    known: Mapping[str, Any] = {**{name: amount.on(on) for name, amount in rules.amounts.items()}, "claimed": claimed}
    value = evaluate(node, known)
    return value if isinstance(value, int) else 0

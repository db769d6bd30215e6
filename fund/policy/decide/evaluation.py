"""The plain interpreter of a checked expression. An unknown fact is unknown, never false."""

import operator
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, cast

from fund.core.calendar import add_months
from fund.core.money import half_up
from fund.policy.language.tree import (
    Compare,
    Either,
    Expr,
    Joined,
    Lookup,
    Name,
    Not,
    OneOf,
    Pick,
    Span,
    Sum,
    Truth,
    ValueKind,
    Whole,
)
from fund.policy.language.values import NOT_YET, Environment, Known, Unknown, Value

_ORDERS = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


def evaluate(node: Expr, known: Environment) -> Value:
    """Return the node's value: cents for money, whole numbers for counts, days and months, a Fraction for a share."""
    return _READ[type(node)](node, known)


def joined(decisive: bool, values: list[Value]) -> Value:
    """Join truths: one decisive value decides, whatever else is unknown; otherwise an unknown leaves it unknown."""
    if any(value is decisive for value in values):
        return decisive
    return unknown_in(values) or (not decisive)


def unknown_in(values: list[Value]) -> Unknown | None:
    """Return what is unknown among the values, together, or None."""
    missing = [value.names for value in values if isinstance(value, Unknown)]
    return Unknown(frozenset().union(*missing)) if missing else None


def shifted(day: date, kind: ValueKind, count: int) -> date:
    """Move a day by days or months; it stays within the calendar, and NOT_YET stays NOT_YET."""
    if day == NOT_YET:
        return day
    try:
        return add_months(day, count) if kind is ValueKind.MONTHS else day + timedelta(days=count)
    except (OverflowError, ValueError):
        return date.max if count > 0 else date.min


def _looked_up(node: Lookup, known: Environment) -> Value:
    chosen = [_named(name, known) for name in node.by]
    table: Any = known.get(node.name, Unknown(frozenset({node.name})))
    unknown = unknown_in([*chosen, *([table] if isinstance(table, Unknown) else [])])
    if unknown:
        return unknown
    for word in chosen:
        table = table[word]
    return cast(Known, table)


def _sum(node: Sum, left: Value, right: Value) -> Value:
    unknown = unknown_in([left, right])
    if unknown:
        return unknown
    if isinstance(left, date):
        if isinstance(right, date):
            return (left - right).days
        count = int(cast(int, right))
        return shifted(left, node.right.kind, count if node.sign == "+" else -count)
    sums = {"+": operator.add, "-": operator.sub, "*": operator.mul}
    outcome = sums[node.sign](cast(Any, left), cast(Any, right))
    return half_up(outcome) if node.kind is ValueKind.MONEY and isinstance(outcome, Fraction) else cast(Known, outcome)


def _pick(node: Pick, values: list[Value]) -> Value:
    unknown = unknown_in(values)
    if unknown:
        return unknown
    return cast(Known, (min if node.which == "min" else max)(cast(Any, values)))


def _compared(node: Compare, known: Environment) -> Value:
    links: list[Value] = []
    left = evaluate(node.first, known)
    for order, part in node.then:
        right = evaluate(part, known)
        unknown = unknown_in([left, right])
        links.append(unknown if unknown else bool(_ORDERS[order](cast(Any, left), cast(Any, right))))
        left = right
    return joined(False, links)


def _named(name: str, known: Environment) -> Value:
    return cast(Value, known.get(name, Unknown(frozenset({name}))))


def _one_of(node: OneOf, known: Environment) -> Value:
    chosen = _named(node.name, known)
    return chosen if isinstance(chosen, Unknown) else (chosen in node.words) != node.negated


def _not(node: Not, known: Environment) -> Value:
    value = evaluate(node.of, known)
    return value if isinstance(value, Unknown) else not value


def _either(node: Either, known: Environment) -> Value:
    test = evaluate(node.test, known)
    return test if isinstance(test, Unknown) else evaluate(node.yes if test else node.no, known)


_READ: Mapping[type[Expr], Callable[[Any, Environment], Value]] = {
    Whole: lambda node, known: cast(int, node.value),
    Truth: lambda node, known: cast(bool, node.value),
    Name: lambda node, known: _named(node.name, known),
    Lookup: _looked_up,
    Sum: lambda node, known: _sum(node, evaluate(node.left, known), evaluate(node.right, known)),
    Pick: lambda node, known: _pick(node, [evaluate(part, known) for part in node.of]),
    Span: lambda node, known: evaluate(node.of, known),
    Compare: _compared,
    OneOf: _one_of,
    Joined: lambda node, known: joined(node.by == "or", [evaluate(part, known) for part in node.of]),
    Not: _not,
    Either: _either,
}

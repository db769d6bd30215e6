"""The sum behind an amount, as a person would write it: 3 × 932,93."""

from collections.abc import Sequence

from fund.policy.decide.context import LineContext
from fund.policy.decide.findings import Seen, Token, seen
from fund.policy.language.tree import Either, Expr, Lookup, Name, Pick, Sum, ValueKind, Whole, names
from fund.policy.language.values import Unknown

_SIGNS: dict[str, Token] = {"+": "+", "-": "−", "*": "×"}
_PER_UNIT = ("units", "units_in_all", "calendar_months", "nights_due")


def working(node: Expr, context: LineContext) -> tuple[Token, ...]:
    """Write out a sum with its values; empty if nothing is added or multiplied, or if something is unknown."""
    if isinstance(context.value(node), Unknown):
        return ()
    tokens = _tokens(_plain(node, context), context)
    return tuple(tokens) if len(tokens) > 1 else ()


def per_unit(node: Expr, context: LineContext) -> Seen | None:
    """Return the amount for each unit, where the most is a number of units times an amount."""
    node = _plain(node, context)
    if not isinstance(node, Sum) or node.sign != "*":
        return None
    times, amount = (node.left, node.right) if node.right.kind is ValueKind.MONEY else (node.right, node.left)
    if times.kind is not ValueKind.COUNT or not any(name in _PER_UNIT for name in names(times)):
        return None
    value = context.value(amount)
    return seen("each", ValueKind.MONEY, value) if isinstance(amount, Name | Lookup) else None


def most_units(node: Expr, context: LineContext) -> int | None:
    """Return the number of units that cuts, where the most is `min(units_in_all, a number) * an amount`."""
    picks = [
        part for part in _below(node) if isinstance(part, Pick) and part.which == "min" and part.kind is ValueKind.COUNT
    ]
    for pick in picks:
        asked = [part for part in pick.of if any(name in _PER_UNIT for name in names(part))]
        least, wanted = context.value(pick), context.value(asked[0]) if asked else None
        if isinstance(least, int) and isinstance(wanted, int) and least < wanted:
            return least
    return None


def _plain(node: Expr, context: LineContext) -> Expr:
    """Take the branch that was taken, and leave out what adds nothing."""
    if isinstance(node, Either):
        return _plain(node.yes if context.value(node.test) else node.no, context)
    if isinstance(node, Sum):
        left, right = _plain(node.left, context), _plain(node.right, context)
        if node.sign != "*" and context.value(right) == 0:
            return left
        if node.sign == "+" and context.value(left) == 0:
            return right
        return Sum(node.sign, left, right, node.kind)
    return node


def _tokens(node: Expr, context: LineContext) -> Sequence[Token]:
    if not isinstance(node, Sum):
        name = node.name if isinstance(node, Name | Lookup) else ""
        return [seen(name, node.kind, context.value(node))]
    left, right = _tokens(node.left, context), _tokens(node.right, context)
    if node.sign == "*":
        left, right = _wrapped(node.left, left), _wrapped(node.right, right)
    elif node.sign == "-" and isinstance(node.right, Sum) and node.right.sign != "*":
        right = ["(", *right, ")"]
    return [*left, _SIGNS[node.sign], *right]


def _wrapped(node: Expr, tokens: Sequence[Token]) -> Sequence[Token]:
    return ["(", *tokens, ")"] if isinstance(node, Sum) and node.sign != "*" else tokens


def _below(node: Expr) -> list[Expr]:
    if isinstance(node, Sum):
        return [*_below(node.left), *_below(node.right)]
    return [] if isinstance(node, Whole) else [node]

"""The sum behind an amount, as a reader would write it: 3 × 932,93."""

from collections.abc import Sequence

from fund.policy.findings import Seen, Token, seen
from fund.policy.known import Known
from fund.policy.tree import Either, Expr, Kind, Lookup, Name, Pick, Sum, Whole, names
from fund.policy.values import Unknown

_SIGNS: dict[str, Token] = {"+": "+", "-": "−", "*": "×"}
_PER_UNIT = ("units", "units_in_all", "calendar_months", "nights_due")


def working(node: Expr, known: Known) -> tuple[Token, ...]:
    """Write out a sum with its values; empty where there is nothing to add or multiply, or where something is unknown."""
    if isinstance(known.value(node), Unknown):
        return ()
    tokens = _tokens(_plain(node, known), known)
    return tuple(tokens) if len(tokens) > 1 else ()


def each(node: Expr, known: Known) -> Seen | None:
    """Return the amount for each unit, where the most is a number of units times an amount."""
    node = _plain(node, known)
    if not isinstance(node, Sum) or node.sign != "*":
        return None
    times, amount = (node.left, node.right) if node.right.kind is Kind.MONEY else (node.right, node.left)
    if times.kind is not Kind.COUNT or not any(name in _PER_UNIT for name in names(times)):
        return None
    value = known.value(amount)
    return seen("each", Kind.MONEY, value) if isinstance(amount, Name | Lookup) else None


def most_units(node: Expr, known: Known) -> int | None:
    """Return the number of units that cuts, where the most is `min(units_in_all, a number) * an amount`."""
    picks = [
        part for part in _below(node) if isinstance(part, Pick) and part.which == "min" and part.kind is Kind.COUNT
    ]
    for pick in picks:
        asked = [part for part in pick.of if any(name in _PER_UNIT for name in names(part))]
        least, wanted = known.value(pick), known.value(asked[0]) if asked else None
        if isinstance(least, int) and isinstance(wanted, int) and least < wanted:
            return least
    return None


def _plain(node: Expr, known: Known) -> Expr:
    """Take the branch that was taken, and leave out what adds nothing."""
    if isinstance(node, Either):
        return _plain(node.yes if known.value(node.test) else node.no, known)
    if isinstance(node, Sum):
        left, right = _plain(node.left, known), _plain(node.right, known)
        if node.sign != "*" and known.value(right) == 0:
            return left
        if node.sign == "+" and known.value(left) == 0:
            return right
        return Sum(node.sign, left, right, node.kind)
    return node


def _tokens(node: Expr, known: Known) -> Sequence[Token]:
    if not isinstance(node, Sum):
        name = node.name if isinstance(node, Name | Lookup) else ""
        return [seen(name, node.kind, known.value(node))]
    left, right = _tokens(node.left, known), _tokens(node.right, known)
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

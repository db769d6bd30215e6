"""Which kinds may meet in which operation, and what comes of it."""

from collections.abc import Sequence

from fund.policy.language.tree import Expr, ValueKind, Whole

NAMES = {
    ValueKind.MONEY: "een bedrag",
    ValueKind.COUNT: "een aantal",
    ValueKind.SHARE: "een deel",
    ValueKind.DATE: "een datum",
    ValueKind.DAYS: "een aantal dagen",
    ValueKind.MONTHS: "een aantal maanden",
    ValueKind.YES_NO: "ja of nee",
    ValueKind.CHOICE: "een keuze",
}

_PLAIN = (ValueKind.MONEY, ValueKind.COUNT, ValueKind.SHARE, ValueKind.DAYS, ValueKind.MONTHS)
_SPANS = (ValueKind.DAYS, ValueKind.MONTHS)
ORDERED = (ValueKind.MONEY, ValueKind.COUNT, ValueKind.SHARE, ValueKind.DATE, ValueKind.DAYS)

_SUMS: dict[tuple[str, ValueKind, ValueKind], ValueKind] = {
    **{("+", kind, kind): kind for kind in _PLAIN},
    **{("-", kind, kind): kind for kind in _PLAIN},
    **{(sign, ValueKind.DATE, span): ValueKind.DATE for sign in "+-" for span in _SPANS},
    ("-", ValueKind.DATE, ValueKind.DATE): ValueKind.DAYS,
    ("*", ValueKind.COUNT, ValueKind.COUNT): ValueKind.COUNT,
    **{("*", ValueKind.COUNT, kind): kind for kind in (ValueKind.MONEY, *_SPANS)},
    **{("*", kind, ValueKind.COUNT): kind for kind in (ValueKind.MONEY, *_SPANS)},
    ("*", ValueKind.MONEY, ValueKind.SHARE): ValueKind.MONEY,
    ("*", ValueKind.SHARE, ValueKind.MONEY): ValueKind.MONEY,
}


def of_sum(sign: str, left: Expr, right: Expr) -> ValueKind | None:
    """Return the kind of the outcome, or None where these two cannot meet."""
    if sign != "*":
        same = shared((left, right))
        if same is not None and same in _PLAIN:
            return same
    return _SUMS.get((sign, left.kind, right.kind))


def shared(nodes: Sequence[Expr]) -> ValueKind | None:
    """Return the one kind that all of them have; a written 0 goes with money and days as well."""
    kinds = {node.kind for node in nodes if not _is_nought(node)}
    if not kinds:
        return ValueKind.COUNT
    kind = kinds.pop()
    noughts_fit = kind in (ValueKind.MONEY, ValueKind.COUNT, ValueKind.DAYS) or not any(map(_is_nought, nodes))
    return kind if not kinds and noughts_fit else None


def _is_nought(node: Expr) -> bool:
    return isinstance(node, Whole) and node.value == 0

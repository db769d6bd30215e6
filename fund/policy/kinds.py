"""Which kinds may meet in which operation, and what comes of it."""

from collections.abc import Sequence

from fund.policy.tree import Expr, Kind, Whole

SAID = {
    Kind.MONEY: "een bedrag",
    Kind.COUNT: "een aantal",
    Kind.SHARE: "een deel",
    Kind.DATE: "een datum",
    Kind.DAYS: "een aantal dagen",
    Kind.MONTHS: "een aantal maanden",
    Kind.YES_NO: "ja of nee",
    Kind.CHOICE: "een keuze",
}

_PLAIN = (Kind.MONEY, Kind.COUNT, Kind.SHARE, Kind.DAYS, Kind.MONTHS)
_SPANS = (Kind.DAYS, Kind.MONTHS)
ORDERED = (Kind.MONEY, Kind.COUNT, Kind.SHARE, Kind.DATE, Kind.DAYS)

_SUMS: dict[tuple[str, Kind, Kind], Kind] = {
    **{("+", kind, kind): kind for kind in _PLAIN},
    **{("-", kind, kind): kind for kind in _PLAIN},
    **{(sign, Kind.DATE, span): Kind.DATE for sign in "+-" for span in _SPANS},
    ("-", Kind.DATE, Kind.DATE): Kind.DAYS,
    ("*", Kind.COUNT, Kind.COUNT): Kind.COUNT,
    **{("*", Kind.COUNT, kind): kind for kind in (Kind.MONEY, *_SPANS)},
    **{("*", kind, Kind.COUNT): kind for kind in (Kind.MONEY, *_SPANS)},
    ("*", Kind.MONEY, Kind.SHARE): Kind.MONEY,
    ("*", Kind.SHARE, Kind.MONEY): Kind.MONEY,
}


def of_sum(sign: str, left: Expr, right: Expr) -> Kind | None:
    """Return the kind of the outcome, or None where these two cannot meet."""
    if sign != "*":
        same = shared((left, right))
        if same is not None and same in _PLAIN:
            return same
    return _SUMS.get((sign, left.kind, right.kind))


def shared(nodes: Sequence[Expr]) -> Kind | None:
    """Return the one kind that all of them have; a written 0 goes with money and days as well."""
    kinds = {node.kind for node in nodes if not _is_nought(node)}
    if not kinds:
        return Kind.COUNT
    kind = kinds.pop()
    noughts_fit = kind in (Kind.MONEY, Kind.COUNT, Kind.DAYS) or not any(map(_is_nought, nodes))
    return kind if not kinds and noughts_fit else None


def _is_nought(node: Expr) -> bool:
    return isinstance(node, Whole) and node.value == 0

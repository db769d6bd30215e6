"""The names that an expression may use: those a text declares, and the language's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from fund.policy.language.tree import ValueKind


@dataclass(frozen=True, slots=True)
class Declared:
    """What an expression may do with a name: its kind, a choice's words, and a table's words for each of its levels."""

    kind: ValueKind
    words: tuple[str, ...] = ()
    levels: tuple[tuple[str, ...], ...] = ()


Names: TypeAlias = Mapping[str, Declared]

CLAIM_NAMES: Names = {"filed_on": Declared(ValueKind.DATE)}
LINE_NAMES: Names = {
    "claimed": Declared(ValueKind.MONEY),
    "received": Declared(ValueKind.MONEY),
    "units": Declared(ValueKind.COUNT),
    "from": Declared(ValueKind.DATE),
    "until": Declared(ValueKind.DATE),
    "calendar_months": Declared(ValueKind.COUNT),
}
SCOPE_NAMES: Names = {"units_in_all": Declared(ValueKind.COUNT)}
TERM_NAMES: Names = {"claimed": Declared(ValueKind.MONEY)}
RESERVED = frozenset({*CLAIM_NAMES, *LINE_NAMES, *SCOPE_NAMES, "yes", "no", "min", "max", "days", "months"})
DECLARATION = "declaration"
"""The shelter's own: it needs no file, and also does at or below a requirement's `above`."""

"""Names and values that the tests of expressions share."""

from datetime import date
from fractions import Fraction
from typing import Any

from fund.policy.language.names import Declared
from fund.policy.language.tree import ValueKind
from fund.policy.language.values import NOT_YET

NAMES = {
    "claimed": Declared(ValueKind.MONEY),
    "rate": Declared(ValueKind.MONEY),
    "children": Declared(ValueKind.COUNT),
    "part": Declared(ValueKind.SHARE),
    "from": Declared(ValueKind.DATE),
    "left_on": Declared(ValueKind.DATE),
    "flight": Declared(ValueKind.YES_NO),
    "hardship": Declared(ValueKind.YES_NO),
    "home": Declared(ValueKind.CHOICE, ("alone", "couple", "from")),
    "norm": Declared(ValueKind.MONEY, (), (("alone", "couple", "from"),)),
    "grid": Declared(ValueKind.MONEY, (), (("alone", "couple", "from"), ("alone", "couple"))),
}


KNOWN: dict[str, Any] = {
    "claimed": 1000,
    "rate": 333,
    "children": 2,
    "part": Fraction(1, 2),
    "from": date(2026, 1, 31),
    "left_on": NOT_YET,
    "flight": True,
    "home": "couple",
    "norm": {"alone": 100, "couple": 150, "from": 1},
}


EVERY = tuple(ValueKind)

"""The values of a text and of a claim: what is known, and what is unknown (never false)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeAlias

NOT_YET = date.max
"""An open date that is absent: later than every date."""


class Money(int):
    """Cents among a claim's facts: a whole number that knows it is money, so that it is written as an amount."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that nobody has given yet; `names` are the facts it waits for."""

    names: frozenset[str]


Known: TypeAlias = int | bool | Fraction | date | str
Value: TypeAlias = Known | Unknown
Table: TypeAlias = Mapping[str, "Known | Table"]
Environment: TypeAlias = Mapping[str, "Value | Table"]
"""What an expression's names stand for."""

"""The checked tree of an expression. Each node knows its kind: days are not euros."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, TypeAlias


class ValueKind(StrEnum):
    """What a value is."""

    MONEY = "money"
    COUNT = "count"
    SHARE = "share"
    DATE = "date"
    DAYS = "days"
    MONTHS = "months"
    YES_NO = "yes_no"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number as written; nought also counts as no money and no days."""

    value: int
    kind: ValueKind = ValueKind.COUNT


@dataclass(frozen=True, slots=True)
class Truth:
    """`yes` or `no` as written."""

    value: bool
    kind: ValueKind = ValueKind.YES_NO


@dataclass(frozen=True, slots=True)
class Name:
    """A fact, an amount, or a word of the claim itself (from, units, claimed ...)."""

    name: str
    kind: ValueKind


@dataclass(frozen=True, slots=True)
class Lookup:
    """An amount from a table, by one or more choices: `norm[household]`."""

    name: str
    by: tuple[str, ...]
    kind: ValueKind


@dataclass(frozen=True, slots=True)
class Sum:
    """Plus, minus or times."""

    sign: Literal["+", "-", "*"]
    left: "Expr"
    right: "Expr"
    kind: ValueKind


@dataclass(frozen=True, slots=True)
class Pick:
    """The least or the most of several."""

    which: Literal["min", "max"]
    of: tuple["Expr", ...]
    kind: ValueKind


@dataclass(frozen=True, slots=True)
class Span:
    """A number of days or of calendar months."""

    of: "Expr"
    kind: ValueKind


@dataclass(frozen=True, slots=True)
class Compare:
    """A chain of comparisons: `a <= b < c`."""

    first: "Expr"
    then: tuple[tuple[str, "Expr"], ...]
    kind: ValueKind = ValueKind.YES_NO


@dataclass(frozen=True, slots=True)
class OneOf:
    """Whether a choice is one of the words, or none of them if negated."""

    name: str
    words: tuple[str, ...]
    negated: bool
    kind: ValueKind = ValueKind.YES_NO


@dataclass(frozen=True, slots=True)
class Joined:
    """All of them, or any of them."""

    by: Literal["and", "or"]
    of: tuple["Expr", ...]
    kind: ValueKind = ValueKind.YES_NO


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    of: "Expr"
    kind: ValueKind = ValueKind.YES_NO


@dataclass(frozen=True, slots=True)
class Either:
    """One of two values, by a test."""

    test: "Expr"
    yes: "Expr"
    no: "Expr"
    kind: ValueKind


Expr: TypeAlias = Whole | Truth | Name | Lookup | Sum | Pick | Span | Compare | OneOf | Joined | Not | Either


def parts(node: Expr) -> tuple[Expr, ...]:
    """Return the nodes directly below."""
    match node:
        case Sum():
            return (node.left, node.right)
        case Pick() | Joined():
            return node.of
        case Span() | Not():
            return (node.of,)
        case Compare():
            return (node.first, *(right for _, right in node.then))
        case Either():
            return (node.test, node.yes, node.no)
        case _:
            return ()


def names(node: Expr) -> tuple[str, ...]:
    """Return the names that it uses, in order, each once."""
    found: dict[str, None] = {}
    match node:
        case Name():
            found[node.name] = None
        case Lookup():
            found |= dict.fromkeys((node.name, *node.by))
        case OneOf():
            found[node.name] = None
        case _:
            for part in parts(node):
                found |= dict.fromkeys(names(part))
    return tuple(found)

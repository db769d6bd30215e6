"""Single values of a claim's file, each bounded."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from fund.core.money import MOST_CENTS, Cents, NotMoney, from_plain
from fund.policy.parts import Fact
from fund.policy.problems import meant, shown
from fund.policy.tree import Kind
from fund.policy.values import Known, Money

MOST_UNITS = 100_000
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_SHARE = re.compile(r"(?:0|[1-9]\d{0,2})(?:\.\d{1,4})?", re.ASCII)
_WORD = re.compile(r"[a-z][a-z0-9-]{0,39}")


class Unfit(ValueError):
    """A value that cannot be read: the rest of a Dutch sentence that begins with its key."""


def day(value: Any) -> date:
    """Want an ISO date."""
    unfit = Unfit(f'wil een datum als "2026-01-31", maar is {shown(value)}.')
    if not isinstance(value, str) or not _DAY.fullmatch(value) or not 1900 <= int(value[:4]) <= 2200:
        raise unfit
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise unfit from None


def money(value: Any) -> Cents:
    """Want an amount as text with two decimals."""
    try:
        cents = from_plain(value) if isinstance(value, str) and value.isascii() else -1
    except NotMoney:
        cents = -1
    if not 0 <= cents <= MOST_CENTS:
        raise Unfit(f'wil een bedrag als "12.50", maar is {shown(value)}.')
    return cents


def signed_money(value: Any) -> Cents:
    """Want an amount that may lie below nought."""
    below = isinstance(value, str) and value.startswith("-")
    return -money(value[1:]) if below else money(value)


def count(most: int) -> Callable[[Any], int]:
    """Want a whole number from 0 to `most`."""

    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
            raise Unfit(f"wil een getal van 0 tot en met {most}.")
        return int(value)

    return read


def yes_no(value: Any) -> bool:
    """Want true or false."""
    if not isinstance(value, bool):
        raise Unfit("wil true of false.")
    return value


def one_of(options: Sequence[str]) -> Callable[[Any], str]:
    """Want one of these words."""

    def read(value: Any) -> str:
        if not isinstance(value, str) or value not in options:
            raise Unfit(f"is {shown(value)}, en dat staat niet in de teksten.{meant(value, options)}")
        return str(value)

    return read


def word(value: Any) -> str:
    """Want a name."""
    if not isinstance(value, str) or not _WORD.fullmatch(value):
        raise Unfit("wil een naam van kleine letters.")
    return value


def words(options: Sequence[str]) -> Callable[[Any], tuple[str, ...]]:
    """Want a list of these words."""

    def read(value: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or len(value) > len(options):
            raise Unfit("wil een lijst van woorden.")
        return tuple(one_of(options)(item) for item in value)

    return read


def share(value: Any) -> Fraction:
    """Want a share as text: `0.80`."""
    if not isinstance(value, str) or not _SHARE.fullmatch(value):
        raise Unfit(f'wil een deel als "0.80", maar is {shown(value)}.')
    return Fraction(value)


def fact(value: Any, fact: Fact) -> Known:
    """Want a value of a fact's kind."""
    wanted: dict[Kind, Callable[[Any], Known]] = {
        Kind.MONEY: lambda amount: Money(money(amount)),
        Kind.COUNT: count(MOST_UNITS if fact.most is None else fact.most),
        Kind.SHARE: share,
        Kind.DATE: day,
        Kind.YES_NO: yes_no,
        Kind.CHOICE: one_of([option for option, _ in fact.options]),
    }
    return wanted[fact.kind](value)

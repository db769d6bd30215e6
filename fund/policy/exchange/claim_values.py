"""Single values in a claim's file, each bounded."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from fund.core.money import MOST_CENTS, Cents, NotMoney, from_plain
from fund.policy.language.problems import did_you_mean, quoted
from fund.policy.language.rules import Fact
from fund.policy.language.tree import ValueKind
from fund.policy.language.values import Known, Money

MOST_UNITS = 100_000
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_SHARE = re.compile(r"(?:0|[1-9]\d{0,2})(?:\.\d{1,4})?", re.ASCII)
_WORD = re.compile(r"[a-z][a-z0-9-]{0,39}")


class UnfitValue(ValueError):
    """A value that cannot be read; its message is the rest of a Dutch sentence that begins with the key."""


def day(value: Any) -> date:
    """Require a date as text: `2026-01-31`."""
    unfit = UnfitValue(f'wil een datum als "2026-01-31", maar is {quoted(value)}.')
    if not isinstance(value, str) or not _DAY.fullmatch(value) or not 1900 <= int(value[:4]) <= 2200:
        raise unfit
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise unfit from None


def money(value: Any) -> Cents:
    """Require an amount as text with two decimals."""
    try:
        cents = from_plain(value) if isinstance(value, str) and value.isascii() else -1
    except NotMoney:
        cents = -1
    if not 0 <= cents <= MOST_CENTS:
        raise UnfitValue(f'wil een bedrag als "12.50", maar is {quoted(value)}.')
    return cents


def signed_money(value: Any) -> Cents:
    """Require an amount that may be negative."""
    below = isinstance(value, str) and value.startswith("-")
    return -money(value[1:]) if below else money(value)


def count(most: int) -> Callable[[Any], int]:
    """Require a whole number from 0 to `most`."""

    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
            raise UnfitValue(f"wil een getal van 0 tot en met {most}.")
        return int(value)

    return read


def yes_no(value: Any) -> bool:
    """Require true or false."""
    if not isinstance(value, bool):
        raise UnfitValue("wil true of false.")
    return value


def one_of(options: Sequence[str]) -> Callable[[Any], str]:
    """Require one of these words."""

    def read(value: Any) -> str:
        if not isinstance(value, str) or value not in options:
            raise UnfitValue(f"is {quoted(value)}, en dat staat niet in de teksten.{did_you_mean(value, options)}")
        return str(value)

    return read


def word(value: Any) -> str:
    """Require a name."""
    if not isinstance(value, str) or not _WORD.fullmatch(value):
        raise UnfitValue("wil een naam van kleine letters.")
    return value


def words(options: Sequence[str]) -> Callable[[Any], tuple[str, ...]]:
    """Require a list of these words."""

    def read(value: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or len(value) > len(options):
            raise UnfitValue("wil een lijst van woorden.")
        return tuple(one_of(options)(item) for item in value)

    return read


def share(value: Any) -> Fraction:
    """Require a share as text: `0.80`."""
    if not isinstance(value, str) or not _SHARE.fullmatch(value):
        raise UnfitValue(f'wil een deel als "0.80", maar is {quoted(value)}.')
    return Fraction(value)


def fact_value(value: Any, fact: Fact) -> Known:
    """Require a value of a fact's kind."""
    wanted: dict[ValueKind, Callable[[Any], Known]] = {
        ValueKind.MONEY: lambda amount: Money(money(amount)),
        ValueKind.COUNT: count(MOST_UNITS if fact.most is None else fact.most),
        ValueKind.SHARE: share,
        ValueKind.DATE: day,
        ValueKind.YES_NO: yes_no,
        ValueKind.CHOICE: one_of([option for option, _ in fact.options]),
    }
    return wanted[fact.kind](value)

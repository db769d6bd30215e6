"""Money is an int of cents: no float, no Decimal, and rounding is always half up."""

import re
from fractions import Fraction
from typing import TypeAlias

Cents: TypeAlias = int

MOST_CENTS: Cents = 10**12  # ten thousand million euro: far above any fund, far below BIGINT

_DUTCH = re.compile(r"(?:0|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d*)(?:,\d\d)?", re.ASCII)
_PLAIN = re.compile(r"(?:0|[1-9]\d{0,9})\.\d\d", re.ASCII)
_COMMA = re.compile(r"(?:0|[1-9]\d{0,9}),\d{1,2}", re.ASCII)


class NotMoney(ValueError):
    """Text that is not an amount. `meant` is what was probably meant, in Dutch notation; None if not obvious."""

    def __init__(self, text: str, meant: str | None = None) -> None:
        super().__init__(text)
        self.text = text
        self.meant = meant


def parse(text: str) -> Cents:
    """Read a Dutch amount: `12`, `12,50`, `1.234,56`; none or exactly two decimals.

    >>> parse("1.234,56")
    123456

    Raises:
        NotMoney: for anything else, including `12.50`, `1.234,5`, `-1` and `NaN`.
    """
    bare = text.strip().removeprefix("€").strip()
    if not _DUTCH.fullmatch(bare) or len(bare) > 18:
        raise NotMoney(text, _meant(bare))
    whole, _, decimals = bare.replace(".", "").partition(",")
    cents = int(whole) * 100 + int(decimals or 0)
    if cents > MOST_CENTS:
        raise NotMoney(text)
    return cents


def _meant(bare: str) -> str | None:
    if _PLAIN.fullmatch(bare):
        return bare.replace(".", ",")
    without_points = bare.replace(".", "")
    if _COMMA.fullmatch(without_points):
        whole, _, decimals = without_points.partition(",")
        return in_dutch(int(whole) * 100 + int(decimals.ljust(2, "0")))
    return None


def from_plain(text: str) -> Cents:
    """Read a machine-readable amount: digits, a point, two decimals.

    >>> from_plain("1850.83")
    185083

    Raises:
        NotMoney: for any other form, including one with a sign.
    """
    if not _PLAIN.fullmatch(text):
        raise NotMoney(text)
    return int(text.replace(".", ""))


def plain(cents: Cents) -> str:
    """Write a machine-readable amount.

    >>> plain(-5)
    '-0.05'
    """
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02}"


def in_dutch(cents: Cents) -> str:
    """Write an amount as the Dutch do, without the euro sign.

    >>> in_dutch(123456)
    '1.234,56'
    >>> in_dutch(-50)
    '−0,50'
    """
    whole = f"{abs(cents) // 100:,}".replace(",", ".")
    return f"{'−' if cents < 0 else ''}{whole},{abs(cents) % 100:02}"


def half_up(cents: Fraction) -> Cents:
    """Round to whole cents, halves up (amounts here are positive).

    >>> half_up(Fraction(5, 2))
    3
    """
    return int((cents + Fraction(1, 2)).__floor__())

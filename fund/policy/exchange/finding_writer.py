"""Write findings for a machine: money with two decimals, dates as ISO, shares as decimals."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from fund.core.money import plain
from fund.policy.decide.findings import Finding, Seen
from fund.policy.language.tree import ValueKind


def finding_as_json(finding: Finding) -> Mapping[str, object]:
    """Return a finding's values, as a receipt keeps them."""
    return {
        "rule": finding.rule,
        "article": finding.article,
        "held": finding.held,
        "saw": {seen.name: _value(seen) for seen in finding.saw},
    }


def share(value: Fraction) -> str:
    """Write a share with up to four decimals.

    >>> share(Fraction(4, 5))
    '0.8'
    """
    digits = f"{round(value * 10_000):05}"
    return f"{digits[:-4]}.{digits[-4:]}".rstrip("0").rstrip(".")


def _value(seen: Seen) -> str | int | bool | None:
    value = seen.value
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return share(value)
    return plain(value) if seen.kind is ValueKind.MONEY else value

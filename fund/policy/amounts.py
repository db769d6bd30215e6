"""From a text's table of amounts to dated values."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, cast

from fund.core.money import from_plain
from fund.policy.parts import Amount, Clock
from fund.policy.places import Path
from fund.policy.problems import shown
from fund.policy.tree import Kind
from fund.policy.values import Known, Table

_KINDS = {"eur": Kind.MONEY, "count": Kind.COUNT, "share": Kind.SHARE, "date": Kind.DATE}


class Unfit(ValueError):
    """An amount that says two things, or nothing: a Dutch sentence."""


def amount(name: str, entries: Sequence[Mapping[str, Any]], clock: Clock) -> Amount:
    """Read an amount's versions; raises Unfit with a sentence."""
    kinds = {_kind(name, entry) for entry in entries}
    clocks = {entry.get("clock", clock) for entry in entries}
    levels = {_levels(name, entry["table"]) if "table" in entry else () for entry in entries}
    starts = [entry["from"] for entry in entries]
    if len(kinds) != 1 or len(clocks) != 1 or len(levels) != 1:
        raise Unfit(f"De versies van {shown(name)} zijn niet van dezelfde soort.")
    if any(late <= early for early, late in zip(starts, starts[1:], strict=False)):
        raise Unfit(f"De versies van {shown(name)} staan niet op volgorde van datum.")
    kind = kinds.pop()
    versions = tuple((entry["from"], _value(name, entry, kind), str(entry["source"])) for entry in entries)
    return Amount(name, kind, clocks.pop(), versions, levels.pop())


def gaps(amounts: Mapping[str, Amount], start: Any) -> Iterator[tuple[Path, str]]:
    """Yield each amount that begins later than its text."""
    for name, found in amounts.items():
        if found.versions[0][0] > start:
            yield (
                ("amounts", name),
                f"{shown(name)} begint pas op {found.versions[0][0]}, later dan de tekst zelf ({start}).",
            )


def _kind(name: str, entry: Mapping[str, Any]) -> Kind:
    given = [key for key in ("eur", "count", "share", "date", "table") if key in entry]
    if len(given) != 1 or ("of" in entry) != ("table" in entry):
        raise Unfit(f"{shown(name)} wil één van eur, count, share of date, of een table met of.")
    return _KINDS[entry["of"] if given == ["table"] else given[0]]


def _levels(name: str, table: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    inner = {_levels(name, value) if isinstance(value, dict) else () for value in table.values()}
    if len(inner) != 1:
        raise Unfit(f"De tabel {shown(name)} is niet overal even diep, of heeft niet overal dezelfde woorden.")
    return (tuple(sorted(table)), *inner.pop())


def _value(name: str, entry: Mapping[str, Any], kind: Kind) -> "Known | Table":
    if "table" not in entry:
        return _known(name, entry[next(key for key, of in _KINDS.items() if of is kind)], kind)
    return _filled(name, entry["table"], kind)


def _filled(name: str, table: Mapping[str, Any], kind: Kind) -> Table:
    return {
        word: _filled(name, value, kind) if isinstance(value, dict) else _known(name, value, kind)
        for word, value in table.items()
    }


def _known(name: str, value: Any, kind: Kind) -> Known:
    try:
        if kind is Kind.MONEY:
            return from_plain(value)
        return Fraction(value) if kind is Kind.SHARE else cast(Known, value)
    except (TypeError, ValueError):
        raise Unfit(f"{shown(value)} is geen waarde voor {shown(name)}.") from None

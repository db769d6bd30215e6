"""From a text's table of amounts to dated and sourced values."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, cast

from fund.core.money import from_plain
from fund.policy.language.positions import KeyPath, Positions
from fund.policy.language.problems import Problem, quoted
from fund.policy.language.rules import Amount, Clock
from fund.policy.language.tree import ValueKind
from fund.policy.language.values import Known, Table

_KINDS = {"eur": ValueKind.MONEY, "count": ValueKind.COUNT, "share": ValueKind.SHARE, "date": ValueKind.DATE}


class UnfitAmount(ValueError):
    """An amount that is ambiguous or no amount: a Dutch sentence."""


def amounts_of(tables: Mapping[str, Any], positions: Positions) -> tuple[dict[str, Amount], list[Problem]]:
    """Read a text's own amounts, with what is wrong with them; their clock is the text's, unless they carry one."""
    found: dict[str, Amount] = {}
    problems = []
    for name, entries in tables.get("amounts", {}).items():
        try:
            found[name] = _amount(name, entries, tables["policy"].get("clock", "cost"))
        except UnfitAmount as wrong:
            problems.append(positions.problem(("amounts", name), str(wrong)))
    return found, problems + [positions.problem(*late) for late in _gaps(found, tables["policy"]["from"])]


def _amount(name: str, entries: Sequence[Mapping[str, Any]], clock: Clock) -> Amount:
    kinds = {_kind(name, entry) for entry in entries}
    clocks = {entry.get("clock", clock) for entry in entries}
    levels = {_levels(name, entry["table"]) if "table" in entry else () for entry in entries}
    starts = [entry["from"] for entry in entries]
    if len(kinds) != 1 or len(clocks) != 1 or len(levels) != 1:
        raise UnfitAmount(f"De versies van {quoted(name)} zijn niet van dezelfde soort.")
    if any(late <= early for early, late in zip(starts, starts[1:], strict=False)):
        raise UnfitAmount(f"De versies van {quoted(name)} staan niet op volgorde van datum.")
    kind = kinds.pop()
    versions = tuple((entry["from"], _value(name, entry, kind), str(entry["source"])) for entry in entries)
    return Amount(name, kind, clocks.pop(), versions, levels.pop())


def _gaps(amounts: Mapping[str, Amount], start: Any) -> Iterator[tuple[KeyPath, str]]:
    for name, found in amounts.items():
        if found.versions[0][0] > start:
            yield (
                ("amounts", name),
                f"{quoted(name)} begint pas op {found.versions[0][0]}, later dan de tekst zelf ({start}).",
            )


def _kind(name: str, entry: Mapping[str, Any]) -> ValueKind:
    given = [key for key in ("eur", "count", "share", "date", "table") if key in entry]
    if len(given) != 1 or ("of" in entry) != ("table" in entry):
        raise UnfitAmount(f"{quoted(name)} wil één van eur, count, share of date, of een table met of.")
    return _KINDS[entry["of"] if given == ["table"] else given[0]]


def _levels(name: str, table: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    inner = {_levels(name, value) if isinstance(value, dict) else () for value in table.values()}
    if len(inner) != 1:
        raise UnfitAmount(f"De tabel {quoted(name)} is niet overal even diep, of heeft niet overal dezelfde woorden.")
    return (tuple(sorted(table)), *inner.pop())


def _value(name: str, entry: Mapping[str, Any], kind: ValueKind) -> Known | Table:
    if "table" not in entry:
        return _known(name, entry[next(key for key, of in _KINDS.items() if of is kind)], kind)
    return _filled(name, entry["table"], kind)


def _filled(name: str, table: Mapping[str, Any], kind: ValueKind) -> Table:
    return {
        word: _filled(name, value, kind) if isinstance(value, dict) else _known(name, value, kind)
        for word, value in table.items()
    }


def _known(name: str, value: Any, kind: ValueKind) -> Known:
    try:
        if kind is ValueKind.MONEY:
            return from_plain(value)
        return Fraction(value) if kind is ValueKind.SHARE else cast(Known, value)
    except (TypeError, ValueError):
        raise UnfitAmount(f"{quoted(value)} is geen waarde voor {quoted(name)}.") from None

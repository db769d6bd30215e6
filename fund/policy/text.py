"""Read a text: bounded first, then its shape, then its rules. Every failure is a sentence."""

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from fund.policy.build import amounts_of
from fund.policy.layers import whole
from fund.policy.parts import Amount, Clock, Rules
from fund.policy.places import Places
from fund.policy.problems import Problem, Unreadable
from fund.policy.shapes import POLICY, TOP

MOST_BYTES = 200_000
MOST_LINES = 4_000
MOST_IN_LINE = 4_000
MOST_DEPTH = 12
MOST_DIGITS = 12
_LONG = re.compile(rf"(?<![0-9a-fA-F])[0-9][0-9_]{{{MOST_DIGITS},}}|0[xob][0-9a-fA-F_]{{{MOST_DIGITS},}}")
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")


@dataclass(frozen=True, eq=False)
class Policy:
    """A text that was read: a beleidsregel, or the national one. `sha256` is that of the exact text; equal texts are equal.

    `rules` are a nation's; a region's come about when it is laid over a nation's (`layered`). `amounts` are its own.
    """

    layer: Literal["nation", "region"]
    region: str | None
    title: str
    source: str
    from_: date
    clock: Clock
    sha256: str
    amounts: Mapping[str, Amount]
    rules: Rules | None
    tables: Mapping[str, Any] = field(repr=False)
    toml: str = field(repr=False)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Policy) and other.sha256 == self.sha256

    def __hash__(self) -> int:
        return hash(self.sha256)

    @property
    def articles(self) -> Mapping[str, tuple[str, ...]]:
        """Return the articles it names, each with the ids of its conditions and the codes of its categories."""
        found: dict[str, tuple[str, ...]] = {}
        rules = [(rule.get("article"), rule["id"]) for rule in self.tables.get("conditions", [])]
        rules += [(value.get("article"), code) for code, value in self.tables.get("categories", {}).items()]
        for article, rule in rules:
            if article:
                found[article] = (*found.get(article, ()), rule)
        return found


def read(toml: str, nation: Policy | None = None) -> Policy:
    """Read a text; a region's is also laid over the nation's where that is given.

    Raises:
        Unreadable: with every problem, its line and column.
    """
    policy = _read(toml)
    if nation is not None and policy.layer == "region":
        layered(nation, policy)
    return policy


@lru_cache(maxsize=512)
def layered(nation: Policy, region: Policy | None) -> Rules:
    """Lay a region's text over the nation's; the nation's own rules where there is no region.

    Raises:
        Unreadable: where the two do not fit.
    """
    if nation.rules is None:
        raise Unreadable([Problem(None, None, "Dit is geen landelijke tekst.")])
    if region is None:
        return nation.rules
    if region.layer != "region":
        raise Unreadable([Problem(None, None, "Dit is geen tekst van een regio.")])
    rules, problems = whole(nation.tables, region.tables, {**nation.amounts, **region.amounts}, Places(region.toml))
    return _sound(rules, problems)


@lru_cache(maxsize=256)
def _read(toml: str) -> Policy:
    tables = _parsed(toml)
    places = Places(toml)
    problems = [Problem(places.line(path), None, said) for path, said in TOP(tables, ())]
    head = tables["policy"] if isinstance(tables.get("policy"), dict) else {}
    problems += [Problem(places.line(path), None, said) for path, said in POLICY.missing(head, ("policy",))]
    if not problems and (head["layer"] == "region") != ("region" in head):
        problems.append(
            Problem(
                places.line(("policy",)), None, "Een tekst van een regio noemt ‘region’; een landelijke tekst niet."
            )
        )
    if problems:
        raise Unreadable(problems)
    return _policy(toml, tables, places)


def _policy(toml: str, tables: dict[str, Any], places: Places) -> Policy:
    head = tables["policy"]
    amounts, problems = amounts_of(tables, places)
    rules = None
    if head["layer"] == "nation":
        rules, more = whole(tables, {}, amounts, places)
        problems += more
    if problems:
        raise Unreadable(problems)
    return Policy(
        layer=head["layer"],
        region=head.get("region"),
        title=head["title"],
        source=head["source"],
        from_=head["from"],
        clock=head.get("clock", "cost"),
        sha256=hashlib.sha256(toml.encode()).hexdigest(),
        amounts=amounts,
        rules=rules,
        tables=tables,
        toml=toml,
    )


def _sound(rules: Rules | None, problems: list[Problem]) -> Rules:
    if problems or rules is None:
        raise Unreadable(problems)
    return rules


def _parsed(toml: str) -> dict[str, Any]:
    for problem in _out_of_bounds(toml):
        raise Unreadable([problem])
    try:
        return tomllib.loads(toml)
    except tomllib.TOMLDecodeError as wrong:
        at = _AT.search(str(wrong))
        line, column = (int(at[1]), int(at[2])) if at else (toml.count("\n") + 1, None)
        raise Unreadable([Problem(line, column, "Hier klopt de opmaak (TOML) niet.")]) from None
    except (ValueError, RecursionError):
        raise Unreadable([Problem(None, None, "Deze tekst is niet te lezen.")]) from None


def _out_of_bounds(toml: str) -> Iterator[Problem]:
    try:
        size = len(toml.encode())
    except UnicodeEncodeError:
        yield Problem(None, None, "Deze tekst bevat tekens die niet bestaan.")
        return
    rows = toml.split("\n")
    if size > MOST_BYTES or len(rows) > MOST_LINES:
        yield Problem(
            None, None, f"Deze tekst is te groot: ten hoogste {MOST_BYTES // 1000} kB en {MOST_LINES} regels."
        )
        return
    depth = 0
    for number, row in enumerate(rows, start=1):
        if len(row) > MOST_IN_LINE:
            yield Problem(number, None, f"Deze regel is te lang: ten hoogste {MOST_IN_LINE} tekens.")
        long = _LONG.search(row)
        if long:
            yield Problem(number, long.start() + 1, f"Een getal heeft ten hoogste {MOST_DIGITS} cijfers.")
        for column, letter in enumerate(row, start=1):
            depth = max(0, depth + (letter in "[{") - (letter in "]}"))
            if depth > MOST_DEPTH:
                yield Problem(number, column, "Te veel haakjes in elkaar.")
                return

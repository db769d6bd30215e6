"""Read a text: its bounds first, then its shape, then its rules. Every failure is a sentence."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from fund.policy.language.amounts import amounts_of
from fund.policy.language.bounds import tables_of
from fund.policy.language.layers import whole
from fund.policy.language.positions import Positions
from fund.policy.language.problems import Problem, UnreadableText
from fund.policy.language.rules import Amount, Clock, Rules
from fund.policy.language.schema import POLICY, TOP


@dataclass(frozen=True, eq=False)
class Policy:
    """A text that was read: a region's rules (beleidsregel) or the nation's. Equal texts are equal.

    `sha256` is that of the exact text. `rules` are a nation's; a region's come about when it is laid over a nation's
    (`layered`). `amounts` are its own.
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


def read(toml: str, nation: Policy | None = None) -> Policy:
    """Read a text; a region's is also laid over the nation's where that is given.

    Raises:
        UnreadableText: with every problem, its line and column.
    """
    policy = _read(toml)
    if nation is not None and policy.layer == "region":
        layered(nation, policy)
    return policy


@lru_cache(maxsize=512)
def layered(nation: Policy, region: Policy | None) -> Rules:
    """Lay a region's text over the nation's; without a region, return the nation's own rules.

    Raises:
        UnreadableText: if the two do not fit.
    """
    if nation.rules is None:
        raise UnreadableText([Problem(None, None, "Dit is geen landelijke tekst.")])
    if region is None:
        return nation.rules
    if region.layer != "region":
        raise UnreadableText([Problem(None, None, "Dit is geen tekst van een regio.")])
    amounts = {**nation.amounts, **region.amounts}
    rules, problems = whole(nation.tables, region.tables, amounts, Positions(region.toml))
    if problems or rules is None:
        raise UnreadableText(problems)
    return rules


@lru_cache(maxsize=256)
def _read(toml: str) -> Policy:
    tables = tables_of(toml)
    positions = Positions(toml)
    problems = [positions.problem(path, said) for path, said in TOP(tables, ())]
    head = tables["policy"] if isinstance(tables.get("policy"), dict) else {}
    problems += [positions.problem(path, said) for path, said in POLICY.missing(head, ("policy",))]
    if not problems and (head["layer"] == "region") != ("region" in head):
        said = "Een tekst van een regio noemt ‘region’; een landelijke tekst niet."
        problems.append(positions.problem(("policy",), said))
    if problems:
        raise UnreadableText(problems)
    return _policy(toml, tables, positions)


def _policy(toml: str, tables: dict[str, Any], positions: Positions) -> Policy:
    head = tables["policy"]
    amounts, problems = amounts_of(tables, positions)
    rules = None
    if head["layer"] == "nation":
        rules, more = whole(tables, {}, amounts, positions)
        problems += more
    if problems:
        raise UnreadableText(problems)
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

"""Lay a region's text over the nation's: a table key by key, a list whole, a condition by its id."""

from collections.abc import Mapping
from typing import Any

from fund.policy.language.builder import RulesBuilder
from fund.policy.language.completeness import missing
from fund.policy.language.positions import Positions
from fund.policy.language.problems import Problem, quoted
from fund.policy.language.rules import Amount, Rules

_BY_ID = ("conditions", "watch")


def whole(
    nation: Mapping[str, Any], region: Mapping[str, Any], amounts: Mapping[str, Amount], positions: Positions
) -> tuple[Rules | None, list[Problem]]:
    """Return the rules of a nation's tables with a region's laid over them, and what is wrong with them."""
    tables = merged(nation, region)
    problems = [positions.problem(path, said) for path, said in missing(tables)]
    problems += [
        positions.problem(
            ("facts", name), f"{quoted(name)} is een gegeven van de landelijke tekst. Een regio verandert dat niet."
        )
        for name in region.get("facts", {})
        if name in nation.get("facts", {})
    ]
    problems += [
        positions.problem((table,), f"{quoted(name)} staat er twee keer in.")
        for table in _BY_ID
        for name in _twice([rule["id"] for rule in (region or nation).get(table, []) if "id" in rule])
    ]
    if problems:
        return None, problems
    builder = RulesBuilder(tables, amounts, positions)
    return builder.rules(), builder.problems


def merged(nation: Mapping[str, Any], region: Mapping[str, Any]) -> dict[str, Any]:
    """Merge the tables; the head stays the nation's, and the amounts are merged by the caller."""
    tables = _over(nation, {key: value for key, value in region.items() if key not in _BY_ID and key != "policy"})
    for key in _BY_ID:
        rules = {rule.get("id"): rule for rule in nation.get(key, [])}
        rules |= {rule.get("id"): rule for rule in region.get(key, [])}
        tables[key] = list(rules.values())
    return tables


def _over(lower: Mapping[str, Any], upper: Mapping[str, Any]) -> dict[str, Any]:
    tables = dict(lower)
    for key, value in upper.items():
        below = tables.get(key)
        tables[key] = _over(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return tables


def _twice(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})

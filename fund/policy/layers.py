"""Lay a region's text over the nation's: a table key by key, a list whole, a condition by its id."""

from collections.abc import Mapping
from typing import Any

from fund.policy.build import Build
from fund.policy.parts import Amount, Rules
from fund.policy.places import Places
from fund.policy.problems import Problem, shown
from fund.policy.shapes import missing

_BY_ID = ("conditions", "watch")


def whole(
    nation: Mapping[str, Any], region: Mapping[str, Any], amounts: Mapping[str, Amount], places: Places
) -> tuple[Rules | None, list[Problem]]:
    """Return the rules of a nation's tables with a region's laid over them, and what is wrong with them."""
    tables = merged(nation, region)
    problems = [Problem(places.line(path), None, said) for path, said in missing(tables)]
    problems += [
        Problem(
            places.line(("facts", name)),
            None,
            f"{shown(name)} is een gegeven van de landelijke tekst. Een regio verandert dat niet.",
        )
        for name in region.get("facts", {})
        if name in nation.get("facts", {})
    ]
    problems += [
        Problem(places.line((table,)), None, f"{shown(name)} staat er twee keer in.")
        for table in _BY_ID
        for name in _twice([rule["id"] for rule in (region or nation).get(table, []) if "id" in rule])
    ]
    if problems:
        return None, problems
    build = Build(tables, amounts, places)
    return build.rules(), build.problems


def merged(nation: Mapping[str, Any], region: Mapping[str, Any]) -> dict[str, Any]:
    """Merge the tables; the head stays the nation's, the amounts are merged elsewhere."""
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

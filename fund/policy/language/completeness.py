"""What a whole text must have: keys that a region's text may leave to the nation's, but that no whole text may lack."""

from collections.abc import Mapping
from typing import Any

from fund.policy.language.positions import KeyPath
from fund.policy.language.schema import AMOUNT, CATEGORY, CONDITION, EVIDENCE, FACT, LIMIT, WATCH, WORDS
from fund.policy.language.shapes import Found

_TABLES = {"facts": FACT, "categories": CATEGORY, "payees": WORDS, "evidence": WORDS}
_LISTS = {"conditions": CONDITION, "watch": WATCH}


def missing(tables: Mapping[str, Any]) -> Found:
    """Yield each key that a whole text lacks."""
    for table, keys in _TABLES.items():
        for name, value in tables.get(table, {}).items():
            yield from keys.missing(value, (table, name))
    for table, keys in _LISTS.items():
        for index, value in enumerate(tables.get(table, [])):
            yield from keys.missing(value, (table, value.get("id", index)))
    for name, versions in tables.get("amounts", {}).items():
        for index, value in enumerate(versions):
            yield from AMOUNT.missing(value, ("amounts", name, index))
    yield from _missing_inside(("everyone",), tables.get("everyone", {}))
    for code, category in tables.get("categories", {}).items():
        yield from _missing_inside(("categories", code), category)


def _missing_inside(path: KeyPath, holder: Mapping[str, Any]) -> Found:
    for key, keys in (("limits", LIMIT), ("evidence", EVIDENCE)):
        for index, value in enumerate(holder.get(key, [])):
            yield from keys.missing(value, (*path, key, index))

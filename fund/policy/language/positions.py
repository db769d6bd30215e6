"""Where a key of a TOML text stands, so that a problem can point at it; the TOML reader itself forgets positions."""

import re
from collections.abc import Mapping
from typing import TypeAlias

from fund.policy.language.problems import Problem

KeyPath: TypeAlias = tuple[str | int, ...]

_HEAD = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')\s*(?:=|\.)")
_ID = re.compile(r"\s*id\s*=\s*[\"']([^\"']*)[\"']")
_NEAR = 40


class Positions:
    """The lines of a text, by the path of their key."""

    def __init__(self, toml: str) -> None:
        self.rows = toml.split("\n")
        self.lines: Mapping[KeyPath, int] = _lines(self.rows)

    def line(self, path: KeyPath) -> int | None:
        """Return the line, from 1, of the nearest key on the way to a path; None if the text has none of them."""
        while path:
            if path in self.lines:
                return self.lines[path]
            path = path[:-1]
        return None

    def problem(self, path: KeyPath, sentence: str) -> Problem:
        """Return a problem at a key."""
        return Problem(self.line(path), None, sentence)

    def spot(self, path: KeyPath, text: str) -> tuple[int | None, int]:
        """Return the line of a quoted text below a path and its column, from 0; the column is -1 if it is absent."""
        line = self.line(path)
        if line is not None:
            for number in range(line, min(line + _NEAR, len(self.rows)) + 1):
                for quote in "\"'":
                    at = self.rows[number - 1].find(f"{quote}{text}{quote}")
                    if at >= 0:
                        return number, at + 1
        return line, -1


def _lines(rows: list[str]) -> dict[KeyPath, int]:
    found: dict[KeyPath, int] = {}
    table: KeyPath = ()
    counts: dict[KeyPath, int] = {}
    for number, row in enumerate(rows, start=1):
        head = _HEAD.match(row)
        if head and "=" not in row.split("#")[0]:
            table = tuple(_bare(name) for name in head[2].split("."))
            if head[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            found.setdefault(table, number)
            continue
        key = _KEY.match(row)
        if key:
            found.setdefault((*table, _bare(key[1])), number)
        known = _ID.match(row)
        if known and isinstance(table[-1:] and table[-1], int):
            found.setdefault((*table[:-1], known[1]), found[table])
    return found


def _bare(name: str) -> str:
    return name.strip().strip("\"'")

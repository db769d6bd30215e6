"""Where a key of a TOML text stands, for errors that point at it. The TOML reader itself forgets places."""

import re
from collections.abc import Mapping
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]

_HEAD = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')\s*(?:=|\.)")
_ID = re.compile(r"\s*id\s*=\s*[\"']([^\"']*)[\"']")
_NEAR = 40


class Places:
    """The lines of a text, by the path of their key."""

    def __init__(self, toml: str) -> None:
        self.rows = toml.split("\n")
        self.lines: Mapping[Path, int] = _lines(self.rows)

    def line(self, path: Path) -> int | None:
        """Return the line, from 1, of the nearest key on the way to a path; None where the text has none of it."""
        while path:
            if path in self.lines:
                return self.lines[path]
            path = path[:-1]
        return None

    def spot(self, path: Path, text: str) -> tuple[int | None, int]:
        """Return the line of a quoted text below a path and the column, from 0, at which it starts; -1 where it is not there."""
        line = self.line(path)
        if line is not None:
            for number in range(line, min(line + _NEAR, len(self.rows)) + 1):
                for quote in "\"'":
                    at = self.rows[number - 1].find(f"{quote}{text}{quote}")
                    if at >= 0:
                        return number, at + 1
        return line, -1


def _lines(rows: list[str]) -> dict[Path, int]:
    found: dict[Path, int] = {}
    table: Path = ()
    counts: dict[Path, int] = {}
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

"""The shapes that a value in a text may have; each yields what is wrong, with the path of the key."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from fund.policy.language.positions import KeyPath
from fund.policy.language.problems import did_you_mean, quoted

Found: TypeAlias = Iterator[tuple[KeyPath, str]]
Shape: TypeAlias = Callable[[Any, KeyPath], Found]

MOST_SENTENCE = 600
_HIDDEN = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)


def sentence(value: Any, path: KeyPath) -> Found:
    """Require a text on one line that people read."""
    if not isinstance(value, str) or not value.strip():
        yield path, f"‘{path[-1]}’ wil een tekst tussen aanhalingstekens."
    elif len(value) > MOST_SENTENCE or _HIDDEN.search(value):
        yield path, f"‘{path[-1]}’ is te lang of bevat onzichtbare tekens."


def expression(value: Any, path: KeyPath) -> Found:
    """Require the text of an expression."""
    if not isinstance(value, str):
        yield path, f"‘{path[-1]}’ wil een regel tussen aanhalingstekens."


def yes_no(value: Any, path: KeyPath) -> Found:
    """Require true or false."""
    if not isinstance(value, bool):
        yield path, f"‘{path[-1]}’ wil true of false."


def truth(value: Any, path: KeyPath) -> Found:
    """Require true, false or an expression."""
    if not isinstance(value, bool | str):
        yield path, f"‘{path[-1]}’ wil true, false of een regel tussen aanhalingstekens."


def day(value: Any, path: KeyPath) -> Found:
    """Require a date."""
    if isinstance(value, datetime) or not isinstance(value, date) or not 1900 <= value.year <= 2200:
        yield path, f"‘{path[-1]}’ wil een datum als 2026-01-01, zonder aanhalingstekens."


def count(most: int) -> Shape:
    """Require a whole number from 0 to `most`."""

    def check(value: Any, path: KeyPath) -> Found:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
            yield path, f"‘{path[-1]}’ wil een getal van 0 tot en met {most}."

    return check


def word(*options: str) -> Shape:
    """Require one of these words."""

    def check(value: Any, path: KeyPath) -> Found:
        if value not in options if isinstance(value, str) else True:
            yield path, f"‘{path[-1]}’ wil een van deze woorden: {', '.join(options)}.{did_you_mean(value, options)}"

    return check


def matches(pattern: str, wants: str) -> Shape:
    """Require a text that matches a pattern; `wants` describes it."""

    def check(value: Any, path: KeyPath) -> Found:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            yield path, f"‘{path[-1]}’ wil {wants}, maar hier staat {quoted(value)}."

    return check


def many(shape: Shape, most: int, least: int = 0) -> Shape:
    """Require a list."""

    def check(value: Any, path: KeyPath) -> Found:
        if not isinstance(value, list) or not least <= len(value) <= most:
            yield path, f"‘{path[-1]}’ wil een lijst van {least} tot {most}."
            return
        for index, item in enumerate(value):
            for at, sentence in shape(item, (*path, index)):
                yield at, sentence.replace(f"‘{index}’", f"‘{path[-1]}’", 1)

    return check


def named(pattern: str, shape: Shape, most: int) -> Shape:
    """Require a table whose keys match a pattern."""

    def check(value: Any, path: KeyPath) -> Found:
        if not isinstance(value, dict) or len(value) > most:
            yield path, f"‘{path[-1]}’ wil een tabel van ten hoogste {most}."
            return
        for name, item in value.items():
            if re.fullmatch(pattern, name):
                yield from shape(item, (*path, name))
            else:
                yield (*path, name), f"{quoted(name)} is geen naam die hier kan."

    return check


@dataclass(frozen=True)
class Keys:
    """A table with these keys; `needed` are required once the text is whole."""

    shapes: Mapping[str, Shape]
    needed: tuple[str, ...] = ()

    def __call__(self, value: Any, path: KeyPath) -> Found:
        """Yield what is wrong with the value."""
        if not isinstance(value, dict):
            yield path, f"‘{path[-1] if path else 'de tekst'}’ wil een tabel."
            return
        for key, item in value.items():
            if key in self.shapes:
                yield from self.shapes[key](item, (*path, key))
            else:
                yield (*path, key), f"De sleutel {quoted(key)} bestaat hier niet.{did_you_mean(key, self.shapes)}"

    def missing(self, value: Mapping[str, Any], path: KeyPath) -> Found:
        """Yield the keys that a whole table lacks."""
        for key in self.needed:
            if key not in value:
                yield path, f"Bij {quoted('.'.join(map(str, path)))} ontbreekt ‘{key}’."

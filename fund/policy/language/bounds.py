"""How large a text may be: checked before TOML sees it, so that no text can exhaust the reader."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from fund.policy.language.problems import Problem, UnreadableText

MOST_BYTES = 200_000
MOST_LINES = 4_000
MOST_IN_LINE = 4_000
MOST_DEPTH = 12
MOST_DIGITS = 12
_LONG = re.compile(rf"(?<![0-9a-fA-F])[0-9][0-9_]{{{MOST_DIGITS},}}|0[xob][0-9a-fA-F_]{{{MOST_DIGITS},}}")
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")


def tables_of(toml: str) -> dict[str, Any]:
    """Return the tables of a TOML text that is within bounds.

    Raises:
        UnreadableText: with the first problem.
    """
    for problem in _out_of_bounds(toml):
        raise UnreadableText([problem])
    try:
        return tomllib.loads(toml)
    except tomllib.TOMLDecodeError as wrong:
        at = _AT.search(str(wrong))
        line, column = (int(at[1]), int(at[2])) if at else (toml.count("\n") + 1, None)
        raise UnreadableText([Problem(line, column, "Hier klopt de opmaak (TOML) niet.")]) from None
    except (ValueError, RecursionError):
        raise UnreadableText([Problem(None, None, "Deze tekst is niet te lezen.")]) from None


def _out_of_bounds(toml: str) -> Iterator[Problem]:
    try:
        size = len(toml.encode())
    except UnicodeEncodeError:
        yield Problem(None, None, "Deze tekst bevat tekens die niet bestaan.")
        return
    rows = toml.split("\n")
    if size > MOST_BYTES or len(rows) > MOST_LINES:
        most = f"{MOST_BYTES // 1000} kB en {MOST_LINES} regels"
        yield Problem(None, None, f"Deze tekst is te groot: ten hoogste {most}.")
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

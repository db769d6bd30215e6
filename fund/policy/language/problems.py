"""What is wrong with a text or with facts: a sentence, with its place."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

_HUGE = 10**30


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `line` and `column` count from 1; None where there is no place to point at."""

    line: int | None
    column: int | None
    sentence: str

    def __str__(self) -> str:
        if self.line is None:
            return self.sentence
        column = f", kolom {self.column}" if self.column else ""
        return f"Regel {self.line}{column}: {self.sentence}"


class UnreadableText(ValueError):
    """A text, or a claim's facts, that cannot be read; `problems` says why, in Dutch, all at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class WrongExpression(ValueError):
    """An expression that cannot be read: a Dutch sentence and its column, from 0."""

    def __init__(self, sentence: str, column: int = 0) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.column = column


def quoted(found: object) -> str:
    """Quote what was written, shortened and printable; of a list, a table or a huge number only say what it is."""
    if isinstance(found, list | dict):
        return "een lijst" if isinstance(found, list) else "een tabel"
    if isinstance(found, int) and abs(found) >= _HUGE:
        return "een heel groot getal"
    text = str(found)
    bare = "".join(letter if letter.isprintable() else "�" for letter in text[:60])
    return f"‘{bare}…’" if len(text) > 60 else f"‘{bare}’"


def did_you_mean(name: object, names: Iterable[str]) -> str:
    """Suggest the nearest right name, as a sentence to add; empty where none is near."""
    near = get_close_matches(name[:60], list(names), n=1, cutoff=0.6) if isinstance(name, str) else []
    return f" Bedoelt u ‘{near[0]}’?" if near else ""

"""What is wrong with a text or with facts: a sentence, with its place."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


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


class Unreadable(ValueError):
    """A text, or a claim's facts, that cannot be read; `problems` says why, in Dutch, all at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def shown(text: object) -> str:
    """Quote what was written, shortened and without control characters."""
    bare = "".join(c if c.isprintable() else "�" for c in str(text)[:61])
    return f"‘{bare[:60]}…’" if len(bare) > 60 else f"‘{bare}’"


def meant(name: str, names: Iterable[str]) -> str:
    """Suggest the nearest right name, as a sentence to add; empty where none is near."""
    near = get_close_matches(name[:60], list(names), n=1, cutoff=0.6)
    return f" Bedoelt u ‘{near[0]}’?" if near else ""

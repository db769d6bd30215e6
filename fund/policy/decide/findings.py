"""What a rule found on a claim, as plain values; sentences are made only when someone reads them (explain)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias

from fund.core.money import Cents
from fund.policy.language.rules import Otherwise
from fund.policy.language.tree import ValueKind
from fund.policy.language.values import NOT_YET, Known, Unknown
from fund.policy.language.words import Words

FindingKind: TypeAlias = Literal["condition", "evidence", "payee", "limit", "pays", "floor", "text", "second_look"]


@dataclass(frozen=True, slots=True)
class Seen:
    """A value that a rule saw; None is unknown, or an open date that is not there yet (`open`)."""

    name: str
    kind: ValueKind
    value: Known | None
    open: bool = False


Token: TypeAlias = Literal["+", "−", "×", "(", ")"] | Seen


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found. `held` is None where a fact is unknown; `otherwise` says what that, or a failure, leads to.

    `cut` is what a limit, or what is paid at most, takes off, in cents. `codes` are words of the language (unit, within
    ...), `words` those of the text (its sentence, the names of evidence), `working` is the sum that was made, `missing`
    the questions still open.
    """

    kind: FindingKind
    rule: str
    article: str
    held: bool | None
    saw: tuple[Seen, ...] = ()
    otherwise: Otherwise | None = None
    cut: Cents = 0
    codes: tuple[tuple[str, str], ...] = ()
    words: tuple[Words, ...] = ()
    working: tuple[Token, ...] = ()
    missing: tuple[Words, ...] = ()

    @property
    def is_obstacle(self) -> bool:
        """Tell whether it stops a line, cuts it, or may do so once a fact is known."""
        return self.held is not True or bool(self.cut)

    def code(self, name: str) -> str:
        """Return one of its codes; empty where it has none of that name."""
        return dict(self.codes).get(name, "")

    def value(self, name: str) -> Known | None:
        """Return a value that it saw; None where that is unknown or was not looked at."""
        return next((seen.value for seen in self.saw if seen.name == name), None)


def seen(name: str, kind: ValueKind, value: object) -> Seen:
    """Note a value, an unknown one or an open date."""
    if value is None or isinstance(value, Unknown):
        return Seen(name, kind, None)
    if kind is ValueKind.DATE and value == NOT_YET:
        return Seen(name, kind, None, open=True)
    assert isinstance(value, int | bool | Fraction | date | str)
    return Seen(name, kind, value)


def telling_first(findings: Iterable[Finding]) -> Sequence[Finding]:
    """Order for a reader: what stops a line, then what cuts it (most first), then what held."""
    weight = {"refuse": 0, "refer": 1, "ask": 2}

    def key(finding: Finding) -> tuple[int, int]:
        stops = finding.held is not True and finding.otherwise is not None
        return (weight[finding.otherwise or "ask"] if stops else 3, -finding.cut)

    return sorted(findings, key=key)

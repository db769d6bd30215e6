"""The outcome of reading a claim (toets): advice with every finding. A decision is a person's."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from fund.core.money import Cents, plain
from fund.policy.explain import sentence
from fund.policy.findings import Finding
from fund.policy.words import Language

Outcome: TypeAlias = Literal["granted", "part", "refused", "incomplete", "referred"]
ENGINE = "1"


@dataclass(frozen=True, slots=True)
class AssessedLine:
    """A line's outcome. `units` is what it draws, `floor` and `floor_units` what the nation's text alone comes to and draws.

    When a person grants otherwise, the surplus to keep is what was granted less `floor`.
    """

    category: str
    claimed: Cents
    granted: Cents
    outcome: Outcome
    units: int
    floor: Cents
    floor_units: int
    guaranteed: bool
    unlimited: bool
    form: Literal["gift", "loan"]
    findings: tuple[Finding, ...]

    @property
    def surplus(self) -> Cents:
        """Return what is granted above the nation's amounts; below nought where an earlier surplus was used."""
        return self.granted - self.floor if self.outcome in ("granted", "part", "refused") else 0

    @property
    def cut(self) -> Cents:
        """Return what is claimed but not granted."""
        return self.claimed - self.granted


@dataclass(frozen=True, slots=True)
class Used:
    """A text that was read, as a receipt names it."""

    layer: str
    from_: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """By which texts and which engine a claim was assessed."""

    policies: tuple[Used, ...]
    engine: str = ENGINE

    def as_json(self) -> Mapping[str, object]:
        """Write it as plain values."""
        texts = [{"layer": text.layer, "from": text.from_, "sha256": text.sha256} for text in self.policies]
        return {"policies": texts, "engine": self.engine}


@dataclass(frozen=True, slots=True)
class Assessment:
    """A claim's outcome, its lines in the order of the claim, what goes for the claim as a whole, and the receipt."""

    outcome: Outcome
    claimed: Cents
    granted: Cents
    lines: tuple[AssessedLine, ...]
    findings: tuple[Finding, ...]
    receipt: Receipt

    def as_json(self, language: Language | None = None) -> Mapping[str, object]:
        """Write it for a machine: amounts as text, findings with their sentences in one language or, without one, in both."""
        return {
            "outcome": self.outcome,
            "claimed": plain(self.claimed),
            "granted": plain(self.granted),
            "lines": [
                {
                    "category": line.category,
                    "claimed": plain(line.claimed),
                    "granted": plain(line.granted),
                    "outcome": line.outcome,
                    "findings": [_said(finding, language) for finding in line.findings],
                }
                for line in self.lines
            ],
            "findings": [_said(finding, language) for finding in self.findings],
            "receipt": self.receipt.as_json(),
        }


def _said(finding: Finding, language: Language | None) -> Mapping[str, object]:
    languages: tuple[Language, ...] = (language,) if language else ("nl", "en")
    return {**finding.as_json(), **{tongue: sentence(finding, tongue) for tongue in languages}}

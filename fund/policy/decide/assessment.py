"""The outcome of assessing a claim (toets): advice with every finding. The decision is a person's."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from fund.core.money import Cents
from fund.policy.decide.findings import Finding

Outcome: TypeAlias = Literal["granted", "part", "refused", "incomplete", "referred"]
ENGINE = "1"


@dataclass(frozen=True, slots=True)
class AssessedLine:
    """A line's outcome. `units` is what it draws; `floor` and `floor_units` are the nation's amount and units.

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


@dataclass(frozen=True, slots=True)
class Assessment:
    """A claim's outcome, its lines in order, the findings on the claim as a whole, and the receipt."""

    outcome: Outcome
    claimed: Cents
    granted: Cents
    lines: tuple[AssessedLine, ...]
    findings: tuple[Finding, ...]
    receipt: Receipt

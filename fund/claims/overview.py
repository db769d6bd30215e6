"""What the list of claims shows: what waits for the shelter, and by when the fund decides each. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fund.claims.models import Claim
from fund.claims.rules import AT_FUND, State


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in the list, on a day."""

    claim: Claim
    today: date

    @property
    def decide_by(self) -> date | None:
        """Return the fund's last day to decide; None for a claim that waits for no decision."""
        return self.claim.decide_by if self.claim.state in AT_FUND else None

    @property
    def is_paused(self) -> bool:
        """Tell whether the fund's clock stands still."""
        return self.claim.paused_on is not None

    @property
    def is_late(self) -> bool:
        """Tell whether the fund's last day to decide has passed."""
        return self.decide_by is not None and self.decide_by < self.today


@dataclass(frozen=True, slots=True)
class Overview:
    """A page of the list of claims."""

    rows: Sequence[ClaimRow]

    @classmethod
    def of(cls, claims: Sequence[Claim], today: date) -> "Overview":
        """Return the page with these claims, on a day."""
        return cls([ClaimRow(claim, today) for claim in claims])

    @property
    def asked(self) -> int:
        """Count the claims that the shelter has to complete."""
        return sum(row.claim.state is State.INCOMPLETE for row in self.rows)

    @property
    def drafts(self) -> int:
        """Count the claims that were never submitted."""
        return sum(row.claim.state is State.DRAFT for row in self.rows)

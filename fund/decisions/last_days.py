"""The last days of a claim at the fund, as a list and a page of claims show them."""

from datetime import date

from fund.claims.models import Claim
from fund.decisions.terms import running


class LastDays:
    """What shows a claim with its last days, as they run once the shelter's time to answer is over."""

    __slots__ = ()
    claim: Claim

    @property
    def decide_by(self) -> date | None:
        """Return the fund's own last day."""
        return running(self.claim.decide_by, self.claim.paused_on, self.claim.answer_by)

    @property
    def law_by(self) -> date | None:
        """Return the law's last day (Awb 4:13)."""
        return running(self.claim.law_by, self.claim.paused_on, self.claim.answer_by)

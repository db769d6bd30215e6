"""What changed for a team: what the fund and the bank did, several lines of one claim in one breath."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from fund.core.money import Cents
from fund.trail.models import AuditEvent

TOLD = {
    "claims.hold": "held",
    "decisions.ask": "ask",
    "decisions.grant": None,
    "decisions.confirm": None,
    "decisions.hold": "held",
    "decisions.object": "weigh",
    "payouts.wait": "ask",
    "payouts.not_executed": "no",
    "payouts.paid": "paid",
    "payouts.returned": "no",
}
"""Verbs that are news to a shelter, each with its status; None: the outcome that was decided.

What its own team did is no news.
"""


@dataclass(frozen=True, slots=True)
class News:
    """One thing that changed on a claim. `code`: the outcome, a day or the bank's reason, as the verb has it."""

    verb: str
    at: datetime
    claim_id: UUID
    resident_id: UUID
    cents: Cents | None
    code: str | None

    @property
    def status(self) -> str:
        """Return the status by which it is shown."""
        return TOLD[self.verb] or self.code or "granted"

    @property
    def by_day(self) -> date | None:
        """Return the day by which the fund wants an answer."""
        return date.fromisoformat(self.code) if self.verb == "decisions.ask" and self.code else None


def digest(steps: Iterable[AuditEvent], most: int) -> list[News]:
    """Return what is news in these steps, the newest first.

    Steps of one verb on one claim at one moment are one, with their sum.
    """
    told = [step for step in steps if step.verb in TOLD and step.claim_id and step.resident_id]
    found = []
    for _, same in groupby(told, key=lambda step: (step.at, step.claim_id, step.verb)):
        of = list(same)
        cents = sum(step.cents for step in of if step.cents) or None
        first = of[0]
        if first.claim_id and first.resident_id:
            found.append(News(first.verb, first.at, first.claim_id, first.resident_id, cents, first.code))
    return found[:most]

"""What a claim's page shows after its submission: its terms, what was paid, what its later steps told. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from fund.claims.models import Claim
from fund.claims.precheck import Card
from fund.claims.rules import AT_FUND, DECIDED, WITHDRAWABLE, State, mandate_by
from fund.core.money import Cents
from fund.trail.models import AuditEvent

PAID, RETURNED = "payouts.paid", "payouts.returned"


@dataclass(frozen=True, slots=True)
class FundWords:
    """What the fund wrote of a claim: what it asked to complete it, and why it decided so of each line, by position."""

    asked: str = ""
    reasons: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Life:
    """A claim with its trail, on a day. `hardships`: what the shelter wrote, by line."""

    claim: Claim
    steps: Sequence[AuditEvent]
    today: date
    fund: FundWords = field(default_factory=FundWords)
    hardships: Mapping[UUID, str] = field(default_factory=dict)

    @property
    def withdrawable(self) -> bool:
        """Tell whether the shelter may withdraw it."""
        return self.claim.state in WITHDRAWABLE

    @property
    def waits(self) -> bool:
        """Tell whether it waits for a decision."""
        return self.claim.state in AT_FUND

    @property
    def is_decided(self) -> bool:
        """Tell whether the fund has decided it."""
        return self.claim.state in DECIDED

    @property
    def wants_answer(self) -> bool:
        """Tell whether the shelter has to complete it."""
        return self.claim.state is State.INCOMPLETE

    @property
    def lacks_mandate(self) -> bool:
        """Tell whether her mandate must still follow: it was urgent, and went without one."""
        return self.waits and self.claim.urgent and self.claim.mandate_on is None

    @property
    def mandate_by(self) -> date | None:
        """Return the day by which her mandate must follow."""
        return mandate_by(self.claim.filed_on) if self.claim.filed_on else None

    @property
    def is_debt(self) -> bool:
        """Tell whether a cost on it has become a debt."""
        return self.claim.due_on is not None and self.claim.due_on < self.today

    @property
    def decide_by(self) -> date | None:
        """Return the fund's last day to decide; None while its clock stands still."""
        return None if self.claim.paused_on else self.claim.decide_by

    @property
    def is_late(self) -> bool:
        """Tell whether the fund's last day to decide has passed."""
        return self.decide_by is not None and self.decide_by < self.today

    @property
    def paid(self) -> Cents:
        """Return what the bank paid and did not send back."""
        return sum(step.cents or 0 for step in self._paid)

    @property
    def paid_at(self) -> datetime | None:
        """Return when the last of it was paid; None before that."""
        return max((step.at for step in self._paid), default=None)

    @property
    def to_be_paid(self) -> bool:
        """Tell whether something of it may still be paid, so that the way of paying matters."""
        return self.waits or self.paid < (self.claim.granted or 0)

    def reasons_for(self, card: Card) -> list[str]:
        """Return what the fund says of a cost, each sentence once."""
        said = [self.fund.reasons[line.position] for line in card.lines if line.position in self.fund.reasons]
        return list(dict.fromkeys(said))

    def hardship_of(self, card: Card) -> str:
        """Return why the shelter asks for hardship for a cost; nothing when it does not."""
        return next((self.hardships[line.id] for line in card.lines if line.id in self.hardships), "")

    @property
    def _paid(self) -> list[AuditEvent]:
        last = {step.position: step for step in self.steps if step.verb in (PAID, RETURNED)}
        return [step for step in last.values() if step.verb == PAID]

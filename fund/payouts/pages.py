"""What the pages of payouts show: what can be put ready, which batches still matter, what the bank answered. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from fund.core.money import Cents
from fund.payouts.models import Batch, BatchState, TransferState
from fund.payouts.queries import BatchRow, TransferRow, UnpaidLine

NEWEST = 5


@dataclass(frozen=True, slots=True)
class Desk:
    """What is due, and every batch that was made."""

    waiting: Sequence[UnpaidLine]
    made: Sequence[BatchRow]

    @property
    def total(self) -> Cents:
        """Return what was granted and is in no batch yet."""
        return sum(line.cents for line in self.waiting)

    @property
    def ready(self) -> Cents:
        """Return how much of it lacks nothing, so that it can be put in a batch."""
        return sum(line.cents for line in self.waiting if line.lack is None)

    @property
    def open(self) -> list[Batch]:
        """Return the batches that wait for a second person."""
        return [of.batch for of in self.made if of.batch.state is BatchState.OPEN]

    @property
    def sent(self) -> list[BatchRow]:
        """Return the newest batches that were released, and the older ones that the bank has not answered."""
        return self._released[:NEWEST] + [of for of in self._released[NEWEST:] if of.unanswered]

    @property
    def older(self) -> list[BatchRow]:
        """Return the older batches that the bank has answered."""
        return [of for of in self._released[NEWEST:] if not of.unanswered]

    @property
    def _released(self) -> list[BatchRow]:
        return [of for of in self.made if of.batch.state is not BatchState.OPEN]


def any_open(orders: Sequence[TransferRow]) -> bool:
    """Tell whether the bank has yet to answer some of these transfers."""
    return any(order.transfer.state is TransferState.OPEN for order in orders)


def any_answered(orders: Sequence[TransferRow]) -> bool:
    """Tell whether the bank has answered some of these transfers."""
    return any(order.transfer.state is not TransferState.OPEN for order in orders)

"""What the page of the queue shows: who can act on what, what is urgent, what is late, what is asked together. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fund.core.money import Cents
from fund.decisions.queue import QueueRow
from fund.keyset import Page


@dataclass(frozen=True, slots=True)
class Group:
    """Some claims of the queue, with what they ask together."""

    rows: Sequence[QueueRow]

    @property
    def count(self) -> int:
        """Return how many there are."""
        return len(self.rows)

    @property
    def claimed(self) -> Cents:
        """Return what they ask together."""
        return sum(row.claim.claimed for row in self.rows)

    def __bool__(self) -> bool:
        return bool(self.rows)


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A page of the queue, on a day."""

    found: Page[QueueRow]
    today: date

    @property
    def is_part(self) -> bool:
        """Tell whether there is more of the queue before this page or after it."""
        return bool(self.found.onward) or not self.found.is_first

    @property
    def count(self) -> int:
        """Return how many claims the reader can act on now."""
        return self.urgent.count + self.rest.count

    @property
    def urgent(self) -> Group:
        """Return the urgent claims on which the reader can act now."""
        return Group([row for row in self.found.rows if row.other is None and row.claim.urgent])

    @property
    def rest(self) -> Group:
        """Return the other claims on which the reader can act now."""
        return Group([row for row in self.found.rows if row.other is None and not row.claim.urgent])

    @property
    def others(self) -> Group:
        """Return the claims that wait for the shelter or for a colleague."""
        return Group([row for row in self.found.rows if row.other is not None])

    @property
    def past_law(self) -> int:
        """Count the claims on which the reader can act now and whose legal term is over."""
        return sum(row.other is None and row.law_by is not None and row.law_by < self.today for row in self.found.rows)

"""What a resident's overview shows of her costs: their sums, and whether some can be claimed. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from fund.debts import rules
from fund.debts.rules import Owed, Stand, Sums


@dataclass(frozen=True, slots=True)
class ResidentCosts:
    """All costs of a resident, with what became of each."""

    owed: Sequence[Owed]

    @property
    def sums(self) -> Sums:
        """Return what they come to."""
        return rules.sums(self.owed)

    @property
    def claimable(self) -> bool:
        """Tell whether some of them are on no claim yet."""
        return any(row.stand is Stand.NOTED for row in self.owed)

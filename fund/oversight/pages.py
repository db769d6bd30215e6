"""What the page of the regions shows beside their figures: its signals, and the regions of each chart. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from fund.oversight.rules import Figures


@dataclass(frozen=True, slots=True)
class Comparison:
    """The regions side by side."""

    figures: Sequence[Figures]

    @property
    def holding(self) -> list[Figures]:
        """Return the regions that hold claims because there was no budget."""
        return [region for region in self.figures if region.held]

    @property
    def not_closed(self) -> list[Figures]:
        """Return the regions with months that are over and not closed."""
        return [region for region in self.figures if region.months_open]

    @property
    def signals(self) -> int:
        """Count what the overseer should know."""
        return len(self.holding) + len(self.not_closed)

    @property
    def timed(self) -> list[Figures]:
        """Return the regions where enough was paid to say how long that took."""
        return [region for region in self.figures if region.paid_after.middle is not None]

    @property
    def funded(self) -> list[Figures]:
        """Return the regions that have a budget."""
        return [region for region in self.figures if region.amount]

    @property
    def most_places(self) -> int:
        """Return the highest norm, which the chart of places is as wide as."""
        return max((region.norm for region in self.figures), default=0)

"""The demo's diary: every act at its own moment, in chronological order."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count

from fund.core.calendar import on_or_after, start_of


@dataclass
class Diary:
    """The acts still to come, in chronological order; none is before the opening or after now."""

    opening: datetime
    now: datetime
    coming: list[tuple[datetime, int, Callable[[datetime], object]]] = field(default_factory=list)
    number: "count[int]" = field(default_factory=count)

    def put(self, at: datetime, act: Callable[[datetime], object]) -> None:
        """Plan an act; one before the opening or in the future is left out."""
        if self.opening <= at < self.now:
            heapq.heappush(self.coming, (at, next(self.number), act))

    def run(self, done: Callable[[float], None]) -> None:
        """Run every act in order; acts may plan further ones. `done` is called with the progress, from 0 to 1."""
        first = self.coming[0][0] if self.coming else self.now
        while self.coming:
            at, _, act = heapq.heappop(self.coming)
            act(at)
            done((at - first) / max(self.now - first, timedelta(seconds=1)))


def at_work(on: date, hour: int, minute: int = 0) -> datetime:
    """Return a moment on that day, or on the next working day."""
    return start_of(on_or_after(on)) + timedelta(hours=hour, minutes=minute)

"""Which date picks the version of a text, or of an amount, for a line."""

from collections.abc import Sequence
from datetime import date

from fund.policy.decide.claim import ClaimFacts, LineFacts
from fund.policy.language.rules import Clock
from fund.policy.language.text import Policy
from fund.policy.language.versions import Pair, latest

EVENT = "event_on"
"""The fact that holds the date of the event."""


def clock_day(clock: Clock, claim: ClaimFacts, line: LineFacts) -> date | None:
    """Return the date that a clock points at; None where it is not known."""
    if clock == "cost":
        return line.from_
    if clock == "filing":
        return claim.filed_on
    on = claim.facts.get(EVENT)
    return on if isinstance(on, date) else None


def pair_for(texts: Sequence[Policy], claim: ClaimFacts, line: LineFacts) -> Pair | None:
    """Return the versions for a line, each by its own clock; None without a nation's.

    Where the date of the event is not known, the date of filing picks.
    """
    begun = [text for text in texts if text.from_ <= (clock_day(text.clock, claim, line) or claim.filed_on)]
    return latest(texts, begun)

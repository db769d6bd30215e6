"""Which versions of the texts are in force, and go together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fund.policy.language.rules import Rules
from fund.policy.language.text import Policy, layered


class NotInForce(LookupError):
    """No national text is in force on that day."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The nation's text and, where there is one, the region's, that go together."""

    nation: Policy
    region: Policy | None

    @property
    def rules(self) -> Rules:
        """Return the region's rules over the nation's, or the nation's."""
        return layered(self.nation, self.region)

    @property
    def floor(self) -> Rules:
        """Return the nation's rules."""
        return layered(self.nation, None)

    @property
    def both(self) -> tuple[Rules, ...]:
        """Return the nation's rules and, where there is a region, its rules over them."""
        return (self.floor,) if self.region is None else (self.floor, self.rules)

    @property
    def texts(self) -> tuple[Policy, ...]:
        """Return the texts, the nation's first."""
        return (self.nation,) if self.region is None else (self.nation, self.region)


def in_force(texts: Sequence[Policy], on: date) -> Pair:
    """Return the versions in force on a day.

    Raises:
        NotInForce: when no national text is.
    """
    pair = latest(texts, [text for text in texts if text.from_ <= on])
    if pair is None:
        raise NotInForce(f"Op {on} geldt geen landelijke tekst.")
    return pair


def on_filing(texts: Sequence[Policy], on: date) -> tuple[Policy, ...]:
    """Return the texts in force on the day of filing, which set the terms; none when no national text is."""
    try:
        return in_force(texts, on).texts
    except NotInForce:
        return ()


def latest(texts: Sequence[Policy], begun: Sequence[Policy]) -> Pair | None:
    """Return the latest versions among those that have begun; None without a nation's.

    Raises:
        ValueError: when the texts are of more than one region.
    """
    if len({text.region for text in texts if text.region}) > 1:
        raise ValueError("Teksten van meer dan één regio gaan niet samen.")
    nations = [text for text in begun if text.layer == "nation"]
    regions = [text for text in begun if text.layer == "region"]
    if not nations:
        return None
    return Pair(max(nations, key=_from), max(regions, key=_from, default=None))


def _from(text: Policy) -> date:
    return text.from_

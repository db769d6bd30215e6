"""Whose turn a waiting claim is: the person's who looks, the shelter's, or a colleague's. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from fund.core.errors import NotAllowed
from fund.decisions.rules import refuse_colleague, refuse_filer


class Other(StrEnum):
    """Who else it waits for."""

    SHELTER = "shelter"
    SECOND = "second"
    COLLEAGUE = "colleague"


@dataclass(frozen=True, slots=True)
class Turn:
    """A person before a claim: who filed it, until when she worked at its shelter, and who proposed the decision that waits."""

    by: UUID
    filers: Collection[UUID | None]
    ends: Collection[date | None]
    first: UUID | None = None


def waits_for(turn: Turn, answer_by: date | None, today: date) -> Other | None:
    """Tell for whom else a claim waits; None when this person can act on it now. The last day to answer is still the shelter's."""
    if answer_by is not None and today <= answer_by:
        return Other.SHELTER
    if turn.first == turn.by:
        return Other.SECOND
    try:
        refuse_filer(turn.by, turn.filers)
        refuse_colleague(turn.ends, today)
    except NotAllowed:
        return Other.COLLEAGUE
    return None

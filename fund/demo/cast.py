"""The demo's cast: the ids of people and places by name, and one transaction for each act."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy.orm import Session, sessionmaker

from fund.core.calendar import day_of
from fund.core.money import Cents
from fund.people import queries as people
from fund.people.act import Act

T = TypeVar("T")


@dataclass
class Cast:
    """The ids that the acts need.

    Accounts are by email, shelters by name, regions and funds by code, payees by shelter and kind.
    `first_parts`: the amount of the first part, where a region's budget comes in two parts.
    """

    maker: sessionmaker[Session]
    accounts: dict[str, UUID] = field(default_factory=dict)
    shelters: dict[str, UUID] = field(default_factory=dict)
    regions: dict[str, UUID] = field(default_factory=dict)
    funds: dict[str, UUID] = field(default_factory=dict)
    payees: dict[tuple[str, str], UUID] = field(default_factory=dict)
    first_parts: dict[str, Cents] = field(default_factory=dict)

    def act(self, email: str, at: datetime, action: Callable[[Act], T]) -> T:
        """Run an action as a person, at a moment, in a transaction of its own."""
        with self.maker.begin() as session:
            actor = people.actor(session, self.accounts[email], day_of(at))
            if actor is None:
                raise LookupError(email)
            return action(Act(session, actor, at))

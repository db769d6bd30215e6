"""An act: somebody does something, now. Every action takes one first."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy.orm import Session, SessionTransaction

from fund.core.calendar import day_of
from fund.core.money import Cents
from fund.people.rules import Actor
from fund.trail.actions import record
from fund.trail.models import About, Audience

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Act:
    """Who does it, when, and in which session."""

    session: Session
    by: Actor
    at: datetime
    _locks: dict[UUID, tuple[SessionTransaction | None, object]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def today(self) -> date:
        """Return the day in Amsterdam on which it is done."""
        return day_of(self.at)

    def locked(self, id: UUID, take: Callable[[], T]) -> T:
        """Return the row that `take` locks: locked once, for as long as the transaction lasts in which it was."""
        transaction, row = self._locks.get(id, (None, None))
        if transaction is None or not transaction.is_active:
            row = take()
            self._locks[id] = (self.session.get_nested_transaction() or self.session.get_transaction(), row)
        return row  # type: ignore[return-value]

    def record(
        self,
        verb: str,
        about: About,
        *,
        cents: Cents | None = None,
        code: str | None = None,
        audience: Audience | None = None,
    ) -> None:
        """Write to the trail what was done (`package.verb`) and to what: the only way to write it.

        `audience` replaces the one that goes with what it is about.
        """
        record(self.session, verb, about, at=self.at, by_id=self.by.id, cents=cents, code=code, audience=audience)

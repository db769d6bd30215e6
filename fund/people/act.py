"""An act: who does something, when, and in which session. Every action takes it as its first argument."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy.orm import Session, SessionTransaction

from fund.core.calendar import day_of
from fund.core.money import Cents
from fund.people.rules import Actor
from fund.trail.actions import record
from fund.trail.models import About, Audience

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Act:
    """Who acts, when, and in which session."""

    session: Session
    by: Actor
    at: datetime
    _known: dict[object, tuple[SessionTransaction | None, object]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def today(self) -> date:
        """Return the day of the act in Amsterdam."""
        return day_of(self.at)

    def once(self, key: object, read: Callable[[], T]) -> T:
        """Return the result of `read`, which is called once per transaction: the fund's lock keeps its result valid."""
        transaction, known = self._known.get(key, (None, None))
        if transaction is None or not transaction.is_active:
            known = read()
            self._known[key] = (self.session.get_nested_transaction() or self.session.get_transaction(), known)
        return known  # type: ignore[return-value]

    def in_name_of(self, actor: Actor) -> "Act":
        """Return the same act in the name of another actor, for books that name who decided."""
        other = Act(self.session, actor, self.at)
        other._known.update(self._known)
        return other

    def record(
        self,
        verb: str,
        about: About,
        *,
        cents: Cents | None = None,
        code: str | None = None,
        audience: Audience | None = None,
    ) -> None:
        """Write an audit event: what was done (`package.verb`) and to what. Nothing else writes them.

        `audience` replaces the one of `about`.
        """
        record(self.session, verb, about, at=self.at, by_id=self.by.id, cents=cents, code=code, audience=audience)

"""Audit events and access entries.

They refer to rows by id, without foreign keys: the tables of later packages don't exist yet when these are created, and
an entry outlives the erasure of what it is about.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from fund.db import Base, Id, Money, choice


class Audience(StrEnum):
    """Who may see an audit event, beside the actor."""

    ALL = "all"
    HOME = "home"  # the resident's shelter only
    FUND = "fund"  # the fund only


@dataclass(frozen=True, slots=True)
class About:
    """What an audit event is about: ids, the page that shows it (endpoint and id), and who may see it."""

    region_id: UUID
    resident_id: UUID | None = None
    claim_id: UUID | None = None
    position: int | None = None
    page: tuple[str, UUID] | None = None
    audience: Audience = Audience.ALL

    def shown_on(self, endpoint: str, target_id: UUID) -> "About":
        """Return the same, shown on another page."""
        return replace(self, page=(endpoint, target_id))


class AuditEvent(Base):
    """One thing that was done: a verb on a stay, a claim, a line of it or a payment."""

    __tablename__ = "audit_event"
    __table_args__ = (Index(None, "claim_id", "at"), Index(None, "resident_id", "at"))

    id: Mapped[Id]
    at: Mapped[datetime]
    turn: Mapped[int]  # the order of events of one moment
    by_id: Mapped[UUID | None]
    verb: Mapped[str] = mapped_column(String(60))
    audience: Mapped[Audience] = mapped_column(choice(Audience))
    region_id: Mapped[UUID]
    resident_id: Mapped[UUID | None]
    claim_id: Mapped[UUID | None]
    position: Mapped[int | None]
    cents: Mapped[Money | None]
    code: Mapped[str | None] = mapped_column(String(60))
    endpoint: Mapped[str | None] = mapped_column(String(60))
    target_id: Mapped[UUID | None]


class AccessEntry(Base):
    """One page about a resident that somebody saw (NEN 7513: who, what, which subject, when, from where)."""

    __tablename__ = "access_entry"
    __table_args__ = (Index(None, "resident_id", "at"), Index(None, "by_id", "at"))

    id: Mapped[Id]
    at: Mapped[datetime]
    by_id: Mapped[UUID]
    role: Mapped[str] = mapped_column(String(20))
    resident_id: Mapped[UUID]
    endpoint: Mapped[str] = mapped_column(String(60))
    target_id: Mapped[UUID | None]

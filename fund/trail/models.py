"""Steps and looks. References are ids without foreign keys: the trail stands before every other room and outlives erasure."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from fund.db import Base, Id, Money, choice


class Audience(StrEnum):
    """Who may see a step beside the person who did it."""

    ALL = "all"
    HOME = "home"  # her shelter only
    FUND = "fund"  # the fund only


class Step(Base):
    """One thing that was done: a verb on a stay, a claim, a line of it or a payment."""

    __tablename__ = "step"
    __table_args__ = (Index(None, "claim_id", "at"), Index(None, "resident_id", "at"))

    id: Mapped[Id]
    at: Mapped[datetime]
    turn: Mapped[int]  # the order of steps of one moment
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


class Look(Base):
    """One page of a resident that somebody saw (NEN 7513: who, what, which subject, when, from where)."""

    __tablename__ = "look"
    __table_args__ = (Index(None, "resident_id", "at"), Index(None, "by_id", "at"))

    id: Mapped[Id]
    at: Mapped[datetime]
    by_id: Mapped[UUID]
    role: Mapped[str] = mapped_column(String(20))
    resident_id: Mapped[UUID]
    endpoint: Mapped[str] = mapped_column(String(60))
    target_id: Mapped[UUID | None]

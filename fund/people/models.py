"""Accounts and memberships. An account is a person at work; the memberships say what that person may do, and where."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from flask_security.core import RoleMixin, UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from fund.db import Base, Id, choice
from fund.people.rules import Role


class NoRole(RoleMixin):
    """The role class that Flask-Security requires. It is not used: roles are in memberships, with place and dates."""


class Account(Base, UserMixin):
    """A person at work: a shelter's worker, a fund's administrator, an auditor. The books show only the `pseudonym`."""

    __tablename__ = "account"

    id: Mapped[Id]  # type: ignore[assignment]
    email: Mapped[str] = mapped_column(String(200), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    pseudonym: Mapped[str] = mapped_column(String(12), unique=True)
    language: Mapped[str] = mapped_column(String(2), default="nl")
    password: Mapped[str] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]

    roles: ClassVar[list[NoRole]] = []  # type: ignore[misc, assignment]


class Membership(Base):
    """One role in one place, from a day until a day (exclusive; None when it has no end)."""

    __tablename__ = "membership"
    __table_args__ = (CheckConstraint("until IS NULL OR until >= from_", name="order"),)

    id: Mapped[Id]
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    role: Mapped[Role] = mapped_column(choice(Role))
    region_id: Mapped[UUID | None] = mapped_column(ForeignKey("region.id"))
    shelter_id: Mapped[UUID | None] = mapped_column(ForeignKey("shelter.id"), index=True)
    from_: Mapped[date]
    until: Mapped[date | None]

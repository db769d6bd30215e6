"""The tables of stays, fee orders and costs. No name, no story: a cost has a category, period, amount and bill."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from fund.db import Base, Code, Id, Money, choice
from fund.stays.fees import Per
from fund.stays.rules import Place
from fund.trail.models import About, Audience


class Stay(Base):
    """A stay (verblijf), from admission (opname) until leaving (vertrek), a day that does not count as a night."""

    __tablename__ = "stay"
    __table_args__ = (
        CheckConstraint("left_on IS NULL OR left_on >= admitted_on", name="order"),
        CheckConstraint("children BETWEEN 0 AND 20", name="children"),
        Index(None, "shelter_id", "admitted_on"),
    )

    id: Mapped[Id]
    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"), index=True)
    region_id: Mapped[UUID] = mapped_column(ForeignKey("region.id"))
    shelter_id: Mapped[UUID] = mapped_column(ForeignKey("shelter.id"))
    admitted_on: Mapped[date]
    left_on: Mapped[date | None]
    place: Mapped[Place] = mapped_column(choice(Place))
    children: Mapped[int]
    declared_at: Mapped[datetime]
    declared_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))

    @property
    def about(self) -> About:
        """Return what its audit events are about."""
        return About(self.region_id, self.resident_id, page=("stays.show", self.id), audience=Audience.HOME)


class FeeOrder(Base):
    """A fee order (bijdragebesluit): what a resident must pay for each night or month, from a day on.

    It is due 30 days after it was issued.
    """

    __tablename__ = "fee_order"
    __table_args__ = (CheckConstraint("cents > 0", name="cents"),)

    id: Mapped[Id]
    stay_id: Mapped[UUID] = mapped_column(ForeignKey("stay.id"), index=True)
    issued_on: Mapped[date]
    from_: Mapped[date]
    per: Mapped[Per] = mapped_column(choice(Per))
    cents: Mapped[Money]
    evidence_id: Mapped[UUID | None] = mapped_column(ForeignKey("evidence.id"))
    made_at: Mapped[datetime]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))


class Cost(Base):
    """A cost (kostenpost) as it arises. `cents` is the whole cost, `received` what others really paid towards it.

    `reference` is the creditor's own (betalingskenmerk); `bill_mark` finds the same bill without revealing which it is.
    """

    __tablename__ = "cost"
    __table_args__ = (
        CheckConstraint("cents > 0", name="cents"),
        CheckConstraint("received >= 0 AND received <= cents", name="received"),
        CheckConstraint("until > from_", name="order"),
        CheckConstraint("units > 0", name="units"),
        Index(None, "shelter_id", "due_on"),
        Index(None, "region_id", "bill_mark"),
    )

    id: Mapped[Id]
    stay_id: Mapped[UUID] = mapped_column(ForeignKey("stay.id"), index=True)
    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"), index=True)
    region_id: Mapped[UUID] = mapped_column(ForeignKey("region.id"))
    shelter_id: Mapped[UUID] = mapped_column(ForeignKey("shelter.id"))
    category: Mapped[Code]
    from_: Mapped[date]
    until: Mapped[date]
    units: Mapped[int]
    cents: Mapped[Money]
    received: Mapped[Money]
    issuer: Mapped[str | None] = mapped_column(String(80))
    bill_number: Mapped[str | None] = mapped_column(String(40))
    bill_mark: Mapped[str | None] = mapped_column(String(64))
    reference: Mapped[str | None] = mapped_column(String(35))
    payee_kind: Mapped[Code]
    payee_id: Mapped[UUID | None] = mapped_column(ForeignKey("payee.id"))
    due_on: Mapped[date | None]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_at: Mapped[datetime]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))

    @property
    def about(self) -> About:
        """Return what its audit events are about."""
        return About(self.region_id, self.resident_id, page=("stays.show", self.stay_id), audience=Audience.HOME)


class CostEvidence(Base):
    """Which evidence supports which cost."""

    __tablename__ = "cost_evidence"

    cost_id: Mapped[UUID] = mapped_column(ForeignKey("cost.id"), primary_key=True)
    evidence_id: Mapped[UUID] = mapped_column(ForeignKey("evidence.id"), primary_key=True)

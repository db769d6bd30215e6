"""The tables of claims, their lines, and the assessments that were made of them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from fund.claims.pieces import Piece
from fund.claims.rules import State
from fund.db import Base, Code, Id, Money, choice
from fund.keys.sealed import Sealed, SealedType
from fund.trail.models import About, Audience


class Outcome(StrEnum):
    """What was decided on a line or a claim."""

    GRANTED = "granted"
    PART = "part"
    REFUSED = "refused"


class Claim(Base):
    """A claim (aanvraag) for the costs of one stay, with the facts as they were when it was submitted.

    `due_on`: the first day on which one of its costs becomes a debt. `version`: a stale page is refused.
    """

    __tablename__ = "claim"
    __table_args__ = (
        Index(None, "region_id", "state", "due_on"),
        Index(None, "shelter_id", "state"),
        Index(None, "stay_id"),
    )

    id: Mapped[Id]
    reference: Mapped[str] = mapped_column(String(12), unique=True)
    region_id: Mapped[UUID] = mapped_column(ForeignKey("region.id"))
    fund_id: Mapped[UUID] = mapped_column(ForeignKey("fund.id"))
    shelter_id: Mapped[UUID] = mapped_column(ForeignKey("shelter.id"))
    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"), index=True)
    stay_id: Mapped[UUID] = mapped_column(ForeignKey("stay.id"))
    state: Mapped[State] = mapped_column(choice(State))
    urgent: Mapped[bool] = mapped_column(default=False)
    children: Mapped[int]
    admitted_on: Mapped[date]
    left_on: Mapped[date | None]
    mandate_on: Mapped[date | None]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    saved_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    submitted_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    filed_on: Mapped[date | None]
    due_on: Mapped[date | None]
    decide_by: Mapped[date | None]
    law_by: Mapped[date | None]
    paused_on: Mapped[date | None]
    answer_by: Mapped[date | None]
    claimed: Mapped[Money] = mapped_column(default=0)
    granted: Mapped[Money | None]
    outcome: Mapped[Outcome | None] = mapped_column(choice(Outcome))
    decided_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    @property
    def about(self) -> About:
        """Return what its audit events are about: a draft is its shelter's own."""
        audience = Audience.ALL if self.submitted_at else Audience.HOME
        return About(self.region_id, self.resident_id, self.id, page=("claims.show", self.id), audience=audience)


class Line(Base):
    """One line of a claim: a cost, or a piece of one, as it was when it was submitted.

    `held` is what the fund holds for a guaranteed line until it is decided. `units_granted`, `floor_units` (those drawn
    under the nation's text), `surplus` and `unlimited` are what a later line must know: see policy.Past.
    `paying`: its payment is in a batch or went to the bank, so its account stays as it is.
    """

    __tablename__ = "claim_line"
    __table_args__ = (
        UniqueConstraint("claim_id", "position"),
        CheckConstraint("claimed > 0", name="claimed"),
        CheckConstraint("held > 0", name="held"),
        CheckConstraint("granted IS NULL OR granted >= 0 AND granted + received <= claimed", name="granted"),
        Index(None, "cost_id"),
    )

    id: Mapped[Id]
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"))
    position: Mapped[int]
    cost_id: Mapped[UUID | None] = mapped_column(ForeignKey("cost.id"))
    category: Mapped[Code]
    from_: Mapped[date]
    until: Mapped[date]
    units: Mapped[int]
    claimed: Mapped[Money]
    received: Mapped[Money]
    payee_kind: Mapped[Code]
    payee_id: Mapped[UUID | None] = mapped_column(ForeignKey("payee.id"))
    reference: Mapped[str | None] = mapped_column(String(35))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    guaranteed: Mapped[bool] = mapped_column(default=False)
    hardship: Mapped[Sealed | None] = mapped_column(SealedType, deferred=True)
    held: Mapped[Money | None]
    granted: Mapped[Money | None]
    units_granted: Mapped[int | None]
    floor_units: Mapped[int | None]
    surplus: Mapped[Money | None]
    unlimited: Mapped[bool] = mapped_column(default=False)
    paying: Mapped[bool] = mapped_column(default=False)
    outcome: Mapped[Outcome | None] = mapped_column(choice(Outcome))

    def shape(self, piece: Piece, position: int) -> None:
        """Take over the period and amounts of a piece, at a position."""
        self.position, self.from_, self.until, self.units = position, piece.from_, piece.until, piece.units
        self.claimed, self.received, self.facts = piece.claimed, piece.received, dict(piece.facts)

    def cut(self, piece: Piece, position: int) -> "Line":
        """Return a copy of this line for one piece of it, without its hardship, which is sealed to this row."""
        other = Line(**{name: getattr(self, name) for name in _COPIED})
        other.shape(piece, position)
        return other


_COPIED = tuple(column.key for column in Line.__mapper__.column_attrs if column.key not in ("id", "hardship"))


class LineEvidence(Base):
    """Which evidence was attached to a line, in addition to the evidence for its cost."""

    __tablename__ = "line_evidence"

    line_id: Mapped[UUID] = mapped_column(ForeignKey("claim_line.id"), primary_key=True)
    evidence_id: Mapped[UUID] = mapped_column(ForeignKey("evidence.id"), primary_key=True)


class Assessed(Base):
    """An assessment (toets): its receipt, which `policy.rerun` reproduces byte for byte, and the receipt's hash."""

    __tablename__ = "assessment"

    id: Mapped[Id]
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    body: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))

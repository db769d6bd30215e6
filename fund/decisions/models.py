"""The tables of decisions and their lines, of requests for completion and of objections.

Written reasons are sealed, since they tell about the resident.
"""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from fund.claims.models import Outcome
from fund.claims.rules import State
from fund.db import Base, Id, Money, choice
from fund.decisions.reasons import Code
from fund.keys.sealed import Sealed, SealedType


class Stage(StrEnum):
    """How far a decision is."""

    PROPOSED = "proposed"  # waits for a second person
    FINAL = "final"
    GIVEN_BACK = "given_back"


class Decision(Base):
    """A decision (beschikking, or a foundation's letter) on a claim.

    A full refusal, or a sum above the policy text's limit, has a second person. `came_from`: the state of the claim
    when this was written, to which it returns when this is given back. `remark`: what should change then.
    """

    __tablename__ = "decision"
    __table_args__ = (Index(None, "claim_id"),)

    id: Mapped[Id]
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"))
    stage: Mapped[Stage] = mapped_column(choice(Stage))
    came_from: Mapped[State] = mapped_column(choice(State))
    outcome: Mapped[Outcome] = mapped_column(choice(Outcome))
    granted: Mapped[Money]
    decided_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime]
    second_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    second_at: Mapped[datetime | None]
    budget_id: Mapped[UUID | None]
    assessment_id: Mapped[UUID] = mapped_column(ForeignKey("assessment.id"))
    hardship: Mapped[Sealed | None] = mapped_column(SealedType, deferred=True)
    remark: Mapped[Sealed | None] = mapped_column(SealedType, deferred=True)
    letter_nl: Mapped[Sealed | None] = mapped_column(SealedType, deferred=True)
    letter_en: Mapped[Sealed | None] = mapped_column(SealedType, deferred=True)
    object_until: Mapped[date | None]


class DecisionLine(Base):
    """What a decision says on one line: the amount, the code of the reason, and the reason in words.

    `facts`: the answers that only an administrator may give (hardship: yes or no), with which the rules were run again.
    """

    __tablename__ = "decision_line"
    __table_args__ = (UniqueConstraint("decision_id", "position"),)

    id: Mapped[Id]
    decision_id: Mapped[UUID] = mapped_column(ForeignKey("decision.id"))
    position: Mapped[int]
    granted: Mapped[Money]
    code: Mapped[Code] = mapped_column(choice(Code))
    facts: Mapped[dict[str, bool]] = mapped_column(JSON)
    reason: Mapped[Sealed | None] = mapped_column(SealedType, deferred=True)


class Completion(Base):
    """A request to complete a claim (aanvulling, Awb 4:5): what is missing and by when."""

    __tablename__ = "completion"

    id: Mapped[Id]
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"), index=True)
    asked_at: Mapped[datetime]
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    answer_by: Mapped[date]
    what: Mapped[Sealed] = mapped_column(SealedType, deferred=True)


class Objection(Base):
    """An objection (bezwaar), or a request to a foundation for review, registered with the term to decide it."""

    __tablename__ = "objection"

    id: Mapped[Id]
    decision_id: Mapped[UUID] = mapped_column(ForeignKey("decision.id"), unique=True)
    received_on: Mapped[date]
    decide_by: Mapped[date]
    registered_at: Mapped[datetime]
    registered_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))

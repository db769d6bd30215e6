"""The tables of evidence and its pages.

No personal fact is stored in the clear: issuer, number, date and amount are what the fund may see.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column

from fund.db import Base, Code, Id, Money
from fund.keys.sealed import Sealed, SealedType
from fund.policy import DECLARATION
from fund.trail.models import About, Audience


class Evidence(Base):
    """One document or declaration.

    `media` and `pages` are None and 0 for the shelter's own declaration, which has no file.
    `doubt` is what a colleague says is wrong with it; correcting it takes that away.
    """

    __tablename__ = "evidence"
    __table_args__ = (
        CheckConstraint("cents >= 0", name="cents"),
        CheckConstraint("(pages > 0) = (media IS NOT NULL)", name="pages"),
        CheckConstraint("(attested_at IS NULL) = (attested_by IS NULL)", name="attested"),
        CheckConstraint("attested_by <> made_by", name="second_person"),
        CheckConstraint("(doubted_at IS NULL) = (doubt IS NULL)", name="doubted"),
        CheckConstraint("doubted_at IS NULL OR attested_at IS NULL", name="one_answer"),
        Index(None, "resident_id", "made_at"),
    )

    id: Mapped[Id]
    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"))
    region_id: Mapped[UUID] = mapped_column(ForeignKey("region.id"))
    shelter_id: Mapped[UUID] = mapped_column(ForeignKey("shelter.id"))
    kind: Mapped[Code]
    issuer: Mapped[str] = mapped_column(String(80))
    number: Mapped[str | None] = mapped_column(String(60))
    issued_on: Mapped[date]
    cents: Mapped[Money | None]
    media: Mapped[str | None] = mapped_column(String(20))
    pages: Mapped[int]
    key_id: Mapped[UUID] = mapped_column(ForeignKey("data_key.id"))
    made_at: Mapped[datetime]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    attested_at: Mapped[datetime | None]
    attested_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    doubted_at: Mapped[datetime | None]
    doubt: Mapped[Sealed | None] = mapped_column(SealedType, deferred=True)

    @property
    def counts(self) -> bool:
        """Tell whether it counts: it is the shelter's own declaration, or a second worker attested it."""
        return self.kind == DECLARATION or self.attested_at is not None

    @hybrid_property
    def waits(self) -> bool:
        """Tell whether it waits for a second worker; the shelter's own declaration counts without one."""
        return self.kind != DECLARATION and self.attested_at is None and self.doubted_at is None

    @waits.inplace.expression
    @classmethod
    def _waits(cls) -> ColumnElement[bool]:
        return (cls.kind != DECLARATION) & cls.attested_at.is_(None) & cls.doubted_at.is_(None)

    @property
    def about(self) -> About:
        """Return what its audit events are about."""
        return About(self.region_id, self.resident_id, page=("evidence.show", self.id), audience=Audience.HOME)


class EvidencePage(Base):
    """One page of it, rebuilt from pixels and sealed under her key."""

    __tablename__ = "evidence_page"
    __table_args__ = (UniqueConstraint("evidence_id", "number"), CheckConstraint("number > 0", name="number"))

    id: Mapped[Id]
    evidence_id: Mapped[UUID] = mapped_column(ForeignKey("evidence.id"))
    number: Mapped[int]
    file: Mapped[Sealed] = mapped_column(SealedType, deferred=True)

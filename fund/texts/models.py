"""Published policy texts, as they were written, with their hash."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from fund.db import Base, Id


class PolicyText(Base):
    """One version of the nation's text (region None) or of a region's, in force from a day until its next."""

    __tablename__ = "policy_text"
    __table_args__ = (UniqueConstraint("region_id", "from_", postgresql_nulls_not_distinct=True),)

    id: Mapped[Id]
    region_id: Mapped[UUID | None] = mapped_column(ForeignKey("region.id"))
    title: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    from_: Mapped[date]
    published_at: Mapped[datetime]
    published_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))

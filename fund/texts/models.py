"""Published policy texts, as they were written, with their hash, and the accounts of their categories in the books."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from fund.db import Base, Code, Id


class PolicyText(Base):
    """One version of the nation's text (region None) or of a region's, in force from a day until its next."""

    __tablename__ = "policy_text"
    __table_args__ = (UniqueConstraint("region_id", "from_", postgresql_nulls_not_distinct=True),)

    id: Mapped[Id]
    region_id: Mapped[UUID | None] = mapped_column(ForeignKey("region.id"))
    title: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    from_: Mapped[date]
    published_at: Mapped[datetime]
    published_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))


class CostAccount(Base):
    """The account of a category in the books (kostenrekening), one for all regions.

    It keeps the name that the first text gave it, so that the books of a closed month are downloaded as they were.
    """

    __tablename__ = "cost_account"

    category: Mapped[Code] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(4), unique=True)
    nl: Mapped[str] = mapped_column(Text)
    en: Mapped[str] = mapped_column(Text)

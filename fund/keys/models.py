"""Data keys, each wrapped by its region's key; the region's key itself is never in the database."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from fund.db import Base, Id


class DataKey(Base):
    """A wrapped data key: of one resident, or of a region for what belongs to no resident (`general_of`).

    Once it is erased the row stays and the key is gone.
    """

    __tablename__ = "data_key"
    __table_args__ = (
        CheckConstraint("(wrapped IS NULL) = (erased_at IS NOT NULL)", name="erased"),
        Index(None, "region_id"),
    )

    id: Mapped[Id]
    region_id: Mapped[UUID] = mapped_column(ForeignKey("region.id"))
    general_of: Mapped[UUID | None] = mapped_column(ForeignKey("region.id"), unique=True)
    wrapped: Mapped[bytes | None] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]

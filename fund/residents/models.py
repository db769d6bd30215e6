"""The table of residents: a pseudonym in the clear, and sealed facts."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from fund.db import Base, Id
from fund.keys.sealed import Sealed, SealedType
from fund.trail.models import About, Audience


class Resident(Base):
    """A resident: her pseudonym in the clear, everything else sealed under her own key."""

    __tablename__ = "resident"
    __table_args__ = (UniqueConstraint("region_id", "reference"), Index(None, "shelter_id", "made_at"))

    id: Mapped[Id]
    reference: Mapped[str] = mapped_column(String(12))
    region_id: Mapped[UUID] = mapped_column(ForeignKey("region.id"))
    shelter_id: Mapped[UUID] = mapped_column(ForeignKey("shelter.id"))
    key_id: Mapped[UUID] = mapped_column(ForeignKey("data_key.id"), unique=True)
    made_at: Mapped[datetime]
    file_number: Mapped[Sealed] = mapped_column(SealedType, deferred=True)
    name: Mapped[Sealed] = mapped_column(SealedType, deferred=True)
    contact_rule: Mapped[Sealed] = mapped_column(SealedType, deferred=True)

    @property
    def about(self) -> About:
        """Return what its audit events are about."""
        return About(self.region_id, self.id, audience=Audience.HOME)

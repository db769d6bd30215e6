"""The idempotency keys of forms that were sent."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from fund.db import Base, Id


class IdempotencyKey(Base):
    """A form that was sent: when the same person sends it again, the response redirects to the same location."""

    __tablename__ = "idempotency_key"
    __table_args__ = (UniqueConstraint("person_id", "key"),)

    id: Mapped[Id]
    person_id: Mapped[UUID]
    key: Mapped[str] = mapped_column(String(64))
    body_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    location: Mapped[str | None] = mapped_column(String(400))
    at: Mapped[datetime]

"""The tables of payees and of the way that a resident chose for each."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from fund.db import Base, Code, Id, choice
from fund.keys.sealed import Sealed, SealedType
from fund.payees.rules import Answer, Way
from fund.trail.models import About, Audience


class Payee(Base):
    """Who may be paid, once checked.

    Sealed under the resident's key when it is hers, under the region's own otherwise.
    """

    __tablename__ = "payee"
    __table_args__ = (
        CheckConstraint("(checked_at IS NULL) = (checked_by IS NULL)", name="checked"),
        CheckConstraint("checked_by <> made_by", name="second_person"),
        Index(None, "shelter_id", "kind"),
        Index(None, "resident_id"),
    )

    id: Mapped[Id]
    region_id: Mapped[UUID] = mapped_column(ForeignKey("region.id"))
    shelter_id: Mapped[UUID] = mapped_column(ForeignKey("shelter.id"))
    resident_id: Mapped[UUID | None] = mapped_column(ForeignKey("resident.id"))
    kind: Mapped[Code]
    key_id: Mapped[UUID] = mapped_column(ForeignKey("data_key.id"))
    holder: Mapped[Sealed] = mapped_column(SealedType, deferred=True)
    iban: Mapped[Sealed] = mapped_column(SealedType, deferred=True)
    bic: Mapped[str] = mapped_column(String(11))
    made_at: Mapped[datetime]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    checked_at: Mapped[datetime | None]
    checked_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))

    @property
    def about(self) -> About:
        """Return what its audit events are about."""
        return About(self.region_id, self.resident_id, page=("payees.show", self.id), audience=Audience.HOME)


class Route(Base):
    """How a resident wants one payee paid, with her answers and her consent (Awb 4:89).

    The newest counts; none is ever changed.
    """

    __tablename__ = "route"
    __table_args__ = (
        CheckConstraint("way = 'hold' OR consent_on IS NOT NULL", name="consent"),
        CheckConstraint("way <> 'direct' OR (sees_bill = 'no' AND sees_payment = 'no')", name="unseen"),
        CheckConstraint(
            "way <> 'reimburse' OR (coalesce(only_hers, '') = 'yes' AND coalesce(overdrawn, '') = 'no')",
            name="own_account",
        ),
        Index(None, "resident_id", "payee_id", "asked_at"),
    )

    id: Mapped[Id]
    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"))
    payee_id: Mapped[UUID] = mapped_column(ForeignKey("payee.id"))
    sees_bill: Mapped[Answer] = mapped_column(choice(Answer, "sees_bill"))
    sees_payment: Mapped[Answer] = mapped_column(choice(Answer, "sees_payment"))
    only_hers: Mapped[Answer | None] = mapped_column(choice(Answer, "only_hers"))
    overdrawn: Mapped[Answer | None] = mapped_column(choice(Answer, "overdrawn"))
    way: Mapped[Way] = mapped_column(choice(Way))
    consent_on: Mapped[date | None]
    asked_at: Mapped[datetime]
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))

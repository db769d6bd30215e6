"""Regions, shelters, funds."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from fund.db import Base, Id, choice


class LegalForm(StrEnum):
    """Who decides, and so which law applies.

    A municipality decides by beschikking (Awb), a foundation by letter, with an internal review.
    """

    MUNICIPALITY = "municipality"
    FOUNDATION = "foundation"


class Region(Base):
    """A region: one fund, one policy."""

    __tablename__ = "region"

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    legal_form: Mapped[LegalForm] = mapped_column(choice(LegalForm))
    inhabitants: Mapped[int]


class Shelter(Base):
    """A recognised shelter (opvanginstelling). `waived_nights`: the first nights of a stay for which it asks no fee.

    `post_box` is where letters for its residents go ("p/a"); it is never a street.
    """

    __tablename__ = "shelter"
    __table_args__ = (
        UniqueConstraint("region_id", "name"),
        CheckConstraint("waived_nights >= 0", name="waived_nights"),
        CheckConstraint("places >= 0", name="places"),
    )

    id: Mapped[Id]
    region_id: Mapped[UUID] = mapped_column(ForeignKey("region.id"))
    name: Mapped[str] = mapped_column(String(80))
    places: Mapped[int]
    waived_nights: Mapped[int]
    post_box: Mapped[str] = mapped_column(String(120))


class Fund(Base):
    """A region's fund: its bank account under a neutral name, and where letters go."""

    __tablename__ = "fund"

    id: Mapped[Id]
    region_id: Mapped[UUID] = mapped_column(ForeignKey("region.id"), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    account_name: Mapped[str] = mapped_column(String(70))
    iban: Mapped[str] = mapped_column(String(34))
    bic: Mapped[str] = mapped_column(String(11))
    address: Mapped[str] = mapped_column(String(200))
    objection_address: Mapped[str] = mapped_column(String(200))
    phone: Mapped[str] = mapped_column(String(20))

"""The fund's book, the allowed flows, budgets and reservations, entries, month closes."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    case,
    func,
    select,
    text,
)
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column

from fund.core.calendar import Month
from fund.db import Base, Code, Id, Money, choice
from fund.ledger.chart import Source
from fund.ledger.journal import Row


class ReservationState(StrEnum):
    """What became of a reservation."""

    RESERVED = "reserved"
    COMMITTED = "committed"
    FREED = "freed"


class Book(Base):
    """A fund's book: the row that `lock` takes. `closed_until` is the first month that may still be written."""

    __tablename__ = "book"
    __table_args__ = (CheckConstraint("last_number >= 0", name="last_number"),)

    fund_id: Mapped[UUID] = mapped_column(ForeignKey("fund.id"), primary_key=True)
    last_number: Mapped[int]
    head_hash: Mapped[str] = mapped_column(String(64))
    last_month: Mapped[Month | None]
    closed_until: Mapped[Month | None]


class Flow(Base):
    """An allowed flow: entries refer to it, so no other can be written, whoever asks.

    Those of a cost are added when the first budget pays it; none is ever changed or taken away.
    """

    __tablename__ = "flow"

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    debit: Mapped[str] = mapped_column(String(4), primary_key=True)
    credit: Mapped[str] = mapped_column(String(4), primary_key=True)


class Budget(Base):
    """A budget (oormerk): earmarked money, with a source, a purpose and a year.

    Its counters are the running balances of its entries. One that is `for_every_cost` is for those of later texts, too.
    """

    __tablename__ = "budget"
    __table_args__ = (
        UniqueConstraint("id", "fund_id"),
        UniqueConstraint("fund_id", "year", "name"),
        CheckConstraint("amount >= 0", name="amount"),
        CheckConstraint("reserved >= 0", name="reserved"),
        CheckConstraint("committed >= 0", name="committed"),
        CheckConstraint("paid >= 0", name="paid"),
        CheckConstraint("reserved + committed + paid <= amount", name="room"),
    )

    id: Mapped[Id]
    fund_id: Mapped[UUID] = mapped_column(ForeignKey("fund.id"))
    year: Mapped[int]
    source: Mapped[Source] = mapped_column(choice(Source))
    name: Mapped[str] = mapped_column(String(80))
    purpose: Mapped[str] = mapped_column(String(400))
    terms: Mapped[str] = mapped_column(Text)
    for_every_cost: Mapped[bool]
    amount: Mapped[Money]
    reserved: Mapped[Money]
    committed: Mapped[Money]
    paid: Mapped[Money]

    @hybrid_property
    def free(self) -> int:
        """Return the cents that nothing has a claim on."""
        return self.amount - self.reserved - self.committed - self.paid


class BudgetCategory(Base):
    """A category that a budget is for.

    What is reserved or posted in the budget refers to it, so its money pays nothing else, whoever asks. A budget for
    every cost has those that it has paid so far.
    """

    __tablename__ = "budget_category"

    budget_id: Mapped[UUID] = mapped_column(ForeignKey("budget.id"), primary_key=True)
    category: Mapped[Code] = mapped_column(ForeignKey("cost_account.category"), primary_key=True)


USED_FIRST = (
    Budget.for_every_cost,
    case(
        (Budget.for_every_cost, 0),
        else_=select(func.count()).where(BudgetCategory.budget_id == Budget.id).correlate(Budget).scalar_subquery(),
    ),
    case({source: place for place, source in enumerate(Source)}, value=Budget.source),
    Budget.name,
)
"""The order in which budgets are used up: what is for the fewest costs first, then by source, then by name."""


class Reservation(Base):
    """Money of a budget set aside for one line of a claim; at most one that is not freed."""

    __tablename__ = "reservation"
    __table_args__ = (
        ForeignKeyConstraint(["budget_id", "category"], ["budget_category.budget_id", "budget_category.category"]),
        CheckConstraint("cents > 0", name="cents"),
        Index(
            "uq_reservation_open",
            "claim_id",
            "position",
            unique=True,
            sqlite_where=text("state <> 'freed'"),
            postgresql_where=text("state <> 'freed'"),
        ),
        Index(None, "budget_id", "state"),
    )

    id: Mapped[Id]
    budget_id: Mapped[UUID]
    category: Mapped[Code]
    claim_id: Mapped[UUID]
    claim_reference: Mapped[str] = mapped_column(String(20))
    position: Mapped[int]
    cents: Mapped[Money]
    state: Mapped[ReservationState] = mapped_column(choice(ReservationState, "state"))


class Entry(Base):
    """An entry (journaalpost): one transfer, written once.

    It has no name and no free text, so that nothing here has to be erased.
    """

    __tablename__ = "entry"
    __table_args__ = (
        ForeignKeyConstraint(["kind", "debit", "credit"], ["flow.kind", "flow.debit", "flow.credit"]),
        ForeignKeyConstraint(["budget_id", "fund_id"], ["budget.id", "budget.fund_id"]),
        ForeignKeyConstraint(["budget_id", "category"], ["budget_category.budget_id", "budget_category.category"]),
        ForeignKeyConstraint(["fund_id", "reverses"], ["entry.fund_id", "entry.number"]),
        UniqueConstraint("fund_id", "reverses"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("cents > 0", name="cents"),
        CheckConstraint("debit <> credit", name="two_accounts"),
        CheckConstraint("released_by <> decided_by", name="two_people"),
        CheckConstraint(  # a key with an empty part refers to nothing: only a contribution may leave one empty
            "(budget_id IS NOT NULL AND category IS NOT NULL)"
            " OR debit IN ('0500', '8000') OR credit IN ('0500', '8000')",
            name="earmarked",
        ),
        Index(None, "fund_id", "month", "number"),
        Index(None, "fund_id", "claim_reference", "position"),
    )

    fund_id: Mapped[UUID] = mapped_column(ForeignKey("book.fund_id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    month: Mapped[Month]
    kind: Mapped[str] = mapped_column(String(20))
    journal: Mapped[int]
    debit: Mapped[str] = mapped_column(String(4))
    credit: Mapped[str] = mapped_column(String(4))
    cents: Mapped[Money]
    claim_reference: Mapped[str | None] = mapped_column(String(20))
    position: Mapped[int | None]
    payee: Mapped[str | None] = mapped_column(String(64))
    budget_id: Mapped[UUID | None]
    category: Mapped[Code | None]
    from_: Mapped[date | None]
    until: Mapped[date | None]
    text_sha256: Mapped[str | None] = mapped_column(String(64))
    decided_by: Mapped[str | None] = mapped_column(String(20))
    released_by: Mapped[str | None] = mapped_column(String(20))
    reverses: Mapped[int | None]
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class Close(Base):
    """A closed month: its manifest, byte for byte, and the chain of manifests. Written once."""

    __tablename__ = "month_close"

    fund_id: Mapped[UUID] = mapped_column(ForeignKey("book.fund_id"), primary_key=True)
    month: Mapped[Month] = mapped_column(primary_key=True)
    manifest: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str] = mapped_column(String(64))
    previous_sha256: Mapped[str | None] = mapped_column(String(64))
    closed_at: Mapped[datetime]
    closed_by: Mapped[str] = mapped_column(String(20))


_NAMES = tuple(field.name for field in fields(Row))
ROW = tuple(getattr(Entry, name) for name in _NAMES)
"""An entry's columns in the order of a plain `Row`: queries select these, so that reading makes no tracked objects."""


def row_of(selected: Sequence[Any]) -> Row:
    """Return the plain row of one result of a query that selects `ROW`."""
    return Row(**dict(zip(_NAMES, selected, strict=True)))

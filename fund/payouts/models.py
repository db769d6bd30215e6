"""The tables of payments, the transfers and batches in which they travel, and the bank's statements."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from fund.db import Base, Code, Id, Money, choice
from fund.keys.sealed import Sealed, SealedType


class PaymentState(StrEnum):
    """How far a payment is."""

    WAITING = "waiting"  # no safe route or no checked payee yet
    DUE = "due"
    BATCHED = "batched"
    RELEASED = "released"
    PAID = "paid"


class Payment(Base):
    """What the fund owes for one granted line. `payee_id` is who receives it, after the safe-payee questions."""

    __tablename__ = "payment"
    __table_args__ = (
        UniqueConstraint("claim_id", "position"),
        CheckConstraint("cents > 0", name="cents"),
        Index(None, "fund_id", "state", "pay_by"),
    )

    id: Mapped[Id]
    fund_id: Mapped[UUID] = mapped_column(ForeignKey("fund.id"))
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"))
    position: Mapped[int]
    resident_id: Mapped[UUID] = mapped_column(ForeignKey("resident.id"))
    budget_id: Mapped[UUID]
    category: Mapped[Code]
    cents: Mapped[Money]
    payee_id: Mapped[UUID | None] = mapped_column(ForeignKey("payee.id"))
    remittance: Mapped[str] = mapped_column(String(35))
    state: Mapped[PaymentState] = mapped_column(choice(PaymentState))
    decided_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    second_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime]
    pay_by: Mapped[date]
    attempt: Mapped[int] = mapped_column(default=0)
    transfer_id: Mapped[UUID | None] = mapped_column(ForeignKey("transfer.id"), index=True)
    paid_on: Mapped[date | None]


class BatchState(StrEnum):
    """How far a batch is."""

    OPEN = "open"
    RELEASED = "released"
    NOT_EXECUTED = "not_executed"  # the bank refused the whole file


class Batch(Base):
    """A batch (betaalbatch), released by a person who decided on none of it; then its file is kept, sealed.

    `reason`: why the bank did not execute it, sealed, as noted by a person who did not release it.
    """

    __tablename__ = "batch"
    __table_args__ = (CheckConstraint("not_executed_by <> released_by", name="second_person"),)

    id: Mapped[Id]
    fund_id: Mapped[UUID] = mapped_column(ForeignKey("fund.id"), index=True)
    message: Mapped[str] = mapped_column(String(35), unique=True)
    state: Mapped[BatchState] = mapped_column(choice(BatchState))
    count: Mapped[int]
    cents: Mapped[Money]
    made_at: Mapped[datetime]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    released_at: Mapped[datetime | None]
    released_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    execute_on: Mapped[date | None]
    file: Mapped[Sealed | None] = mapped_column(SealedType, deferred=True)
    file_sha256: Mapped[str | None] = mapped_column(String(64))
    not_executed_at: Mapped[datetime | None]
    not_executed_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    reason: Mapped[Sealed | None] = mapped_column(SealedType, deferred=True)


class TransferState(StrEnum):
    """What the bank answered on a transfer."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    RETURNED = "returned"


class Transfer(Base):
    """One transaction in the bank's file: one payment, or all that goes to one shelter in a batch."""

    __tablename__ = "transfer"

    id: Mapped[Id]
    batch_id: Mapped[UUID] = mapped_column(ForeignKey("batch.id"), index=True)
    end_to_end: Mapped[str] = mapped_column(String(35), unique=True)
    payee_id: Mapped[UUID] = mapped_column(ForeignKey("payee.id"))
    cents: Mapped[Money]
    remittance: Mapped[str] = mapped_column(String(140))
    state: Mapped[TransferState] = mapped_column(choice(TransferState))
    answered_on: Mapped[date | None]
    return_code: Mapped[str | None] = mapped_column(String(4))


class Carried(Base):
    """Which payments a transfer carries, or carried before it came back, when a payment's `transfer_id` is cleared."""

    __tablename__ = "carried"

    transfer_id: Mapped[UUID] = mapped_column(ForeignKey("transfer.id"), primary_key=True)
    payment_id: Mapped[UUID] = mapped_column(ForeignKey("payment.id"), primary_key=True, index=True)


class Statement(Base):
    """A bank statement that was read: its hash, so that reading it twice changes nothing, and what it did."""

    __tablename__ = "statement"
    __table_args__ = (UniqueConstraint("fund_id", "sha256"),)

    id: Mapped[Id]
    fund_id: Mapped[UUID] = mapped_column(ForeignKey("fund.id"))
    sha256: Mapped[str] = mapped_column(String(64))
    read_at: Mapped[datetime]
    read_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    confirmed: Mapped[int]
    returned: Mapped[int]


class Unmatched(Base):
    """An entry of a statement that matches no transfer: shown, never dropped; day and amount only."""

    __tablename__ = "unmatched"

    id: Mapped[Id]
    statement_id: Mapped[UUID] = mapped_column(ForeignKey("statement.id"), index=True)
    on: Mapped[date]
    cents: Mapped[Money]

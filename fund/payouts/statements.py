"""Read the bank's statement: it confirms payments, or brings them back and reopens them. The same one twice changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from fund.core.errors import Refusal
from fund.ledger import actions as ledger
from fund.ledger import journal
from fund.payouts import camt
from fund.payouts.models import Batch, BatchState, Payment, PaymentState, Statement, Transfer, TransferState, Unmatched
from fund.payouts.payments import Told, due_again, note, subject
from fund.payouts.taking import taken_fund
from fund.people.models import Account
from fund.people.rules import Actor

MOST_BYTES = 10 * 1024**2


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a statement: who reads it, when, into which fund; and what was kept of it."""

    session: Session
    told: Told
    kept: Statement


def read_statement(session: Session, by: Actor, at: datetime, fund_id: UUID, source: bytes) -> Statement:
    """Read a camt.053 statement of the fund's own account.

    Raises:
        NotFound: not her fund.
        Refusal: too large, no such statement, another account's, or one that was read before.
    """
    fund = taken_fund(session, by, fund_id)
    statement = _parse(source)
    if statement.iban != "".join(fund.iban.split()):
        raise Refusal("Dit afschrift is van een andere rekening. Er is niets veranderd.")
    mark = sha256(source).hexdigest()
    if session.scalar(select(Statement.id).where(Statement.fund_id == fund_id, Statement.sha256 == mark)):
        raise Refusal("Dit afschrift is al ingelezen. Er is niets veranderd.")
    kept = Statement(fund_id=fund_id, sha256=mark, read_at=at, read_by=by.id, confirmed=0, returned=0)
    session.add(kept)
    session.flush()
    reading = Reading(session, Told(by, at, fund), kept)
    for booked in statement.booked:
        _take(reading, booked)
    session.flush()
    return kept


def _parse(source: bytes) -> camt.BankStatement:
    if len(source) > MOST_BYTES:
        raise Refusal(
            "Dit bestand is te groot. Een afschrift mag ten hoogste %(most)s MB zijn.", most=MOST_BYTES // 1024**2
        )
    try:
        return camt.read(source)
    except camt.UnreadableStatement as wrong:
        raise Refusal(
            "Dit is geen bankafschrift dat wij kunnen lezen. Haal bij de bank een camt.053-bestand op."
        ) from wrong


def _take(reading: Reading, booked: camt.Booked) -> None:
    transfer = _transfer(reading, booked)
    if transfer is None:
        _show(reading, booked)
    elif not booked.credit and transfer.state is TransferState.OPEN:
        _confirm(reading, transfer, booked)
        reading.kept.confirmed += 1
    elif booked.credit and transfer.state is not TransferState.RETURNED:
        if transfer.state is TransferState.OPEN:
            _confirm(reading, transfer, booked)
        _bring_back(reading, transfer, booked)
        reading.kept.returned += 1
    elif booked.on != transfer.answered_on:
        _show(reading, booked)  # the bank says it a second time, on another day: paid twice, or sent back twice


def _show(reading: Reading, booked: camt.Booked) -> None:
    signed = booked.cents if booked.credit else -booked.cents
    reading.session.add(Unmatched(statement_id=reading.kept.id, on=booked.on, cents=signed))


def _transfer(reading: Reading, booked: camt.Booked) -> Transfer | None:
    if booked.end_to_end is None:
        return None
    return reading.session.scalar(
        select(Transfer)
        .join(Batch, Batch.id == Transfer.batch_id)
        .where(Batch.fund_id == reading.told.fund.id, Batch.state == BatchState.RELEASED)
        .where(Transfer.end_to_end == booked.end_to_end, Transfer.cents == booked.cents)
        .execution_options(populate_existing=True)
    )


def _confirm(reading: Reading, transfer: Transfer, booked: camt.Booked) -> None:
    transfer.state, transfer.answered_on = TransferState.CONFIRMED, booked.on
    for payment in _payments(reading, transfer):
        payment.state, payment.paid_on = PaymentState.PAID, booked.on
        about = subject(reading.session, payment, _releaser(reading, transfer))
        ledger.post(reading.session, reading.told.fund.id, journal.paid(about, payment.cents), reading.told.at)
        note(reading.session, "payouts.paid", reading.told, payment)


def _bring_back(reading: Reading, transfer: Transfer, booked: camt.Booked) -> None:
    transfer.state, transfer.answered_on, transfer.return_code = TransferState.RETURNED, booked.on, booked.code
    for payment in _payments(reading, transfer):
        due_again(reading.session, payment)
        payment.attempt += 1
        about = subject(reading.session, payment, _releaser(reading, transfer))
        back = [*journal.returned(about, payment.cents), *journal.reopened(about, payment.cents)]
        ledger.post(reading.session, reading.told.fund.id, back, reading.told.at)
        note(reading.session, "payouts.returned", reading.told, payment, booked.code)


def _payments(reading: Reading, transfer: Transfer) -> Sequence[Payment]:
    of = select(Payment).where(Payment.transfer_id == transfer.id).order_by(Payment.id)
    return reading.session.scalars(of.execution_options(populate_existing=True)).all()


def _releaser(reading: Reading, transfer: Transfer) -> str | None:
    return reading.session.scalar(
        select(Account.pseudonym).join(Batch, Batch.released_by == Account.id).where(Batch.id == transfer.batch_id)
    )

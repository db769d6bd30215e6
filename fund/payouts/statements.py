"""Read the bank's statement: it confirms payments, or returns and reopens them.

Reading the same one twice changes nothing.
"""

from collections.abc import Sequence
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from fund.core.errors import Refusal
from fund.ledger import actions as ledger
from fund.ledger import journal
from fund.payouts import camt
from fund.payouts.models import Batch, BatchState, Payment, PaymentState, Statement, Transfer, TransferState, Unmatched
from fund.payouts.payments import about, due_again, lock_fund, subject
from fund.people.act import Act
from fund.people.models import Account
from fund.regions.models import Fund

MOST_BYTES = 10 * 1024**2


def read_statement(act: Act, fund_id: UUID, source: bytes) -> Statement:
    """Read a camt.053 statement of the fund's own account.

    Raises:
        NotFound: it is not the actor's fund.
        Refusal: it is too large, not such a statement, of another account, or was read before.
    """
    fund = lock_fund(act, fund_id)
    statement = _parse(source)
    if statement.iban != "".join(fund.iban.split()):
        raise Refusal("Dit afschrift is van een andere rekening. Er is niets veranderd.")
    mark = sha256(source).hexdigest()
    if act.session.scalar(select(Statement.id).where(Statement.fund_id == fund_id, Statement.sha256 == mark)):
        raise Refusal("Dit afschrift is al ingelezen. Er is niets veranderd.")
    kept = Statement(fund_id=fund_id, sha256=mark, read_at=act.at, read_by=act.by.id, confirmed=0, returned=0)
    act.session.add(kept)
    act.session.flush()
    for booked in statement.booked:
        _take(act, fund, kept, booked)
    act.session.flush()
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


def _take(act: Act, fund: Fund, kept: Statement, booked: camt.Booked) -> None:
    transfer = _transfer(act.session, fund, booked)
    if transfer is None:
        _show(act.session, kept, booked)
    elif not booked.credit and transfer.state is TransferState.OPEN:
        _confirm(act, fund, transfer, booked)
        kept.confirmed += 1
    elif booked.credit and transfer.state is not TransferState.RETURNED:
        if transfer.state is TransferState.OPEN:
            _confirm(act, fund, transfer, booked)
        _bring_back(act, fund, transfer, booked)
        kept.returned += 1
    elif booked.on != transfer.answered_on:
        _show(act.session, kept, booked)  # a second time, on another day: paid twice, or returned twice


def _show(session: Session, kept: Statement, booked: camt.Booked) -> None:
    signed = booked.cents if booked.credit else -booked.cents
    session.add(Unmatched(statement_id=kept.id, on=booked.on, cents=signed))


def _transfer(session: Session, fund: Fund, booked: camt.Booked) -> Transfer | None:
    if booked.end_to_end is None:
        return None
    return session.scalar(
        select(Transfer)
        .join(Batch, Batch.id == Transfer.batch_id)
        .where(Batch.fund_id == fund.id, Batch.state == BatchState.RELEASED)
        .where(Transfer.end_to_end == booked.end_to_end, Transfer.cents == booked.cents)
        .execution_options(populate_existing=True)
    )


def _confirm(act: Act, fund: Fund, transfer: Transfer, booked: camt.Booked) -> None:
    transfer.state, transfer.answered_on = TransferState.CONFIRMED, booked.on
    released_by = _releaser(act.session, transfer)
    for payment in _payments(act.session, transfer):
        payment.state, payment.paid_on = PaymentState.PAID, booked.on
        ledger.post(act, fund.id, journal.paid(subject(act.session, payment, released_by), payment.cents))
        act.record("payouts.paid", about(payment, fund), cents=payment.cents)


def _bring_back(act: Act, fund: Fund, transfer: Transfer, booked: camt.Booked) -> None:
    transfer.state, transfer.answered_on, transfer.return_code = TransferState.RETURNED, booked.on, booked.code
    released_by = _releaser(act.session, transfer)
    for payment in _payments(act.session, transfer):
        due_again(act, payment)
        payment.attempt += 1
        of = subject(act.session, payment, released_by)
        ledger.post(act, fund.id, [*journal.returned(of, payment.cents), *journal.reopened(of, payment.cents)])
        act.record("payouts.returned", about(payment, fund), cents=payment.cents, code=booked.code)


def _payments(session: Session, transfer: Transfer) -> Sequence[Payment]:
    of = select(Payment).where(Payment.transfer_id == transfer.id).order_by(Payment.id)
    return session.scalars(of.execution_options(populate_existing=True)).all()


def _releaser(session: Session, transfer: Transfer) -> str | None:
    return session.scalar(
        select(Account.pseudonym).join(Batch, Batch.released_by == Account.id).where(Batch.id == transfer.batch_id)
    )

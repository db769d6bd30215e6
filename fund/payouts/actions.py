"""Make a batch, release it, take one apart: the payments' way to the bank. The bank's answers come in by statements.py."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from fund.core import references
from fund.core.calendar import day_of, on_or_after
from fund.core.errors import NotFound, Refusal, WrongStep
from fund.db import new_id
from fund.keys.queries import house_key
from fund.keys.sealed import seal
from fund.ledger import actions as ledger
from fund.ledger import journal
from fund.payees import queries as payees
from fund.payees.models import Payee
from fund.payouts import rules, sepa
from fund.payouts.models import Batch, BatchState, Payment, PaymentState, Transfer, TransferState
from fund.payouts.payments import gather, subject, told
from fund.people.rules import Reader, Verb
from fund.regions import queries as regions
from fund.regions.models import Fund


def batch(session: Session, by: Reader, at: datetime, fund_id: UUID) -> list[Batch]:
    """Put everything that is due in batches that wait for a second person.

    One batch for each pair of deciders: mixed, two administrators could never release each other's. Refusal when nothing is due.
    """
    ledger.lock(session, fund_id)
    fund = _hers(session, by, fund_id)
    gather(session, fund)
    due = session.scalars(_payments(fund_id, PaymentState.DUE).order_by(Payment.pay_by, Payment.id)).all()
    if not due:
        raise Refusal("Er is nu niets uit te betalen.")
    decided: dict[frozenset[UUID | None], list[Payment]] = defaultdict(list)
    for payment in due:
        decided[frozenset((payment.decided_by, payment.second_by))].append(payment)
    return [_batch(session, by, at, fund_id, payments) for payments in decided.values()]


def release(session: Session, by: Reader, at: datetime, batch_id: UUID) -> Batch:
    """Release a batch (vrijgeven) as a second person: the file's bytes are made and kept, the payments are on their way.

    Raises:
        NotAllowed: one of its decisions is hers.
        WrongStep: it was released already, or a payee is not checked.
    """
    fund_id = session.scalar(select(Batch.fund_id).where(Batch.id == batch_id))
    if fund_id is None:
        raise NotFound
    ledger.lock(session, fund_id)
    fund = _hers(session, by, fund_id)
    made = session.get_one(Batch, batch_id, populate_existing=True)
    if made.state is not BatchState.OPEN:
        raise WrongStep("Deze batch is al vrijgegeven.")
    payments = _of_batch(session, batch_id)
    rules.refuse_own_decision(by.id, {person for payment in payments for person in (payment.decided_by, payment.second_by)})
    made.execute_on = on_or_after(day_of(at))
    _keep_file(session, fund, made)
    made.state, made.released_at, made.released_by = BatchState.RELEASED, at, by.id
    for payment in payments:
        _send(session, by, at, fund, payment)
    session.flush()
    return made


def undo(session: Session, by: Reader, batch_id: UUID) -> None:
    """Take an open batch apart: its payments are due again."""
    fund_id = session.scalar(select(Batch.fund_id).where(Batch.id == batch_id))
    if fund_id is None:
        raise NotFound
    ledger.lock(session, fund_id)
    _hers(session, by, fund_id)
    made = session.get_one(Batch, batch_id, populate_existing=True)
    if made.state is not BatchState.OPEN:
        raise WrongStep("Deze batch is al vrijgegeven.")
    for payment in _of_batch(session, batch_id):
        payment.state, payment.transfer_id = PaymentState.DUE, None
    session.flush()
    for transfer in session.scalars(select(Transfer).where(Transfer.batch_id == batch_id)):
        session.delete(transfer)
    session.flush()
    session.delete(made)
    session.flush()


def _batch(session: Session, by: Reader, at: datetime, fund_id: UUID, due: Sequence[Payment]) -> Batch:
    made = Batch(
        fund_id=fund_id,
        message=references.bank(new_id().bytes),
        state=BatchState.OPEN,
        count=0,
        cents=sum(payment.cents for payment in due),
        made_at=at,
        made_by=by.id,
    )
    session.add(made)
    session.flush()
    made.count = sum(1 for _ in _transfers(session, made, due))
    session.flush()
    return made


def _transfers(session: Session, made: Batch, due: Sequence[Payment]) -> Iterable[Transfer]:
    kinds = {payee.id: payee.kind for payee in session.scalars(select(Payee).where(Payee.id.in_({p.payee_id for p in due})))}
    groups: dict[tuple[UUID, UUID], list[Payment]] = defaultdict(list)
    for payment in due:
        if payment.payee_id is None:
            raise AssertionError("a due payment has its payee")
        alone = payment.id if not rules.together(kinds[payment.payee_id]) else payment.payee_id
        groups[payment.payee_id, alone].append(payment)
    for (payee_id, _alone), payments in groups.items():
        transfer = Transfer(
            batch_id=made.id,
            end_to_end=rules.end_to_end([(payment.id, payment.attempt) for payment in payments]),
            payee_id=payee_id,
            cents=sum(payment.cents for payment in payments),
            remittance=payments[0].remittance if len(payments) == 1 else made.message,
            state=TransferState.OPEN,
        )
        session.add(transfer)
        session.flush()
        for payment in payments:
            payment.state, payment.transfer_id = PaymentState.BATCHED, transfer.id
        yield transfer


def _keep_file(session: Session, fund: Fund, made: Batch) -> None:
    orders = []
    for transfer in session.scalars(select(Transfer).where(Transfer.batch_id == made.id).order_by(Transfer.end_to_end)):
        to = payees.for_payment(session, transfer.payee_id)
        account = sepa.Account(to.holder, to.iban, to.bic)
        orders.append(sepa.Order(transfer.end_to_end, account, transfer.cents, transfer.remittance))
    if made.execute_on is None:
        raise AssertionError("a batch is released on a day")
    file = sepa.file(sepa.Account(fund.account_name, fund.iban, fund.bic), orders, made.execute_on)
    seal(session, made, Batch.file, house_key(session, fund.region_id).id, file)
    made.file_sha256 = sha256(file).hexdigest()


def _of_batch(session: Session, batch_id: UUID) -> Sequence[Payment]:
    payments = select(Payment).join(Transfer, Transfer.id == Payment.transfer_id).where(Transfer.batch_id == batch_id)
    return session.scalars(payments.order_by(Payment.id).execution_options(populate_existing=True)).all()


def _payments(fund_id: UUID, state: PaymentState) -> Select[Payment]:
    return select(Payment).where(Payment.fund_id == fund_id, Payment.state == state)


def _hers(session: Session, by: Reader, fund_id: UUID) -> Fund:
    fund = regions.fund(session, fund_id)
    if fund.region_id not in by.regions(Verb.RELEASE):
        raise NotFound
    return fund


def _send(session: Session, by: Reader, at: datetime, fund: Fund, payment: Payment) -> None:
    ledger.post(session, fund.id, journal.released(subject(session, payment, by.pseudonym), payment.cents), at)
    payment.state = PaymentState.RELEASED
    told(session, by, at, fund, payment, "payouts.release")

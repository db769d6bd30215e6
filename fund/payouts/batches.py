"""Make a batch, release it, or take it apart: how payments get to the bank."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import sha256
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from fund.core import references
from fund.core.calendar import on_or_after
from fund.core.errors import Refusal, WrongStep
from fund.db import new_id
from fund.keys.queries import general_key
from fund.keys.sealed import seal
from fund.ledger import actions as ledger
from fund.ledger import journal
from fund.payees import queries as payees
from fund.payees.models import Payee
from fund.payouts import rules, sepa
from fund.payouts.models import Batch, BatchState, Carried, Payment, PaymentState, Transfer, TransferState
from fund.payouts.payments import about, changed, due_again, gather, lock_batch, lock_fund, on_its_way, subject
from fund.payouts.queries import deciders, involved, payments_of
from fund.people.act import Act
from fund.regions.models import Fund


def batch(act: Act, fund_id: UUID) -> list[Batch]:
    """Put everything that is due into batches that wait for a second person (betaalbatch).

    Returns:
        One batch for each pair of people who decided: in a mixed batch, neither of two administrators could release the
        other's. No batch when all that was granted waits for a safe way to pay it.

    Raises:
        NotFound: it is not the actor's fund.
        Refusal: all that was granted was paid or batched before.
    """
    fund = lock_fund(act, fund_id)
    gather(act, fund)
    open_ = select(Payment).where(
        Payment.fund_id == fund.id, Payment.state.in_((PaymentState.WAITING, PaymentState.DUE))
    )
    found = act.session.scalars(open_.order_by(Payment.pay_by, Payment.id)).all()
    if not found:
        raise Refusal("Er is nu niets uit te betalen.")
    decided: dict[frozenset[UUID | None], list[Payment]] = defaultdict(list)
    for payment in found:
        if payment.state is PaymentState.DUE:
            decided[frozenset((payment.decided_by, payment.second_by))].append(payment)
    return [_batch(act, fund.id, payments) for payments in decided.values()]


def release(act: Act, batch_id: UUID) -> Batch:
    """Release a batch (vrijgeven) as a second person: its file is made and kept, its payments are on their way.

    Raises:
        NotFound: it is not a batch of the actor's fund.
        NotAllowed: the actor took one of its decisions, as first or second person, filed one of its claims, registered
            or checked one of its payees, or noted that a file with one of its payments was not executed.
        Refusal: no bank file can be made of it.
        WrongStep: it was released before, a payee is not checked, or a resident has chosen another way to pay since.
    """
    fund, made = _open(act, batch_id)
    payments = payments_of(act.session, made)
    rules.refuse_own_decision(act.by.id, deciders(payments))
    rules.refuse_involved(act.by.id, involved(act.session, payments))
    if changed(act.session, payments):
        raise WrongStep(
            "Voor een betaling hierin is intussen een andere weg gekozen. "
            "Haal de batch uit elkaar en maak haar opnieuw."
        )
    made.state, made.released_at, made.released_by = BatchState.RELEASED, act.at, act.by.id
    made.execute_on = on_or_after(act.today)
    _keep_file(act.session, fund, made, sepa.Head(_account(fund), made.message, act.at, made.execute_on))
    for payment in payments:
        ledger.post(act, fund.id, journal.released(subject(act.session, payment, act.by.pseudonym), payment.cents))
        payment.state = PaymentState.RELEASED
        act.record("payouts.release", about(payment, fund), cents=payment.cents)
    act.session.flush()
    return made


def undo(act: Act, batch_id: UUID) -> None:
    """Take an open batch apart: its payments are due again.

    Raises:
        NotFound: it is not a batch of the actor's fund.
        WrongStep: it was released before.
    """
    fund, made = _open(act, batch_id)
    for payment in payments_of(act.session, made):
        due_again(act, payment)
        act.record("payouts.undo", about(payment, fund), cents=payment.cents, code=made.message)
    act.session.flush()
    transfer_ids = select(Transfer.id).where(Transfer.batch_id == made.id)
    act.session.execute(delete(Carried).where(Carried.transfer_id.in_(transfer_ids)))
    for transfer in act.session.scalars(select(Transfer).where(Transfer.batch_id == made.id)):
        act.session.delete(transfer)
    act.session.flush()
    act.session.delete(made)
    act.session.flush()


def _open(act: Act, batch_id: UUID) -> tuple[Fund, Batch]:
    fund, made = lock_batch(act, batch_id)
    if made.state is not BatchState.OPEN:
        raise WrongStep("Deze batch is al vrijgegeven.")
    return fund, made


def _batch(act: Act, fund_id: UUID, due: Sequence[Payment]) -> Batch:
    made = Batch(
        fund_id=fund_id,
        message=references.bank(new_id().bytes),
        state=BatchState.OPEN,
        count=0,
        cents=sum(payment.cents for payment in due),
        made_at=act.at,
        made_by=act.by.id,
    )
    act.session.add(made)
    act.session.flush()
    for payee_id, payments in _grouped(act.session, due):
        _transfer(act, made, payee_id, payments)
        made.count += 1
    act.session.flush()
    return made


def _grouped(session: Session, due: Sequence[Payment]) -> Iterable[tuple[UUID, list[Payment]]]:
    """Group payments that travel as one sum: all to one account of a shelter; any other payment goes alone."""
    kinds = {
        payee.id: payee.kind
        for payee in session.scalars(select(Payee).where(Payee.id.in_({of.payee_id for of in due})))
    }
    groups: dict[tuple[UUID, UUID], list[Payment]] = defaultdict(list)
    for payment in due:
        if payment.payee_id is None:
            raise ValueError("a due payment has its payee")
        groups[payment.payee_id, payment.payee_id if rules.together(kinds[payment.payee_id]) else payment.id].append(
            payment
        )
    return [(payee_id, payments) for (payee_id, _), payments in groups.items()]


def _transfer(act: Act, made: Batch, payee_id: UUID, payments: Sequence[Payment]) -> None:
    transfer = Transfer(
        batch_id=made.id,
        end_to_end=rules.end_to_end([(payment.id, payment.attempt) for payment in payments]),
        payee_id=payee_id,
        cents=sum(payment.cents for payment in payments),
        remittance=payments[0].remittance if len(payments) == 1 else made.message,
        state=TransferState.OPEN,
    )
    act.session.add(transfer)
    act.session.flush()
    for payment in payments:
        on_its_way(act, payment, transfer.id)


def _keep_file(session: Session, fund: Fund, made: Batch, head: sepa.Head) -> None:
    orders = []
    for transfer in session.scalars(select(Transfer).where(Transfer.batch_id == made.id).order_by(Transfer.end_to_end)):
        to = payees.for_payment(session, transfer.payee_id)
        account = sepa.Party(to.holder, to.iban, to.bic)
        orders.append(sepa.CreditTransfer(transfer.end_to_end, account, transfer.cents, transfer.remittance))
    try:
        file = sepa.file(head, orders)
    except sepa.UnfitFile as wrong:
        raise Refusal(
            "Van deze batch kan geen bankbestand worden gemaakt. Haal haar uit elkaar en kijk de begunstigden na."
        ) from wrong
    seal(session, made, Batch.file, general_key(session, fund.region_id).id, file)
    made.file_sha256 = sha256(file).hexdigest()


def _account(fund: Fund) -> sepa.Party:
    return sepa.Party(fund.account_name, fund.iban, fund.bic)

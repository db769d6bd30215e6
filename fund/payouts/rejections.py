"""Note that the bank did not execute a batch: its payments are due again, for a new batch."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from fund.core.errors import WrongStep
from fund.keys.queries import general_key
from fund.keys.sealed import seal
from fund.ledger import actions as ledger
from fund.ledger import journal
from fund.payouts import rules
from fund.payouts.models import Batch, BatchState, Transfer, TransferState
from fund.payouts.payments import about, due_again, lock_batch, subject
from fund.payouts.queries import payments_of
from fund.people.act import Act
from fund.people.models import Account


def not_executed(act: Act, batch_id: UUID, reason: str) -> Batch:
    """Note that the bank executed nothing of a released batch (niet uitgevoerd): each payment is due again.

    The actor is not the person who released it, and may not release these payments again, so that nobody can pay twice
    alone.

    Raises:
        NotFound: it is not a batch of the actor's fund.
        NotAllowed: the actor released it.
        WrongStep: it is not at the bank, or the bank has answered on one of its transfers.
        Refusal: the reason is missing or too long.
    """
    fund, made = lock_batch(act, batch_id)
    _unanswered(act.session, made)
    rules.refuse_own_release(act.by.id, made.released_by)
    neat = rules.fit_reason(reason)
    released_by = act.session.scalar(select(Account.pseudonym).where(Account.id == made.released_by))
    for payment in payments_of(act.session, made):
        of = subject(act.session, payment, released_by)
        ledger.post(act, fund.id, journal.reopened(of, payment.cents))
        due_again(act, payment)
        payment.attempt += 1
        act.record("payouts.not_executed", about(payment, fund), cents=payment.cents, code=made.message)
    made.state, made.not_executed_at, made.not_executed_by = BatchState.NOT_EXECUTED, act.at, act.by.id
    seal(act.session, made, Batch.reason, general_key(act.session, fund.region_id).id, neat)
    act.session.flush()
    return made


def _unanswered(session: Session, made: Batch) -> None:
    if made.state is BatchState.OPEN:
        raise WrongStep("Deze batch is nog niet vrijgegeven. U kunt haar uit elkaar halen.")
    if made.state is BatchState.NOT_EXECUTED:
        raise WrongStep("Dat deze batch niet is uitgevoerd, is al genoteerd.")
    answered = select(Transfer.id).where(Transfer.batch_id == made.id, Transfer.state != TransferState.OPEN).limit(1)
    if session.scalar(answered) is not None:
        raise WrongStep("De bank voerde al een betaling uit deze batch uit. Haal het afschrift op voor de rest.")

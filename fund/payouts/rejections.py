"""Take back what the bank did not execute: its payments are owed again, and a new batch can take them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from fund.core.errors import WrongStep
from fund.keys.queries import house_key
from fund.keys.sealed import seal
from fund.ledger import actions as ledger
from fund.ledger import journal
from fund.payouts import rules
from fund.payouts.models import Batch, BatchState, Transfer, TransferState
from fund.payouts.payments import Told, due_again, note, subject
from fund.payouts.queries import payments_of
from fund.payouts.taking import taken_batch
from fund.people.models import Account
from fund.people.rules import Actor


def not_executed(session: Session, by: Actor, at: datetime, batch_id: UUID, reason: str) -> Batch:
    """Note that the bank executed nothing of a released batch (niet uitgevoerd), with its reason: each payment is due for another try.

    Done by another than who released it; and who did it does not release these payments again, so that nobody pays twice alone.

    Raises:
        NotFound: no batch of her fund.
        NotAllowed: she released it.
        WrongStep: it is not at the bank, or the bank has answered on one of its transfers.
        Refusal: the reason is missing or too long.
    """
    fund, made = taken_batch(session, by, batch_id)
    _unanswered(session, made)
    rules.refuse_own_release(by.id, made.released_by)
    neat = rules.fit_reason(reason)
    released_by = session.scalar(select(Account.pseudonym).where(Account.id == made.released_by))
    for payment in payments_of(session, made):
        about = subject(session, payment, released_by)
        ledger.post(session, fund.id, journal.reopened(about, payment.cents), at)
        due_again(session, payment)
        payment.attempt += 1
        note(session, "payouts.not_executed", Told(by, at, fund), payment, made.message)
    made.state, made.not_executed_at, made.not_executed_by = BatchState.NOT_EXECUTED, at, by.id
    seal(session, made, Batch.reason, house_key(session, fund.region_id).id, neat)
    session.flush()
    return made


def _unanswered(session: Session, made: Batch) -> None:
    if made.state is BatchState.OPEN:
        raise WrongStep("Deze batch is nog niet vrijgegeven. U kunt haar uit elkaar halen.")
    if made.state is BatchState.NOT_EXECUTED:
        raise WrongStep("Dat deze batch niet is uitgevoerd, is al genoteerd.")
    answered = select(Transfer.id).where(Transfer.batch_id == made.id, Transfer.state != TransferState.OPEN).limit(1)
    if session.scalar(answered) is not None:
        raise WrongStep("De bank voerde al een betaling uit deze batch uit. Haal het afschrift op voor de rest.")

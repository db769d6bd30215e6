"""Read payments and batches of an administrator's own fund; who is paid what only for one batch at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, case, func, or_, select
from sqlalchemy.orm import Session, aliased, undefer

from fund.claims.models import Claim, Line
from fund.claims.rules import DECIDED, Lack
from fund.core.errors import NotFound
from fund.core.money import Cents
from fund.db import fetch_one
from fund.keys.sealed import open_, open_text
from fund.payees import queries as payees
from fund.payees.models import Payee
from fund.payouts.models import (
    Batch,
    BatchState,
    Carried,
    Payment,
    PaymentState,
    Statement,
    Transfer,
    TransferState,
    Unmatched,
)
from fund.payouts.payable import payable
from fund.people.rules import Actor, Verb
from fund.regions.models import Fund


@dataclass(frozen=True, slots=True)
class UnpaidLine:
    """A granted line that is not in a batch yet, with what it lacks to be paid; None when it lacks nothing."""

    claim_id: UUID
    reference: str
    position: int
    category: str
    cents: Cents
    lack: Lack | None


@dataclass(frozen=True, slots=True)
class TransferRow:
    """One transfer of a batch, with who receives it and the lines in it."""

    transfer: Transfer
    kind: str
    holder: str
    iban_end: str
    lines: tuple[tuple[str, int, str, Cents], ...]


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch, with how many of its transfers the bank has not answered, and how many came back."""

    batch: Batch
    unanswered: int
    returned: int


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement that was read, with its entries that match no transfer."""

    statement: Statement
    unmatched: tuple[Unmatched, ...]


def unpaid_lines(session: Session, actor: Actor, fund_id: UUID) -> Sequence[UnpaidLine]:
    """Return what a fund of the reader granted and did not batch yet, oldest decision first."""
    rows = session.execute(
        select(Claim.id, Claim.reference, Line.position, Line.category, Line.granted, _lack())
        .join(Line, Line.claim_id == Claim.id)
        .outerjoin(Payee, Payee.id == Line.payee_id)
        .outerjoin(Payment, (Payment.claim_id == Line.claim_id) & (Payment.position == Line.position))
        .where(Claim.fund_id == fund_id, Claim.region_id.in_(actor.regions(Verb.READ_PAYOUTS)))
        .where(Claim.state.in_(DECIDED))
        .where(Line.granted > 0, Payment.state.is_(None) | Payment.state.in_((PaymentState.WAITING, PaymentState.DUE)))
        .order_by(Claim.decided_at, Claim.id, Line.position)
        .limit(200)
    )
    return [UnpaidLine(*row[:4], row[4] or 0, Lack(row[5]) if row[5] else None) for row in rows]


def batches(session: Session, actor: Actor, fund_id: UUID, most: int = 30) -> list[BatchRow]:
    """Return the newest batches of a fund of the reader, with how many transfers have no answer or came back."""
    wanted = select(Batch, _of_batch(TransferState.OPEN), _of_batch(TransferState.RETURNED))
    wanted = wanted.where(Batch.fund_id.in_(_own(actor, fund_id)))
    wanted = wanted.order_by(Batch.state != BatchState.OPEN, Batch.made_at.desc(), Batch.id).limit(most)
    return [BatchRow(*row) for row in session.execute(wanted)]


def batch(session: Session, actor: Actor, batch_id: UUID) -> Batch:
    """Return a batch of the reader's own fund; NotFound otherwise."""
    return fetch_one(
        session,
        select(Batch)
        .join(Fund, Fund.id == Batch.fund_id)
        .where(Batch.id == batch_id, Fund.region_id.in_(actor.regions(Verb.READ_PAYOUTS))),
    )


def transfers(session: Session, batch: Batch) -> list[TransferRow]:
    """Return the transfers of a batch that the reader may see, each with its lines."""
    transfers = session.scalars(
        select(Transfer).where(Transfer.batch_id == batch.id).order_by(Transfer.cents.desc(), Transfer.id)
    ).all()
    paid_to = session.scalars(
        select(Payee)
        .where(Payee.id.in_({t.payee_id for t in transfers}))
        .options(undefer(Payee.holder), undefer(Payee.iban))
    ).all()
    accounts = payees.opened(session, paid_to)
    kinds = {payee.id: payee.kind for payee in paid_to}
    lines = _lines(session, batch)
    return [
        TransferRow(
            t,
            kinds[t.payee_id],
            accounts[t.payee_id].holder,
            accounts[t.payee_id].iban[-4:],
            tuple(lines.get(t.id, ())),
        )
        for t in transfers
    ]


def payments_of(session: Session, batch: Batch) -> Sequence[Payment]:
    """Return the payments that travel in a batch, or did before they came back, as they are now in the database."""
    payments = (
        select(Payment)
        .join(Carried, Carried.payment_id == Payment.id)
        .join(Transfer, Transfer.id == Carried.transfer_id)
    )
    payments = payments.where(Transfer.batch_id == batch.id)
    return session.scalars(payments.order_by(Payment.id).execution_options(populate_existing=True)).all()


def deciders(payments: Iterable[Payment]) -> frozenset[UUID]:
    """Return who decided on these payments, as first or second person: none of them may release them."""
    return frozenset(person for payment in payments for person in (payment.decided_by, payment.second_by) if person)


def involved(session: Session, payments: Iterable[Payment]) -> frozenset[UUID]:
    """Return who else may release none of these payments.

    They filed the claims, registered or checked the payees, or noted that a file with one of these was not executed.
    """
    of = list(payments)
    filed = select(Claim.made_by, Claim.submitted_by).where(Claim.id.in_({payment.claim_id for payment in of}))
    written = select(Payee.made_by, Payee.checked_by).where(Payee.id.in_({payment.payee_id for payment in of}))
    noted = (
        select(Batch.not_executed_by)
        .join(Transfer, Transfer.batch_id == Batch.id)
        .join(Carried, Carried.transfer_id == Transfer.id)
    )
    noted = noted.where(Carried.payment_id.in_({payment.id for payment in of}))
    rows = [*session.execute(filed), *session.execute(written), *session.execute(noted)]
    return frozenset(person for row in rows for person in row if person is not None)


def file(session: Session, batch: Batch) -> bytes:
    """Return the bytes of a released batch's file, each time the same.

    Raises:
        NotFound: it is not released, or was not executed: sent again it would pay twice.
    """
    kept = session.scalars(select(Batch).where(Batch.id == batch.id).options(undefer(Batch.file))).one()
    if kept.file is None or kept.state is not BatchState.RELEASED:
        raise NotFound
    return open_(session, kept, Batch.file)


def bank_reason(session: Session, batch: Batch) -> str | None:
    """Return why the bank did not execute a batch; None when it did, or has not answered."""
    kept = session.scalars(select(Batch).where(Batch.id == batch.id).options(undefer(Batch.reason))).one()
    return open_text(session, kept, Batch.reason) if kept.reason else None


def statements(session: Session, actor: Actor, fund_id: UUID, most: int = 5) -> Sequence[StatementRow]:
    """Return the newest statements of a fund of the reader, each with its entries that match no transfer."""
    newest = select(Statement.id).where(Statement.fund_id.in_(_own(actor, fund_id)))
    newest = newest.order_by(Statement.read_at.desc(), Statement.id).limit(most)
    rows = session.execute(
        select(Statement, Unmatched)
        .outerjoin(Unmatched, Unmatched.statement_id == Statement.id)
        .where(Statement.id.in_(newest))
        .order_by(Statement.read_at.desc(), Statement.id, Unmatched.on, Unmatched.cents)
    )
    return [
        StatementRow(kept, tuple(row[1] for row in of if row[1])) for kept, of in groupby(rows, key=lambda row: row[0])
    ]


def _own(actor: Actor, fund_id: UUID) -> Select[UUID]:
    return select(Fund.id).where(Fund.id == fund_id, Fund.region_id.in_(actor.regions(Verb.READ_PAYOUTS)))


def _lack() -> ColumnElement[str | None]:
    other = aliased(Payee)
    belongs = or_(other.resident_id.is_(None), other.resident_id == Claim.resident_id)
    usual = select(other.id).where(
        other.shelter_id == Claim.shelter_id, other.kind == Line.payee_kind, belongs, other.checked_at.is_not(None)
    )
    usual = usual.where(Line.payee_kind.in_(payees.USUAL)).order_by(other.made_at.desc(), other.id).limit(1)
    payee_id = func.coalesce(Line.payee_id, usual.correlate(Claim, Line).scalar_subquery())
    return case(
        (payee_id.is_(None), Lack.ACCOUNT.value),
        (Line.payee_id.is_not(None) & Payee.checked_at.is_(None), Lack.CHECK.value),
        (~payable(payee_id), Lack.WAY.value),
        else_=None,
    )


def _of_batch(state: TransferState) -> ScalarSelect[int]:
    return select(func.count()).where(Transfer.batch_id == Batch.id, Transfer.state == state).scalar_subquery()


def _lines(session: Session, batch: Batch) -> dict[UUID, list[tuple[str, int, str, Cents]]]:
    rows = session.execute(
        select(Carried.transfer_id, Claim.reference, Payment.position, Payment.category, Payment.cents)
        .join(Transfer, Transfer.id == Carried.transfer_id)
        .join(Payment, Payment.id == Carried.payment_id)
        .join(Claim, Claim.id == Payment.claim_id)
        .where(Transfer.batch_id == batch.id)
        .order_by(Claim.reference, Payment.position)
    )
    found: dict[UUID, list[tuple[str, int, str, Cents]]] = {}
    for transfer_id, reference, position, category, cents in rows:
        found.setdefault(transfer_id, []).append((reference, position, category, cents))
    return found

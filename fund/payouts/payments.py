"""Payments: what the fund owes for each granted line, due where it is safe to pay, waiting where it is not."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, undefer

from fund import policy
from fund.claims import actions as claims
from fund.claims.models import Claim, Line
from fund.claims.rules import DECIDED
from fund.core.calendar import day_of
from fund.core.errors import NotFound
from fund.decisions.models import Decision, Stage
from fund.decisions.rules import PAYEE
from fund.keys.queries import unlock
from fund.keys.sealed import blind, open_text
from fund.ledger import journal
from fund.ledger import queries as ledger
from fund.ledger.actions import lock
from fund.payees import queries as payees
from fund.payees.models import Payee
from fund.payouts import rules
from fund.payouts.models import Batch, Carried, Payment, PaymentState
from fund.people.act import Act
from fund.people.rules import Verb
from fund.regions.models import Fund
from fund.residents.models import Resident
from fund.texts import queries as texts
from fund.trail.models import About


def lock_fund(act: Act, fund_id: UUID) -> Fund:
    """Return the actor's own fund, its book locked before anything is read; NotFound otherwise."""
    mine = select(Fund).where(Fund.id == fund_id, Fund.region_id.in_(act.by.regions(Verb.RELEASE)))
    fund = act.session.scalar(mine)
    if fund is None:
        raise NotFound
    lock(act, fund.id)
    return fund


def lock_batch(act: Act, batch_id: UUID) -> tuple[Fund, Batch]:
    """Return a batch of the actor's own fund as it is now, and the fund, its book locked; NotFound otherwise."""
    fund_id = act.session.scalar(select(Batch.fund_id).where(Batch.id == batch_id))
    if fund_id is None:
        raise NotFound
    fund = lock_fund(act, fund_id)
    made = act.session.get(Batch, batch_id, populate_existing=True)
    if made is None:
        raise NotFound
    return fund, made


def gather(act: Act, fund: Fund) -> None:
    """Make a payment of every granted line that has none, and see again which open payments are safe to pay."""
    session = act.session
    rows = session.execute(_granted_lines(fund).where(Payment.id.is_(None))).all()
    about = (
        ledger.subjects(session, fund.id, [(claim.reference, line.position) for line, claim, _ in rows]) if rows else {}
    )
    versions = texts.texts_of(session, fund.region_id)
    for line, claim, decision in rows:
        decided_at = decision.second_at or decision.decided_at
        session.add(
            Payment(
                fund_id=fund.id,
                claim_id=claim.id,
                position=line.position,
                resident_id=claim.resident_id,
                budget_id=about[claim.reference, line.position].budget_id,
                category=line.category,
                cents=line.granted,
                remittance=claim.reference,
                state=PaymentState.DUE,
                decided_by=decision.decided_by,
                second_by=decision.second_by,
                decided_at=decided_at,
                pay_by=rules.pay_by(day_of(decided_at), policy.terms(versions, day_of(decided_at)).pay_days),
            )
        )
    session.flush()
    _find_ways(act, fund)


def way(session: Session, payment: Payment, line: Line, shelter_id: UUID) -> Payee | None:
    """Return who receives a payment if it is sent now, by the safe-payee questions; None: it waits."""
    payee_id = line.payee_id or payees.usual_payee_id(session, line.payee_kind, payment.resident_id, shelter_id)
    return payees.destination(session, payment.resident_id, payee_id) if payee_id else None


def on_its_way(act: Act, payment: Payment, transfer_id: UUID) -> None:
    """Put a payment into a transfer."""
    payment.state, payment.transfer_id = PaymentState.BATCHED, transfer_id
    act.session.add(Carried(transfer_id=transfer_id, payment_id=payment.id))
    claims.mark_paying(act, payment.claim_id, payment.position, True)


def due_again(act: Act, payment: Payment) -> None:
    """Let a payment wait for another batch."""
    payment.state, payment.transfer_id, payment.paid_on = PaymentState.DUE, None, None
    claims.mark_paying(act, payment.claim_id, payment.position, False)


def changed(session: Session, payments: Sequence[Payment]) -> bool:
    """Tell whether one of these payments would now go another way, because the resident chose again since."""
    for payment, line, claim, _ in session.execute(
        _open_lines().where(Payment.id.in_([payment.id for payment in payments]))
    ).all():
        to = way(session, payment, line, claim.shelter_id)
        if to is None or to.id != payment.payee_id:
            return True
    return False


def subject(session: Session, payment: Payment, released_by: str | None) -> journal.Subject:
    """Return the subject of a payment's entries: the line as granted, who really receives it, and who released it."""
    claim = session.execute(select(Claim.reference, Claim.region_id).where(Claim.id == payment.claim_id)).one()
    line = (claim.reference, payment.position)
    receiver = blind(session, claim.region_id, PAYEE, str(payment.payee_id))
    return replace(ledger.subjects(session, payment.fund_id, [line])[line], payee=receiver, released_by=released_by)


def about(payment: Payment, fund: Fund) -> About:
    """Return what the audit events of a payment are about."""
    return About(fund.region_id, payment.resident_id, payment.claim_id, payment.position)


def _find_ways(act: Act, fund: Fund) -> None:
    session = act.session
    open_ = Payment.state.in_((PaymentState.WAITING, PaymentState.DUE))
    rows = session.execute(_open_lines().where(Payment.fund_id == fund.id, open_)).all()
    unlock(session, {resident.key_id for _, _, _, resident in rows})
    for payment, line, claim, resident in rows:
        to = way(session, payment, line, claim.shelter_id)
        was, payment.state = payment.state, PaymentState.DUE if to else PaymentState.WAITING
        payment.payee_id = to.id if to else None
        if to:
            payment.remittance = rules.remittance(
                to.kind, line.reference, claim.reference, open_text(session, resident, Resident.name)
            )
        elif was is PaymentState.DUE:
            act.record("payouts.wait", about(payment, fund), cents=payment.cents)
    session.flush()


def _granted_lines(fund: Fund) -> Select[Line, Claim, Decision]:
    return (
        select(Line, Claim, Decision)
        .join(Claim, Claim.id == Line.claim_id)
        .join(Decision, (Decision.claim_id == Claim.id) & (Decision.stage == Stage.FINAL))
        .outerjoin(Payment, (Payment.claim_id == Line.claim_id) & (Payment.position == Line.position))
        .where(Claim.fund_id == fund.id, Claim.state.in_(DECIDED), Line.granted > 0)
        .order_by(Decision.decided_at, Line.position, Line.id)
    )


def _open_lines() -> Select[Payment, Line, Claim, Resident]:
    return (
        select(Payment, Line, Claim, Resident)
        .join(Line, (Line.claim_id == Payment.claim_id) & (Line.position == Payment.position))
        .join(Claim, Claim.id == Payment.claim_id)
        .join(Resident, Resident.id == Payment.resident_id)
        .options(undefer(Resident.name))
        .order_by(Payment.id)
    )

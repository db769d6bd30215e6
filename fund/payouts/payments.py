"""Payments: what the fund owes for each granted line, due where it is safe to pay, waiting where it is not."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from fund import policy
from fund.claims.models import Claim, Line
from fund.claims.rules import State
from fund.core.calendar import day_of
from fund.decisions.models import Decision, Stage
from fund.ledger import journal
from fund.ledger import queries as ledger
from fund.payees import queries as payees
from fund.payouts import rules
from fund.payouts.models import Payment, PaymentState
from fund.people.rules import Reader
from fund.regions.models import Fund
from fund.texts import queries as texts
from fund.trail import actions as trail


def gather(session: Session, fund: Fund) -> None:
    """Turn every granted line that has no payment yet into one: due where it is safe to pay, waiting where it is not."""
    rows = session.execute(
        select(Line, Claim, Decision)
        .join(Claim, Claim.id == Line.claim_id)
        .join(Decision, (Decision.claim_id == Claim.id) & (Decision.stage == Stage.FINAL))
        .outerjoin(Payment, (Payment.claim_id == Line.claim_id) & (Payment.position == Line.position))
        .where(Claim.fund_id == fund.id, Claim.state.in_((State.DECIDED, State.OBJECTED)), Line.granted > 0, Payment.id.is_(None))
        .order_by(Decision.decided_at, Line.position)
    )
    versions = texts.texts_of(session, fund.region_id)
    for line, claim, decision in rows.all():
        decided_at = decision.second_at or decision.decided_at
        pay_days = policy.terms(versions, day_of(decided_at)).pay_days
        owed = _owed(session, fund, line, claim)
        owed.decided_by, owed.second_by, owed.decided_at = decision.decided_by, decision.second_by, decided_at
        owed.pay_by = rules.pay_by(day_of(decided_at), pay_days)
        session.add(owed)
    session.flush()
    _wake(session, fund)


def subject(session: Session, payment: Payment, released_by: str | None) -> journal.Subject:
    """Return what a payment's entries are about: the line as it was granted, and who released it."""
    reference = session.scalars(select(Claim.reference).where(Claim.id == payment.claim_id)).one()
    return replace(_granted(session, payment.fund_id, reference, payment.position), released_by=released_by)


def told(session: Session, by: Reader, at: datetime, fund: Fund, payment: Payment, verb: str, code: str | None = None) -> None:  # noqa: PLR0917
    """Write what happened to a payment to the trail of its claim."""
    trail.step(
        session,
        verb,
        at=at,
        by_id=by.id,
        region_id=fund.region_id,
        resident_id=payment.resident_id,
        claim_id=payment.claim_id,
        position=payment.position,
        cents=payment.cents,
        code=code,
    )


def _owed(session: Session, fund: Fund, line: Line, claim: Claim) -> Payment:
    return Payment(
        fund_id=fund.id,
        claim_id=claim.id,
        position=line.position,
        resident_id=claim.resident_id,
        budget_id=_granted(session, fund.id, claim.reference, line.position).budget_id,
        category=line.category,
        cents=line.granted,
        payee_id=None,
        remittance=claim.reference,
        state=PaymentState.WAITING,
    )


def _granted(session: Session, fund_id: UUID, reference: str, position: int) -> journal.Subject:
    return ledger.subjects(session, fund_id, [(reference, position)])[reference, position]


def _wake(session: Session, fund: Fund) -> None:
    """Make due what has a safe way by now."""
    waiting = session.execute(
        select(Payment, Line)
        .join(Line, (Line.claim_id == Payment.claim_id) & (Line.position == Payment.position))
        .where(Payment.fund_id == fund.id, Payment.state.in_((PaymentState.WAITING, PaymentState.DUE)))
    )
    for payment, line in waiting.all():
        to = payees.destination(session, payment.resident_id, line.payee_id) if line.payee_id else None
        payment.payee_id = to.id if to else None
        payment.state = PaymentState.DUE if to else PaymentState.WAITING
        if to:
            payment.remittance = rules.remittance(to.kind, line.reference if to.id == line.payee_id else None, payment.remittance)
    session.flush()

"""What tests ask of a claim, its steps and its reservations; and shortcuts on its way."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from fund import policy
from fund.claims import actions, queries
from fund.claims.actions import Settled
from fund.claims.assessment import assess
from fund.claims.assessment import policy_claim as read
from fund.claims.dossier import Dossier
from fund.claims.models import Claim, Line, Outcome
from fund.claims.rules import Move
from fund.ledger.models import Reservation
from fund.ledger.models import ReservationState as Held
from fund.payees import actions as payees
from fund.people.act import Act
from fund.people.rules import Actor
from fund.trail.models import Audience, AuditEvent
from tests.claims.cast import AT, TODAY, Cast, ready


def lines(session: Session, claim: Claim) -> Sequence[Line]:
    return queries.lines(session, claim.id)


def steps(session: Session, claim: Claim) -> list[tuple[str, int | None]]:
    told = session.scalars(
        select(AuditEvent).where(AuditEvent.claim_id == claim.id, AuditEvent.audience == Audience.ALL)
    ).all()
    return sorted((step.verb, step.cents) for step in told)


def reserved(session: Session, claim: Claim) -> list[tuple[int, int]]:
    found = select(Reservation).where(Reservation.claim_id == claim.id, Reservation.state == Held.RESERVED)
    return [(row.position, row.cents) for row in session.scalars(found.order_by(Reservation.position))]


def clothes(cast: Cast, cents: int = 18500) -> UUID:
    return cast.cost("CLOTHING", cents, "shelter", cast.evidence("declaration")).id


def submitted(cast: Cast) -> Claim:
    claim = ready(cast, cast.fee())
    return actions.submit(Act(cast.session, cast.bakker, AT), claim.id)


def policy_claim(session: Session, claim: Claim) -> policy.ClaimFacts:
    return read(Dossier(session, claim), TODAY)


def policy_assess(session: Session, claim: Claim) -> int:
    return assess(Dossier(session, claim), TODAY).granted


def decide(session: Session, claim: Claim, granted: int, by: Actor) -> None:
    how = Outcome.GRANTED if granted else Outcome.REFUSED
    actions.move(claim, Move.DECIDE)
    actions.settle(Act(session, by, AT), Dossier(session, claim), [Settled(1, granted, 1, 1, 0, how)], how)
    session.flush()


def asked(session: Session, claim: Claim) -> None:
    actions.move(claim, Move.ASK)
    claim.paused_on, claim.answer_by = date(2026, 10, 6), date(2026, 10, 13)
    session.flush()


def actions_line(line: Line, claim: Claim) -> Line:
    names = ("cost_id", "category", "from_", "until", "units", "claimed", "received", "payee_kind", "facts")
    return Line(claim_id=claim.id, position=1, **{name: getattr(line, name) for name in names})


def account(cast: Cast, kind: str) -> UUID:
    by = cast.lind
    shelter_id = cast.shelter_id
    return payees.register(
        Act(cast.session, by, AT),
        shelter_id=shelter_id,
        resident_id=None,
        kind=kind,
        holder="Bank",
        iban="NL91 ABNA 0417 1643 00",
    ).id

"""Weigh a claim and keep the receipt; hold what is guaranteed, so that it is never refused for lack of budget."""

import hashlib
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fund import policy
from fund.claims import queries, weighing
from fund.claims.drafts import note
from fund.claims.models import Assessed, Claim, Line
from fund.claims.settling import draw, hold
from fund.core.calendar import day_of
from fund.core.errors import OverBudget
from fund.ledger import actions as ledger
from fund.people.rules import Actor
from fund.texts.queries import texts_of


def keep(
    session: Session, by: Actor, at: datetime, claim: Claim, *, answers: weighing.Answers | None = None
) -> tuple[policy.Assessment, Assessed]:
    """Assess a claim now and keep its receipt, which can be made again to the same bytes."""
    texts = texts_of(session, claim.region_id)
    read = weighing.as_policy_claim(session, claim, day_of(at), answers)
    assessment = policy.assess(read, texts)
    body = policy.receipt(read, assessment)
    assessed = Assessed(
        claim_id=claim.id, at=at, by_id=by.id, body=body.decode(), sha256=hashlib.sha256(body).hexdigest()
    )
    session.add(assessed)
    session.flush()
    return assessment, assessed


def weigh_and_hold(session: Session, by: Actor, at: datetime, claim: Claim) -> policy.Assessment:
    """Assess a claim under the fund's lock, and hold what is guaranteed; where the budget has no room, hold the claim with a clock."""
    assessment, _ = keep(session, by, at, claim)
    note(session, "claims.assess", by, at, claim, cents=assessment.granted)
    short = False
    for line, result in zip(queries.lines(session, claim.id), assessment.lines, strict=True):
        short |= not _hold(session, by, at, claim, (line, result))
    held = session.scalar(select(func.sum(Line.held)).where(Line.claim_id == claim.id))
    if short:
        hold(claim, day_of(at))
        note(session, "claims.hold", by, at, claim)
    elif held:
        note(session, "claims.reserve", by, at, claim, cents=held)
    session.flush()
    return assessment


def _hold(session: Session, by: Actor, at: datetime, claim: Claim, weighed: tuple[Line, policy.AssessedLine]) -> bool:
    line, result = weighed
    line.guaranteed = result.guaranteed
    wanted = result.granted if result.guaranteed else 0
    if line.held:
        ledger.free(session, by, at, claim.fund_id, claim_id=claim.id, position=line.position)
    line.held = wanted or None
    if wanted:
        draw(line, result.units, result.floor_units, result.surplus, result.unlimited)
    else:
        draw(line, None, None, None, False)
    session.flush()
    if not wanted:
        return True
    try:
        ledger.reserve(
            session,
            by,
            at,
            claim.fund_id,
            claim_id=claim.id,
            reference=claim.reference,
            position=line.position,
            category=line.category,
            cents=wanted,
        )
    except OverBudget:
        return False
    return True

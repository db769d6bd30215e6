"""Weigh a claim and keep the receipt; hold what is guaranteed, so that it is never refused for lack of budget."""

import hashlib

from sqlalchemy import func, select

from fund import policy
from fund.claims import queries, weighing
from fund.claims.models import Assessed, Claim, Line
from fund.claims.settling import draw, hold
from fund.core.errors import OverBudget
from fund.ledger import actions as ledger
from fund.people.act import Act
from fund.texts.queries import texts_of


def keep(act: Act, claim: Claim, *, answers: weighing.Answers | None = None) -> tuple[policy.Assessment, Assessed]:
    """Assess a claim now and keep its receipt, which can be made again to the same bytes."""
    texts = texts_of(act.session, claim.region_id)
    read = weighing.as_policy_claim(act.session, claim, act.today, answers)
    assessment = policy.assess(read, texts)
    body = policy.receipt(read, assessment)
    assessed = Assessed(
        claim_id=claim.id, at=act.at, by_id=act.by.id, body=body.decode(), sha256=hashlib.sha256(body).hexdigest()
    )
    act.session.add(assessed)
    act.session.flush()
    return assessment, assessed


def weigh_and_hold(act: Act, claim: Claim) -> policy.Assessment:
    """Assess a claim under the fund's lock, and hold what is guaranteed; where the budget has no room, hold the claim with a clock."""
    assessment, _ = keep(act, claim)
    act.record("claims.assess", claim.about, cents=assessment.granted)
    short = False
    for line, result in zip(queries.lines(act.session, claim.id), assessment.lines, strict=True):
        short |= not _hold(act, claim, (line, result))
    held = act.session.scalar(select(func.sum(Line.held)).where(Line.claim_id == claim.id))
    if short:
        hold(claim, act.today)
        act.record("claims.hold", claim.about)
    elif held:
        act.record("claims.reserve", claim.about, cents=held)
    act.session.flush()
    return assessment


def _hold(act: Act, claim: Claim, weighed: tuple[Line, policy.AssessedLine]) -> bool:
    line, result = weighed
    line.guaranteed = result.guaranteed
    wanted = result.granted if result.guaranteed else 0
    if line.held:
        ledger.free(act, claim.fund_id, claim_id=claim.id, position=line.position)
    line.held = wanted or None
    if wanted:
        draw(line, result.units, result.floor_units, result.surplus, result.unlimited)
    else:
        draw(line, None, None, None, False)
    act.session.flush()
    if not wanted:
        return True
    try:
        ledger.reserve(
            act,
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

"""What administrators do in these tests, and what can be seen of it."""

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import select

from fund.claims.models import Claim
from fund.decisions import actions
from fund.decisions.models import Decision
from fund.decisions.reasons import Code
from fund.decisions.rules import Given
from fund.ledger.models import Budget
from fund.people.act import Act
from fund.people.rules import Actor
from fund.trail.models import Audience, AuditEvent
from tests.decisions.cast import AT, HARD, WORDS, Cast

FEE, CLOTHING = 185083, 15000
LATER = AT + timedelta(hours=1)
NOTHING = {1: Given(0, Code.NOT_HER_COST, WORDS), 2: Given(0, Code.COVERED_ELSEWHERE, WORDS)}


def grant(
    cast: Cast,
    claim: Claim,
    lines: Mapping[int, Given],
    *,
    by: Actor | None = None,
    hardship: str = "",
    seen: str | None = None,
) -> Decision:
    who = by or cast.hendriks
    return actions.grant(
        Act(cast.session, who, AT), claim.id, version=claim.version, lines=lines, hardship=hardship, seen=seen
    )


def refuse(cast: Cast, claim: Claim, hardship: str = HARD) -> Decision:
    return actions.propose_refusal(
        Act(cast.session, cast.hendriks, AT), claim.id, version=claim.version, lines=NOTHING, hardship=hardship
    )


def confirm(cast: Cast, claim: Claim, by: Actor | None = None) -> Decision:
    return actions.confirm(Act(cast.session, by or cast.bos, LATER), claim.id, version=claim.version)


def ask(
    cast: Cast,
    claim: Claim,
    by: Actor,
    *,
    what: str = "Stuur de rekening van de winkel.",
    answer_by: date = date(2026, 10, 20),
) -> None:
    actions.ask(Act(cast.session, by, AT), claim.id, version=claim.version, what=what, answer_by=answer_by)


def budget(cast: Cast) -> tuple[int, int]:
    """Return what is reserved and committed in the one budget."""
    row = cast.session.scalars(select(Budget)).one()
    cast.session.refresh(row)
    return row.reserved, row.committed


def steps(cast: Cast, claim: Claim) -> list[tuple[str, int | None, Audience]]:
    wanted = select(AuditEvent).where(AuditEvent.claim_id == claim.id, AuditEvent.verb.startswith("decisions."))
    return [
        (step.verb, step.cents, step.audience)
        for step in cast.session.scalars(wanted.order_by(AuditEvent.at, AuditEvent.id))
    ]

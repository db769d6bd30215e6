"""Write what was decided: the decision, each of its lines, and the words, sealed under her key."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from fund.claims.actions import keep, outcome
from fund.claims.models import Claim
from fund.decisions import queries
from fund.decisions.models import Decision, DecisionLine, Stage
from fund.decisions.rules import Given
from fund.decisions.weighing import Weighed, answers_of
from fund.keys.sealed import seal
from fund.people.act import Act
from fund.residents.models import Resident


def write(
    act: Act,
    now: Weighed,
    *,
    lines: Mapping[int, Given],
    hardship: str,
    budget_id: UUID | None = None,
) -> Decision:
    """Write a decision that still awaits its second person or its booking, and keep the assessment that it rests on."""
    _, assessed = keep(act, now.claim, answers=answers_of(lines))
    granted = sum(line.cents for line in lines.values())
    decision = Decision(
        claim_id=now.claim.id,
        stage=Stage.PROPOSED,
        came_from=now.claim.state,
        outcome=outcome(now.claim.claimed, granted),
        granted=granted,
        decided_by=act.by.id,
        decided_at=act.at,
        budget_id=budget_id,
        assessment_id=assessed.id,
    )
    if hardship.strip():
        seal(act.session, decision, Decision.hardship, key_of(act.session, now.claim), hardship.strip())
    act.session.add(decision)
    act.session.flush()
    for position, line in sorted(lines.items()):
        _write_line(act.session, decision, key_of(act.session, now.claim), position=position, line=line)
    act.session.flush()
    return decision


def given(session: Session, line: DecisionLine) -> Given:
    """Return what was decided of a line."""
    return Given(line.granted, line.code, queries.reason(session, line), line.facts)


def key_of(session: Session, claim: Claim) -> UUID:
    """Return the id of the key under which words about her are sealed."""
    return session.get_one(Resident, claim.resident_id).key_id


def _write_line(session: Session, decision: Decision, key_id: UUID, *, position: int, line: Given) -> None:
    row = DecisionLine(
        decision_id=decision.id, position=position, granted=line.cents, code=line.code, facts=dict(line.facts)
    )
    if line.reason.strip():
        seal(session, row, DecisionLine.reason, key_id, line.reason.strip())
    session.add(row)

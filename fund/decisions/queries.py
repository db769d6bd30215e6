"""Read decisions, what they say, and their letters; a claim of another region looks as if it did not exist."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session, undefer

from fund.claims import queries as claims
from fund.claims.models import Assessed, Claim
from fund.core.errors import NotFound
from fund.db import fetch_by_id, fetch_one
from fund.decisions.models import Completion, Decision, DecisionLine, Objection, Stage
from fund.decisions.rules import Given
from fund.keys.sealed import open_, open_text
from fund.people.models import Membership
from fund.people.rules import Actor, Verb
from fund.policy import Language


def claim_at_fund(session: Session, actor: Actor, claim_id: UUID, verb: Verb = Verb.READ_QUEUE) -> Claim:
    """Return a claim of a fund where the actor may do `verb`, as it is now in the database; NotFound otherwise."""
    wanted = select(Claim).where(
        Claim.id == claim_id, Claim.region_id.in_(actor.regions(verb)), Claim.submitted_at.is_not(None)
    )
    return fetch_one(session, wanted.execution_options(populate_existing=True))


def role_ends_at(session: Session, account_id: UUID, shelter_id: UUID) -> Sequence[date | None]:
    """Return the ends of a person's roles at a shelter, None for a role that has no end."""
    return session.scalars(
        select(Membership.until).where(Membership.account_id == account_id, Membership.shelter_id == shelter_id)
    ).all()


def decisions(session: Session, claim_id: UUID) -> Sequence[Decision]:
    """Return the decisions on a claim that the reader may see, newest first."""
    wanted = select(Decision).where(Decision.claim_id == claim_id).order_by(Decision.decided_at.desc(), Decision.id)
    return session.scalars(wanted).all()


def newest_decision(session: Session, claim_id: UUID, stage: Stage) -> Decision | None:
    """Return the newest decision of a stage on a claim that the reader may see."""
    return next((decision for decision in decisions(session, claim_id) if decision.stage is stage), None)


def decision_lines(session: Session, decision_id: UUID) -> Sequence[DecisionLine]:
    """Return what a decision says on each line, in their order."""
    wanted = select(DecisionLine).where(DecisionLine.decision_id == decision_id).options(undefer(DecisionLine.reason))
    return session.scalars(wanted.order_by(DecisionLine.position)).all()


def given_of(session: Session, decision: Decision) -> dict[int, Given]:
    """Return what was decided on each line, by position."""
    lines = decision_lines(session, decision.id)
    return {line.position: Given(line.granted, line.code, reason(session, line), line.facts) for line in lines}


def reason(session: Session, line: DecisionLine) -> str:
    """Open the written reason of a line; empty when none was needed."""
    return open_text(session, line, DecisionLine.reason) if line.reason else ""


def words(session: Session, decision: Decision, column: InstrumentedAttribute[object]) -> str:
    """Open the weighing of hardship, or the remark, of a decision; empty when there is none."""
    return open_text(session, decision, column) if getattr(decision, column.key) else ""


def assessment(session: Session, decision: Decision) -> Assessed:
    """Return the assessment that a decision rests on."""
    return session.get_one(Assessed, decision.assessment_id)


def completion(session: Session, claim_id: UUID) -> tuple[Completion, str] | None:
    """Return the newest request to complete a claim that the reader may see, with what it asks."""
    wanted = (
        select(Completion).where(Completion.claim_id == claim_id).order_by(Completion.asked_at.desc(), Completion.id)
    )
    asked = session.scalar(wanted.limit(1))
    return None if asked is None else (asked, open_text(session, asked, Completion.what))


def objection(session: Session, decision_id: UUID) -> Objection | None:
    """Return the objection to a decision that the reader may see."""
    return session.scalar(select(Objection).where(Objection.decision_id == decision_id))


def letter(session: Session, actor: Actor, decision_id: UUID, language: Language) -> tuple[Claim, bytes]:
    """Return a decision's letter and its claim, for the resident's shelter and for the fund.

    Raises:
        NotFound: the reader may not see the claim, or the decision is not final.
    """
    decision = fetch_by_id(session, Decision, decision_id)
    if decision.stage is not Stage.FINAL:
        raise NotFound
    column = {"nl": Decision.letter_nl, "en": Decision.letter_en}[language]
    return claims.claim(session, actor, decision.claim_id), open_(session, decision, column)

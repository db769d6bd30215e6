"""Ask for completion (aanvulling, Awb 4:5): what is missing and by when; the clock stands still meanwhile (4:15)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from fund.claims.actions import move
from fund.claims.rules import Move, next_state
from fund.core.calendar import day_of
from fund.core.errors import Refusal
from fund.decisions import rules, terms
from fund.decisions.models import Completion
from fund.decisions.taking import note, refuse_person, taken
from fund.decisions.writing import key_of
from fund.keys.sealed import seal
from fund.people.rules import Actor


def ask(
    session: Session, by: Actor, at: datetime, claim_id: UUID, *, version: int, what: str, answer_by: date
) -> Completion:
    """Ask the shelter to complete a claim.

    Raises:
        NotFound, NotAllowed, StaleClaim, WrongStep: as for `grant`.
        Refusal: without words, or with less than five working days or more than eight weeks to answer.
    """
    claim = taken(session, by, claim_id, version)
    next_state(claim.state, Move.ASK)
    refuse_person(session, by.id, claim, day_of(at))
    if rules.too_short(what) or len(what) > rules.MOST_REASON:
        raise Refusal("Schrijf in een zin wat er ontbreekt.", beside="what")
    terms.refuse_answer_day(answer_by, day_of(at))
    move(claim, Move.ASK)
    claim.paused_on, claim.answer_by, claim.saved_at = day_of(at), answer_by, at
    asked = Completion(claim_id=claim.id, asked_at=at, asked_by=by.id, answer_by=answer_by)
    seal(session, asked, Completion.what, key_of(session, claim), what.strip())
    session.add(asked)
    session.flush()
    note(session, "decisions.ask", by, claim, code=answer_by.isoformat())
    return asked

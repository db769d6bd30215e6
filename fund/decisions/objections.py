"""Register an objection (bezwaar), or a request to a foundation for review, with the term to decide it; deciding it comes later."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from fund.claims.actions import move
from fund.claims.rules import Move, next_state
from fund.core.calendar import day_of
from fund.decisions import queries, terms
from fund.decisions.models import Objection, Stage
from fund.decisions.taking import note, taken
from fund.people.rules import Actor


def register_objection(
    session: Session, by: Actor, at: datetime, claim_id: UUID, *, version: int, received_on: date
) -> Objection:
    """Register an objection to the decision on a claim; one that came too late, too: whether that is excused is for who decides it (6:11).

    Raises:
        NotFound, StaleClaim: as for `grant`.
        WrongStep: nothing was decided yet, or an objection stands already.
        Refusal: received before the decision, or in the future.
    """
    claim = taken(session, by, claim_id, version)
    next_state(claim.state, Move.OBJECT)
    decision = queries.standing(session, claim.id, Stage.FINAL)
    if decision is None or decision.object_until is None:
        raise ValueError("a decided claim has a final decision")
    terms.refuse_receipt_day(received_on, day_of(decision.second_at or decision.decided_at), day_of(at))
    move(claim, Move.OBJECT)
    claim.saved_at = at
    objection = Objection(
        decision_id=decision.id,
        received_on=received_on,
        decide_by=terms.objection_decide_by(decision.object_until, received_on),
        registered_at=at,
        registered_by=by.id,
    )
    session.add(objection)
    session.flush()
    note(session, "decisions.object", by, claim, code=objection.decide_by.isoformat(), letter_of=decision.id)
    return objection

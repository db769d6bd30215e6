"""Register an objection (bezwaar), or a request to a foundation for review, with the term to decide it."""

from datetime import date
from uuid import UUID

from fund.claims.actions import move
from fund.claims.rules import Move, next_state
from fund.core.calendar import day_of
from fund.decisions import queries, terms
from fund.decisions.assessment import take
from fund.decisions.models import Objection, Stage
from fund.people.act import Act


def register_objection(act: Act, claim_id: UUID, *, version: int, received_on: date) -> Objection:
    """Register an objection to the decision on a claim, also one that came too late.

    Whether that is excused is decided with the objection itself (Awb 6:11).

    Raises:
        NotFound, StaleClaim: as for `grant`.
        WrongStep: nothing was decided yet, or an objection was registered before.
        Refusal: it was received before the decision, or in the future.
    """
    claim = take(act, claim_id, version).claim
    next_state(claim.state, Move.OBJECT)
    decision = queries.newest_decision(act.session, claim.id, Stage.FINAL)
    if decision is None or decision.object_until is None:
        raise ValueError("a decided claim has a final decision")
    terms.refuse_receipt_day(received_on, day_of(decision.second_at or decision.decided_at), act.today)
    move(claim, Move.OBJECT)
    claim.saved_at = act.at
    objection = Objection(
        decision_id=decision.id,
        received_on=received_on,
        decide_by=terms.objection_decide_by(decision.object_until, received_on),
        registered_at=act.at,
        registered_by=act.by.id,
    )
    act.session.add(objection)
    act.session.flush()
    act.record(
        "decisions.object", claim.about.shown_on("decisions.letter", decision.id), code=objection.decide_by.isoformat()
    )
    return objection

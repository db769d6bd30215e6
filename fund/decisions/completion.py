"""Ask for completion (aanvulling, Awb 4:5): what is missing and by when; the clock stands still meanwhile (4:15)."""

from datetime import date
from uuid import UUID

from fund.claims.actions import move
from fund.claims.rules import Move
from fund.core.errors import Refusal
from fund.decisions import rules, terms
from fund.decisions.assessment import in_hand
from fund.decisions.models import Completion
from fund.keys.sealed import seal
from fund.people.act import Act


def ask(act: Act, claim_id: UUID, *, version: int, what: str, answer_by: date) -> Completion:
    """Ask the shelter to complete a claim.

    Raises:
        NotFound, NotAllowed, StaleClaim, WrongStep: as for `grant`.
        Refusal: the question is missing or too long, or the time to answer is too short or too long.
    """
    dossier = in_hand(act, claim_id, version, Move.ASK)
    claim = dossier.claim
    if rules.too_short(what) or len(what) > rules.MOST_REASON:
        raise Refusal("Schrijf in een zin wat er ontbreekt.", beside="what")
    terms.refuse_answer_day(answer_by, act.today)
    move(claim, Move.ASK)
    claim.paused_on, claim.answer_by, claim.saved_at = act.today, answer_by, act.at
    asked = Completion(claim_id=claim.id, asked_at=act.at, asked_by=act.by.id, answer_by=answer_by)
    seal(act.session, asked, Completion.what, dossier.resident.key_id, what.strip())
    act.session.add(asked)
    act.session.flush()
    act.record("decisions.ask", claim.about, code=answer_by.isoformat())
    return asked

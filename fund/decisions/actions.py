"""Decide on a claim: grant (toekennen) in whole or in part, propose, confirm, give back. Each takes the fund's lock before it reads.

The other verbs have their own nouns: `ask` in asking.py, `register_objection` in objections.py. This is the door of all.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from fund import policy
from fund.claims.actions import move
from fund.claims.models import Claim
from fund.claims.rules import Move, back_to, next_state
from fund.core.calendar import day_of
from fund.core.errors import Refusal, WrongStep
from fund.core.money import Cents
from fund.decisions import queries, rules, terms
from fund.decisions.asking import ask
from fund.decisions.finishing import finish
from fund.decisions.models import Decision, Stage
from fund.decisions.objections import register_objection
from fund.decisions.rules import Given
from fund.decisions.taking import note, refuse_person, taken
from fund.decisions.weighing import Weighed, kept_sha256, paired, refuse_other, weighed
from fund.decisions.writing import given, key_of, write
from fund.keys.sealed import seal
from fund.people.rules import Actor
from fund.trail.models import Audience

__all__ = ["ask", "confirm", "give_back", "grant", "propose_refusal", "register_objection"]


def grant(
    session: Session,
    by: Actor,
    at: datetime,
    claim_id: UUID,
    *,
    version: int,
    lines: Mapping[int, Given],
    hardship: str | None = None,
    budget_id: UUID | None = None,
    seen: str | None = None,
) -> Decision:
    """Grant a claim, in whole or in part.

    `version` is the claim's version on the page that she saw, and `seen` the hash of what the rules gave there (without it, of
    any assessment that was kept). `lines`: what is decided of each line, by position. `hardship`: the weighing (Awb 4:84) in
    words, needed above what the rules give. `budget_id`: the earmark for lines for which none is reserved yet; without it the
    first with room.

    Returns:
        The decision: final; proposed where the sum needs a second person; given back where a guaranteed line found no
        room, and the claim is held.

    Raises:
        NotFound: not a claim of her fund.
        NotAllowed: she filed it, or works or lately worked at its shelter.
        StaleClaim: the claim, or what the rules give, is not what she saw.
        Unreasoned: an amount is too high, or a reason is missing.
        WrongStep, OverBudget: as they say.
    """
    claim = _in_hand(session, by, at, claim_id, version=version, verb=Move.DECIDE)
    refuse_other(session, claim, day_of(at), seen)
    now = weighed(session, claim, day_of(at), lines)
    rules.weigh(paired(now.rows, lines), hardship or "")
    granted = sum(line.cents for line in lines.values())
    if not granted:
        raise Refusal("Niets toekennen is een afwijzing. Leg die voor aan een tweede persoon.")
    terms.refuse_early(claim.answer_by, day_of(at), granted, sum(row.asked for row in now.rows))
    decision = write(session, by, at, now, lines=lines, hardship=hardship or "", budget_id=budget_id)
    if rules.needs_second(granted, _second_look_above(now)):
        return _proposed(session, by, at, claim, decision)
    return finish(session, by, at, now, decision=decision, verb=Move.DECIDE)


def propose_refusal(
    session: Session,
    by: Actor,
    at: datetime,
    claim_id: UUID,
    *,
    version: int,
    lines: Mapping[int, Given],
    hardship: str,
    seen: str | None = None,
) -> Decision:
    """Propose to refuse a whole claim (afwijzen): a second person confirms. Arguments and refusals as for `grant`."""
    claim = _in_hand(session, by, at, claim_id, version=version, verb=Move.PROPOSE)
    refuse_other(session, claim, day_of(at), seen)
    if any(line.cents for line in lines.values()):
        raise Refusal("Een afwijzing geeft niets. Ken een deel toe, of zet elk bedrag op 0.")
    now = weighed(session, claim, day_of(at), lines)
    rules.weigh(paired(now.rows, lines), hardship)
    terms.refuse_early(claim.answer_by, day_of(at), 0, sum(row.asked for row in now.rows))
    return _proposed(session, by, at, claim, write(session, by, at, now, lines=lines, hardship=hardship))


def confirm(session: Session, by: Actor, at: datetime, claim_id: UUID, *, version: int) -> Decision:
    """Confirm a proposed decision, as a second person; a guaranteed line without room holds the claim, as in `grant`.

    Raises:
        NotFound, StaleClaim, WrongStep, OverBudget: as for `grant`.
        NotAllowed: she proposed it or filed the claim, or works or lately worked at its shelter.
    """
    claim, decision = _proposal(session, by, claim_id, version)
    refuse_person(session, by.id, claim, day_of(at))
    rules.refuse_first(by.id, decision.decided_by)
    lines = {line.position: given(session, line) for line in queries.lines_of(session, decision.id)}
    now = weighed(session, claim, day_of(at), lines)
    if now.sha256 != kept_sha256(queries.assessment(session, decision)):
        raise WrongStep("De uitkomst is anders dan bij het voorstel. Geef het terug, dan wordt het opnieuw bekeken.")
    decision.second_by, decision.second_at = by.id, at
    return finish(session, by, at, now, decision=decision, verb=Move.CONFIRM)


def give_back(session: Session, by: Actor, at: datetime, claim_id: UUID, *, version: int, remark: str) -> Decision:
    """Give a proposed decision back, with what should change: the claim is where it was, what was written stands ready for the next try.

    Raises:
        NotFound, NotAllowed, StaleClaim, WrongStep: as for `confirm`, but who proposed it may take it back herself.
        Refusal: without words.
    """
    claim, decision = _proposal(session, by, claim_id, version)
    refuse_person(session, by.id, claim, day_of(at))
    if rules.too_short(remark) or len(remark) > rules.MOST_REASON:
        raise Refusal("Schrijf in een zin wat er anders moet.", beside="remark")
    seal(session, decision, Decision.remark, key_of(session, claim), remark)
    decision.stage = Stage.GIVEN_BACK
    move(claim, back_to(decision.came_from))
    claim.saved_at = at
    session.flush()
    note(session, "decisions.give_back", by, claim, audience=Audience.FUND)
    return decision


def _in_hand(session: Session, by: Actor, at: datetime, claim_id: UUID, *, version: int, verb: Move) -> Claim:
    claim = taken(session, by, claim_id, version)
    next_state(claim.state, verb)
    refuse_person(session, by.id, claim, day_of(at))
    return claim


def _proposal(session: Session, by: Actor, claim_id: UUID, version: int) -> tuple[Claim, Decision]:
    claim = taken(session, by, claim_id, version)
    next_state(claim.state, Move.CONFIRM)
    decision = queries.standing(session, claim.id, Stage.PROPOSED)
    if decision is None:
        raise ValueError("a proposed claim has a proposal")
    return claim, decision


def _proposed(session: Session, by: Actor, at: datetime, claim: Claim, decision: Decision) -> Decision:
    move(claim, Move.PROPOSE)
    claim.saved_at = at
    session.flush()
    note(session, "decisions.propose", by, claim, cents=decision.granted, audience=Audience.FUND)
    return decision


def _second_look_above(now: Weighed) -> Cents | None:
    return policy.terms(now.texts, now.read.filed_on).second_look_above

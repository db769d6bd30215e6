"""Decide on a claim: grant (toekennen) in whole or in part, propose, confirm, give back. Each takes the fund's lock before it reads.

The other verbs have their own nouns: `ask` in asking.py, `register_objection` in objections.py. This is the door of all.
"""

from collections.abc import Mapping
from uuid import UUID

from fund import policy
from fund.claims.actions import move
from fund.claims.models import Claim
from fund.claims.rules import Move, back_to, next_state
from fund.core.errors import Refusal, WrongStep
from fund.core.money import Cents
from fund.decisions import queries, rules, terms
from fund.decisions.asking import ask
from fund.decisions.finishing import finish
from fund.decisions.models import Decision, Stage
from fund.decisions.objections import register_objection
from fund.decisions.rules import Given
from fund.decisions.taking import refuse_person, taken
from fund.decisions.weighing import Weighed, kept_sha256, paired, refuse_other, weighed
from fund.decisions.writing import given, key_of, write
from fund.keys.sealed import seal
from fund.people.act import Act
from fund.trail.models import Audience

__all__ = ["ask", "confirm", "give_back", "grant", "propose_refusal", "register_objection"]


def grant(
    act: Act,
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
    claim = _in_hand(act, claim_id, version=version, verb=Move.DECIDE)
    refuse_other(act.session, claim, act.today, seen)
    now = weighed(act.session, claim, act.today, lines)
    rules.weigh(paired(now.rows, lines), hardship or "")
    granted = sum(line.cents for line in lines.values())
    if not granted:
        raise Refusal("Niets toekennen is een afwijzing. Leg die voor aan een tweede persoon.")
    terms.refuse_early(claim.answer_by, act.today, granted, sum(row.asked for row in now.rows))
    decision = write(act, now, lines=lines, hardship=hardship or "", budget_id=budget_id)
    if rules.needs_second(granted, _second_look_above(now)):
        return _proposed(act, claim, decision)
    return finish(act, now, decision=decision, verb=Move.DECIDE)


def propose_refusal(
    act: Act,
    claim_id: UUID,
    *,
    version: int,
    lines: Mapping[int, Given],
    hardship: str,
    seen: str | None = None,
) -> Decision:
    """Propose to refuse a whole claim (afwijzen): a second person confirms. Arguments and refusals as for `grant`."""
    claim = _in_hand(act, claim_id, version=version, verb=Move.PROPOSE)
    refuse_other(act.session, claim, act.today, seen)
    if any(line.cents for line in lines.values()):
        raise Refusal("Een afwijzing geeft niets. Ken een deel toe, of zet elk bedrag op 0.")
    now = weighed(act.session, claim, act.today, lines)
    rules.weigh(paired(now.rows, lines), hardship)
    terms.refuse_early(claim.answer_by, act.today, 0, sum(row.asked for row in now.rows))
    return _proposed(act, claim, write(act, now, lines=lines, hardship=hardship))


def confirm(act: Act, claim_id: UUID, *, version: int) -> Decision:
    """Confirm a proposed decision, as a second person; a guaranteed line without room holds the claim, as in `grant`.

    Raises:
        NotFound, StaleClaim, WrongStep, OverBudget: as for `grant`.
        NotAllowed: she proposed it or filed the claim, or works or lately worked at its shelter.
    """
    claim, decision = _proposal(act, claim_id, version)
    refuse_person(act.session, act.by.id, claim, act.today)
    rules.refuse_first(act.by.id, decision.decided_by)
    lines = {line.position: given(act.session, line) for line in queries.lines_of(act.session, decision.id)}
    now = weighed(act.session, claim, act.today, lines)
    if now.sha256 != kept_sha256(queries.assessment(act.session, decision)):
        raise WrongStep("De uitkomst is anders dan bij het voorstel. Geef het terug, dan wordt het opnieuw bekeken.")
    decision.second_by, decision.second_at = act.by.id, act.at
    return finish(act, now, decision=decision, verb=Move.CONFIRM)


def give_back(act: Act, claim_id: UUID, *, version: int, remark: str) -> Decision:
    """Give a proposed decision back, with what should change: the claim is where it was, what was written stands ready for the next try.

    Raises:
        NotFound, NotAllowed, StaleClaim, WrongStep: as for `confirm`, but who proposed it may take it back herself.
        Refusal: without words.
    """
    claim, decision = _proposal(act, claim_id, version)
    refuse_person(act.session, act.by.id, claim, act.today)
    if rules.too_short(remark) or len(remark) > rules.MOST_REASON:
        raise Refusal("Schrijf in een zin wat er anders moet.", beside="remark")
    seal(act.session, decision, Decision.remark, key_of(act.session, claim), remark)
    decision.stage = Stage.GIVEN_BACK
    move(claim, back_to(decision.came_from))
    claim.saved_at = act.at
    act.session.flush()
    act.record("decisions.give_back", claim.about, audience=Audience.FUND)
    return decision


def _in_hand(act: Act, claim_id: UUID, *, version: int, verb: Move) -> Claim:
    claim = taken(act, claim_id, version)
    next_state(claim.state, verb)
    refuse_person(act.session, act.by.id, claim, act.today)
    return claim


def _proposal(act: Act, claim_id: UUID, version: int) -> tuple[Claim, Decision]:
    claim = taken(act, claim_id, version)
    next_state(claim.state, Move.CONFIRM)
    decision = queries.standing(act.session, claim.id, Stage.PROPOSED)
    if decision is None:
        raise ValueError("a proposed claim has a proposal")
    return claim, decision


def _proposed(act: Act, claim: Claim, decision: Decision) -> Decision:
    move(claim, Move.PROPOSE)
    claim.saved_at = act.at
    act.session.flush()
    act.record("decisions.propose", claim.about, cents=decision.granted, audience=Audience.FUND)
    return decision


def _second_look_above(now: Weighed) -> Cents | None:
    return policy.terms(now.texts, now.read.filed_on).second_look_above

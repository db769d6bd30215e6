"""Decide on a claim: grant (toekennen) in whole or in part, propose, confirm, give back.

Each opens the dossier under the lock of the fund's book before anything is weighed. Other packages call the verbs of
completion and objections here as well.
"""

from collections.abc import Mapping
from uuid import UUID

from fund import policy
from fund.claims.actions import move
from fund.claims.dossier import Dossier
from fund.claims.rules import Move, back_to
from fund.core.errors import Refusal, WrongStep
from fund.core.money import Cents
from fund.decisions import queries, rules, terms
from fund.decisions.assessment import Weighed, in_hand, kept_sha256, paired, refuse_changed, weigh
from fund.decisions.completion import ask
from fund.decisions.finalise import finalise, write
from fund.decisions.models import Decision, Stage
from fund.decisions.objections import register_objection
from fund.decisions.rules import Given
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

    `version` is the claim's version on the page that the administrator saw, and `seen` the hash of what the rules gave
    there (without it, of any assessment that was kept). `lines`: what is decided on each line, by position. `hardship`:
    the weighing (Awb 4:84) in words, required above what the rules give. `budget_id`: the budget for lines for which
    nothing is reserved yet; without it the first that has enough.

    Returns:
        The decision: final; proposed when the sum needs a second person; given back when no budget has enough for a
        guaranteed line, and the claim is held.

    Raises:
        NotFound: it is not a claim of the administrator's fund.
        NotAllowed: the administrator filed it, or works or recently worked at its shelter.
        StaleClaim: the claim, or what the rules give, is not what the administrator saw.
        Unreasoned: an amount is too high, or a reason is missing.
        WrongStep: the claim cannot be decided now.
        OverBudget: no budget has enough for a line that is not guaranteed.
    """
    dossier = in_hand(act, claim_id, version, Move.DECIDE)
    refuse_changed(dossier, act.today, seen)
    now = weigh(dossier, act.today, lines)
    rules.refuse_unreasoned(paired(now.rows, lines), hardship or "")
    granted = sum(line.cents for line in lines.values())
    if not granted:
        raise Refusal("Niets toekennen is een afwijzing. Leg die voor aan een tweede persoon.")
    terms.refuse_early(dossier.claim.answer_by, act.today, granted, sum(row.asked for row in now.rows))
    decision = write(act, now, lines=lines, hardship=hardship or "", budget_id=budget_id)
    if rules.needs_second(granted, _second_look_above(now)):
        return _propose(act, dossier, decision)
    return finalise(act, now, decision, Move.DECIDE)


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
    dossier = in_hand(act, claim_id, version, Move.PROPOSE)
    refuse_changed(dossier, act.today, seen)
    if any(line.cents for line in lines.values()):
        raise Refusal("Een afwijzing geeft niets. Ken een deel toe, of zet elk bedrag op 0.")
    now = weigh(dossier, act.today, lines)
    rules.refuse_unreasoned(paired(now.rows, lines), hardship)
    terms.refuse_early(dossier.claim.answer_by, act.today, 0, sum(row.asked for row in now.rows))
    return _propose(act, dossier, write(act, now, lines=lines, hardship=hardship))


def confirm(act: Act, claim_id: UUID, *, version: int) -> Decision:
    """Confirm a proposed decision, as a second person; the claim may be held instead, as in `grant`.

    Raises:
        NotFound, StaleClaim, WrongStep, OverBudget: as for `grant`.
        NotAllowed: the second person proposed it or filed the claim, or works or recently worked at its shelter.
    """
    dossier, decision = _proposal(act, claim_id, version)
    rules.refuse_first(act.by.id, decision.decided_by)
    now = weigh(dossier, act.today, queries.given_of(act.session, decision))
    if now.sha256 != kept_sha256(queries.assessment(act.session, decision)):
        raise WrongStep("De uitkomst is anders dan bij het voorstel. Geef het terug, dan wordt het opnieuw bekeken.")
    decision.second_by, decision.second_at = act.by.id, act.at
    return finalise(act, now, decision, Move.CONFIRM)


def give_back(act: Act, claim_id: UUID, *, version: int, remark: str) -> Decision:
    """Give a proposed decision back, with what should change.

    The claim returns to the state in which it was, and what was written is kept.

    Raises:
        NotFound, NotAllowed, StaleClaim, WrongStep: as for `confirm`, except that its proposer may take it back.
        Refusal: the remark is missing or too long.
    """
    dossier, decision = _proposal(act, claim_id, version)
    if rules.too_short(remark) or len(remark) > rules.MOST_REASON:
        raise Refusal("Schrijf in een zin wat er anders moet.", beside="remark")
    claim = dossier.claim
    seal(act.session, decision, Decision.remark, dossier.resident.key_id, remark)
    decision.stage = Stage.GIVEN_BACK
    move(claim, back_to(decision.came_from))
    claim.saved_at = act.at
    act.session.flush()
    act.record("decisions.give_back", claim.about, audience=Audience.FUND)
    return decision


def _proposal(act: Act, claim_id: UUID, version: int) -> tuple[Dossier, Decision]:
    dossier = in_hand(act, claim_id, version, Move.CONFIRM)
    decision = queries.newest_decision(act.session, claim_id, Stage.PROPOSED)
    if decision is None:
        raise ValueError("a proposed claim has a proposal")
    return dossier, decision


def _propose(act: Act, dossier: Dossier, decision: Decision) -> Decision:
    claim = dossier.claim
    move(claim, Move.PROPOSE)
    claim.saved_at = act.at
    act.session.flush()
    act.record("decisions.propose", claim.about, cents=decision.granted, audience=Audience.FUND)
    return decision


def _second_look_above(now: Weighed) -> Cents | None:
    return policy.terms(now.texts, now.read.filed_on).second_look_above

"""Submit, complete and withdraw a claim, and set aside what is guaranteed. Each locks the fund's book first."""

from datetime import date
from uuid import UUID

from sqlalchemy import and_, select

from fund import policy
from fund.claims import rules
from fund.claims.assessment import keep
from fund.claims.dossier import Dossier
from fund.claims.drafts import save, take
from fund.claims.lines import split, take_off
from fund.claims.models import Claim, Line
from fund.claims.outcome import draw, hold, move, resume
from fund.claims.rules import AT_FUND, Move, State
from fund.core.calendar import add_working_days
from fund.core.errors import OverBudget, Refusal
from fund.core.money import Cents
from fund.ledger import actions as ledger
from fund.people.act import Act
from fund.stays.models import Cost
from fund.texts.queries import pair_in_force


def submit(act: Act, claim_id: UUID, *, version: int | None = None) -> Claim:
    """Submit a draft to the fund (indienen): it is assessed with today's history, and guaranteed lines are set aside.

    Raises:
        NotFound: when it belongs to another shelter.
        StaleClaim: when somebody changed it since the page that the worker saw.
        WrongStep: when it was submitted before.
        Refusal: when it has no lines, a line has no payee, a cost is on another claim, neither mandate nor urgency is
            noted, or no policy text is in force.
    """
    dossier = take(act, claim_id, version, {State.DRAFT})
    due_on = _ready(dossier)
    claim, stay = dossier.claim, dossier.stay
    pair_in_force(dossier.texts, act.today)
    claim.children, claim.admitted_on, claim.left_on = stay.children, stay.admitted_on, stay.left_on
    split(dossier)
    _date(act, dossier, due_on)
    move(claim, Move.SUBMIT)
    claim.submitted_at, claim.submitted_by = act.at, act.by.id
    save(act, dossier)
    act.record("claims.submit", claim.about, cents=claim.claimed)
    assess_and_hold(act, dossier)
    return claim


def complete(act: Act, claim_id: UUID, *, version: int | None = None) -> Claim:
    """Complete a claim after the fund's request (aanvullen, Awb 4:5).

    It is assessed again, and its terms move by the days that they stood still.

    Raises:
        NotFound, StaleClaim: as for submit.
        WrongStep: when the fund asks nothing now.
    """
    dossier = take(act, claim_id, version, AT_FUND)
    move(dossier.claim, Move.COMPLETE)
    resume(dossier.claim, act.today)
    save(act, dossier)
    act.record("claims.complete", dossier.claim.about)
    assess_and_hold(act, dossier)
    return dossier.claim


def withdraw(act: Act, claim_id: UUID, *, version: int | None = None) -> Claim:
    """Withdraw a claim (intrekken), or throw a draft away.

    What was set aside is free again, and its costs can be claimed again.

    Raises:
        NotFound, StaleClaim: as for submit.
        WrongStep: when it was decided, or a decision waits for its second person.
    """
    dossier = take(act, claim_id, version, State)
    was_draft = dossier.claim.state is State.DRAFT
    move(dossier.claim, Move.WITHDRAW)
    if was_draft:
        take_off(dossier, dossier.lines)
    freed = 0 if was_draft else _free(act, dossier)
    save(act, dossier)
    act.record("claims.withdraw", dossier.claim.about, cents=freed or None)
    return dossier.claim


def assess_and_hold(act: Act, dossier: Dossier) -> policy.Assessment:
    """Assess a claim under the fund's lock, and set aside what is guaranteed.

    Where no budget has enough for that, the claim is held.
    """
    claim = dossier.claim
    assessment, _ = keep(act, dossier)
    act.record("claims.assess", claim.about, cents=assessment.granted)
    with act.session.no_autoflush:
        short = [
            line
            for line, result in zip(dossier.lines, assessment.lines, strict=True)
            if not _hold(act, claim, line, result)
        ]
    if short:
        hold(claim, act.today)
        act.record("claims.hold", claim.about)
    elif held := sum(line.held or 0 for line in dossier.lines):
        act.record("claims.reserve", claim.about, cents=held)
    act.session.flush()
    return assessment


def _hold(act: Act, claim: Claim, line: Line, result: policy.AssessedLine) -> bool:
    """Set aside what a line is guaranteed, replacing what was set aside before; False when no budget has enough."""
    guaranteed = result.granted if result.guaranteed else 0
    if line.held:
        ledger.free(act, claim.fund_id, claim_id=claim.id, position=line.position)
    line.guaranteed, line.held = result.guaranteed, guaranteed or None
    if not guaranteed:
        draw(line, None, None, None, False)
        return True
    draw(line, result.units, result.floor_units, result.surplus, result.unlimited)
    try:
        ledger.reserve(
            act,
            claim.fund_id,
            claim_id=claim.id,
            reference=claim.reference,
            position=line.position,
            category=line.category,
            cents=guaranteed,
        )
    except OverBudget:
        return False
    return True


def _free(act: Act, dossier: Dossier) -> Cents:
    for line in dossier.lines:
        line.held = None
        draw(line, None, None, None, False)
    return ledger.free(act, dossier.claim.fund_id, claim_id=dossier.claim.id)


def _ready(dossier: Dossier) -> date | None:
    """Return the first day on which one of its costs becomes a debt; Refusal when it cannot be submitted as it is."""
    claim = dossier.claim
    if not dossier.lines:
        raise Refusal("Kies eerst welke kosten u aanvraagt.")
    if not all(line.payee_kind for line in dossier.lines):
        raise Refusal("Kies bij elke kostenpost wie betaald wordt.")
    if claim.mandate_on is None and not claim.urgent:
        raise Refusal(
            "Noteer eerst haar machtiging. Heeft het haast, dien dan in met spoed: de machtiging mag dan later komen."
        )
    rows = dossier.session.execute(
        select(Cost.due_on, Claim.reference)
        .outerjoin(Line, and_(Line.cost_id == Cost.id, Line.claim_id != claim.id))
        .outerjoin(Claim, and_(Claim.id == Line.claim_id, Claim.state.not_in((State.DRAFT, State.WITHDRAWN))))
        .where(Cost.id.in_([line.cost_id for line in dossier.lines if line.cost_id]))
    ).all()
    if other := next((reference for _, reference in rows if reference), None):
        raise Refusal("Kosten op deze aanvraag staan al op aanvraag %(reference)s. Haal ze hier weg.", reference=other)
    return min((due_on for due_on, _ in rows if due_on), default=None)


def _date(act: Act, dossier: Dossier, due_on: date | None) -> None:
    claim, terms = dossier.claim, policy.terms(dossier.texts, act.today)
    claim.filed_on = act.today
    claim.decide_by = add_working_days(act.today, terms.urgent_days if claim.urgent else terms.decide_days)
    claim.law_by = rules.law_by(act.today)
    claim.due_on = due_on

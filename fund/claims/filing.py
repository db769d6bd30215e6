"""Submit, complete and withdraw: what a draft becomes for the fund. Each of them takes the fund's lock before it reads."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from fund import policy
from fund.claims import queries, terms
from fund.claims.drafts import changing, lock_claim, save
from fund.claims.holding import weigh_and_hold
from fund.claims.models import Claim, Line, LineEvidence
from fund.claims.rules import AT_FUND, Move, State
from fund.claims.settling import draw, move, resume
from fund.claims.splitting import split
from fund.core.calendar import add_working_days, day_of
from fund.core.errors import Refusal
from fund.ledger import actions as ledger
from fund.people.act import Act
from fund.stays import queries as stays
from fund.stays.models import Cost
from fund.texts.queries import in_force, texts_of


def submit(act: Act, claim_id: UUID, *, version: int | None = None) -> Claim:
    """Submit a draft to the fund (indienen): weighed with the history of this moment, guaranteed lines set aside at once.

    Raises:
        NotFound: when it is another shelter's.
        StaleClaim: when somebody changed it since the page that she saw.
        WrongStep: when it was submitted before.
        Refusal: when it has no lines, a line has no payee, a cost stands on another claim, neither mandate nor urgency is noted,
            or no text is in force.
    """
    lock_claim(act, claim_id)
    claim = changing(act, claim_id, version)
    _ready(act.session, claim)
    in_force(act.session, claim.region_id, act.today)
    stay = stays.one(act.session, act.by, claim.stay_id)
    claim.children, claim.admitted_on, claim.left_on = stay.children, stay.admitted_on, stay.left_on
    texts = texts_of(act.session, claim.region_id)
    split(act.session, claim, texts)
    _date(act.session, claim, texts, act.at)
    move(claim, Move.SUBMIT)
    claim.submitted_at, claim.submitted_by = act.at, act.by.id
    save(act, claim)
    act.record("claims.submit", claim.about, cents=claim.claimed)
    weigh_and_hold(act, claim)
    return claim


def complete(act: Act, claim_id: UUID, *, version: int | None = None) -> Claim:
    """Complete a claim after the fund's request (aanvullen, Awb 4:5): weighed again, and its terms moved by the days that they stood still.

    Raises:
        NotFound, StaleClaim: as for submit.
        WrongStep: when the fund asks nothing now.
    """
    lock_claim(act, claim_id)
    claim = changing(act, claim_id, version, states=AT_FUND)
    move(claim, Move.COMPLETE)
    resume(claim, act.today)
    save(act, claim)
    act.record("claims.complete", claim.about)
    weigh_and_hold(act, claim)
    return claim


def withdraw(act: Act, claim_id: UUID, *, version: int | None = None) -> Claim:
    """Withdraw a claim (intrekken), or throw a draft away; what was set aside for it is free again, and its costs can be claimed anew.

    Raises:
        NotFound, StaleClaim: as for submit.
        WrongStep: when it was decided, or a decision waits for its second person.
    """
    lock_claim(act, claim_id)
    claim = changing(act, claim_id, version, states=frozenset(State))
    was_draft = claim.state is State.DRAFT
    move(claim, Move.WITHDRAW)
    freed = _thrown_away(act.session, claim) if was_draft else _freed(act, claim)
    save(act, claim)
    act.record("claims.withdraw", claim.about, cents=freed or None)
    return claim


def _thrown_away(session: Session, claim: Claim) -> int:
    # its costs can be changed again: no line stands on them any more
    line_ids = [line.id for line in queries.lines(session, claim.id)]
    session.execute(delete(LineEvidence).where(LineEvidence.line_id.in_(line_ids)))
    session.execute(delete(Line).where(Line.id.in_(line_ids)))
    return 0


def _freed(act: Act, claim: Claim) -> int:
    for line in queries.lines(act.session, claim.id):
        line.held = None
        draw(line, None, None, None, False)
    return ledger.free(act, claim.fund_id, claim_id=claim.id)


def _ready(session: Session, claim: Claim) -> None:
    lines = queries.lines(session, claim.id)
    if not lines:
        raise Refusal("Kies eerst welke kosten u aanvraagt.")
    if not all(line.payee_kind for line in lines):
        raise Refusal("Kies bij elke kostenpost wie betaald wordt.")
    if claim.mandate_on is None and not claim.urgent:
        raise Refusal(
            "Noteer eerst haar machtiging. Heeft het haast, dien dan in met spoed: de machtiging mag dan later komen."
        )
    cost_ids = [line.cost_id for line in lines if line.cost_id]
    other = session.scalar(
        select(Claim.reference)
        .join(Line, Line.claim_id == Claim.id)
        .where(Line.cost_id.in_(cost_ids), Claim.id != claim.id, Claim.state.not_in((State.DRAFT, State.WITHDRAWN)))
        .limit(1)
    )
    if other is not None:
        raise Refusal("Kosten op deze aanvraag staan al op aanvraag %(reference)s. Haal ze hier weg.", reference=other)


def _date(session: Session, claim: Claim, texts: Sequence[policy.Policy], at: datetime) -> None:
    today = day_of(at)
    term = policy.terms(texts, today)
    cost_ids = [line.cost_id for line in queries.lines(session, claim.id) if line.cost_id]
    claim.filed_on = today
    claim.decide_by = add_working_days(today, term.urgent_days if claim.urgent else term.decide_days)
    claim.law_by = terms.law_by(today)
    claim.due_on = session.scalar(select(func.min(Cost.due_on)).where(Cost.id.in_(cost_ids)))

"""Take a claim in hand: lock its fund, read it as it is now, and refuse who may not decide on it."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from fund.claims.models import Claim
from fund.core.errors import NotFound, StaleClaim
from fund.decisions import queries, rules
from fund.ledger import actions as ledger
from fund.people.rules import Actor, Verb
from fund.trail.actions import step
from fund.trail.models import Audience


def taken(session: Session, by: Actor, claim_id: UUID, version: int) -> Claim:
    """Return a claim of her fund under the fund's lock.

    Raises:
        NotFound: another fund's, a draft, or none.
        StaleClaim: it was changed since the page that she saw.
    """
    hers = select(Claim.fund_id).where(Claim.id == claim_id, Claim.region_id.in_(by.regions(Verb.DECIDE)))
    fund_id = session.scalar(hers)
    if fund_id is None:
        raise NotFound
    ledger.lock(session, fund_id)
    claim = queries.at_fund(session, by, claim_id, Verb.DECIDE)
    if claim.version != version:
        raise StaleClaim
    return claim


def refuse_person(session: Session, by: UUID, claim: Claim, today: date) -> None:
    """Refuse who filed the claim, or works or lately worked at its shelter; NotAllowed."""
    rules.refuse_filer(by, {claim.made_by, claim.submitted_by})
    rules.refuse_colleague(queries.role_ends_at(session, by, claim.shelter_id), today)


def note(
    session: Session,
    verb: str,
    by: Actor,
    claim: Claim,
    *,
    cents: int | None = None,
    code: str | None = None,
    letter_of: UUID | None = None,
    audience: Audience = Audience.ALL,
) -> None:
    """Write a step of the claim's life at the moment at which the claim was saved; `letter_of` is the decision whose letter shows it."""
    step(
        session,
        verb,
        at=claim.saved_at,
        by_id=by.id,
        region_id=claim.region_id,
        resident_id=claim.resident_id,
        claim_id=claim.id,
        cents=cents,
        code=code,
        shows=("decisions.letter", letter_of) if letter_of else None,
        audience=audience,
    )

"""Take a claim in hand: lock its fund, read it as it is now, and refuse who may not decide on it."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from fund.claims.models import Claim
from fund.core.errors import NotFound, StaleClaim
from fund.decisions import queries, rules
from fund.ledger import actions as ledger
from fund.people.act import Act
from fund.people.rules import Verb


def taken(act: Act, claim_id: UUID, version: int) -> Claim:
    """Return a claim of her fund under the fund's lock.

    Raises:
        NotFound: another fund's, a draft, or none.
        StaleClaim: it was changed since the page that she saw.
    """
    hers = select(Claim.fund_id).where(Claim.id == claim_id, Claim.region_id.in_(act.by.regions(Verb.DECIDE)))
    fund_id = act.session.scalar(hers)
    if fund_id is None:
        raise NotFound
    ledger.lock(act, fund_id)
    claim = queries.at_fund(act.session, act.by, claim_id, Verb.DECIDE)
    if claim.version != version:
        raise StaleClaim
    return claim


def refuse_person(session: Session, by: UUID, claim: Claim, today: date) -> None:
    """Refuse who filed the claim, or works or lately worked at its shelter; NotAllowed."""
    rules.refuse_filer(by, {claim.made_by, claim.submitted_by})
    rules.refuse_colleague(queries.role_ends_at(session, by, claim.shelter_id), today)

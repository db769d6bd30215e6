"""Take a fund's payouts in hand: only hers, and under the fund's lock before anything is read."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from fund.core.errors import NotFound
from fund.ledger import actions as ledger
from fund.payouts.models import Batch
from fund.people.rules import Actor, Verb
from fund.regions.models import Fund


def taken_fund(session: Session, by: Actor, fund_id: UUID) -> Fund:
    """Return her own fund, locked; NotFound otherwise."""
    fund = session.scalar(select(Fund).where(Fund.id == fund_id, Fund.region_id.in_(by.regions(Verb.RELEASE))))
    if fund is None:
        raise NotFound
    ledger.lock(session, fund.id)
    return fund


def taken_batch(session: Session, by: Actor, batch_id: UUID) -> tuple[Fund, Batch]:
    """Return a batch of her own fund as it is now, and the fund, locked; NotFound otherwise."""
    fund_id = session.scalar(select(Batch.fund_id).where(Batch.id == batch_id))
    if fund_id is None:
        raise NotFound
    fund = taken_fund(session, by, fund_id)
    made = session.get(Batch, batch_id, populate_existing=True)
    if made is None:
        raise NotFound
    return fund, made

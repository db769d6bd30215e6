"""Read the policy texts: open to everyone who may read texts, and to the engine."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from fund import policy
from fund.core.errors import Refusal
from fund.texts.models import CostAccount, PolicyText


def texts_of(session: Session, region_id: UUID | None) -> tuple[policy.Policy, ...]:
    """Return every version of the nation's text and of the region's, oldest first; each is parsed once."""
    return tuple(policy.read(row.body) for row in versions(session, region_id))


def in_force(session: Session, region_id: UUID | None, on: date) -> policy.Pair:
    """Return the nation's and the region's text that are in force on a day.

    Raises:
        Refusal: when there is none.
    """
    return pair_in_force(texts_of(session, region_id), on)


def pair_in_force(texts: Sequence[policy.Policy], on: date) -> policy.Pair:
    """Return those of these texts that are in force on a day; Refusal when there is none."""
    try:
        return policy.in_force(texts, on)
    except policy.NotInForce:
        raise Refusal("Op %(on)s geldt er geen beleidsregel.", on=on, beside="from_") from None


def versions(session: Session, region_id: UUID | None) -> Sequence[PolicyText]:
    """Return the published versions of the nation's text and of the region's, oldest first."""
    wanted = or_(PolicyText.region_id.is_(None), PolicyText.region_id == region_id)
    return session.scalars(select(PolicyText).where(wanted).order_by(PolicyText.from_, PolicyText.id)).all()


def cost_accounts(session: Session, categories: Collection[str] | None = None) -> Sequence[CostAccount]:
    """Return the accounts of costs in the books, by code: of these categories, or all."""
    wanted = select(CostAccount).order_by(CostAccount.code)
    return session.scalars(wanted if categories is None else wanted.where(CostAccount.category.in_(categories))).all()

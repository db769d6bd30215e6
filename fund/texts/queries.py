"""Read the policy texts: open to everyone who may read texts, and to the engine."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from fund import policy
from fund.core.errors import Refusal
from fund.texts.catalogue import Catalogue
from fund.texts.catalogue import catalogue as names_of
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


def catalogue(session: Session, region_id: UUID | None, on: date, *, anew: bool = False) -> Catalogue:
    """Return what things are called in a region (None: by the nation alone) on a day.

    It is kept for that day with what the app's sessions share (`info["catalogues"]`), because a next version of a text
    begins tomorrow at the earliest. Whoever misses a code reads it `anew`.
    """
    kept: dict[UUID | None, tuple[date, Catalogue]] = session.info.setdefault("catalogues", {})
    day, found = kept.get(region_id, (None, None))
    if found is None or day != on or anew:
        found = names_of(texts_of(session, region_id), on)
        kept[region_id] = on, found
    return found


def cost_accounts(session: Session, categories: Collection[str] | None = None) -> Sequence[CostAccount]:
    """Return the accounts of costs in the books, by code: of these categories, or all."""
    wanted = select(CostAccount).order_by(CostAccount.code)
    return session.scalars(wanted if categories is None else wanted.where(CostAccount.category.in_(categories))).all()

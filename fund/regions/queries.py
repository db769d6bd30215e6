"""Read regions, shelters and funds: nothing personal, so open to everyone who is signed in."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from fund.db import fetch_by_id, fetch_one
from fund.regions.models import Fund, Region, Shelter


def regions(session: Session) -> Sequence[Region]:
    """Return all regions by name."""
    return session.scalars(select(Region).order_by(Region.name)).all()


def region(session: Session, region_id: UUID) -> Region:
    """Return one region; NotFound otherwise."""
    return fetch_by_id(session, Region, region_id)


def shelter(session: Session, shelter_id: UUID) -> Shelter:
    """Return one shelter; NotFound otherwise."""
    return fetch_by_id(session, Shelter, shelter_id)


def shelters(session: Session, shelter_ids: Collection[UUID]) -> Sequence[Shelter]:
    """Return these shelters by name."""
    return session.scalars(select(Shelter).where(Shelter.id.in_(shelter_ids)).order_by(Shelter.name)).all()


def fund_of(session: Session, region_id: UUID) -> Fund:
    """Return the region's fund; NotFound otherwise."""
    return fetch_one(session, select(Fund).where(Fund.region_id == region_id))


def funds(session: Session, region_ids: Collection[UUID]) -> Sequence[Fund]:
    """Return the funds of these regions by name."""
    return session.scalars(select(Fund).where(Fund.region_id.in_(region_ids)).order_by(Fund.name)).all()


def fund(session: Session, fund_id: UUID) -> Fund:
    """Return one fund; NotFound otherwise."""
    return fetch_by_id(session, Fund, fund_id)

"""Read accounts and memberships."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from fund.people.models import Account, Membership
from fund.people.rules import Actor, RoleAssignment


def actor(session: Session, account_id: UUID, on: date) -> Actor | None:
    """Return the person as an actor, with the roles of that day; None when there are none."""
    rows = session.execute(
        select(Account.name, Account.pseudonym, Membership.role, Membership.region_id, Membership.shelter_id)
        .join(Membership, Membership.account_id == Account.id)
        .where(Account.id == account_id, Account.active, Membership.from_ <= on)
        .where(or_(Membership.until.is_(None), Membership.until > on))
        .order_by(Membership.from_, Membership.id)
    ).all()
    if not rows:
        return None
    roles = tuple(RoleAssignment(row.role, row.region_id, row.shelter_id) for row in rows)
    return Actor(account_id, rows[0].name, roles, rows[0].pseudonym)


def names(session: Session, account_ids: Collection[UUID]) -> Mapping[UUID, str]:
    """Return the names of these people by account id."""
    rows = session.execute(select(Account.id, Account.name).where(Account.id.in_(account_ids)))
    return {row.id: row.name for row in rows}


def accounts(session: Session) -> Sequence[tuple[Account, Membership]]:
    """Return every account with each of its memberships, ordered by name, for the operator."""
    rows = session.execute(
        select(Account, Membership)
        .join(Membership, Membership.account_id == Account.id)
        .order_by(Account.name, Membership.from_)
    )
    return [(row[0], row[1]) for row in rows]


def team(session: Session, shelter_ids: Collection[UUID], on: date) -> Sequence[tuple[Account, Membership]]:
    """Return the people who work in these shelters on that day."""
    rows = session.execute(
        select(Account, Membership)
        .join(Membership, Membership.account_id == Account.id)
        .where(Membership.shelter_id.in_(shelter_ids), Membership.from_ <= on)
        .where(or_(Membership.until.is_(None), Membership.until > on))
        .order_by(Account.name)
    )
    return [(row[0], row[1]) for row in rows]

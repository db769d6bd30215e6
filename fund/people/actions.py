"""Open accounts, appoint people to roles, and end a role."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from fund.core.errors import Refusal
from fund.db import fetch_by_id, new_id
from fund.people.models import Account, Membership
from fund.people.rules import Role


def open_account(
    session: Session, at: datetime, *, email: str, name: str, pseudonym: str, password_hash: str
) -> Account:
    """Open an account. The caller hashes the password, by `sign_in.hashed`, which needs the app's pepper."""
    account = Account(
        email=email.casefold(),
        name=name,
        pseudonym=pseudonym,
        password=password_hash,
        fs_uniquifier=new_id().hex,
        made_at=at,
    )
    session.add(account)
    session.flush()
    return account


def appoint(
    session: Session,
    account_id: UUID,
    role: Role,
    *,
    from_: date,
    region_id: UUID | None = None,
    shelter_id: UUID | None = None,
) -> Membership:
    """Give a person a role at a shelter, in a region or for the nation."""
    membership = Membership(account_id=account_id, role=role, region_id=region_id, shelter_id=shelter_id, from_=from_)
    session.add(membership)
    session.flush()
    return membership


def end(session: Session, membership_id: UUID, on: date) -> None:
    """End a role: from that day on the person can do nothing by it.

    Raises:
        NotFound: when there is no such role.
        Refusal: when it was ended before.
    """
    membership = fetch_by_id(session, Membership, membership_id)
    if membership.until is not None:
        raise Refusal("Deze rol was al beëindigd.")
    membership.until = max(on, membership.from_)
    session.flush()

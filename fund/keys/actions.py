"""Create and erase data keys."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from fund.db import fetch_by_id
from fund.keys import envelope
from fund.keys.keyring import Keyring, RegionKey
from fund.keys.models import DataKey
from fund.keys.queries import region_key, secrets, wrapping


def found(session: Session, keyring: Keyring, region_id: UUID, at: datetime) -> DataKey:
    """Create a region's key file and its general data key. Done once, at set-up."""
    return _create(session, keyring.found(region_id), region_id, at, general_of=region_id)


def new_key(session: Session, region_id: UUID, at: datetime) -> DataKey:
    """Create a data key in a region, wrapped by the region's key."""
    return _create(session, region_key(session, region_id), region_id, at)


def erase(session: Session, key_id: UUID, at: datetime) -> None:
    """Erase a data key: what it sealed can never be read again, in any copy. Erasing twice changes nothing."""
    key = fetch_by_id(session, DataKey, key_id)
    if key.erased_at is None:
        key.wrapped, key.erased_at = None, at
        session.flush()
    secrets(session).pop(key_id, None)


def _create(
    session: Session, region: RegionKey, region_id: UUID, at: datetime, general_of: UUID | None = None
) -> DataKey:
    key = DataKey(region_id=region_id, general_of=general_of, made_at=at)
    secret = envelope.new_secret()
    key.wrapped = envelope.close(region.id, region.secret, secret, wrapping(key.id, region_id))
    session.add(key)
    session.flush()
    secrets(session)[key.id] = secret
    return key

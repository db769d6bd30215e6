"""Find data keys and unwrap them, once for each session."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from fund.core.errors import Refusal
from fund.keys import envelope
from fund.keys.keyring import Keyring, RegionKey
from fund.keys.models import DataKey

_SECRETS = "data_keys"


def keyring(session: Session) -> Keyring:
    """Return the keyring that the session carries."""
    ring = session.info["keyring"]
    if not isinstance(ring, Keyring):
        raise TypeError("the session carries no keyring")
    return ring


def region_key(session: Session, region_id: UUID) -> RegionKey:
    """Return a region's key."""
    return keyring(session).key(region_id)


def general_key(session: Session, region_id: UUID) -> DataKey:
    """Return the region's data key for what belongs to no resident; raise Refusal before the region has one."""
    key = session.scalar(select(DataKey).where(DataKey.general_of == region_id))
    if key is None:
        raise Refusal("De sleutel van deze regio ontbreekt. Waarschuw de beheerder.")
    return key


def wrapping(key_id: UUID, region_id: UUID) -> str:
    """Return the place to which a wrapped data key is bound."""
    return f"data_key.wrapped.{key_id}.{region_id}"


def secret(session: Session, key_id: UUID) -> bytes:
    """Return a data key, unwrapped.

    Raises:
        Refusal: when it was erased, does not exist, or was wrapped by another region's key.
    """
    known = secrets(session)
    if key_id not in known:
        known[key_id] = _unwrapped(session, session.get(DataKey, key_id))
    return known[key_id]


def unlock(session: Session, key_ids: Collection[UUID]) -> None:
    """Unwrap many data keys in one statement, before a list is opened; skip the erased ones."""
    known = secrets(session)
    missing = set(key_ids) - known.keys()
    if not missing:
        return
    for row in session.scalars(select(DataKey).where(DataKey.id.in_(missing), DataKey.erased_at.is_(None))):
        known[row.id] = _unwrapped(session, row)


def secrets(session: Session) -> dict[UUID, bytes]:
    """Return the data keys that this session has unwrapped."""
    known: dict[UUID, bytes] = session.info.setdefault(_SECRETS, {})
    return known


def _unwrapped(session: Session, row: DataKey | None) -> bytes:
    if row is None or row.wrapped is None:
        raise Refusal("Deze gegevens zijn gewist.")
    return envelope.open_(row.wrapped, region_key(session, row.region_id).secret, wrapping(row.id, row.region_id))

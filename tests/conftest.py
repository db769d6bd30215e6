"""What every test may ask for: a database of its own (on SQLite and on PostgreSQL), a session, the app, a browser, a fixed moment."""

import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from threading import Thread

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings
from jinja2 import FileSystemBytecodeCache
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from config import Settings
from fund.app import create_app
from fund.core.calendar import AMSTERDAM
from fund.keys.keyring import Keyring
from fund.people import sign_in
from fund.people.sign_in import options
from fund.web.database import db
from tests.databases import Databases, PostgresDatabases, SqliteDatabases, open_engine

NOW = datetime(2026, 11, 23, 10, 12, tzinfo=AMSTERDAM)

# a busy machine is slow: no example is wrong for it
hypothesis_settings.register_profile("house", deadline=None)
hypothesis_settings.load_profile("house")

CHROMIUM = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> SqliteDatabases:
    return SqliteDatabases(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_databases() -> Iterator[PostgresDatabases]:
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # short: a socket's path may not be long
    databases = PostgresDatabases(folder)
    yield databases
    databases.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest) -> Databases:
    """Both kinds, one after the other; ask for one kind by indirect parametrisation."""
    kind: Databases = request.getfixturevalue({"sqlite": "sqlite_databases", "postgresql": "postgres_databases"}[request.param])
    return kind


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    with databases.fresh() as url:
        yield url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    opened = open_engine(database_url)
    yield opened
    opened.dispose()


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, database_url=database_url, secure_cookies=False)


@pytest.fixture
def keyring(settings: Settings) -> Keyring:
    return Keyring(settings.keys)


@pytest.fixture
def session(engine: Engine, keyring: Keyring) -> Iterator[Session]:
    with Session(engine, expire_on_commit=False, info={"keyring": keyring}) as opened:
        opened.begin()
        yield opened


@pytest.fixture
def now() -> Iterator[datetime]:
    with time_machine.travel(NOW, tick=False):
        yield NOW


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Keep each template as it was compiled once: every test has an app of its own, and its first page would wait for that."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("compiled")))


@pytest.fixture
def app(settings: Settings, compiled: FileSystemBytecodeCache, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    # Flask-SQLAlchemy-Lite closes asynchronous sessions; the app has none, and the browser's event loop allows no second one
    monkeypatch.setattr(Flask, "async_to_sync", lambda app, function: lambda *args: None)
    # the same algorithm at its least cost: a test that signs in proves no strength
    quick = {"argon2__time_cost": 1, "argon2__memory_cost": 64, "argon2__parallelism": 1}
    monkeypatch.setattr(sign_in, "options", lambda of: {**options(of), "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": quick})
    made = create_app(settings)
    made.testing = True
    made.jinja_env.bytecode_cache = compiled
    yield made
    with made.app_context():
        db.engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def live(app: Flask) -> Iterator[str]:
    """Serve the app on a free port of this machine; gives its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "Chromium is missing: run `make setup`."
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=CHROMIUM)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, live: str) -> Iterator[Page]:
    """Open a page on the live app; a script's error or a broken content policy fails the test."""
    said: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            said.append(message.text)

    context = browser.new_context(base_url=live, locale="nl-NL", viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.on("console", listen)
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    context.close()
    assert not said

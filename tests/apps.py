"""One app for each worker, kind of database and choice of settings, lent to one test after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType

import pytest
from flask import Blueprint, Flask
from jinja2 import FileSystemBytecodeCache

from config import Settings
from fund.app import at_hand, create_app
from fund.people import sign_in
from fund.people.sign_in import options
from fund.web.database import db
from tests.databases import Databases, forgetful

# the same algorithm at its least cost: a test that signs in proves no strength
QUICK = {"argon2__time_cost": 1, "argon2__memory_cost": 64, "argon2__parallelism": 1}

SECRET, SALT = "signs only here", "salts only here"


@contextmanager
def without_event_loops() -> Iterator[None]:
    """Begin none to close asynchronous sessions, as Flask-SQLAlchemy-Lite does after each request: no app has any."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "async_to_sync", lambda app, function: lambda *args: None)
        yield


class Apps:
    """The apps of this worker, each made when it is first asked for."""

    def __init__(self, compiled: Path) -> None:
        self.compiled = FileSystemBytecodeCache(str(compiled))
        self.made: dict[tuple[object, ...], Flask] = {}
        self.open = ExitStack()

    def __enter__(self) -> Apps:
        self.open.enter_context(without_event_loops())
        patch = self.open.enter_context(pytest.MonkeyPatch.context())
        patch.setattr(sign_in, "options", lambda of: {**options(of), "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": QUICK})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.open.close()

    @contextmanager
    def lent(self, databases: Databases, settings: Settings, blueprints: Sequence[Blueprint] = ()) -> Iterator[Flask]:
        """Lend the app of these settings, on the database that is lent and with the test's own keys."""
        of_a_test = {"data", "database_url"} if settings.secret_key and settings.password_salt else {"database_url"}
        key = (databases, settings.model_dump_json(exclude=of_a_test), *(each.name for each in blueprints))
        if key not in self.made:
            self.made[key] = self._open(databases, settings, blueprints)
        app = self.made[key]
        app.testing = True
        with app.app_context():
            db.sessionmaker.configure(info=at_hand(settings))
        yield app
        with app.app_context():
            db.engine.dispose()

    def hashed(self, password: str) -> str:
        """Return what these apps store of a password."""
        app = Flask("hashed")
        app.config["SECRET_KEY"] = SECRET
        sign_in.register(app, Settings(password_salt=SALT))
        with app.app_context():
            return sign_in.hashed(password)

    def _open(self, databases: Databases, settings: Settings, blueprints: Sequence[Blueprint]) -> Flask:
        app = create_app(settings)
        app.jinja_env.bytecode_cache = self.compiled
        for blueprint in blueprints:
            app.register_blueprint(blueprint)
        with app.app_context():
            forgetful(databases.follow(db.engine))
        return app

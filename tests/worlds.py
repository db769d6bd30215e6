"""Fixtures of the world: a test that asks for `world` (or `empty_world`) gets a copy of it under its app, its session and its browser."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from config import Settings
from fund.app import create_app
from fund.people import sign_in
from fund.people.sign_in import hashed, options
from fund.web.database import db
from tests import living
from tests.databases import Databases
from tests.world import PASSWORD, World, found

__all__ = ["database_url", "empty_world", "made", "settings", "world", "worlds"]

QUICK = {"argon2__time_cost": 1, "argon2__memory_cost": 64, "argon2__parallelism": 1}


@dataclass(frozen=True)
class Made:
    """A world that stands ready to be copied: its database, and the folder of its keys and secrets."""

    url: str
    data: Path
    world: World


class Worlds:
    """The worlds of this run, each built when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: dict[str, Made] = {}
        self.open = ExitStack()

    def get(self, databases: Databases, *, empty: bool) -> Made:
        """Return one, built on this kind of database."""
        name = f"{type(databases).__name__}-{empty}"
        if name not in self.made:
            self.made[name] = self._build(self.open.enter_context(databases.fresh()), self.folder / name, empty)
        return self.made[name]

    @staticmethod
    def _build(url: str, data: Path, empty: bool) -> Made:
        data.mkdir()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Flask, "async_to_sync", lambda app, function: lambda *args: None)  # as in tests.conftest.app
            patch.setattr(sign_in, "options", lambda of: {**options(of), "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": QUICK})
            app = create_app(Settings(data=data, database_url=url, secure_cookies=False))
            with app.app_context():
                with db.sessionmaker.begin() as session:
                    world = found(session, hashed(PASSWORD))
                    if not empty:
                        living.fill(session, world)
                db.engine.dispose()
        return Made(url, data, world)


@pytest.fixture(scope="session")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worlds]:
    kept = Worlds(tmp_path_factory.mktemp("worlds"))
    yield kept
    kept.open.close()


@pytest.fixture
def made(request: pytest.FixtureRequest, worlds: Worlds, databases: Databases) -> Made | None:
    asked = {"world", "empty_world"} & set(request.fixturenames)
    return worlds.get(databases, empty="empty_world" in asked) if asked else None


@pytest.fixture
def database_url(made: Made | None, databases: Databases) -> Iterator[str]:
    with databases.fresh(like=made.url if made else "") as url:
        yield url


@pytest.fixture
def settings(made: Made | None, database_url: str, tmp_path: Path) -> Settings:
    if made:
        shutil.copytree(made.data, tmp_path, dirs_exist_ok=True)
    return Settings(data=tmp_path, database_url=database_url, secure_cookies=False)


@pytest.fixture
def world(made: Made) -> World:
    """Everybody and everything: see tests.living."""
    return made.world


@pytest.fixture
def empty_world(made: Made) -> World:
    """Everybody, and nothing that happened yet."""
    return made.world

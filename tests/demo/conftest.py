"""Demos seeded once for each day on which they end."""

import fcntl
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
import time_machine
from rich.console import Console
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from config import Settings
from fund.core.calendar import AMSTERDAM
from fund.demo import seed
from fund.keys.keyring import Keyring
from tests.databases import open_engine


@dataclass(frozen=True)
class Demo:
    """A demo that was seeded: its settings, and the moment at which it ends."""

    settings: Settings
    now: datetime
    engine: Engine

    def session(self) -> Session:
        """Open a session on it."""
        return Session(self.engine, info={"keyring": Keyring(self.settings.keys)})


Seeded = Callable[[str], Demo]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seeded]:
    engines: list[Engine] = []

    # workers that run side by side share what one of them has seeded
    top = (
        tmp_path_factory.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else tmp_path_factory.getbasetemp()
    )

    @cache
    def seeded(moment: str) -> Demo:
        with (top / f"demo-{moment}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            made = seed_at(moment, top / f"demo-{moment}", again=False)
        engines.append(made.engine)
        return made

    yield seeded
    for engine in engines:
        engine.dispose()


def seed_at(moment: str, folder: Path, *, again: bool = True) -> Demo:
    """Seed a demo that ends at that moment in Amsterdam; no clock is read but that one.
    Without `again` a seeded one is kept."""
    now = datetime.fromisoformat(moment).replace(tzinfo=AMSTERDAM)
    settings = Settings(data=folder, demo=True, secure_cookies=False, database_url="", migrate_url="")
    if again or not folder.exists():
        with time_machine.travel(now, tick=False):
            assert seed.afresh(settings, now, Console(quiet=True)) == seed.accounts()
    return Demo(settings, now, open_engine(settings.url))

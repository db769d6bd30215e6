"""Fixtures of the world: a test that asks for `world` (or `empty_world`) gets a copy of it under its app,
its session and its browser."""

from collections.abc import Iterator

import pytest
import time_machine
from sqlalchemy.orm import Session

from tests import living
from tests.apps import Apps
from tests.casts import Make, Prepared
from tests.world import NOW, PASSWORD, World, found

__all__ = ["december", "empty_world", "makes", "world"]


@pytest.fixture(scope="session")
def makes(apps: Apps) -> dict[str, Make]:
    hash_ = apps.hashed(PASSWORD)

    def empty(session: Session) -> World:
        return found(session, hash_)

    def filled(session: Session) -> World:
        world = found(session, hash_)
        living.fill(session, world)
        return world

    return {"world": filled, "empty_world": empty}


@pytest.fixture
def december() -> Iterator[time_machine.Traveller]:
    """Stand still in December: November is over, and not closed."""
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def world(prepared: Prepared) -> World:
    """Everybody and everything: see tests.living."""
    lent: World = prepared.people()
    return lent


@pytest.fixture
def empty_world(prepared: Prepared) -> World:
    """Everybody, and nothing that happened yet."""
    lent: World = prepared.people()
    return lent

"""Fixtures of the world: a test that asks for `world` (or `empty_world`) gets a copy of it under its app,
its session and its browser."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import pytest
import time_machine
from flask import Flask
from sqlalchemy.orm import Session

from tests import history
from tests.apps import Apps
from tests.casts import Make, Prepared
from tests.world import NOW, PASSWORD, World, found

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser import Screen

__all__ = ["december", "empty_world", "makes", "screen", "world"]


@pytest.fixture(scope="session")
def makes(apps: Apps) -> dict[str, Make]:
    return _makes(apps)


@cache
def _makes(apps: Apps) -> dict[str, Make]:
    # a fixture is another one in each folder that imports it, the world is not
    hash_ = apps.hashed(PASSWORD)

    def empty(session: Session) -> World:
        return found(session, hash_)

    def filled(session: Session) -> World:
        world = found(session, hash_)
        history.fill(session, world)
        return world

    return {"world": filled, "empty_world": empty}


@pytest.fixture
def december() -> Iterator[time_machine.Traveller]:
    """Stand still in December: November is over, and not closed."""
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def screen(page: Page, app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Screen]:
    """Sit down at a screen; its server's clock begins in December, and people move it."""
    from tests.browser import Screen

    # a browser has a clock of its own, that nothing here moves: how long a session lasts is for the server to say
    monkeypatch.setattr(app.session_interface, "get_expiration_time", lambda app, session: None)
    with time_machine.travel(NOW, tick=True) as clock:
        yield Screen(page, clock)


@pytest.fixture
def world(prepared: Prepared) -> World:
    """Everybody and everything: see tests.history."""
    lent: World = prepared.people()
    return lent


@pytest.fixture
def empty_world(prepared: Prepared) -> World:
    """Everybody, and nothing that happened yet."""
    lent: World = prepared.people()
    return lent

"""The world, and the views that only the tests have."""

import pytest
from flask import Blueprint

from tests.web.probe import PROBE
from tests.worlds import december, empty_world, makes, world

__all__ = ["december", "empty_world", "makes", "world"]


@pytest.fixture
def blueprints() -> tuple[Blueprint, ...]:
    return (PROBE,)

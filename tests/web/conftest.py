"""The views that only the tests have."""

import pytest
from flask import Blueprint

from tests.web.probe import PROBE


@pytest.fixture
def blueprints() -> tuple[Blueprint, ...]:
    return (PROBE,)

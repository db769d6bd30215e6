"""The views that only the tests have, and somebody signed in who may open them."""

import pytest
from flask import Blueprint, Flask

from tests.visitor import Visitor
from tests.web.probe import PROBE, open_account


@pytest.fixture
def blueprints() -> tuple[Blueprint, ...]:
    return (PROBE,)


@pytest.fixture
def operator(app: Flask) -> Visitor:
    return Visitor(app, open_account(app))

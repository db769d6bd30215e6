"""The cast of this room."""

import pytest

from tests import make
from tests.casts import Make
from tests.make import House


@pytest.fixture(scope="session")
def makes() -> dict[str, Make]:
    return {"house": make.house}


@pytest.fixture
def house(lent: House) -> House:
    return lent

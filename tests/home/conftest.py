"""The cast of this room."""

import pytest

from tests.casts import Make
from tests.house import House, everyone


@pytest.fixture(scope="session")
def makes() -> dict[str, Make]:
    return {"house": everyone}


@pytest.fixture
def house(lent: House) -> House:
    return lent

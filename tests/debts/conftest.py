"""The cast of these tests."""

import pytest

from tests.casts import Make
from tests.everyone import Everyone, cast


@pytest.fixture(scope="session")
def makes() -> dict[str, Make]:
    return {"everyone": cast}


@pytest.fixture
def everyone(lent: Everyone) -> Everyone:
    return lent

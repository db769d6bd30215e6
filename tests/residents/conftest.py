"""The cast of these tests."""

import pytest

from tests.casts import Make
from tests.residents import cast as people
from tests.residents.cast import Cast


@pytest.fixture(scope="session")
def makes() -> dict[str, Make]:
    return {"cast": people.cast}


@pytest.fixture
def cast(lent: Cast) -> Cast:
    return lent

"""The cast of the books."""

import pytest

from tests.casts import Make
from tests.ledger import cast as people
from tests.ledger.cast import Cast


@pytest.fixture(scope="session")
def makes() -> dict[str, Make]:
    return {"cast": people.cast}


@pytest.fixture
def cast(lent: Cast) -> Cast:
    return lent

"""The cast of the books."""

import pytest
from sqlalchemy.orm import Session

from tests.ledger import cast as people
from tests.ledger.cast import Cast


@pytest.fixture
def cast(session: Session) -> Cast:
    return people.cast(session)

"""The cast of this room."""

import pytest
from sqlalchemy.orm import Session

from tests.claims import cast as people
from tests.claims.cast import Cast


@pytest.fixture
def cast(session: Session) -> Cast:
    return people.cast(session)

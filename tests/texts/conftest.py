"""The cast of this room."""

import pytest
from sqlalchemy.orm import Session

from tests.residents import cast as people
from tests.residents.cast import Cast


@pytest.fixture
def cast(session: Session) -> Cast:
    return people.cast(session)

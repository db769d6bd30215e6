"""The cast of this room."""

import pytest
from sqlalchemy.orm import Session

from tests import make
from tests.make import House


@pytest.fixture
def house(session: Session) -> House:
    return make.house(session)

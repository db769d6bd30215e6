"""The cast of these tests."""

import pytest
from sqlalchemy.orm import Session

from fund.policy import nation_text
from fund.texts.actions import publish
from tests.casts import Make
from tests.residents import cast as people
from tests.residents.cast import AT, Cast


@pytest.fixture(scope="session")
def makes() -> dict[str, Make]:
    return {"cast": people.cast}


@pytest.fixture
def cast(lent: Cast) -> Cast:
    return lent


@pytest.fixture
def kept(session: Session, cast: Cast) -> Cast:
    publish(session, AT, nation_text())
    session.commit()
    return cast

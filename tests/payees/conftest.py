"""The cast of these rooms."""

import pytest
from sqlalchemy.orm import Session

from fund.policy import nation_text
from fund.texts.actions import publish
from tests.residents import cast as people
from tests.residents.cast import AT, Cast


@pytest.fixture
def cast(session: Session) -> Cast:
    return people.cast(session)


@pytest.fixture
def kept(session: Session, cast: Cast) -> Cast:
    publish(session, AT, nation_text())
    session.commit()
    return cast

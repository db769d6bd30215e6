"""The cast of this room."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.claims import cast as people
from tests.claims.cast import Cast
from tests.residents.browse import Visitor


@pytest.fixture
def cast(session: Session) -> Cast:
    return people.cast(session)


@pytest.fixture
def bakker(app: Flask, session: Session, cast: Cast) -> Visitor:
    return Visitor(app, session, cast.bakker)

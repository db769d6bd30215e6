"""The cast of these tests."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.casts import Make
from tests.claims import cast as people
from tests.claims.cast import Cast
from tests.visitor import Visitor


@pytest.fixture(scope="session")
def makes() -> dict[str, Make]:
    return {"cast": people.cast}


@pytest.fixture
def cast(lent: Cast) -> Cast:
    return lent


@pytest.fixture
def bakker(app: Flask, session: Session, cast: Cast) -> Visitor:
    return Visitor(app, cast.bakker, session)

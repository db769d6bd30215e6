"""The cast of these tests, with the texts of its region in force."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from fund import policy
from fund.stays.models import Stay
from fund.texts.actions import publish
from tests.casts import Make
from tests.residents import cast as people
from tests.residents.cast import AT, Cast
from tests.stays.stays import admit
from tests.visitor import Visitor

TEXTS = Path(policy.__file__).parent


def made_under_the_texts(session: Session) -> Cast:
    placed = people.cast(session)
    publish(session, AT, (TEXTS / "nation.toml").read_text(encoding="utf-8"))
    publish(session, AT, (TEXTS / "regions" / "havenmond.toml").read_text(encoding="utf-8"), region_id=placed.region_id)
    return placed


@pytest.fixture(scope="session")
def makes() -> dict[str, Make]:
    return {"cast": made_under_the_texts}


@pytest.fixture
def cast(lent: Cast) -> Cast:
    return lent


@pytest.fixture
def stay(session: Session, cast: Cast) -> Stay:
    admitted = admit(session, cast)
    session.commit()
    return admitted


@pytest.fixture
def bakker(app: Flask, session: Session, cast: Cast) -> Visitor:
    return Visitor(app, cast.bakker, session)

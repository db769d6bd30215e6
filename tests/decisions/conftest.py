"""The cast of these tests, and a claim that waits for a decision."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine
from flask import Flask
from sqlalchemy.orm import Session

from fund.claims.models import Claim
from tests.casts import Make
from tests.decisions import cast as people
from tests.decisions.cast import AT, Cast
from tests.visitor import Visitor


@pytest.fixture(scope="session")
def makes() -> dict[str, Make]:
    return {"cast": people.cast}


@pytest.fixture
def cast(lent: Cast) -> Cast:
    return lent


@pytest.fixture
def claim(cast: Cast) -> Claim:
    """Return a claim for the shelter's fee, which is guaranteed, and for clothing, which is not."""
    return cast.submitted(cast.fee(), cast.clothing())


@pytest.fixture
def moment() -> Iterator[datetime]:
    """Stand still at the moment of the decisions."""
    with time_machine.travel(AT, tick=False):
        yield AT


@pytest.fixture
def hendriks(app: Flask, session: Session, cast: Cast, claim: Claim) -> Visitor:
    return Visitor(app, cast.hendriks, session)


@pytest.fixture
def bos(app: Flask, session: Session, cast: Cast, claim: Claim) -> Visitor:
    return Visitor(app, cast.bos, session)

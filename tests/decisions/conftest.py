"""The cast of this room, and a claim that waits for a decision."""

import pytest
from sqlalchemy.orm import Session

from fund.claims.models import Claim
from tests.decisions import cast as people
from tests.decisions.cast import Cast


@pytest.fixture
def cast(session: Session) -> Cast:
    return people.cast(session)


@pytest.fixture
def claim(cast: Cast) -> Claim:
    """Return a claim for the shelter's fee, which is guaranteed, and for clothing, which is not."""
    return cast.submitted(cast.before.fee(), cast.clothing())

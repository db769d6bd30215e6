"""The cast of these tests."""

import pytest
from sqlalchemy.orm import Session

from fund.evidence import actions
from fund.evidence.models import Evidence
from fund.people.act import Act
from fund.policy import nation_text
from fund.texts.actions import publish
from tests.casts import Make
from tests.evidence import uploads
from tests.residents import cast as people
from tests.residents.cast import AT, TODAY, Cast


def made_under_the_nation(session: Session) -> Cast:
    publish(session, AT, nation_text())
    return people.cast(session)


@pytest.fixture(scope="session")
def makes() -> dict[str, Make]:
    return {"cast": made_under_the_nation}


@pytest.fixture
def cast(lent: Cast) -> Cast:
    return lent


@pytest.fixture
def kept(session: Session, cast: Cast) -> Cast:
    session.commit()
    return cast


@pytest.fixture
def evidence(session: Session, kept: Cast) -> Evidence:
    added = actions.add(
        Act(session, kept.bakker, AT),
        resident_id=kept.resident.id,
        kind="bill",
        issuer="Zorgverzekeraar Noord",
        number=None,
        issued_on=TODAY,
        cents=None,
        upload=uploads.pdf(pages=2),
    )
    session.commit()
    return added

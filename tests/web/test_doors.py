"""One request, one transaction: what keeps and what undoes; once-keys; looks; what a GET may not do."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fund.regions.models import Region
from fund.trail.models import AccessEntry
from fund.web import access_log
from fund.web.models import IdempotencyKey
from tests.visitor import Visitor
from tests.web.probe import HER, open_account

KEY = "k" * 24


def regions(session: Session) -> int:
    session.rollback()
    found = session.scalar(select(func.count()).select_from(Region)) or 0
    session.rollback()
    return found


def test_a_redirect_keeps(operator: Visitor, session: Session) -> None:
    answer = operator.post("/probe/keep/a", {"once": KEY})
    assert (answer.status_code, answer.location) == (303, "/probe/count")
    assert regions(session) == 1


@pytest.mark.parametrize(("way", "status"), [("shown", 422), ("refused", 403)])
def test_a_status_of_400_or_more_undoes(operator: Visitor, session: Session, way: str, status: int) -> None:
    answer = operator.post(f"/probe/{way}/a", {"once": KEY})
    assert answer.status_code == status
    assert regions(session) == 0
    assert session.scalar(select(func.count()).select_from(IdempotencyKey)) == 0


def test_a_refusal_is_said_with_its_values(operator: Visitor) -> None:
    page = operator.post("/probe/refused/zij", {"once": KEY}).text
    assert "Dat mag zij niet, en €\N{NO-BREAK SPACE}1.234,56 is te veel." in page


def test_a_fault_undoes_and_shows_no_traceback(app: Flask, operator: Visitor, session: Session) -> None:
    app.testing = False
    answer = operator.post("/probe/broken/a", {"once": KEY})
    assert answer.status_code == 500
    assert "Traceback" not in answer.text
    assert "ZeroDivision" not in answer.text
    assert regions(session) == 0


def test_sent_twice_it_is_done_once_and_answered_twice(operator: Visitor, session: Session) -> None:
    answers = [operator.post("/probe/keep/a", {"once": KEY}) for _ in range(2)]
    assert [answer.location for answer in answers] == ["/probe/count", "/probe/count"]
    assert regions(session) == 1


def test_sent_twice_at_once_it_is_done_once(app: Flask, operator: Visitor, session: Session) -> None:
    cookie = operator.client.get_cookie("kf")
    assert cookie is not None

    def send(_: int) -> int:
        other = app.test_client()
        other.set_cookie("kf", cookie.value)
        return other.post("/probe/keep/a", data={"csrf_token": operator.token, "once": KEY}).status_code

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(send, range(4))) == [303] * 4
    assert regions(session) == 1


def test_the_same_key_for_another_form_is_refused(operator: Visitor, session: Session) -> None:
    operator.post("/probe/keep/a", {"once": KEY})
    answer = operator.post("/probe/keep/b", {"once": KEY})
    assert answer.status_code == 409
    assert regions(session) == 1


def test_another_person_may_have_the_same_key(app: Flask, operator: Visitor, session: Session) -> None:
    another = Visitor(app, open_account(app, email="another@kostenfonds.example"))
    for visitor, name in (
        (operator, "a"),
        (another, "b"),
        (another, "b"),
    ):  # whoever sends it again gets their own answer
        answer = visitor.post(f"/probe/keep/{name}", {"once": KEY})
        assert (answer.status_code, answer.location) == (303, "/probe/count")
    assert regions(session) == 2


def test_a_form_without_a_key_is_refused(operator: Visitor, session: Session) -> None:
    assert operator.client.post("/probe/keep/a", data={"csrf_token": operator.token}).status_code == 422
    assert regions(session) == 0


def test_what_changes_nothing_needs_no_key(operator: Visitor) -> None:
    assert operator.client.post("/probe/check", data={"csrf_token": operator.token}).text == "weighed"


@pytest.mark.parametrize("way", ["flush", "core"])
def test_a_get_writes_nothing(app: Flask, operator: Visitor, session: Session, way: str) -> None:
    app.testing = False
    assert operator.get(f"/probe/write/{way}").status_code == 500
    assert regions(session) == 0


def test_a_look_is_written_before_anything_is_shown(operator: Visitor, session: Session) -> None:
    assert operator.get("/probe/looked").text == "her page"
    session.rollback()
    look = session.scalars(select(AccessEntry)).one()
    assert (look.resident_id, look.endpoint, look.role) == (HER, "probe.looked", "operator")


def test_when_the_look_fails_nothing_is_shown(app: Flask, operator: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    app.testing = False

    def fail(*args: object) -> None:
        raise OSError

    monkeypatch.setattr(access_log, "write", fail)
    answer = operator.get("/probe/looked")
    assert answer.status_code == 500
    assert "her page" not in answer.text

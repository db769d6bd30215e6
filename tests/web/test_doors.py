"""One request, one transaction: what keeps and what undoes; once-keys; looks; what a GET may not do."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fund.regions.models import Region
from fund.trail.models import AccessEntry
from fund.web import access_log
from fund.web.models import IdempotencyKey
from tests.web.probe import EMAIL, HER, open_account, sign_in_as

KEY = "k" * 24


@pytest.fixture
def inside(app: Flask) -> FlaskClient:
    open_account(app)
    return app.test_client()


def regions(session: Session) -> int:
    session.rollback()
    found = session.scalar(select(func.count()).select_from(Region)) or 0
    session.rollback()
    return found


def test_a_redirect_keeps(inside: FlaskClient, session: Session) -> None:
    token = sign_in_as(inside)
    answer = inside.post("/probe/keep/a", data={"csrf_token": token, "once": KEY})
    assert (answer.status_code, answer.location) == (303, "/probe/count")
    assert regions(session) == 1


@pytest.mark.parametrize(("way", "status"), [("shown", 422), ("refused", 403)])
def test_a_status_of_400_or_more_undoes(inside: FlaskClient, session: Session, way: str, status: int) -> None:
    token = sign_in_as(inside)
    answer = inside.post(f"/probe/{way}/a", data={"csrf_token": token, "once": KEY})
    assert answer.status_code == status
    assert regions(session) == 0
    assert session.scalar(select(func.count()).select_from(IdempotencyKey)) == 0


def test_a_refusal_is_said_with_its_values(inside: FlaskClient) -> None:
    token = sign_in_as(inside)
    page = inside.post("/probe/refused/zij", data={"csrf_token": token, "once": KEY}).text
    assert "Dat mag zij niet, en €\N{NO-BREAK SPACE}1.234,56 is te veel." in page


def test_a_fault_undoes_and_shows_no_traceback(app: Flask, inside: FlaskClient, session: Session) -> None:
    app.testing = False
    token = sign_in_as(inside)
    answer = inside.post("/probe/broken/a", data={"csrf_token": token, "once": KEY})
    assert answer.status_code == 500
    assert "Traceback" not in answer.text
    assert "ZeroDivision" not in answer.text
    assert regions(session) == 0


def test_sent_twice_it_is_done_once_and_answered_twice(inside: FlaskClient, session: Session) -> None:
    token = sign_in_as(inside)
    answers = [inside.post("/probe/keep/a", data={"csrf_token": token, "once": KEY}) for _ in range(2)]
    assert [answer.location for answer in answers] == ["/probe/count", "/probe/count"]
    assert regions(session) == 1


def test_sent_twice_at_once_it_is_done_once(app: Flask, inside: FlaskClient, session: Session) -> None:
    token = sign_in_as(inside)
    cookie = inside.get_cookie("kf")
    assert cookie is not None

    def send(_: int) -> int:
        other = app.test_client()
        other.set_cookie("kf", cookie.value)
        return other.post("/probe/keep/a", data={"csrf_token": token, "once": KEY}).status_code

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(send, range(4))) == [303] * 4
    assert regions(session) == 1


def test_the_same_key_for_another_form_is_refused(inside: FlaskClient, session: Session) -> None:
    token = sign_in_as(inside)
    inside.post("/probe/keep/a", data={"csrf_token": token, "once": KEY})
    answer = inside.post("/probe/keep/b", data={"csrf_token": token, "once": KEY})
    assert answer.status_code == 409
    assert regions(session) == 1


def test_another_person_may_have_the_same_key(app: Flask, inside: FlaskClient, session: Session) -> None:
    open_account(app, email="another@kostenfonds.example")
    another = app.test_client()
    for browser, email, name in ((inside, EMAIL, "a"), (another, "another@kostenfonds.example", "b")):
        answer = browser.post(f"/probe/keep/{name}", data={"csrf_token": sign_in_as(browser, email), "once": KEY})
        assert (answer.status_code, answer.location) == (303, "/probe/count")
    assert regions(session) == 2


def test_a_form_without_a_key_is_refused(inside: FlaskClient, session: Session) -> None:
    token = sign_in_as(inside)
    assert inside.post("/probe/keep/a", data={"csrf_token": token}).status_code == 422
    assert regions(session) == 0


def test_what_changes_nothing_needs_no_key(inside: FlaskClient) -> None:
    token = sign_in_as(inside)
    assert inside.post("/probe/check", data={"csrf_token": token}).text == "weighed"


@pytest.mark.parametrize("way", ["flush", "core"])
def test_a_get_writes_nothing(app: Flask, inside: FlaskClient, session: Session, way: str) -> None:
    app.testing = False
    sign_in_as(inside)
    assert inside.get(f"/probe/write/{way}").status_code == 500
    assert regions(session) == 0


def test_a_look_is_written_before_anything_is_shown(inside: FlaskClient, session: Session) -> None:
    sign_in_as(inside)
    assert inside.get("/probe/looked").text == "her page"
    session.rollback()
    look = session.scalars(select(AccessEntry)).one()
    assert (look.resident_id, look.endpoint, look.role) == (HER, "probe.looked", "operator")


def test_when_the_look_fails_nothing_is_shown(app: Flask, inside: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    app.testing = False
    sign_in_as(inside)

    def fail(*args: object) -> None:
        raise OSError

    monkeypatch.setattr(access_log, "write", fail)
    answer = inside.get("/probe/looked")
    assert answer.status_code == 500
    assert "her page" not in answer.text

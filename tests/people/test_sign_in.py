"""Sign-in: known and unknown alike, idle after 15 minutes, the password again before money,
and each role behind its guard."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from fund.people import actions, queries
from fund.people.models import Membership
from tests.conftest import NOW
from tests.web.probe import EMAIL, PASSWORD, once_of, open_account, sign_in_as, token_of


@pytest.fixture
def inside(app: Flask) -> FlaskClient:
    open_account(app)
    return app.test_client()


def body_of(client: FlaskClient, email: str, password: str) -> tuple[int, str]:
    page = client.get("/sign-in").text
    answer = client.post("/sign-in", data={"csrf_token": token_of(page), "email": email, "password": password})
    text = answer.text.replace(email, "").replace(token_of(answer.text), "")
    return answer.status_code, text


def test_known_and_unknown_are_answered_alike(inside: FlaskClient) -> None:
    assert body_of(inside, EMAIL, "fout-wachtwoord") == body_of(
        inside, "niemand@kostenfonds.example", "fout-wachtwoord"
    )
    assert "Het e-mailadres of het wachtwoord klopt niet." in body_of(inside, EMAIL, "fout-wachtwoord")[1]


def test_who_is_not_signed_in_is_led_to_sign_in_and_back(inside: FlaskClient) -> None:
    answer = inside.get("/accounts?x=1")
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/accounts?x%3D1")


def test_another_roles_page_is_as_if_it_were_not_there(inside: FlaskClient) -> None:
    sign_in_as(inside)
    here, nowhere = inside.get("/probe/hers"), inside.get("/no/such/page")
    assert here.status_code == nowhere.status_code == 404
    cut = [
        page.text.replace("/probe/hers", "").replace("/no/such/page", "").replace(token_of(page.text), "")
        for page in (here, nowhere)
    ]
    assert cut[0] == cut[1]


def test_idle_for_15_minutes_is_signed_out(inside: FlaskClient) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        sign_in_as(inside)
        for _ in range(3):
            clock.shift(timedelta(minutes=14))
            assert inside.get("/accounts").status_code == 200
        clock.shift(timedelta(minutes=16))
        assert inside.get("/accounts").status_code == 303


def test_a_style_sheet_on_its_way_does_not_bring_back_who_signed_out(inside: FlaskClient) -> None:
    sign_in_as(inside)
    assert "Set-Cookie" in inside.get("/accounts").headers
    with inside.get("/static/css/layout.css") as sheet:
        assert sheet.status_code == 200
        assert "Set-Cookie" not in sheet.headers


def test_money_asks_for_the_password_again(inside: FlaskClient) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        token = sign_in_as(inside)
        assert inside.get("/probe/money").text == "money"
        for _ in range(2):
            clock.shift(timedelta(minutes=10))
            inside.get("/accounts")
        asked = inside.get("/probe/money")
        assert (asked.status_code, asked.location) == (302, "/sign-in/again?next=/probe/money")
        key = {"csrf_token": token, "once": "k" * 24}
        refused = inside.post("/probe/money", data=key, headers={"Referer": "http://localhost/probe/money"})
        assert (refused.status_code, refused.location) == (302, "/sign-in/again?next=/probe/money")
        page = inside.get("/sign-in/again?next=/probe/money").text
        inside.post("/sign-in/again?next=/probe/money", data={"csrf_token": token_of(page), "password": PASSWORD})
        assert inside.post("/probe/money", data=key).location == "/probe/count"


def test_who_is_ended_can_do_nothing_that_minute(app: Flask, inside: FlaskClient, session: Session) -> None:
    sign_in_as(inside)
    account = session.query(Membership).one()
    actions.end(session, account.id, NOW.date())
    session.commit()
    assert queries.actor(session, account.account_id, NOW.date()) is None
    with time_machine.travel(NOW, tick=False):
        assert app.test_client().get("/accounts").status_code == 303
    assert inside.get("/accounts").status_code == 303


def test_the_exit_signs_out_and_has_the_browser_forget(inside: FlaskClient) -> None:
    sign_in_as(inside)
    answer = inside.post("/exit")
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert inside.get("/accounts").status_code == 303


def test_nothing_is_kept_by_the_browser(inside: FlaskClient) -> None:
    sign_in_as(inside)
    headers = inside.get("/accounts").headers
    assert headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_cookie_is_for_this_site_only(inside: FlaskClient) -> None:
    inside.get("/sign-in")
    cookie = inside.get_cookie("kf")
    assert cookie is not None
    assert cookie.http_only
    assert cookie.same_site == "Strict"


def test_a_form_without_a_token_is_not_done(inside: FlaskClient) -> None:
    sign_in_as(inside)
    page = inside.get("/probe/form").text
    assert inside.post("/probe/form", data={"once": once_of(page), "amount": "12,50"}).status_code == 400


@pytest.mark.parametrize(
    "back", ["//evil.example", "/\\evil.example", "https://evil.example/x", "/a?b", "javascript:alert(1)"]
)
def test_the_language_leads_nowhere_else(inside: FlaskClient, back: str) -> None:
    assert inside.get("/language/en", query_string={"back": back}).location == "/"
    assert inside.get("/language/en", query_string={"back": "/accounts"}).location == "/accounts"

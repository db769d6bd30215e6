"""Bad input: a clear sentence beside the field, everything typed still there, nothing done;
a lost session is offered again."""

from io import BytesIO

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fund.regions.models import Region
from tests.visitor import Visitor
from tests.web.probe import EMAIL, PASSWORD, once_of, token_of


def regions(session: Session) -> int:
    session.rollback()
    found = session.scalar(select(func.count()).select_from(Region)) or 0
    session.rollback()
    return found


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("12.50", "U schreef 12.50. Bedoelt u 12,50? Schrijf het met een komma."),
        ("1.234,5", "U schreef 1.234,5. Bedoelt u 1.234,50? Schrijf het met een komma."),
        ("NaN", "Schrijf een bedrag in cijfers, bijvoorbeeld 1.234,56."),
        ("1E+400", "Schrijf een bedrag in cijfers, bijvoorbeeld 1.234,56."),
        ("-1", "Schrijf een bedrag zonder min."),
        ("0", "Vul een bedrag in dat hoger is dan 0."),
        ("13", "Dertien brengt ongeluk."),
        ("<script>", "Schrijf een bedrag in cijfers, bijvoorbeeld 1.234,56."),
    ],
)
def test_a_bad_amount_is_said_and_stays(operator: Visitor, session: Session, typed: str, sentence: str) -> None:
    page = operator.get("/probe/form").text
    answer = operator.client.post(
        "/probe/form", data={"csrf_token": token_of(page), "once": once_of(page), "amount": typed}
    )
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'value="{typed.replace("<", "&lt;").replace(">", "&gt;")}"' in answer.text
    assert once_of(answer.text) == once_of(page)
    assert regions(session) == 0


def test_mended_it_goes_through(operator: Visitor, session: Session) -> None:
    page = operator.get("/probe/form").text
    data = {"csrf_token": token_of(page), "once": once_of(page)}
    assert operator.client.post("/probe/form", data={**data, "amount": "12.50"}).status_code == 422
    assert operator.client.post("/probe/form", data={**data, "amount": "12,50"}).status_code == 303
    assert regions(session) == 1


def test_a_lost_session_is_offered_again_and_done_once(operator: Visitor, session: Session) -> None:
    page = operator.get("/probe/form").text
    operator.client.delete_cookie("kf")
    typed = {"csrf_token": token_of(page), "once": once_of(page), "amount": "12,50", "picked": ["1", "2"]}
    lost = operator.client.post("/probe/form", data=typed, headers={"Origin": "http://localhost"})
    assert lost.status_code == 400
    for name, value in (("amount", "12,50"), ("picked", "1"), ("picked", "2")):
        assert f'name="{name}" value="{value}"' in lost.text
    assert f'name="once" value="{once_of(page)}"' in lost.text
    assert "afgemeld" in lost.text
    assert regions(session) == 0
    operator.client.post("/sign-in", data={"csrf_token": token_of(lost.text), "email": EMAIL, "password": PASSWORD})
    again = operator.client.post("/probe/form", data={**typed, "csrf_token": token_of(lost.text)})
    assert again.status_code == 303
    assert regions(session) == 1


def test_a_foreign_form_is_not_offered_again(client: FlaskClient) -> None:
    answer = client.post("/probe/form", data={"amount": "12,50"}, headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 400
    assert "12,50" not in answer.text


def test_a_form_too_large_is_a_sentence(operator: Visitor) -> None:
    answer = operator.client.post("/probe/form", data={"amount": "1" * 68_000_000})
    assert answer.status_code == 413
    assert "te groot" in answer.text


def test_an_upload_never_touches_a_disk(app: Flask) -> None:
    # a small one: the test client itself would put a large one on disk
    with app.test_request_context(method="POST", data={"file": (BytesIO(b"x"), "a.png")}):
        assert type(request.files["file"].stream) is BytesIO

"""The safety questions about a payee on the screen, answered live: an unsafe way is never offered, nor kept."""

from uuid import uuid4

import pytest
from flask import Flask
from lxml import html
from sqlalchemy.orm import Session

from fund.payees import queries
from fund.payees.models import Route
from fund.payees.rules import Way
from tests.payees.payees import stored, written
from tests.residents.cast import NAME, Cast
from tests.visitor import Visitor, words

ANSWERS = {"sees_bill": "no", "sees_payment": "no", "only_hers": "", "overdrawn": "", "consent_on": "14-9-2026"}


def _choices(page: html.HtmlElement) -> set[str | None]:
    (weighed,) = page.xpath("//*[@id='check']")
    return {radio.get("value") for radio in weighed.iter("input")}


def test_the_questions_are_weighed_live_and_keep_nothing(app: Flask, session: Session, kept: Cast) -> None:
    payee, visitor = written(session, kept), Visitor(app, kept.bakker, session)
    page = visitor.see(f"/payees/{payee.id}/route")
    (form,) = [form for form in page.forms if form.get("data-check")]
    weigh = form.get("data-check")
    assert _choices(page) == {"residents_account", "hold"} and weigh

    def weighed(**answers: str) -> html.HtmlElement:
        token = form.fields["csrf_token"]
        return html.document_fromstring(visitor.client.post(weigh, data={"csrf_token": token, **answers}).text)

    direct = weighed(**ANSWERS)
    assert (
        _choices(direct) == {"direct", "residents_account", "hold"}
        and "Rechtstreeks betalen kan" in direct.text_content()
    )
    unsure = weighed(**ANSWERS | {"sees_payment": "unknown", "only_hers": "yes", "overdrawn": "no"})
    assert _choices(unsure) == {"residents_account", "reimburse", "hold"}
    assert "De naam van het fonds kan haar regio verraden" in unsure.text_content()
    assert _choices(weighed(sees_bill="nonsense", sees_payment="no")) == {"residents_account", "hold"}
    assert stored(session, Route) == []


def test_her_choice_is_kept_and_shown(app: Flask, session: Session, kept: Cast) -> None:
    payee, visitor = written(session, kept), Visitor(app, kept.bakker, session)
    answer = visitor.send(f"/payees/{payee.id}/route", **ANSWERS, way="direct")
    assert (answer.status_code, answer.location) == (303, f"/residents/{kept.resident.id}/payees")
    assert "Rechtstreeks" in words(visitor.get(answer.location))
    route = queries.route_of(session, kept.resident.id, payee.id)
    session.commit()
    assert route is not None and route.way is Way.DIRECT and route.asked_by == kept.bakker.id
    again = visitor.see(f"/payees/{payee.id}/route")
    assert {radio.get("value") for radio in again.iter("input") if radio.get("checked") is not None} == {"no", "direct"}


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"sees_bill": "yes", "way": "direct"}, "niet veilig voor haar"),
        ({"sees_payment": "unknown", "way": "direct"}, "niet veilig voor haar"),
        ({"way": "reimburse"}, "van haar alleen is"),
        ({"way": "direct", "consent_on": ""}, "op welke dag zij hiermee instemde"),
        ({"way": "direct", "consent_on": "1-1-2099"}, "in de toekomst"),
        ({"way": "direct", "consent_on": "32-1-2026"}, "een datum die bestaat"),
        ({"way": ""}, "Kies samen met haar"),
        ({"way": "by air"}, "Kies samen met haar"),
        ({"way": "hold", "sees_bill": ""}, "Kies een antwoord"),
    ],
)
def test_an_unsafe_or_unfinished_choice_is_refused(
    app: Flask, session: Session, kept: Cast, answers: dict[str, str], said: str
) -> None:
    payee = written(session, kept)
    answer = Visitor(app, kept.bakker, session).send(f"/payees/{payee.id}/route", **ANSWERS | answers)
    assert answer.status_code == 422 and said in words(answer)
    assert stored(session, Route) == []


def test_for_her_own_account_no_bill_is_asked(app: Flask, session: Session, kept: Cast) -> None:
    payee, visitor = written(session, kept, "resident"), Visitor(app, kept.bakker, session)
    page = visitor.see(f"/payees/{payee.id}/route")
    assert not page.xpath("//input[@name='sees_bill']") and NAME not in page.text_content()
    safe = {"sees_payment": "no", "only_hers": "yes", "overdrawn": "no", "consent_on": "14-9-2026", "way": "reimburse"}
    assert visitor.send(f"/payees/{payee.id}/route", **safe | {"sees_payment": "unknown"}).status_code == 422
    assert visitor.send(f"/payees/{payee.id}/route", **safe).status_code == 303
    assert "Haar eigen rekening is veilig" in words(visitor.get(f"/payees/{payee.id}/route"))


def test_for_a_payee_of_the_team_the_page_must_say_for_whom(app: Flask, session: Session, kept: Cast) -> None:
    payee, visitor = written(session, kept, hers=False), Visitor(app, kept.bakker, session)
    asked = f"/payees/{payee.id}/route?resident={kept.resident.id}"
    assert [
        visitor.get(f"/payees/{payee.id}/route{more}").status_code
        for more in ("", "?resident=1", f"?resident={uuid4()}")
    ] == [404] * 3
    assert visitor.send(asked, **ANSWERS, way="residents_account").status_code == 303
    (route,) = stored(session, Route)
    assert isinstance(route, Route) and route.resident_id == kept.resident.id


def test_the_shelters_own_account_needs_no_questions(app: Flask, session: Session, kept: Cast) -> None:
    payee = written(session, kept, "shelter", hers=False)
    path = f"/payees/{payee.id}/route?resident={kept.resident.id}"
    assert Visitor(app, kept.bakker, session).get(path).status_code == 404


@pytest.mark.parametrize(
    ("back", "leads"),
    [
        ("/claims/1", "/claims/1"),
        ("//evil.example", None),
        ("/\\evil.example", None),
        ("https://evil.example", None),
        ("", None),
    ],
)
def test_afterwards_she_goes_back_to_a_page_of_ours_only(
    app: Flask, session: Session, kept: Cast, back: str, leads: str | None
) -> None:
    payee = written(session, kept)
    answer = Visitor(app, kept.bakker, session).send(f"/payees/{payee.id}/route?back={back}", **ANSWERS, way="direct")
    assert answer.location == (leads or f"/residents/{kept.resident.id}/payees")

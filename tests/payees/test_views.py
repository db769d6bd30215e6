"""Payees on the screen: written by one, checked by a colleague; and the safety questions, answered live."""

from uuid import uuid4

import pytest
from flask import Flask
from lxml import html
from sqlalchemy import select
from sqlalchemy.orm import Session

from fund.payees import actions, queries
from fund.payees.models import Payee, Route
from fund.payees.rules import Way
from fund.policy.shipped import nation_text
from fund.texts.actions import publish
from tests.residents.browse import Visitor, looks, words
from tests.residents.cast import AT, NAME, Cast

TYPED = {"kind": "insurer", "holder": "Zorgverzekeraar Noord", "iban": "NL91 ABNA 0417 1643 00"}
ANSWERS = {"sees_bill": "no", "sees_payment": "no", "only_hers": "", "overdrawn": "", "consent_on": "14-9-2026"}


@pytest.fixture
def kept(session: Session, cast: Cast) -> Cast:
    publish(session, AT, nation_text())
    session.commit()
    return cast


def _payee(session: Session, kept: Cast, kind: str = "insurer", *, hers: bool = True) -> Payee:
    payee = actions.register(
        session,
        kept.lind,
        AT,
        shelter_id=kept.shelter_id,
        resident_id=kept.resident.id if hers else None,
        kind=kind,
        holder="Zorgverzekeraar Noord",
        iban=TYPED["iban"],
    )
    session.commit()
    return payee


def _all(session: Session, of: type[Payee] | type[Route]) -> list[Payee | Route]:
    found: list[Payee | Route] = list(session.scalars(select(of)))
    session.commit()
    return found


def _choices(page: html.HtmlElement) -> set[str | None]:
    (weighed,) = page.xpath("//*[@id='check']")
    return {radio.get("value") for radio in weighed.iter("input")}


def test_a_payee_of_hers_is_registered_shown_and_checked(app: Flask, session: Session, kept: Cast) -> None:
    answer = Visitor(app, session, kept.bakker).send(f"/residents/{kept.resident.id}/payees/new", **TYPED)
    assert answer.status_code == 303
    colleague = Visitor(app, session, kept.de_wit)
    said = words(colleague.get("/payees"))
    assert "Eén rekening wacht" in said and kept.resident.reference in said and "0417" not in said
    said = words(colleague.get(answer.location))
    assert "NL91 ABNA 0417 1643 00" in said and "Zorgverzekeraar Noord" in said
    assert colleague.send(answer.location, f"{answer.location}/check").status_code == 303
    assert "Er staat nog niemand" in words(colleague.get("/payees"))  # checked, hers only: on her own page
    assert "Zorgverzekeraar Noord" in words(colleague.get(f"/residents/{kept.resident.id}/payees"))
    seen = {(look.endpoint, look.resident_id) for look in looks(session, kept.de_wit)}
    assert seen == {(f"payees.{page}", kept.resident.id) for page in ("index", "show", "of_resident")}


def test_hers_come_first_then_the_teams_by_name_and_the_shelters_own_last(app: Flask, session: Session, kept: Cast) -> None:
    for kind, hers in (("shelter", False), ("landlord", False), ("insurer", True)):
        _payee(session, kept, kind, hers=hers)
    page = Visitor(app, session, kept.bakker).see(f"/residents/{kept.resident.id}/payees")
    kinds = [row.xpath("td[1]")[0].text_content().strip() for row in page.xpath("//tbody/tr")]
    assert kinds == ["Verzekeraar", "Verhuurder", "Opvang"]


def test_all_that_is_wrong_with_an_account_is_said_at_once(app: Flask, session: Session, kept: Cast) -> None:
    wrong = {"kind": "", "holder": " ", "iban": "NL00"}
    said = words(Visitor(app, session, kept.bakker).send(f"/residents/{kept.resident.id}/payees/new", **wrong))
    assert "Drie dingen kloppen nog niet" in said and "op welke naam" in said and "Dit is geen rekeningnummer" in said


def test_a_payee_of_the_team_is_registered(app: Flask, session: Session, kept: Cast) -> None:
    assert Visitor(app, session, kept.bakker).send("/payees/new", **TYPED).status_code == 303
    (payee,) = _all(session, Payee)
    assert isinstance(payee, Payee) and (payee.resident_id, payee.shelter_id) == (None, kept.shelter_id)


def test_only_the_lead_is_offered_the_shelters_own_accounts(app: Flask, session: Session, kept: Cast) -> None:
    def offered(visitor: Visitor, path: str) -> set[str | None]:
        return {option.get("value") for option in visitor.see(path).iter("option")}

    lead, worker = Visitor(app, session, kept.lind), Visitor(app, session, kept.bakker)
    assert {"shelter", "residents_account"} <= offered(lead, "/payees/new")
    assert not {"shelter", "residents_account", "resident"} & offered(worker, "/payees/new")
    hers = offered(lead, f"/residents/{kept.resident.id}/payees/new")
    assert "resident" in hers and not {"shelter", "residents_account"} & hers


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": ""}, "Kies wie u betaalt"),
        ({"kind": "shelter"}, ""),
        ({"holder": ""}, "op welke naam"),
        ({"holder": NAME}, "haar naam"),
        ({"iban": ""}, "geen rekeningnummer"),
        ({"iban": "NL92ABNA0417164300"}, "tikfout"),
    ],
)
def test_each_mistake_is_said_and_what_was_typed_stays(app: Flask, session: Session, kept: Cast, wrong: dict[str, str], said: str) -> None:
    answer = Visitor(app, session, kept.bakker).send(f"/residents/{kept.resident.id}/payees/new", **TYPED | wrong)
    assert answer.status_code == 422 and said in words(answer)
    for name in ("holder", "iban"):
        assert f'value="{(TYPED | wrong)[name]}"' in answer.text
    assert _all(session, Payee) == []


def test_who_wrote_it_is_shown_no_button(app: Flask, session: Session, kept: Cast) -> None:
    payee = _payee(session, kept)
    page = Visitor(app, session, kept.lind).see(f"/payees/{payee.id}")
    assert f"/payees/{payee.id}/check" not in [form.action for form in page.forms]


def test_the_questions_are_weighed_live_and_keep_nothing(app: Flask, session: Session, kept: Cast) -> None:
    payee, visitor = _payee(session, kept), Visitor(app, session, kept.bakker)
    page = visitor.see(f"/payees/{payee.id}/route")
    (form,) = [form for form in page.forms if form.get("data-check")]
    weigh = form.get("data-check")
    assert _choices(page) == {"residents_account", "hold"} and weigh

    def weighed(**answers: str) -> html.HtmlElement:
        token = form.fields["csrf_token"]
        return html.document_fromstring(visitor.client.post(weigh, data={"csrf_token": token, **answers}).text)

    direct = weighed(**ANSWERS)
    assert _choices(direct) == {"direct", "residents_account", "hold"} and "Rechtstreeks betalen kan" in direct.text_content()
    unsure = weighed(**ANSWERS | {"sees_payment": "unknown", "only_hers": "yes", "overdrawn": "no"})
    assert _choices(unsure) == {"residents_account", "reimburse", "hold"}
    assert "De naam van het fonds kan haar regio verraden" in unsure.text_content()
    assert _choices(weighed(sees_bill="nonsense", sees_payment="no")) == {"residents_account", "hold"}
    assert _all(session, Route) == []


def test_her_choice_is_kept_and_shown(app: Flask, session: Session, kept: Cast) -> None:
    payee, visitor = _payee(session, kept), Visitor(app, session, kept.bakker)
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
def test_an_unsafe_or_unfinished_choice_is_refused(app: Flask, session: Session, kept: Cast, answers: dict[str, str], said: str) -> None:
    payee = _payee(session, kept)
    answer = Visitor(app, session, kept.bakker).send(f"/payees/{payee.id}/route", **ANSWERS | answers)
    assert answer.status_code == 422 and said in words(answer)
    assert _all(session, Route) == []


def test_for_her_own_account_no_bill_is_asked(app: Flask, session: Session, kept: Cast) -> None:
    payee, visitor = _payee(session, kept, "resident"), Visitor(app, session, kept.bakker)
    page = visitor.see(f"/payees/{payee.id}/route")
    assert not page.xpath("//input[@name='sees_bill']") and NAME not in page.text_content()
    safe = {"sees_payment": "no", "only_hers": "yes", "overdrawn": "no", "consent_on": "14-9-2026", "way": "reimburse"}
    assert visitor.send(f"/payees/{payee.id}/route", **safe | {"sees_payment": "unknown"}).status_code == 422
    assert visitor.send(f"/payees/{payee.id}/route", **safe).status_code == 303
    assert "Haar eigen rekening is veilig" in words(visitor.get(f"/payees/{payee.id}/route"))


def test_for_a_payee_of_the_team_the_page_must_say_for_whom(app: Flask, session: Session, kept: Cast) -> None:
    payee, visitor = _payee(session, kept, hers=False), Visitor(app, session, kept.bakker)
    asked = f"/payees/{payee.id}/route?resident={kept.resident.id}"
    assert [visitor.get(f"/payees/{payee.id}/route{more}").status_code for more in ("", "?resident=1", f"?resident={uuid4()}")] == [404] * 3
    assert visitor.send(asked, **ANSWERS, way="residents_account").status_code == 303
    (route,) = _all(session, Route)
    assert isinstance(route, Route) and route.resident_id == kept.resident.id


def test_the_shelters_own_account_needs_no_questions(app: Flask, session: Session, kept: Cast) -> None:
    payee = _payee(session, kept, "shelter", hers=False)
    path = f"/payees/{payee.id}/route?resident={kept.resident.id}"
    assert Visitor(app, session, kept.bakker).get(path).status_code == 404


@pytest.mark.parametrize(
    ("back", "leads"),
    [("/claims/1", "/claims/1"), ("//evil.example", None), ("/\\evil.example", None), ("https://evil.example", None), ("", None)],
)
def test_afterwards_she_goes_back_to_a_page_of_ours_only(app: Flask, session: Session, kept: Cast, back: str, leads: str | None) -> None:
    payee = _payee(session, kept)
    answer = Visitor(app, session, kept.bakker).send(f"/payees/{payee.id}/route?back={back}", **ANSWERS, way="direct")
    assert answer.location == (leads or f"/residents/{kept.resident.id}/payees")


@pytest.mark.parametrize("who", ["nijs", "vos", "fonk"])
def test_elsewhere_none_of_it_is_there(app: Flask, session: Session, kept: Cast, who: str) -> None:
    payee, visitor = _payee(session, kept), Visitor(app, session, getattr(kept, who))
    for page in ("/payees/{0}", "/payees/{0}/route", "/residents/{1}/payees", "/residents/{1}/payees/new"):
        known, unknown = visitor.get(page.format(payee.id, kept.resident.id)), visitor.get(page.format(uuid4(), uuid4()))
        assert known.status_code == unknown.status_code == 404
    assert "Zorgverzekeraar" not in visitor.get("/payees").text
    assert looks(session, getattr(kept, who)) == []

"""A claim at the screen: what is wrong stands beside its field; who may not see it sees nothing."""

from uuid import UUID

import pytest
from flask import Flask
from lxml import html
from sqlalchemy.orm import Session

from fund.claims import actions, queries
from fund.claims.rules import State
from fund.people.act import Act
from tests.claims.cast import AT, Cast, ready
from tests.claims.pages import again, all_claims, draft, fields, filed, said
from tests.residents.cast import CONTACT, FILE_NUMBER, NAME
from tests.visitor import Visitor, looks, words

pytestmark = pytest.mark.usefixtures("now")


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(
    bakker: Visitor, session: Session, cast: Cast
) -> None:
    claim = draft(session, cast)
    line = queries.lines(session, claim.id)[1].id
    session.commit()
    for path, typed, sentence in (
        (f"/claims/{claim.id}/check", {}, "Noteer eerst haar machtiging."),
        (f"/claims/{claim.id}/mandate", {"mandate_on": "31-2-2026"}, "Schrijf een datum die bestaat"),
        (f"/claims/{claim.id}/mandate", {"mandate_on": ""}, "of kies dat het haast heeft"),
        (f"/claims/{claim.id}/mandate", {"mandate_on": "24-11-2026"}, "De dag van ondertekening ligt in de toekomst."),
        (f"/claims/lines/{line}", {"payee": "supplier:", "hardship": f"Voor {NAME}"}, "Hier staat haar naam in."),
    ):
        answer = bakker.send(path, **typed)
        assert answer.status_code == 422 and sentence in words(answer), (path, words(answer))
        assert all(value in answer.text for value in typed.values())
    assert again(session, claim).state is State.DRAFT


def test_nothing_ticked_is_nothing_claimed(bakker: Visitor, session: Session, cast: Cast) -> None:
    cast.fee()
    session.commit()
    path = f"/stays/{cast.stay.id}/claim"
    answer = bakker.client.post(
        path, data={name: value for name, value in fields(bakker, path).items() if name != "costs"}
    )
    assert answer.status_code == 422 and "Kies ten minste één kostenpost." in words(answer)
    assert all_claims(session) == []


def test_an_older_page_is_stale_and_says_so(bakker: Visitor, session: Session, cast: Cast) -> None:
    claim = ready(cast, cast.fee())
    session.commit()
    typed = fields(bakker, f"/claims/{claim.id}/check")
    actions.urge(Act(session, cast.de_wit, AT), claim.id, urgent=True)
    session.commit()
    answer = bakker.client.post(f"/claims/{claim.id}/check", data=typed)
    assert answer.status_code == 409 and "Iemand anders was u voor." in words(answer)
    assert again(session, claim).state is State.DRAFT
    page = html.document_fromstring(answer.text)
    assert page.xpath("//input[@name='version']/@value") == [str(again(session, claim).version)]


def test_a_double_click_submits_once(bakker: Visitor, session: Session, cast: Cast) -> None:
    claim = ready(cast, cast.fee())
    session.commit()
    typed = fields(bakker, f"/claims/{claim.id}/check")
    first, second = (bakker.client.post(f"/claims/{claim.id}/check", data=typed) for _ in range(2))
    assert first.status_code == second.status_code == 303 and first.location == second.location
    assert len(queries.assessments(session, claim.id)) == 1


def test_no_budget_is_said_calmly(app: Flask, session: Session, cast: Cast) -> None:
    claim = ready(cast, cast.fee(cents=99_000))
    bakker = Visitor(app, cast.bakker, session)
    assert bakker.send(f"/claims/{claim.id}/check").status_code == 303
    assert "Het budget is op: het fonds zoekt uiterlijk 30 november 2026 geld." in said(bakker, f"/claims/{claim.id}")


@pytest.mark.parametrize("who", ["nijs", "vos", "fonk"])
def test_to_all_others_a_draft_is_as_absent_as_an_unknown_one(
    app: Flask, session: Session, cast: Cast, who: str
) -> None:
    claim = draft(session, cast)
    line = queries.lines(session, claim.id)[0].id
    other = Visitor(app, getattr(cast, who), session)
    unknown = other.get(f"/claims/{UUID(int=7)}")
    for path in (
        f"/stays/{cast.stay.id}/claim",
        f"/claims/lines/{line}",
        f"/claims/lines/{line}/evidence",
        *(
            f"/claims/{claim.id}{page}"
            for page in ("", "/costs", "/payees", "/mandate", "/check", "/withdraw", "/complete")
        ),
    ):
        answer = other.get(path)
        assert (answer.status_code, answer.text.replace(path, "")) == (
            404,
            unknown.text.replace(f"/claims/{UUID(int=7)}", ""),
        ), path
    assert looks(session, getattr(cast, who)) == []


def test_the_fund_sees_the_life_of_a_filed_claim_and_nothing_that_names_her(
    app: Flask, session: Session, cast: Cast
) -> None:
    claim = filed(session, cast)
    fonk = Visitor(app, cast.fonk, session)
    answer = fonk.get(f"/claims/{claim.id}")
    assert answer.status_code == 200 and "Ingediend: € 1.850,83 gevraagd" in words(answer)
    assert (
        "Aanvraag intrekken" not in words(answer) and "/evidence/" not in answer.text and "S. Bakker" not in answer.text
    )
    assert not any(canary in answer.text for canary in (NAME, FILE_NUMBER, CONTACT))
    assert claim.reference in said(fonk, "/claims")
    assert [look.endpoint for look in looks(session, cast.fonk)] == ["claims.show", "claims.index"]


def test_english_is_whole(bakker: Visitor, session: Session, cast: Cast) -> None:
    claim = draft(session, cast)
    bakker.get("/language/en?back=/claims")
    page = said(bakker, f"/claims/{claim.id}")
    assert "To be paid: 59 × €31.37 = €1,850.83" in page

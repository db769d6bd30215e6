"""A claim at the screen: it goes from its costs to the fund, each step kept."""

from datetime import date

import pytest
from flask import Flask
from lxml import html
from sqlalchemy.orm import Session

from fund.claims import actions, queries
from fund.claims.rules import Move, State
from fund.core.calendar import day_of
from fund.payees import actions as payees
from fund.payees.rules import Answer, Way
from fund.people.act import Act
from fund.web import clock
from tests.claims.cast import AT, Cast
from tests.claims.pages import again, all_claims, draft, fields, filed, said
from tests.visitor import Visitor, looks, words

pytestmark = pytest.mark.usefixtures("now")


def test_a_claim_goes_from_its_costs_to_the_fund(app: Flask, session: Session, cast: Cast) -> None:
    fee, locks = cast.fee(), cast.cost("SAFETY", 124000, "supplier")
    bakker = Visitor(app, cast.bakker, session)
    page = bakker.see(f"/stays/{cast.stay.id}/claim")
    assert {box.get("value") for box in page.xpath("//input[@type='checkbox' and @checked]")} == {
        str(fee.id),
        str(locks.id),
    }
    assert "€ 1.850,83 van € 3.090,83" in said(bakker, f"/stays/{cast.stay.id}/claim")
    begun = bakker.send(f"/stays/{cast.stay.id}/claim", costs=[str(fee.id), str(locks.id)])
    (claim,) = all_claims(session)
    assert begun.location == f"/claims/{claim.id}" and claim.state is State.DRAFT
    working = said(bakker, begun.location)
    assert "Helemaal toe te kennen" in working and "59 × € 31,37 = € 1.850,83" in working
    assert "Voeg dat toe, dan komt er € 1.000,00 bij." in working and "Artikel 9" in working
    assert "Rekening nog niet bekend" in said(bakker, f"/claims/{claim.id}/payees")
    assert bakker.send(f"/claims/{claim.id}/mandate", mandate_on="20-11-2026").location == f"/claims/{claim.id}/check"
    assert "20 november 2026" in said(bakker, f"/claims/{claim.id}/check")
    assert bakker.send(f"/claims/{claim.id}/check").status_code == 303
    claim = again(session, claim)
    assert (claim.state, claim.filed_on, claim.decide_by) == (State.SUBMITTED, date(2026, 11, 23), date(2026, 12, 7))
    life = said(bakker, f"/claims/{claim.id}")
    assert (
        "Ingediend: € 3.090,83 gevraagd" in life
        and "€ 1.850,83 opzijgezet" in life
        and "uiterlijk 7 december 2026" in life
    )
    assert "Ingediend. Het fonds beslist uiterlijk 7 december 2026." in life


def test_each_page_of_hers_is_a_look(bakker: Visitor, session: Session, cast: Cast) -> None:
    claim = draft(session, cast)
    line = queries.lines(session, claim.id)[0].id
    session.commit()
    pages = ("", "/costs", "/payees", "/mandate", "/check", "/withdraw")
    for path in ("/claims", f"/stays/{cast.stay.id}/claim", f"/claims/lines/{line}", f"/claims/lines/{line}/evidence"):
        said(bakker, path)
    for page in pages:
        said(bakker, f"/claims/{claim.id}{page}")
    seen = looks(session, cast.bakker)
    assert len(seen) == 4 + len(pages) and {look.resident_id for look in seen} == {cast.resident.id}


def test_the_check_beforehand_weighs_what_is_ticked_and_keeps_nothing(
    bakker: Visitor, session: Session, cast: Cast
) -> None:
    fee, locks = cast.fee().id, cast.cost("SAFETY", 124000, "supplier", cast.evidence("bill")).id
    session.commit()
    path = f"/stays/{cast.stay.id}/claim"
    weighed = bakker.client.post(f"{path}/weigh", data=fields(bakker, path) | {"costs": [str(locks)]})
    told = " ".join(str(html.document_fromstring(weighed.text).xpath("string(//*[@id='check'])")).split())
    assert (
        weighed.status_code == 200
        and "€ 1.000,00 van € 1.240,00" in told
        and "Sloten" in told
        and "Eigen bijdrage" not in told
    )
    assert all_claims(session) == []
    claim = actions.draft(Act(session, cast.bakker, AT), cast.stay.id, [locks])
    session.commit()
    path = f"/claims/{claim.id}/costs"
    more = bakker.client.post(f"/claims/{claim.id}/precheck", data=fields(bakker, path) | {"costs": [str(fee)]})
    assert "€ 2.850,83 van € 3.090,83" in words(more)
    assert again(session, claim).claimed == 124000


def test_costs_are_added_to_a_draft_and_taken_off(bakker: Visitor, session: Session, cast: Cast) -> None:
    claim = draft(session, cast)
    more = cast.cost("CLOTHING", 18500, "shelter", cast.evidence("declaration")).id
    line = queries.lines(session, claim.id)[0].id
    session.commit()
    assert bakker.send(f"/claims/{claim.id}/costs", costs=[str(more)]).status_code == 303
    assert again(session, claim).claimed == 185083 + 124000 + 18500
    assert bakker.send(f"/claims/{claim.id}", f"/claims/lines/{line}/drop").status_code == 303
    assert again(session, claim).claimed == 124000 + 18500


def test_a_line_keeps_who_is_paid_and_the_hardship_that_is_asked(bakker: Visitor, session: Session, cast: Cast) -> None:
    claim = draft(session, cast)
    line = queries.lines(session, claim.id)[1]
    payee = payees.register(
        Act(session, cast.bakker, AT),
        shelter_id=claim.shelter_id,
        resident_id=claim.resident_id,
        kind="supplier",
        holder="Slotenmaker Snel",
        iban="NL91 ABNA 0417 1643 00",
    )
    session.commit()
    sent = bakker.send(
        f"/claims/lines/{line.id}", payee=f"supplier:{payee.id}", hardship="Zonder slot is zij niet veilig."
    )
    assert sent.status_code == 303
    asked = said(bakker, f"/claims/{claim.id}/payees")
    assert "Slotenmaker Snel, rekening op 4300" in asked and "Nog niet gevraagd" in asked
    assert "Zonder slot is zij niet veilig." in bakker.get(f"/claims/lines/{line.id}").text
    payees.choose_route(
        Act(session, cast.bakker, AT),
        claim.resident_id,
        payee.id,
        sees_bill=Answer.YES,
        sees_payment=Answer.NO,
        only_hers=None,
        overdrawn=None,
        way=Way.RESIDENTS_ACCOUNT,
        consent_on=date(2026, 10, 1),
    )
    session.commit()
    assert "Via de bewonersrekening" in said(bakker, f"/claims/{claim.id}/payees")


def test_evidence_that_is_there_or_new_comes_behind_a_line(bakker: Visitor, session: Session, cast: Cast) -> None:
    claim = draft(session, cast)
    line, bill = queries.lines(session, claim.id)[1], cast.evidence("bill")
    session.commit()
    path = f"/claims/lines/{line.id}/evidence"
    assert bakker.send(path, path, evidence=[str(bill.id)]).status_code == 303
    assert "Rekening van 1 september 2026" in said(bakker, f"/claims/{claim.id}")
    new = {"kind": "bill", "issuer": "Slotenmaker", "issued_on": "1-9-2026", "cents": "12.50"}
    wrong = bakker.send(path, f"{path}/new", **new)
    assert wrong.status_code == 422 and "Bedoelt u 12,50?" in words(wrong) and 'value="Slotenmaker"' in wrong.text
    no_file = bakker.send(path, f"{path}/new", **(new | {"cents": "1.240,00"}))
    assert no_file.status_code == 422 and "Voeg een foto of PDF van dit bewijsstuk toe." in words(no_file)


def test_a_claim_is_completed_and_withdrawn(bakker: Visitor, session: Session, cast: Cast) -> None:
    claim = filed(session, cast)
    assert bakker.get(f"/claims/{claim.id}/complete").status_code == 409
    actions.move(claim, Move.ASK)
    claim.paused_on, claim.answer_by = day_of(clock.now()), date(2026, 12, 1)
    session.commit()
    assert "Antwoord uiterlijk 1 december 2026" in said(bakker, f"/claims/{claim.id}")
    assert bakker.send(f"/claims/{claim.id}/complete").status_code == 303
    assert "Aangevuld door de opvang" in said(bakker, f"/claims/{claim.id}")
    assert bakker.send(f"/claims/{claim.id}/withdraw").status_code == 303
    assert "Ingetrokken: € 1.850,83 is weer vrij" in said(bakker, f"/claims/{claim.id}")


def test_a_draft_is_thrown_away(bakker: Visitor, session: Session, cast: Cast) -> None:
    claim = draft(session, cast)
    assert bakker.send(f"/claims/{claim.id}/withdraw").location == "/claims"
    assert "Er zijn nog geen aanvragen" in said(bakker, "/claims")
    assert "weggegooid" in said(bakker, f"/claims/{claim.id}")

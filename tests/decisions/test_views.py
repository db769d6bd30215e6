"""The pages around a decision: what it needs, two people, asking, objection, letter; nobody else sees them."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from fund.claims.models import Claim
from fund.claims.rules import State
from fund.db import new_id
from fund.decisions.models import Completion, Decision, Objection, Stage
from fund.decisions.reasons import Code
from tests.decisions.cast import HARD, WORDS, Cast, all_of
from tests.decisions.decisions import CLOTHING, FEE, grant, refuse
from tests.decisions.pages import decide, page, state
from tests.residents.cast import CONTACT, FILE_NUMBER, NAME
from tests.visitor import Visitor, looks, words

pytestmark = pytest.mark.usefixtures("moment")


class TestShow:
    def test_it_shows_all_that_a_decision_needs(self, hendriks: Visitor, claim: Claim, cast: Cast) -> None:
        said = words(hendriks.get(page(claim)))
        for piece in (
            "€ 2.000,83",
            "€ 1.850,83 ",
            "59 nachten",
            "Bijdragebesluit",
            "Bevestigd",
            "€ 2.000,83 toekennen",
            "Volgens de regels",
        ):
            assert piece in said
        assert "Vrij na dit besluit € 47.999,17" in said

    def test_a_limit_that_cuts_is_marked_alike_for_the_fund_and_for_her_shelter(
        self, app: Flask, session: Session, cast: Cast
    ) -> None:
        above = cast.submitted(cast.clothing(30000))
        for actor, path in ((cast.hendriks, page(above)), (cast.bakker, f"/claims/{above.id}")):
            said = words(Visitor(app, actor, session).get(path))
            assert "Beperkt het bedrag: Ten hoogste € 150,00 + 1 × € 100,00 = € 250,00 per verblijf." in said
            assert "Let op:" not in said

    def test_it_never_shows_who_she_is(self, hendriks: Visitor, claim: Claim) -> None:
        for path in ("/queue", page(claim), page(claim, "/ask")):
            shown = hendriks.get(path).text
            assert not [planted for planted in (*NAME.split(), FILE_NUMBER, CONTACT) if planted in shown]

    def test_another_funds_claim_is_as_an_unknown_one(
        self, app: Flask, session: Session, cast: Cast, claim: Claim
    ) -> None:
        vliet = Visitor(app, cast.vliet, session)
        for what in ("", "/ask", "/objection", "/give-back"):
            unknown = str(new_id())
            answers = [vliet.get(f"/queue/{id}{what}") for id in (str(claim.id), unknown)]
            assert [answer.status_code for answer in answers] == [404, 404]
            assert answers[0].text.replace(str(claim.id), unknown) == answers[1].text

    def test_a_worker_has_no_desk(self, app: Flask, session: Session, cast: Cast, claim: Claim) -> None:
        bakker = Visitor(app, cast.bakker, session)
        assert [bakker.get(path).status_code for path in ("/queue", page(claim))] == [404, 404]


class TestTwoPeople:
    def test_a_refusal_goes_to_a_second(self, session: Session, hendriks: Visitor, bos: Visitor, claim: Claim) -> None:
        nothing = {
            f"lines-{n}-{name}": value
            for n in (0, 1)
            for name, value in (("code", Code.NOT_HER_COST.value), ("reason", WORDS))
        }
        assert decide(hendriks, claim, "/propose", **nothing).status_code == 422
        assert decide(hendriks, claim, "/propose", hardship=HARD, **nothing).status_code == 303
        assert "Een ander bevestigt het" in words(hendriks.get(page(claim)))
        assert "Hele afwijzing bevestigen" not in words(hendriks.get(page(claim)))
        assert "M. Hendriks stelt voor om alles af te wijzen." in words(bos.get(page(claim)))
        assert bos.send(page(claim), page(claim, "/confirm")).status_code == 303
        assert state(session, claim) is State.DECIDED
        assert "Wij wijzen" not in words(bos.get(page(claim))) and "Afgewezen" in words(bos.get(page(claim)))

    def test_the_first_cannot_confirm(self, session: Session, cast: Cast, claim: Claim, hendriks: Visitor) -> None:
        refuse(cast, claim)
        session.commit()
        form = next(form for form in hendriks.see(page(claim, "/give-back")).forms if form.fields.get("once"))
        refused = hendriks.client.post(page(claim, "/confirm"), data=dict(form.fields))
        assert refused.status_code == 403
        assert "U hebt dit besluit zelf voorgesteld." in words(refused)
        assert state(session, claim) is State.PROPOSED

    def test_what_is_given_back_stands_ready(
        self, session: Session, cast: Cast, claim: Claim, bos: Visitor, hendriks: Visitor
    ) -> None:
        refuse(cast, claim)
        session.commit()
        short = bos.send(page(claim, "/give-back"), remark="nee")
        assert short.status_code == 422 and "Schrijf in een zin wat er anders moet." in words(short)
        assert bos.send(page(claim, "/give-back"), remark="Kijk nog eens naar de kleding.").status_code == 303
        again = hendriks.see(page(claim))
        assert "Kijk nog eens naar de kleding." in " ".join(again.text_content().split())
        assert again.get_element_by_id("hardship").value.strip() == HARD
        assert [decision.stage for decision in session.scalars(select(Decision))] == [Stage.GIVEN_BACK]


class TestAskAndObject:
    def test_asking(self, session: Session, hendriks: Visitor, claim: Claim) -> None:
        soon = hendriks.send(page(claim, "/ask"), what="Stuur de rekening van de winkel.", answer_by="8-10-2026")
        assert (
            soon.status_code == 422
            and "Geef ten minste vijf werkdagen: tot en met 14 oktober 2026 of later." in words(soon)
        )
        assert "Stuur de rekening van de winkel." in soon.text and "8-10-2026" in soon.text
        assert (
            hendriks.send(
                page(claim, "/ask"), what="Stuur de rekening van de winkel.", answer_by="20-10-2026"
            ).status_code
            == 303
        )
        assert len(session.scalars(select(Completion)).all()) == 1
        session.commit()
        assert "klok staat stil" in words(hendriks.get(page(claim)))

    def test_her_shelter_reads_what_is_asked(self, app: Flask, session: Session, hendriks: Visitor, cast: Cast) -> None:
        claim = session.scalars(select(Claim)).one()
        session.commit()
        hendriks.send(page(claim, "/ask"), what="Stuur de rekening van de winkel.", answer_by="20-10-2026")
        session.commit()
        bakker = Visitor(app, cast.bakker, session)
        for place in ("", "/complete"):
            assert "Stuur de rekening van de winkel." in words(bakker.get(f"/claims/{claim.id}{place}"))

    def test_an_objection(self, session: Session, cast: Cast, hendriks: Visitor, claim: Claim) -> None:
        grant(cast, claim, all_of(FEE, CLOTHING))
        session.commit()
        assert hendriks.send(page(claim, "/objection"), received_on="7-10-2026").status_code == 303
        assert len(session.scalars(select(Objection)).all()) == 1
        session.commit()
        assert "Bezwaar ontvangen op 7 oktober 2026" in words(hendriks.get(page(claim)))


class TestLetter:
    def test_her_shelter_and_the_fund_read_it_and_nobody_else(
        self, app: Flask, session: Session, cast: Cast, claim: Claim
    ) -> None:
        decision = grant(cast, claim, all_of(FEE, CLOTHING))
        session.commit()
        path = f"/decisions/{decision.id}/letter"
        for actor in (cast.hendriks, cast.bakker):
            answer = Visitor(app, actor, session).get(path)
            assert (answer.status_code, answer.mimetype, answer.data[:5]) == (200, "application/pdf", b"%PDF-")
            assert answer.headers["Content-Disposition"] == f'attachment; filename="brief-{claim.reference}.pdf"'
            assert looks(session, actor)[-1].endpoint == "decisions.letter"
        assert Visitor(app, cast.bakker, session).get(f"{path}?language=en").data[:5] == b"%PDF-"
        for nobody in (cast.vliet, cast.nijs, cast.vos):
            assert Visitor(app, nobody, session).get(path).status_code == 404

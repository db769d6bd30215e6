"""The administrator's pages: nothing typed is lost, nothing is done twice, nobody else sees them."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
import time_machine
from flask import Flask
from lxml import html
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from fund.claims.models import Claim
from fund.claims.rules import State
from fund.db import new_id
from fund.decisions.models import Completion, Decision, Objection, Stage
from fund.decisions.reasons import AS_THE_RULES, BELOW, GRANTS, SAID, Code
from fund.ledger.models import Budget
from tests.decisions.cast import AT, HARD, WORDS, Cast, all_of
from tests.decisions.deeds import CLOTHING, FEE, grant, refuse
from tests.residents.browse import Visitor, looks, words
from tests.residents.cast import CONTACT, FILE_NUMBER, NAME

LESS = {"lines-1-cents": "100,00", "lines-1-code": Code.COVERED_ELSEWHERE.value, "lines-1-reason": WORDS}


@pytest.fixture(autouse=True)
def moment() -> Iterator[datetime]:
    with time_machine.travel(AT, tick=False):
        yield AT


@pytest.fixture
def hendriks(app: Flask, session: Session, cast: Cast, claim: Claim) -> Visitor:
    return Visitor(app, session, cast.hendriks)


@pytest.fixture
def bos(app: Flask, session: Session, cast: Cast, claim: Claim) -> Visitor:
    return Visitor(app, session, cast.bos)


def page(claim: Claim, what: str = "") -> str:
    return f"/queue/{claim.id}{what}"


def state(session: Session, claim: Claim) -> State:
    session.expire_all()
    found = session.scalars(select(Claim.state).where(Claim.id == claim.id)).one()
    session.commit()
    return found


def decide(visitor: Visitor, claim: Claim, verb: str = "/grant", **typed: str) -> TestResponse:
    """Fill in the page of a claim as it is, change what is typed, and send it by one of its buttons."""
    form = next(form for form in visitor.see(page(claim)).forms if form.action == page(claim, "/grant"))
    fields = {name: value for name, value in form.fields.items() if value is not None}
    return visitor.client.post(page(claim, verb), data=fields | typed)


def shown(answer: TestResponse) -> html.HtmlElement:
    found: html.HtmlElement = html.document_fromstring(answer.text)
    return found


def sums(answer: TestResponse) -> str:
    return " ".join(shown(answer).get_element_by_id("check").text_content().split())


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
        assert "Vrij na dit besluit€ 47.999,17" in said

    def test_it_never_shows_who_she_is(self, hendriks: Visitor, claim: Claim) -> None:
        for path in ("/queue", page(claim), page(claim, "/ask")):
            shown = hendriks.get(path).text
            assert not [planted for planted in (*NAME.split(), FILE_NUMBER, CONTACT) if planted in shown]

    def test_another_funds_claim_is_as_an_unknown_one(self, app: Flask, session: Session, cast: Cast, claim: Claim) -> None:
        vliet = Visitor(app, session, cast.vliet)
        for what in ("", "/ask", "/objection", "/give-back"):
            unknown = str(new_id())
            answers = [vliet.get(f"/queue/{id}{what}") for id in (str(claim.id), unknown)]
            assert [answer.status_code for answer in answers] == [404, 404]
            assert answers[0].text.replace(str(claim.id), unknown) == answers[1].text

    def test_a_worker_has_no_desk(self, app: Flask, session: Session, cast: Cast, claim: Claim) -> None:
        bakker = Visitor(app, session, cast.before.bakker)
        assert [bakker.get(path).status_code for path in ("/queue", page(claim))] == [404, 404]


class TestGrant:
    def test_by_the_button_that_names_the_sum(self, session: Session, hendriks: Visitor, claim: Claim) -> None:
        done = decide(hendriks, claim, sum=str(FEE + CLOTHING))
        assert (done.status_code, done.location) == (303, "/queue")
        assert state(session, claim) is State.DECIDED
        assert "€ 2.000,83 toegekend" in words(hendriks.get("/queue"))

    def test_sent_twice_it_is_done_once(self, session: Session, hendriks: Visitor, claim: Claim) -> None:
        form = next(form for form in hendriks.see(page(claim)).forms if form.action == page(claim, "/grant"))
        fields = {name: value for name, value in form.fields.items() if value is not None}
        answers = [hendriks.client.post(page(claim, "/grant"), data=fields) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [303, 303]
        assert len(session.scalars(select(Decision)).all()) == 1

    def test_what_lacks_a_reason_is_shown_again_whole(self, session: Session, hendriks: Visitor, claim: Claim) -> None:
        refused = decide(hendriks, claim, **LESS | {"lines-1-reason": "nee", "lines-0-cents": "1.850,00", "hardship": HARD})
        said = shown(refused)
        assert refused.status_code == 422
        assert said.get_element_by_id("lines-1-cents").value == "100,00" and said.get_element_by_id("lines-0-cents").value == "1.850,00"
        assert said.get_element_by_id("lines-1-reason").value.strip() == "nee" and said.get_element_by_id("hardship").value.strip() == HARD
        assert "De regels geven hier € 1.850,83. Kies onder “Minder, om een andere reden” waarom u daaronder blijft." in words(refused)
        assert state(session, claim) is State.SUBMITTED

    def test_a_reason_that_does_not_fit_leads_to_those_that_do(self, hendriks: Visitor, claim: Claim) -> None:
        refused = decide(hendriks, claim, **LESS | {"lines-1-code": Code.ABOVE_MAXIMUM.value})
        assert "de regels geven € 150,00 en u geeft minder. Kies onder “Minder, om een andere reden”." in words(refused)
        heads = shown(refused).get_element_by_id("lines-1-code").findall("optgroup")
        offered = {head.get("label"): [option.get("value") for option in head] for head in heads}
        assert offered["Minder, om een andere reden"] == list(BELOW)
        assert [code for codes in offered.values() for code in codes] == [*GRANTS, *AS_THE_RULES, *BELOW] and set(SAID) == set(Code)

    @pytest.mark.parametrize("typed", ["12.50", "1.234,5", "NaN", "1E+400", "-1", ""])
    def test_an_amount_that_is_none(self, session: Session, hendriks: Visitor, claim: Claim, typed: str) -> None:
        refused = decide(hendriks, claim, **{"lines-0-cents": typed})
        assert refused.status_code == 422
        assert shown(refused).get_element_by_id("lines-0-cents").value == typed
        assert state(session, claim) is State.SUBMITTED

    def test_the_button_says_what_is_granted(self, session: Session, hendriks: Visitor, claim: Claim) -> None:
        refused = decide(hendriks, claim, **LESS, sum=str(FEE + CLOTHING))
        assert refused.status_code == 422
        assert "Het totaal is nu € 1.950,83." in words(refused)
        assert "€ 1.950,83 toekennen" in sums(refused)
        assert decide(hendriks, claim, **LESS, sum=str(FEE + 10000)).status_code == 303

    def test_weighing_says_what_it_would_do_and_keeps_nothing(self, session: Session, hendriks: Visitor, claim: Claim) -> None:
        weighed = decide(hendriks, claim, "/weigh", **LESS)
        assert weighed.status_code == 200
        assert "Niet toegekend€ 50,00" in sums(weighed) and "€ 1.950,83 toekennen" in sums(weighed)
        assert session.scalars(select(Decision)).all() == []

    def test_an_answer_makes_the_rules_run_again(self, session: Session, cast: Cast, hendriks: Visitor) -> None:
        early = cast.before.cost("CLOTHING", 5000, "supplier", cast.before.evidence("bill"), from_=date(2026, 5, 1), until=date(2026, 5, 2))
        claim = cast.submitted(early)
        session.commit()
        again = decide(hendriks, claim, "/weigh", **{"lines-0-answers-0-answer": "yes", "follow": "1"})
        assert "€ 50,00 toekennen" in sums(again)
        done = decide(hendriks, claim, **{"lines-0-answers-0-answer": "yes", "lines-0-cents": "50,00", "lines-0-code": "granted_by_rule"})
        assert done.status_code == 303

    def test_an_administrator_answers_no_question_of_the_shelter(
        self, session: Session, cast: Cast, hendriks: Visitor, claim: Claim
    ) -> None:
        forged = {"lines-0-answers-0-name": "nights_due", "lines-0-answers-0-answer": "yes"}
        assert decide(hendriks, claim, **forged).status_code == 422
        assert state(session, claim) is State.SUBMITTED

    def test_a_stale_page_is_shown_again_with_all_that_was_typed(self, session: Session, cast: Cast, hendriks: Visitor) -> None:
        one, other = cast.submitted(cast.clothing(25000)), cast.submitted(cast.clothing(25000))
        session.commit()
        form = next(form for form in hendriks.see(page(other)).forms if form.action == page(other, "/grant"))
        fields = {name: value for name, value in form.fields.items() if value is not None} | {"hardship": HARD}
        grant(cast, one, all_of(25000))
        session.commit()
        stale = hendriks.client.post(page(other, "/grant"), data=fields)
        page_now = shown(stale)
        assert stale.status_code == 409
        assert "intussen anders" in words(stale)
        assert page_now.get_element_by_id("hardship").value.strip() == HARD
        assert page_now.get_element_by_id("seen").value != fields["seen"]
        assert state(session, other) is State.SUBMITTED

    def test_a_budget_that_is_too_small_is_a_sentence(
        self, app: Flask, session: Session, claim: Claim, hendriks: Visitor, cast: Cast
    ) -> None:
        budget = session.scalars(select(Budget)).one()
        budget.amount = budget.reserved + 100
        session.commit()
        refused = decide(hendriks, claim)
        assert refused.status_code == 409
        assert "Dat is te weinig" in words(refused)
        assert state(session, claim) is State.SUBMITTED


class TestTwoPeople:
    def test_a_refusal_goes_to_a_second(self, session: Session, hendriks: Visitor, bos: Visitor, claim: Claim) -> None:
        nothing = {f"lines-{n}-{name}": value for n in (0, 1) for name, value in (("code", Code.NOT_HER_COST.value), ("reason", WORDS))}
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

    def test_what_is_given_back_stands_ready(self, session: Session, cast: Cast, claim: Claim, bos: Visitor, hendriks: Visitor) -> None:
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
        assert soon.status_code == 422 and "Geef ten minste vijf werkdagen: tot en met 14 oktober 2026 of later." in words(soon)
        assert "Stuur de rekening van de winkel." in soon.text and "8-10-2026" in soon.text
        assert hendriks.send(page(claim, "/ask"), what="Stuur de rekening van de winkel.", answer_by="20-10-2026").status_code == 303
        assert len(session.scalars(select(Completion)).all()) == 1
        session.commit()
        assert "klok staat stil" in words(hendriks.get(page(claim)))

    def test_her_shelter_reads_what_is_asked(self, app: Flask, session: Session, hendriks: Visitor, cast: Cast) -> None:
        claim = session.scalars(select(Claim)).one()
        session.commit()
        hendriks.send(page(claim, "/ask"), what="Stuur de rekening van de winkel.", answer_by="20-10-2026")
        session.commit()
        bakker = Visitor(app, session, cast.before.bakker)
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
    def test_her_shelter_and_the_fund_read_it_and_nobody_else(self, app: Flask, session: Session, cast: Cast, claim: Claim) -> None:
        decision = grant(cast, claim, all_of(FEE, CLOTHING))
        session.commit()
        path = f"/decisions/{decision.id}/letter"
        for reader in (cast.hendriks, cast.before.bakker):
            answer = Visitor(app, session, reader).get(path)
            assert (answer.status_code, answer.mimetype, answer.data[:5]) == (200, "application/pdf", b"%PDF-")
            assert answer.headers["Content-Disposition"] == f'attachment; filename="brief-{claim.reference}.pdf"'
            assert looks(session, reader)[-1].endpoint == "decisions.letter"
        assert Visitor(app, session, cast.before.bakker).get(f"{path}?language=en").data[:5] == b"%PDF-"
        for nobody in (cast.vliet, cast.before.people.nijs, cast.before.people.vos):
            assert Visitor(app, session, nobody).get(path).status_code == 404

"""The page of a claim at the desk: granted by the button that names the sum, weighed beforehand,
shown again with all that was typed."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from fund.claims.models import Claim
from fund.claims.rules import State
from fund.decisions.models import Decision
from fund.decisions.reasons import AS_THE_RULES, BELOW, GRANTS, SAID, Code
from fund.ledger.models import Budget
from tests.decisions.cast import HARD, WORDS, Cast, all_of
from tests.decisions.decisions import CLOTHING, FEE, grant
from tests.decisions.pages import decide, page, shown, state
from tests.visitor import Visitor, words

pytestmark = pytest.mark.usefixtures("moment")

LESS = {"lines-1-cents": "100,00", "lines-1-code": Code.COVERED_ELSEWHERE.value, "lines-1-reason": WORDS}


def sums(answer: TestResponse) -> str:
    return " ".join(shown(answer).get_element_by_id("check").text_content().split())


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
        refused = decide(
            hendriks, claim, **LESS | {"lines-1-reason": "nee", "lines-0-cents": "1.850,00", "hardship": HARD}
        )
        said = shown(refused)
        assert refused.status_code == 422
        assert (
            said.get_element_by_id("lines-1-cents").value == "100,00"
            and said.get_element_by_id("lines-0-cents").value == "1.850,00"
        )
        assert (
            said.get_element_by_id("lines-1-reason").value.strip() == "nee"
            and said.get_element_by_id("hardship").value.strip() == HARD
        )
        assert (
            "De regels geven hier € 1.850,83. Kies onder “Minder, om een andere reden” waarom u daaronder blijft."
            in words(refused)
        )
        assert state(session, claim) is State.SUBMITTED

    def test_a_reason_that_does_not_fit_leads_to_those_that_do(self, hendriks: Visitor, claim: Claim) -> None:
        refused = decide(hendriks, claim, **LESS | {"lines-1-code": Code.ABOVE_MAXIMUM.value})
        assert "de regels geven € 150,00 en u geeft minder. Kies onder “Minder, om een andere reden”." in words(refused)
        heads = shown(refused).get_element_by_id("lines-1-code").findall("optgroup")
        offered = {head.get("label"): [option.get("value") for option in head] for head in heads}
        assert offered["Minder, om een andere reden"] == list(BELOW)
        assert [code for codes in offered.values() for code in codes] == [*GRANTS, *AS_THE_RULES, *BELOW] and set(
            SAID
        ) == set(Code)

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

    def test_weighing_says_what_it_would_do_and_keeps_nothing(
        self, session: Session, hendriks: Visitor, claim: Claim
    ) -> None:
        weighed = decide(hendriks, claim, "/weigh", **LESS)
        assert weighed.status_code == 200
        assert "Niet toegekend € 50,00" in sums(weighed) and "€ 1.950,83 toekennen" in sums(weighed)
        assert session.scalars(select(Decision)).all() == []

    def test_an_answer_makes_the_rules_run_again(self, session: Session, cast: Cast, hendriks: Visitor) -> None:
        early = cast.cost(
            "CLOTHING", 5000, "supplier", cast.evidence("bill"), from_=date(2026, 5, 1), until=date(2026, 5, 2)
        )
        claim = cast.submitted(early)
        session.commit()
        fresh = shown(hendriks.get(page(claim)))
        offered = fresh.xpath("//input[@name='lines-0-answers-0-answer'][@type='radio']")
        assert [each.get("value") for each in offered if "checked" in each.attrib] == [""]
        again = decide(hendriks, claim, "/weigh", **{"lines-0-answers-0-answer": "yes", "follow": "1"})
        assert "€ 50,00 toekennen" in sums(again)
        done = decide(
            hendriks,
            claim,
            **{"lines-0-answers-0-answer": "yes", "lines-0-cents": "50,00", "lines-0-code": "granted_by_rule"},
        )
        assert done.status_code == 303

    def test_an_administrator_answers_no_question_of_the_shelter(
        self, session: Session, cast: Cast, hendriks: Visitor, claim: Claim
    ) -> None:
        forged = {"lines-0-answers-0-name": "nights_due", "lines-0-answers-0-answer": "yes"}
        assert decide(hendriks, claim, **forged).status_code == 422
        assert state(session, claim) is State.SUBMITTED

    def test_a_stale_page_is_shown_again_with_all_that_was_typed(
        self, session: Session, cast: Cast, hendriks: Visitor
    ) -> None:
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

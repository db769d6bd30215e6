"""The administrator's worklist, and the budgets that a decision may choose from."""

from datetime import date, datetime

import pytest
import time_machine
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from fund.claims.models import Claim
from fund.decisions import actions
from fund.ledger import actions as ledger
from fund.ledger.chart import Source
from fund.people.act import Act
from fund.web.database import db
from tests.decisions.cast import AT, HARD, Cast
from tests.decisions.decisions import NOTHING, ask
from tests.decisions.pages import page
from tests.visitor import Visitor, looks, words

pytestmark = pytest.mark.usefixtures("moment")


class TestQueue:
    def test_it_says_how_many_wait_and_leads_to_each(self, hendriks: Visitor, claim: Claim) -> None:
        said = words(hendriks.get("/queue"))
        assert "Eén aanvraag wacht op u" in said
        assert claim.reference in said and "Eigen bijdrage opvang, kleding" in said

    def test_what_she_cannot_do_now_is_not_counted_and_stands_apart(
        self, session: Session, cast: Cast, hendriks: Visitor, claim: Claim
    ) -> None:
        asked, proposed = cast.submitted(cast.storage()), cast.submitted(cast.storage())
        ask(cast, asked, cast.hendriks, answer_by=date(2026, 10, 20))
        actions.propose_refusal(
            Act(session, cast.hendriks, AT), proposed.id, version=proposed.version, lines={1: NOTHING[1]}, hardship=HARD
        )
        session.commit()
        page_now = hendriks.see("/queue")
        (apart,) = page_now.xpath("//section[@aria-labelledby='others']")
        said = " ".join(apart.text_content().split())
        assert "Eén aanvraag wacht op u" in " ".join(page_now.text_content().split())
        assert f"{asked.reference}Opslag inboedel" in said and "de opvang, de klok staat stil20 oktober 2026" in said
        assert (
            proposed.reference in said
            and "een tweede persoon, u stelde het voor" in said
            and claim.reference not in said
        )

    def test_an_answer_that_did_not_come_is_late_and_can_be_decided(
        self, app: Flask, session: Session, cast: Cast, claim: Claim
    ) -> None:
        ask(cast, claim, cast.hendriks, answer_by=date(2026, 10, 20))
        session.commit()
        for day, late in (("2026-10-20T10:00+02:00", False), ("2026-10-21T10:00+02:00", True)):
            with time_machine.travel(datetime.fromisoformat(day), tick=False):
                hendriks = Visitor(app, cast.hendriks, session)
                queue, shown_now = words(hendriks.get("/queue")), words(hendriks.get(page(claim)))
            assert ("Geen antwoord" in queue, "Eén aanvraag wacht op u" in queue, "klok staat stil" in queue) == (
                late,
                late,
                not late,
            )
            assert ("Beslis nu met wat er is." in shown_now, "1 dag te laat" in shown_now) == (late, late)
            assert ("klok staat stil" in shown_now, "de klok loopt weer" in shown_now) == (not late, late)

    def test_it_is_written_down_who_looked(self, session: Session, cast: Cast, hendriks: Visitor, claim: Claim) -> None:
        hendriks.get("/queue")
        hendriks.get(page(claim))
        seen = [(look.endpoint, look.resident_id, look.target_id) for look in looks(session, cast.hendriks)]
        assert sorted(seen) == [
            ("decisions.queue", claim.resident_id, claim.id),
            ("decisions.show", claim.resident_id, claim.id),
        ]

    def test_it_takes_few_statements(self, app: Flask, hendriks: Visitor) -> None:
        hendriks.get("/queue")
        said: list[str] = []
        with app.app_context():
            event.listen(db.engine, "before_cursor_execute", lambda *args: said.append(args[2]))
        hendriks.get("/queue")
        asked = [
            one for one in said if one.startswith("SELECT") and "FROM account" not in one and "membership" not in one
        ]
        assert len(asked) <= 4


class TestBudget:
    @pytest.fixture(autouse=True)
    def gift(self, session: Session, cast: Cast) -> None:
        for name, costs in (("Gift", ("STORAGE",)), ("Rijk", ())):
            ledger.adopt_budget(
                Act(session, cast.hendriks, AT),
                cast.fund_id,
                year=2026,
                source=Source.GIFT,
                name=name,
                purpose="",
                terms="",
                cents=50_000,
                categories=costs,
            )
        session.commit()

    def offered(self, session: Session, hendriks: Visitor, claim: Claim) -> list[str]:
        session.commit()
        choices = hendriks.see(page(claim)).xpath("//select[@id='budget']/option")
        return [" ".join(choice.text.split()).split(",")[0] for choice in choices]

    def test_only_budgets_for_these_costs_are_offered(
        self, session: Session, cast: Cast, hendriks: Visitor, claim: Claim
    ) -> None:
        assert self.offered(session, hendriks, claim) == ["Het eerste met genoeg ruimte", "Rijk", "Opvang"]
        said = words(hendriks.get(page(claim)))
        assert "Niet voor deze kosten: Gift." in said and "Rijk, nog € 500,00 vrij" in said
        assert "Gift" in self.offered(session, hendriks, cast.submitted(cast.storage()))
        assert "Gift" not in self.offered(session, hendriks, cast.submitted(cast.storage(), cast.clothing()))

    def test_who_chooses_for_no_line_is_offered_none(self, app: Flask, session: Session, cast: Cast) -> None:
        fee, hendriks = cast.submitted(cast.fee()), Visitor(app, cast.hendriks, session)
        assert self.offered(session, hendriks, fee) == []
        assert "Vrij nu € 49.149,17" in words(hendriks.get(page(fee)))

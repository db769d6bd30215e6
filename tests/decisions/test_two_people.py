"""The second person, the request to complete, the objection."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from fund.claims.models import Claim, Outcome
from fund.claims.rules import State
from fund.core.errors import NotAllowed, Refusal, WrongStep
from fund.decisions import actions, queries
from fund.decisions.models import Decision, DecisionLine, Objection, Stage
from fund.decisions.reasons import Code
from fund.decisions.rules import Given, Unreasoned
from fund.ledger.models import Reservation
from fund.ledger.models import ReservationState as Held
from fund.people.act import Act
from fund.people.rules import Actor
from fund.trail.models import Audience
from tests.decisions.cast import AT, HARD, TODAY, WORDS, Cast, all_of
from tests.decisions.decisions import CLOTHING, FEE, LATER, ask, budget, confirm, grant, refuse, steps


class TestTwoPeople:
    def test_a_full_refusal_is_proposed_and_a_second_confirms(self, cast: Cast, claim: Claim) -> None:
        decision = refuse(cast, claim)
        assert (claim.state, decision.stage, budget(cast)) == (State.PROPOSED, Stage.PROPOSED, (FEE, 0))
        confirm(cast, claim)
        assert (claim.state, claim.outcome, decision.stage, decision.second_by) == (
            State.DECIDED,
            Outcome.REFUSED,
            Stage.FINAL,
            cast.bos.id,
        )
        assert budget(cast) == (0, 0)
        assert {held.state for held in cast.session.scalars(select(Reservation))} == {Held.FREED}
        assert steps(cast, claim) == [("decisions.propose", 0, Audience.FUND), ("decisions.confirm", 0, Audience.ALL)]

    def test_a_full_refusal_needs_hardship_in_words(self, cast: Cast, claim: Claim) -> None:
        with pytest.raises(Unreasoned, match="wijst alles af"):
            refuse(cast, claim, hardship="")

    def test_a_proposed_refusal_gives_nothing(self, cast: Cast, claim: Claim) -> None:
        lines = {1: Given(1, Code.NOT_HER_COST, WORDS), 2: Given(0, Code.NOT_HER_COST, WORDS)}
        with pytest.raises(Refusal, match="geeft niets"):
            actions.propose_refusal(
                Act(cast.session, cast.hendriks, AT), claim.id, version=claim.version, lines=lines, hardship=HARD
            )

    def test_the_second_is_not_the_first_nor_who_filed(self, cast: Cast, claim: Claim) -> None:
        refuse(cast, claim)
        with pytest.raises(NotAllowed, match="zelf voorgesteld"):
            confirm(cast, claim, cast.hendriks)
        filed = cast.bakker
        both = Actor(filed.id, filed.name, (*filed.roles, *cast.bos.roles), "fb-99")
        with pytest.raises(NotAllowed, match="zelf ingediend"):
            confirm(cast, claim, both)

    def test_a_sum_above_the_limit_waits_for_a_second(self, cast: Cast) -> None:
        cast.two_look_above(100000)
        claim = cast.submitted(cast.fee(), at=AT)
        decision = grant(cast, claim, all_of(FEE))
        assert (claim.state, decision.stage) == (State.PROPOSED, Stage.PROPOSED)
        confirm(cast, claim)
        assert (claim.state, claim.granted, budget(cast)) == (State.DECIDED, FEE, (0, FEE))

    def test_at_the_limit_one_decides(self, cast: Cast) -> None:
        cast.two_look_above(FEE)
        assert grant(cast, cast.submitted(cast.fee(), at=AT), all_of(FEE)).stage is Stage.FINAL

    def test_another_outcome_by_then_is_not_confirmed(self, cast: Cast) -> None:
        cast.two_look_above(20000)
        one, other = cast.submitted(cast.clothing(25000), at=AT), cast.submitted(cast.clothing(15000), at=AT)
        grant(cast, one, all_of(25000))
        grant(cast, other, all_of(15000))
        with pytest.raises(WrongStep, match="Geef het terug"):
            confirm(cast, one)

    def test_it_is_given_back_with_words(self, cast: Cast, claim: Claim) -> None:
        decision = refuse(cast, claim)
        with pytest.raises(Refusal, match="wat er anders moet"):
            actions.give_back(Act(cast.session, cast.bos, LATER), claim.id, version=claim.version, remark="nee")
        actions.give_back(Act(cast.session, cast.bos, LATER), claim.id, version=claim.version, remark=WORDS)
        assert (claim.state, decision.stage) == (State.SUBMITTED, Stage.GIVEN_BACK)
        assert queries.words(cast.session, decision, Decision.remark) == WORDS
        assert steps(cast, claim)[-1] == ("decisions.give_back", None, Audience.FUND)

    def test_nothing_proposed_is_nothing_to_confirm(self, cast: Cast, claim: Claim) -> None:
        with pytest.raises(WrongStep):
            confirm(cast, claim)


class TestAsk:
    def test_the_clock_stands_still(self, cast: Cast, claim: Claim) -> None:
        ask(cast, claim, cast.hendriks)
        assert (claim.state, claim.paused_on, claim.answer_by) == (State.INCOMPLETE, TODAY, date(2026, 10, 20))
        asked = queries.completion(cast.session, claim.id)
        assert asked is not None
        assert asked[1] == "Stuur de rekening van de winkel."
        assert b"winkel" not in bytes(asked[0].what)
        assert steps(cast, claim) == [("decisions.ask", None, Audience.ALL)]

    def test_it_needs_words_and_a_term(self, cast: Cast, claim: Claim) -> None:
        with pytest.raises(Refusal, match="vijf werkdagen"):
            ask(cast, claim, cast.hendriks, answer_by=date(2026, 10, 13))
        with pytest.raises(Refusal, match="wat er ontbreekt"):
            ask(cast, claim, cast.hendriks, what="bon")

    def test_until_that_day_nothing_is_withheld(self, cast: Cast, claim: Claim) -> None:
        ask(cast, claim, cast.hendriks)
        part = {1: Given(FEE), 2: Given(100, Code.NO_EVIDENCE, WORDS)}
        with pytest.raises(Refusal, match="mag nog komen"):
            grant(cast, claim, part)
        late = AT + timedelta(days=14)
        actions.grant(Act(cast.session, cast.hendriks, late), claim.id, version=claim.version, lines=part)
        assert claim.granted == FEE + 100

    def test_all_may_be_granted_before_that_day(self, cast: Cast, claim: Claim) -> None:
        ask(cast, claim, cast.hendriks)
        assert grant(cast, claim, all_of(FEE, CLOTHING)).outcome is Outcome.GRANTED


def object_(cast: Cast, claim: Claim, received_on: date) -> Objection:
    return actions.register_objection(
        Act(cast.session, cast.bos, LATER), claim.id, version=claim.version, received_on=received_on
    )


class TestObjection:
    def test_it_is_registered_with_its_term(self, cast: Cast, claim: Claim) -> None:
        decision = grant(cast, claim, all_of(FEE, CLOTHING))
        objection = object_(cast, claim, TODAY)
        assert (claim.state, objection.decide_by) == (State.OBJECTED, date(2026, 12, 30))
        assert queries.objection(cast.session, decision.id) is objection
        assert steps(cast, claim)[-1][0] == "decisions.object"

    def test_not_before_the_decision_and_not_twice(self, cast: Cast, claim: Claim) -> None:
        with pytest.raises(WrongStep):
            object_(cast, claim, TODAY)
        grant(cast, claim, all_of(FEE, CLOTHING))
        with pytest.raises(Refusal, match="vóór het besluit"):
            actions.register_objection(
                Act(cast.session, cast.bos, LATER),
                claim.id,
                version=claim.version,
                received_on=TODAY - timedelta(days=1),
            )


def test_no_written_reason_stands_in_the_clear(cast: Cast, claim: Claim) -> None:
    refuse(cast, claim)
    rows = cast.session.scalars(select(DecisionLine)).all()
    assert len(rows) == 2
    assert all(WORDS.encode() not in bytes(row.reason or b"") for row in rows)

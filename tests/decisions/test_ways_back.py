"""A proposal that does not come to a decision: the claim is where it was, with its clock;
and whom the books name when it does."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from fund.claims import actions as claims
from fund.claims import queries as claim_queries
from fund.claims.models import Claim
from fund.claims.rules import State
from fund.decisions import actions
from fund.decisions.models import Decision, Stage
from fund.decisions.reasons import Code
from fund.decisions.rules import Given
from fund.ledger.models import Entry
from fund.people.act import Act
from fund.trail.models import AuditEvent
from tests.decisions import cast as stage
from tests.decisions.cast import AT, HARD, TODAY, WORDS, Cast, all_of
from tests.decisions.decisions import CLOTHING, FEE, LATER, ask, confirm, grant

ANSWER_BY = date(2026, 10, 20)
LIVING = {1: Given(2217, Code.ABOVE_MAXIMUM, WORDS)}


@pytest.fixture
def fee(cast: Cast) -> Claim:
    """Return a claim for a fee above the sum that one person grants."""
    cast.two_look_above(100000)
    return cast.submitted(cast.fee(), at=AT)


@pytest.fixture
def short(session: Session) -> Cast:
    """Return a cast whose fund has only what another claim reserved, and where two grant more than ten euros."""
    cast = stage.cast(session, cents=FEE)
    cast.two_look_above(1000)
    cast.submitted(cast.fee())
    return cast


def held(cast: Cast) -> Claim:
    claim = cast.submitted(cast.cost("LIVING", 22000, "resident", cast.evidence("declaration")), at=AT)
    assert (claim.state, claim.decide_by) == (State.HELD, date(2026, 10, 14))
    return claim


def back(cast: Cast, claim: Claim) -> Decision:
    assert claim.state is State.PROPOSED
    return actions.give_back(Act(cast.session, cast.bos, LATER), claim.id, version=claim.version, remark=WORDS)


class TestGivenBackWhileTheShelterCompletes:
    def test_it_can_still_complete_and_the_terms_get_the_pause_back(self, cast: Cast, fee: Claim) -> None:
        terms = (fee.decide_by, fee.law_by)
        ask(cast, fee, cast.hendriks)
        assert grant(cast, fee, all_of(FEE)).came_from is State.INCOMPLETE
        assert back(cast, fee).stage is Stage.GIVEN_BACK
        assert (fee.state, fee.paused_on, fee.answer_by) == (State.INCOMPLETE, TODAY, ANSWER_BY)
        (line,) = claim_queries.lines(cast.session, fee.id)
        claims.attach(Act(cast.session, cast.bakker, LATER), line.id, cast.evidence("bill").id)
        claims.complete(Act(cast.session, cast.bakker, AT + timedelta(days=7)), fee.id)
        assert (fee.state, fee.paused_on, fee.answer_by) == (State.SUBMITTED, None, None)
        assert (fee.decide_by, fee.law_by) == tuple(day and day + timedelta(days=7) for day in terms)

    def test_a_clock_that_runs_is_left_alone(self, cast: Cast, fee: Claim) -> None:
        terms = (fee.decide_by, fee.law_by)
        grant(cast, fee, all_of(FEE))
        back(cast, fee)
        assert (fee.state, fee.paused_on, fee.decide_by, fee.law_by) == (State.SUBMITTED, None, *terms)


class TestDecidedWhileTheShelterCompletes:
    def test_by_one_person_the_clock_no_longer_stands_still(self, cast: Cast, claim: Claim) -> None:
        assert claim.law_by == date(2026, 11, 30)
        ask(cast, claim, cast.hendriks)
        at = AT + timedelta(days=14)
        actions.grant(
            Act(cast.session, cast.hendriks, at), claim.id, version=claim.version, lines=all_of(FEE, CLOTHING)
        )
        assert (claim.state, claim.paused_on, claim.answer_by) == (State.DECIDED, None, None)
        assert claim.law_by == date(
            2026, 12, 14
        )  # it stood still for 13 days, until the last day to answer, and then a Sunday

    def test_nor_after_a_second_confirms(self, cast: Cast, fee: Claim) -> None:
        ask(cast, fee, cast.hendriks)
        grant(cast, fee, all_of(FEE))
        confirm(cast, fee)
        assert (fee.state, fee.paused_on, fee.answer_by) == (State.DECIDED, None, None)

    @pytest.mark.parametrize("limit", [1000, 10_000_000])
    def test_held_its_terms_get_the_pause_back(self, session: Session, limit: int) -> None:
        cast = stage.cast(session, cents=FEE + 110000)
        cast.two_look_above(limit)
        locks = cast.cost("SAFETY", 160000, "supplier", cast.evidence("bill"), cast.evidence("offer"))
        claim = cast.submitted(cast.fee(), locks, at=AT)
        law_by = claim.law_by
        ask(cast, claim, cast.hendriks)
        decision = grant(cast, claim, {1: Given(FEE), 2: Given(160000, Code.HARDSHIP_WEIGHED)}, hardship=HARD)
        if decision.stage is Stage.PROPOSED:
            actions.confirm(Act(session, cast.bos, AT + timedelta(days=7)), claim.id, version=claim.version)
        stood_still = 7 if limit == 1000 else 0
        assert (claim.state, claim.paused_on, claim.answer_by, decision.stage) == (
            State.HELD,
            None,
            None,
            Stage.GIVEN_BACK,
        )
        assert law_by and claim.law_by == law_by + timedelta(days=stood_still)
        assert claim.decide_by == date(2026, 10, 14) + timedelta(days=stood_still)


class TestHeld:
    def test_given_back_it_is_held_again_with_its_clock(self, short: Cast) -> None:
        claim = held(short)
        grant(short, claim, LIVING)
        assert back(short, claim).came_from is State.HELD
        assert (claim.state, claim.decide_by) == (State.HELD, date(2026, 10, 14))

    def test_confirmed_without_room_its_clock_does_not_start_again(self, short: Cast) -> None:
        claim = held(short)
        for days in (2, 5):
            grant(short, claim, LIVING)
            decision = actions.confirm(
                Act(short.session, short.bos, AT + timedelta(days=days)), claim.id, version=claim.version
            )
            assert (decision.stage, claim.state, claim.decide_by) == (Stage.GIVEN_BACK, State.HELD, date(2026, 10, 14))


def test_the_books_name_who_decided_first_and_the_claim_names_both(cast: Cast) -> None:
    cast.two_look_above(100000)
    claim = cast.submitted(cast.fee(), cast.clothing(), at=AT)
    grant(cast, claim, all_of(FEE, CLOTHING))
    decision = confirm(cast, claim)
    booked = cast.session.scalars(select(Entry).where(Entry.at == LATER)).all()
    assert {entry.kind for entry in booked} == {"reserved", "freed", "granted"}
    assert {entry.decided_by for entry in booked} == {cast.hendriks.pseudonym}
    assert (decision.decided_by, decision.second_by) == (cast.hendriks.id, cast.bos.id)
    told = cast.session.scalars(
        select(AuditEvent).where(AuditEvent.claim_id == claim.id, AuditEvent.verb.startswith("decisions."))
    ).all()
    assert {step.verb: step.by_id for step in told} == {
        "decisions.propose": cast.hendriks.id,
        "decisions.confirm": cast.bos.id,
    }

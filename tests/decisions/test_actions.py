"""What granting does, and everything that it refuses."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from fund.claims import queries as claims
from fund.claims.dossier import Dossier
from fund.claims.models import Claim, Outcome
from fund.claims.rules import State
from fund.core.errors import NotAllowed, NotFound, OverBudget, Refusal, StaleClaim, WrongStep
from fund.decisions import actions, queries
from fund.decisions.assessment import weigh
from fund.decisions.models import Decision, Stage
from fund.decisions.reasons import Code
from fund.decisions.rules import Given, Unreasoned
from fund.ledger.models import Entry
from fund.people import actions as people
from fund.people.act import Act
from fund.people.rules import Actor, Role
from fund.trail.models import Audience, AuditEvent
from tests.claims.cast import ready
from tests.decisions import cast as stage
from tests.decisions.cast import AT, HARD, TODAY, WORDS, Cast, all_of
from tests.decisions.decisions import CLOTHING, FEE, NOTHING, ask, budget, grant, steps


class TestGrant:
    def test_whole_it_is_final_and_stands_on_the_lines(self, cast: Cast, claim: Claim) -> None:
        decision = grant(cast, claim, all_of(FEE, CLOTHING))
        assert (decision.stage, decision.outcome, decision.granted) == (Stage.FINAL, Outcome.GRANTED, FEE + CLOTHING)
        assert (claim.state, claim.outcome, claim.granted, claim.decided_at) == (
            State.DECIDED,
            Outcome.GRANTED,
            FEE + CLOTHING,
            AT,
        )
        assert [line.granted for line in claims.lines(cast.session, claim.id)] == [FEE, CLOTHING]
        assert decision.object_until == date(2026, 11, 18)

    def test_it_turns_reservations_into_commitments_in_the_same_breath(self, cast: Cast, claim: Claim) -> None:
        assert budget(cast) == (FEE, 0)
        grant(cast, claim, all_of(FEE, CLOTHING))
        assert budget(cast) == (0, FEE + CLOTHING)
        granted = cast.session.scalars(select(Entry).where(Entry.kind == "granted").order_by(Entry.number)).all()
        assert [(entry.category, entry.cents, entry.position) for entry in granted] == [
            ("SHELTER_FEE", FEE, 1),
            ("CLOTHING", CLOTHING, 2),
        ]
        assert {entry.decided_by for entry in granted} == {"fb-04"}
        assert granted[0].until == date(2026, 10, 1)
        assert all(entry.text_sha256 and len(entry.text_sha256) == 64 for entry in granted)

    def test_in_part_frees_what_is_over(self, cast: Cast, claim: Claim) -> None:
        decision = grant(
            cast, claim, {1: Given(100000, Code.COVERED_ELSEWHERE, WORDS), 2: Given(0, Code.NOT_HER_COST, WORDS)}
        )
        assert decision.outcome is Outcome.PART
        assert budget(cast) == (0, 100000)
        lines = claims.lines(cast.session, claim.id)
        assert [(line.granted, line.outcome) for line in lines] == [(100000, Outcome.PART), (0, Outcome.REFUSED)]
        assert (lines[1].units_granted, lines[1].surplus) == (0, 0)

    def test_its_words_are_sealed_and_can_be_read_again(self, cast: Cast, claim: Claim) -> None:
        decision = grant(cast, claim, {1: Given(FEE), 2: Given(10000, Code.COVERED_ELSEWHERE, WORDS)}, hardship=HARD)
        row = queries.decision_lines(cast.session, decision.id)[1]
        assert WORDS.encode() not in bytes(row.reason or b"")
        assert queries.reason(cast.session, row) == WORDS
        assert queries.words(cast.session, decision, Decision.hardship) == HARD

    def test_it_is_told(self, cast: Cast, claim: Claim) -> None:
        decision = grant(cast, claim, all_of(FEE, CLOTHING))
        assert steps(cast, claim) == [("decisions.grant", FEE + CLOTHING, Audience.ALL)]
        told = cast.session.scalars(select(AuditEvent).where(AuditEvent.verb == "decisions.grant")).one()
        assert (told.endpoint, told.target_id, told.code) == ("decisions.letter", decision.id, "granted")

    def test_the_assessment_that_it_rests_on_is_kept(self, cast: Cast, claim: Claim) -> None:
        decision = grant(cast, claim, all_of(FEE, CLOTHING))
        assert queries.assessment(cast.session, decision).at == AT

    def test_the_administrators_answer_makes_the_rules_run_again(self, cast: Cast) -> None:
        early = cast.cost(
            "CLOTHING", 5000, "supplier", cast.evidence("bill"), from_=date(2026, 5, 1), until=date(2026, 5, 2)
        )
        claim = cast.submitted(early)
        with pytest.raises(Unreasoned):
            grant(cast, claim, all_of(5000))
        assert grant(cast, claim, {1: Given(5000, facts={"hardship": True})}).outcome is Outcome.GRANTED

    def test_she_answers_no_question_of_the_shelter(self, cast: Cast, claim: Claim) -> None:
        with pytest.raises(Refusal, match="beantwoordt de opvang"):
            grant(cast, claim, {1: Given(FEE, facts={"nights_due": True}), 2: Given(CLOTHING)})

    def test_above_the_rules_only_with_hardship_in_words(self, cast: Cast) -> None:
        claim = cast.submitted(cast.clothing(40000))
        above = {1: Given(40000, Code.HARDSHIP_WEIGHED)}
        with pytest.raises(Unreasoned, match="meer toe dan de regels"):
            grant(cast, claim, above)
        assert grant(cast, claim, above, hardship=HARD).granted == 40000

    def test_nothing_at_all_is_a_refusal(self, cast: Cast, claim: Claim) -> None:
        with pytest.raises(Refusal, match="tweede persoon"):
            grant(cast, claim, NOTHING, hardship=HARD)
        assert claim.state is State.SUBMITTED

    def test_less_needs_a_code_and_words(self, cast: Cast, claim: Claim) -> None:
        with pytest.raises(Unreasoned) as refused:
            grant(cast, claim, all_of(FEE, 100))
        assert [(fault.position, fault.field) for fault in refused.value.faults] == [(2, "code"), (2, "reason")]
        assert cast.session.scalars(select(Decision)).all() == []

    def test_every_line_is_decided(self, cast: Cast, claim: Claim) -> None:
        with pytest.raises(StaleClaim):
            grant(cast, claim, all_of(FEE))

    def test_a_decision_stands(self, cast: Cast, claim: Claim) -> None:
        grant(cast, claim, all_of(FEE, CLOTHING))
        with pytest.raises(WrongStep):
            grant(cast, claim, all_of(FEE, CLOTHING))


class TestWho:
    def test_another_region_finds_nothing(self, cast: Cast, claim: Claim) -> None:
        for nobody in (cast.vliet, cast.bakker, cast.lind):
            with pytest.raises(NotFound):
                grant(cast, claim, all_of(FEE, CLOTHING), by=nobody)

    def test_a_draft_is_not_there(self, cast: Cast) -> None:
        draft = ready(cast, cast.clothing())
        with pytest.raises(NotFound):
            grant(cast, draft, all_of(CLOTHING))

    def test_who_filed_never_decides(self, cast: Cast, claim: Claim) -> None:
        filed = cast.bakker
        both = Actor(filed.id, filed.name, (*filed.roles, *cast.hendriks.roles), "fb-99")
        for verb in (lambda: grant(cast, claim, all_of(FEE, CLOTHING), by=both), lambda: ask(cast, claim, both)):
            with pytest.raises(NotAllowed, match="zelf ingediend"):
                verb()

    def test_who_left_her_shelter_lately_is_barred(self, cast: Cast, claim: Claim) -> None:
        here = cast
        past = people.appoint(
            cast.session,
            cast.bos.id,
            Role.WORKER,
            from_=TODAY - timedelta(days=500),
            region_id=here.region_id,
            shelter_id=here.shelter_id,
        )
        people.end(cast.session, past.id, TODAY - timedelta(days=300))
        with pytest.raises(NotAllowed, match="bij deze opvang"):
            grant(cast, claim, all_of(FEE, CLOTHING), by=cast.bos)
        past.until = TODAY - timedelta(days=366)
        assert grant(cast, claim, all_of(FEE, CLOTHING), by=cast.bos).stage is Stage.FINAL


class TestStale:
    def test_a_page_of_an_older_version(self, cast: Cast, claim: Claim) -> None:
        with pytest.raises(StaleClaim):
            actions.grant(
                Act(cast.session, cast.hendriks, AT), claim.id, version=claim.version - 1, lines=all_of(FEE, CLOTHING)
            )

    def test_another_grant_of_the_same_came_in_between(self, cast: Cast) -> None:
        one, other = cast.submitted(cast.clothing(25000)), cast.submitted(cast.clothing(25000))
        assert grant(cast, one, all_of(25000)).granted == 25000
        with pytest.raises(StaleClaim, match="intussen anders"):
            grant(cast, other, all_of(25000))
        assert claims.claim(cast.session, cast.hendriks, other.id).granted is None

    def test_a_page_that_shows_what_it_is_now_may_decide(self, cast: Cast) -> None:
        one, other = cast.submitted(cast.clothing(20000)), cast.submitted(cast.clothing(20000))
        before = weigh(Dossier(cast.session, other), TODAY).sha256
        grant(cast, one, all_of(20000))
        part = {1: Given(5000, Code.ABOVE_MAXIMUM, WORDS)}
        with pytest.raises(StaleClaim):
            grant(cast, other, part, seen=before)
        assert grant(cast, other, part, seen=weigh(Dossier(cast.session, other), TODAY).sha256).granted == 5000


class TestBudget:
    def test_a_line_that_is_not_guaranteed_finds_no_room(self, session: Session) -> None:
        cast = stage.cast(session, cents=FEE + 100)
        claim = cast.submitted(cast.fee(), cast.clothing())
        with pytest.raises(OverBudget):
            grant(cast, claim, all_of(FEE, CLOTHING))

    def test_a_guaranteed_line_without_room_holds_the_claim(self, session: Session) -> None:
        cast = stage.cast(session, cents=FEE)
        claim = cast.submitted(cast.fee())
        other = cast.submitted(cast.cost("LIVING", 22000, "resident", cast.evidence("declaration")))
        assert (claim.state, other.state) == (State.SUBMITTED, State.HELD)
        with pytest.raises(OverBudget, match="blijft aangehouden"):
            grant(cast, other, {1: Given(2217, Code.ABOVE_MAXIMUM, WORDS)})

    def test_more_than_was_reserved_holds_the_claim_whole_and_keeps_what_was_written(self, session: Session) -> None:
        cast = stage.cast(session, cents=FEE + 110000)
        locks = cast.cost("SAFETY", 160000, "supplier", cast.evidence("bill"), cast.evidence("offer"))
        claim = cast.submitted(cast.fee(), locks)
        reserved = budget(cast)
        decision = grant(cast, claim, {1: Given(FEE), 2: Given(160000, Code.HARDSHIP_WEIGHED)}, hardship=HARD)
        assert (decision.stage, claim.state, claim.granted) == (Stage.GIVEN_BACK, State.HELD, None)
        assert budget(cast) == reserved == (FEE + 100000, 0)
        assert claim.decide_by == date(2026, 10, 14)
        assert session.scalars(select(Entry).where(Entry.kind == "granted")).all() == []
        assert [verb for verb, _, _ in steps(cast, claim)] == ["decisions.hold"]

"""Submission, completion and withdrawal by their effect on lines, trail, assessments and the books;
and every refusal."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from fund import policy
from fund.claims import actions, queries
from fund.claims.dossier import Dossier
from fund.claims.rules import State
from fund.core.errors import NotFound, Refusal, WrongStep
from fund.ledger.models import Budget
from fund.people.act import Act
from fund.texts.queries import texts_of
from tests.claims import cast as people
from tests.claims.cast import AT, LEFT, TODAY, Cast, at, ready
from tests.claims.claims import account, actions_line, asked, clothes, lines, reserved, steps, submitted


def test_submission_dates_weighs_and_sets_aside_what_is_guaranteed(session: Session, cast: Cast) -> None:
    claim = ready(cast, cast.fee(), cast.cost("CLOTHING", 30000, "shelter", cast.evidence("declaration")))
    actions.submit(Act(session, cast.bakker, AT), claim.id, version=claim.version)
    assert (claim.state, claim.filed_on, claim.submitted_by) == (State.SUBMITTED, TODAY, cast.bakker.id)
    assert (claim.decide_by, claim.law_by, claim.due_on) == (date(2026, 10, 19), date(2026, 11, 30), date(2026, 9, 23))
    assert (claim.children, claim.admitted_on, claim.left_on) == (1, cast.stay.admitted_on, LEFT)
    assert reserved(session, claim) == [(1, 185083)]
    assert [(line.guaranteed, line.held, line.granted) for line in lines(session, claim)] == [
        (True, 185083, None),
        (False, None, None),
    ]
    assert steps(session, claim) == [("claims.assess", 210083), ("claims.reserve", 185083), ("claims.submit", 215083)]


def test_an_urgent_claim_goes_without_a_mandate_and_is_decided_in_a_day(session: Session, cast: Cast) -> None:
    claim = actions.draft(Act(session, cast.bakker, AT), cast.stay.id, [clothes(cast)])
    actions.urge(Act(session, cast.bakker, AT), claim.id, urgent=True)
    actions.submit(Act(session, cast.bakker, AT), claim.id)
    assert claim.decide_by == date(2026, 10, 6)
    actions.mandate(Act(session, cast.bakker, at(10, 7)), claim.id, date(2026, 10, 7))
    assert claim.mandate_on == date(2026, 10, 7)


def test_a_receipt_is_made_again_to_the_same_bytes(session: Session, cast: Cast) -> None:
    claim = submitted(cast)
    kept = queries.assessments(session, claim.id)[0]
    assert policy.rerun(kept.body.encode(), texts_of(session, claim.region_id)) == kept.body.encode()


def test_a_claim_needs_lines_and_a_mandate_and_goes_once(session: Session, cast: Cast) -> None:
    claim = actions.draft(Act(session, cast.bakker, AT), cast.stay.id)
    with pytest.raises(Refusal, match="Kies eerst welke kosten"):
        actions.submit(Act(session, cast.bakker, AT), claim.id)
    actions.pick(Act(session, cast.bakker, AT), claim.id, [clothes(cast)])
    with pytest.raises(Refusal, match="machtiging"):
        actions.submit(Act(session, cast.bakker, AT), claim.id)
    actions.mandate(Act(session, cast.bakker, AT), claim.id, TODAY)
    lines(session, claim)[0].payee_kind = ""
    with pytest.raises(Refusal, match="wie betaald wordt"):
        actions.submit(Act(session, cast.bakker, AT), claim.id)
    lines(session, claim)[0].payee_kind = "shelter"
    actions.submit(Act(session, cast.bakker, AT), claim.id)
    for again in (actions.submit, actions.pick):
        with pytest.raises(WrongStep):
            again(Act(session, cast.bakker, AT), claim.id, *([[]] if again is actions.pick else []))


def test_no_budget_for_a_guaranteed_line_holds_the_claim_with_a_clock(session: Session) -> None:
    cast = people.cast(session, 100_000)
    claim = ready(cast, cast.fee())
    actions.submit(Act(session, cast.bakker, AT), claim.id)
    assert (claim.state, claim.decide_by) == (State.HELD, date(2026, 10, 12))
    assert reserved(session, claim) == [] and lines(session, claim)[0].held == 185083
    assert steps(session, claim) == [("claims.assess", 185083), ("claims.hold", None), ("claims.submit", 185083)]


def test_a_held_claim_that_is_completed_keeps_its_clock(session: Session) -> None:
    """Asked on the 6th to answer by the 13th and completed on the 9th:
    three days are added to the 12th, and no more."""
    cast = people.cast(session, 100_000)
    claim = ready(cast, cast.fee())
    actions.submit(Act(session, cast.bakker, AT), claim.id)
    asked(session, claim)
    actions.complete(Act(session, cast.bakker, AT + timedelta(days=4)), claim.id)
    assert (claim.state, claim.decide_by, claim.paused_on) == (State.HELD, date(2026, 10, 15), None)


def test_an_urgent_claim_that_is_held_keeps_its_own_day(session: Session) -> None:
    cast = people.cast(session, 100_000)
    claim = ready(cast, cast.fee())
    actions.urge(Act(session, cast.bakker, AT), claim.id, True)
    actions.submit(Act(session, cast.bakker, AT), claim.id)
    assert (claim.state, claim.decide_by) == (State.HELD, date(2026, 10, 6))


def test_no_budget_is_no_matter_for_a_line_without_a_guarantee(session: Session) -> None:
    cast = people.cast(session, 100)
    claim = ready(cast, cast.cost("CLOTHING", 18500, "shelter", cast.evidence("declaration")))
    actions.submit(Act(session, cast.bakker, AT), claim.id)
    assert claim.state is State.SUBMITTED and reserved(session, claim) == []


def test_completing_weighs_again_and_the_clock_runs_on(session: Session, cast: Cast) -> None:
    claim = ready(cast, cast.cost("SAFETY", 124000, "supplier"))
    actions.submit(Act(session, cast.bakker, AT), claim.id)
    assert reserved(session, claim) == []
    with pytest.raises(WrongStep):
        actions.complete(Act(session, cast.bakker, AT), claim.id)
    asked(session, claim)
    actions.attach(Act(session, cast.bakker, at(10, 9)), lines(session, claim)[0].id, cast.evidence("bill").id)
    actions.complete(Act(session, cast.bakker, at(10, 9)), claim.id)
    assert (claim.state, claim.paused_on, claim.answer_by) == (State.SUBMITTED, None, None)
    assert (claim.decide_by, claim.law_by) == (date(2026, 10, 22), date(2026, 12, 3))
    assert reserved(session, claim) == [(1, 100000)]
    assert len(queries.assessments(session, claim.id)) == 2
    assert ("claims.complete", None) in steps(session, claim)


def test_completing_does_not_reserve_twice(session: Session, cast: Cast) -> None:
    claim = submitted(cast)
    asked(session, claim)
    actions.complete(Act(session, cast.bakker, at(10, 9)), claim.id)
    assert reserved(session, claim) == [(1, 185083)]
    assert session.scalars(select(Budget)).one().reserved == 185083


def test_evidence_cannot_be_added_behind_the_funds_back(session: Session, cast: Cast) -> None:
    claim = submitted(cast)
    with pytest.raises(WrongStep):
        actions.attach(Act(session, cast.bakker, AT), lines(session, claim)[0].id, cast.evidence("bill").id)


def test_withdrawing_frees_what_was_set_aside(session: Session, cast: Cast) -> None:
    claim = submitted(cast)
    actions.withdraw(Act(session, cast.bakker, AT), claim.id)
    assert claim.state is State.WITHDRAWN and reserved(session, claim) == []
    assert session.scalars(select(Budget)).one().reserved == 0
    assert ("claims.withdraw", 185083) in steps(session, claim)
    assert Dossier(session, actions.draft(Act(session, cast.bakker, AT), cast.stay.id)).earlier == []
    assert [cost.category for cost in queries.open_costs(session, cast.bakker, cast.stay.id)] == ["SHELTER_FEE"]
    with pytest.raises(WrongStep):
        actions.withdraw(Act(session, cast.bakker, AT), claim.id)


def test_a_cost_that_stands_on_a_filed_claim_cannot_be_filed_again(session: Session, cast: Cast) -> None:
    claim = submitted(cast)
    twin = actions.draft(Act(session, cast.bakker, AT), cast.stay.id)
    twin = actions.mandate(Act(session, cast.bakker, AT), twin.id, TODAY)
    line = lines(session, claim)[0]
    session.add(actions_line(line, twin))
    session.flush()
    with pytest.raises(Refusal, match=claim.reference):
        actions.submit(Act(session, cast.bakker, AT), twin.id)


def test_an_account_is_named_after_submission_and_its_kind_stays(session: Session, cast: Cast) -> None:
    claim = submitted(cast)
    line, version = lines(session, claim)[0], claim.version
    ours = account(cast, "shelter")
    actions.name_account(Act(session, cast.bakker, AT), line.id, ours)
    assert (line.payee_id, claim.version) == (ours, version + 1)  # a page of before is stale
    with pytest.raises(Refusal, match="ander soort begunstigde"):
        actions.name_account(Act(session, cast.bakker, AT), line.id, account(cast, "insurer"))
    for stranger in (cast.nijs, cast.fonk):
        with pytest.raises(NotFound):
            actions.name_account(Act(session, stranger, AT), line.id, ours)
    actions.withdraw(Act(session, cast.bakker, AT), claim.id)
    with pytest.raises(WrongStep):
        actions.name_account(Act(session, cast.bakker, AT), line.id, ours)

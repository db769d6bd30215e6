"""What a claim's page shows after its submission: its terms, what was paid, what its later steps told."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

import pytest

from fund.claims.life import FundWords, Life
from fund.claims.models import Claim, Line
from fund.claims.precheck import Card
from fund.claims.rules import State
from fund.trail.models import AuditEvent

TODAY = date(2026, 11, 23)
AT = datetime(2026, 11, 20, 11, tzinfo=UTC)


def claim(state: State = State.SUBMITTED, **more: Any) -> Claim:
    usual: Mapping[str, Any] = {"urgent": False, "filed_on": date(2026, 11, 20), "decide_by": date(2026, 12, 4)}
    return Claim(state=state, **{**usual, **more})


def life(state: State = State.SUBMITTED, *steps: AuditEvent, **more: Any) -> Life:
    return Life(claim(state, **more), steps, TODAY)


def step(verb: str, position: int, cents: int, hour: int = 11) -> AuditEvent:
    return AuditEvent(verb=verb, position=position, cents=cents, at=AT.replace(hour=hour))


def card(*lines: Line) -> Card:
    return cast(Card, SimpleNamespace(lines=lines))


@pytest.mark.parametrize(
    ("state", "waits", "is_decided", "wants_answer"),
    [
        (State.SUBMITTED, True, False, False),
        (State.INCOMPLETE, True, False, True),
        (State.PROPOSED, True, False, False),
        (State.HELD, True, False, False),
        (State.DECIDED, False, True, False),
        (State.OBJECTED, False, True, False),
        (State.WITHDRAWN, False, False, False),
    ],
)
def test_each_state_waits_is_decided_or_wants_an_answer(
    state: State, waits: bool, is_decided: bool, wants_answer: bool
) -> None:
    found = life(state)
    assert (found.waits, found.is_decided, found.wants_answer) == (waits, is_decided, wants_answer)


@pytest.mark.parametrize(("state", "may"), [(State.SUBMITTED, True), (State.PROPOSED, False), (State.DECIDED, False)])
def test_the_shelter_may_withdraw_what_nobody_decides_on(state: State, may: bool) -> None:
    assert life(state).withdrawable is may


def test_an_urgent_claim_without_a_mandate_lacks_it_until_it_is_there_or_decided() -> None:
    assert life(urgent=True).lacks_mandate
    assert life(urgent=True).mandate_by == date(2026, 11, 27)
    assert not life(urgent=True, mandate_on=TODAY).lacks_mandate
    assert not life(State.DECIDED, urgent=True).lacks_mandate
    assert not life().lacks_mandate


@pytest.mark.parametrize(("due_on", "is_debt"), [(None, False), (TODAY, False), (date(2026, 11, 22), True)])
def test_a_cost_is_a_debt_from_the_day_after_it_was_due(due_on: date | None, is_debt: bool) -> None:
    assert life(due_on=due_on).is_debt is is_debt


def test_a_day_to_decide_that_passed_is_late_except_while_the_clock_stands_still() -> None:
    gone = date(2026, 11, 22)
    assert life(decide_by=gone).is_late
    assert not life(decide_by=TODAY).is_late
    paused = life(State.INCOMPLETE, decide_by=gone, paused_on=gone)
    assert (paused.is_late, paused.decide_by) == (False, None)


def test_what_came_back_from_the_bank_is_not_paid_until_it_is_paid_again() -> None:
    paid, back = step("payouts.paid", 1, 700), step("payouts.returned", 1, 700, 12)
    other = step("payouts.paid", 2, 50, 13)
    assert (life(State.DECIDED, paid, other).paid, life(State.DECIDED, paid, back, other).paid) == (750, 50)
    again = life(State.DECIDED, paid, back, other, step("payouts.paid", 1, 700, 14))
    assert (again.paid, again.paid_at) == (750, AT.replace(hour=14))
    assert (life(State.DECIDED, back).paid, life(State.DECIDED, back).paid_at) == (0, None)


@pytest.mark.parametrize(
    ("state", "granted", "to_be_paid"),
    [
        (State.SUBMITTED, None, True),
        (State.DECIDED, 701, True),
        (State.DECIDED, 700, False),
        (State.DECIDED, 0, False),
        (State.WITHDRAWN, None, False),
    ],
)
def test_something_may_still_be_paid_until_all_that_was_granted_is(
    state: State, granted: int | None, to_be_paid: bool
) -> None:
    assert life(state, step("payouts.paid", 1, 700), granted=granted).to_be_paid is to_be_paid


def test_a_cost_says_each_reason_of_its_lines_once() -> None:
    told = Life(claim(State.DECIDED), (), TODAY, FundWords(reasons={1: "Te laat.", 2: "Te laat.", 3: "Te veel."}))
    lines = [Line(position=position) for position in (1, 2, 3, 4)]
    assert told.reasons_for(card(*lines)) == ["Te laat.", "Te veel."]
    assert told.reasons_for(card(lines[3])) == []


def test_every_cost_says_why_the_shelter_asks_for_hardship() -> None:
    first, second, third = (Line(id=UUID(int=number)) for number in (1, 2, 3))
    told = Life(claim(), (), TODAY, hardships={first.id: "Zij is ziek.", third.id: "Zij heeft niets."})
    assert told.hardship_of(card(first)) == "Zij is ziek."
    assert told.hardship_of(card(second)) == ""
    assert told.hardship_of(card(second, third)) == "Zij heeft niets."

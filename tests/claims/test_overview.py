"""What the list of claims shows: what waits for the shelter, and by when the fund decides each."""

from datetime import date

import pytest

from fund.claims.models import Claim
from fund.claims.overview import Overview
from fund.claims.rules import State

TODAY = date(2026, 11, 23)


def test_what_waits_for_the_shelter_is_counted() -> None:
    page = Overview.of([Claim(state=state) for state in (*State, State.DRAFT)], TODAY)
    assert (page.asked, page.drafts) == (1, 2)


@pytest.mark.parametrize(
    ("state", "decide_by", "shown", "is_late"),
    [
        (State.SUBMITTED, date(2026, 11, 22), date(2026, 11, 22), True),
        (State.HELD, TODAY, TODAY, False),
        (State.SUBMITTED, None, None, False),
        (State.DECIDED, date(2026, 11, 22), None, False),
        (State.DRAFT, None, None, False),
    ],
)
def test_only_what_waits_for_a_decision_has_a_last_day(
    state: State, decide_by: date | None, shown: date | None, is_late: bool
) -> None:
    (row,) = Overview.of([Claim(state=state, decide_by=decide_by)], TODAY).rows
    assert (row.decide_by, row.is_late, row.is_paused) == (shown, is_late, False)


def test_a_clock_that_stands_still_is_shown() -> None:
    (row,) = Overview.of([Claim(state=State.INCOMPLETE, paused_on=TODAY)], TODAY).rows
    assert row.is_paused

"""What a worker's day shows: who is late, what becomes a debt this week, and why no day is named."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from fund.debts.queries import CurrentStay
from fund.debts.rules import Owed, Stand
from fund.home.pages import NoDay, ResidentRow, Today, today

MONDAY = date(2026, 11, 23)
HER, OTHER, CLAIM = UUID(int=1), UUID(int=2), UUID(int=3)
COST = Owed(
    cost_id=UUID(int=9),
    resident_id=HER,
    reference="R-7KQ3",
    stay_id=UUID(int=8),
    category="STORAGE",
    from_=date(2026, 11, 1),
    until=date(2026, 12, 1),
    units=1,
    cents=10000,
    received=0,
    due_on=None,
)
STAY = CurrentStay(HER, "R-7KQ3", UUID(int=8), date(2026, 11, 20), None, 0, ordered=True, waived=0)


def due(days: int, **changed: object) -> Owed:
    return replace(COST, due_on=MONDAY + timedelta(days=days), **changed)  # type: ignore[arg-type]


def page(*owed: Owed, stays: tuple[CurrentStay, ...] = ()) -> Today:
    return today(MONDAY, owed=owed, stays=stays, missing_orders=(), tasks=(), news=(), references={})


def row(*owed: Owed, stay: CurrentStay = STAY) -> ResidentRow:
    (found,) = page(*owed, stays=(stay,)).residents
    return found


def test_what_is_late_and_what_becomes_a_debt_this_week_are_counted_and_added_up() -> None:
    shown = page(due(-4), due(0), due(6, cents=2500), due(7))
    assert (shown.late, shown.this_week, shown.near) == (1, 2, 22500)


def test_an_empty_day_counts_nothing() -> None:
    assert (page().late, page().this_week, page().near, page().near_at_fund, page().shown) == (0, 0, 0, 0, set())


@pytest.mark.parametrize(
    ("stand", "counted"),
    [
        (Stand.NOTED, 0),
        (Stand.DRAFT, 0),
        (Stand.FILED, 1),
        (Stand.ASKED, 1),
        (Stand.HELD, 1),
        (Stand.GRANTED, 1),
        (Stand.UNSAFE, 1),
        (Stand.PAID, 0),
    ],
)
def test_only_what_the_fund_has_and_may_still_pay_is_at_the_fund(stand: Stand, counted: int) -> None:
    assert page(due(1, stand=stand)).near_at_fund == counted


def test_costs_on_one_draft_are_one_with_their_sum() -> None:
    draft = {"stand": Stand.DRAFT, "claim_id": CLAIM}
    (found,) = page(due(9, **draft), due(9, cents=500, **draft), due(9)).drafts
    assert (found.claim_id, found.count, found.open) == (CLAIM, 2, 10500)


def test_everyone_of_whom_something_is_shown_is_named() -> None:
    draft = replace(COST, resident_id=OTHER, stand=Stand.DRAFT, claim_id=CLAIM)
    unseen = replace(COST, resident_id=UUID(int=7))
    assert page(draft, unseen, stays=(STAY,)).shown == {HER, OTHER}


@pytest.mark.parametrize(
    ("days", "late", "is_today", "is_tomorrow"),
    [(-1, True, False, False), (0, False, True, False), (1, False, False, True), (2, False, False, False)],
)
def test_the_day_of_a_resident_is_late_today_tomorrow_or_later(
    days: int, late: bool, is_today: bool, is_tomorrow: bool
) -> None:
    found = row(due(days), due(days + 3))
    assert found.due_on == MONDAY + timedelta(days=days)
    assert (found.late, found.due_today, found.due_tomorrow, found.no_day) == (late, is_today, is_tomorrow, None)


def test_nights_are_counted_until_today() -> None:
    assert row().nights == 3


@pytest.mark.parametrize(
    ("owed", "stay", "why"),
    [
        ((), STAY, NoDay.NOTHING_OPEN),
        ((), replace(STAY, ordered=False), NoDay.NO_ORDER),
        ((COST,), STAY, NoDay.UNDATED),
        ((due(-9, stand=Stand.REFUSED),), STAY, NoDay.NOT_PAID),
        ((due(3, resident_id=OTHER),), STAY, NoDay.NOTHING_OPEN),
    ],
)
def test_without_a_day_it_is_said_why(owed: tuple[Owed, ...], stay: CurrentStay, why: NoDay) -> None:
    found = row(*owed, stay=stay)
    assert (found.due_on, found.no_day) == (None, why)

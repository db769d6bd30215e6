"""What becomes a debt, and on which day of the diary it stands."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from fund.debts import rules
from fund.debts.rules import Owed, Stand, Sums

TODAY = date(2026, 11, 23)  # a Monday
HER = UUID(int=1)
COST = Owed(
    cost_id=UUID(int=9),
    resident_id=HER,
    reference="R-7KQ3",
    stay_id=UUID(int=8),
    category="LIVING",
    from_=date(2026, 10, 1),
    until=date(2026, 10, 31),
    units=30,
    cents=90000,
    received=0,
    due_on=TODAY,
)


def due(days: int, **more: object) -> Owed:
    return replace(COST, due_on=TODAY + timedelta(days=days), **more)  # type: ignore[arg-type]


def days(*owed: Owed) -> list[int]:
    return [(day.on - TODAY).days for day in rules.diary(owed, TODAY)]


def test_open_is_the_cost_less_what_others_and_the_fund_really_paid() -> None:
    assert replace(COST, received=10000, claimed=80000, granted=80000).open == 80000
    assert replace(COST, received=10000, granted=80000, paid=50000).open == 30000


def test_a_stay_adds_up() -> None:
    rows = [replace(COST, received=10000, claimed=80000, granted=70000, paid=70000), COST]
    assert rules.sums(rows) == Sums(accrued=170000, claimed=80000, granted=70000, paid=70000, open=100000)
    assert rules.sums([]) == Sums()


def test_the_diary_goes_by_day_and_the_late_ones_come_first() -> None:
    found = rules.diary([due(3), due(-20), due(0), due(3, category="PETS")], TODAY)
    assert [(day.on, day.late, len(day.owed)) for day in found] == [
        (date(2026, 11, 3), True, 1),
        (TODAY, False, 1),
        (date(2026, 11, 26), False, 2),
    ]


def test_the_diary_looks_thirty_days_ahead() -> None:
    assert days(due(29), due(30)) == [29]


def test_what_is_paid_or_has_no_day_is_not_in_the_diary() -> None:
    assert days(due(1, paid=90000), due(1, received=90000), replace(COST, due_on=None)) == []


@pytest.mark.parametrize("stand", [Stand.REFUSED, Stand.PAID])
def test_what_the_fund_is_done_with_stays_in_the_diary_only_until_its_day(stand: Stand) -> None:
    assert days(due(-1, stand=stand), due(0, stand=stand), due(2, stand=stand)) == [0, 2]


@pytest.mark.parametrize("stand", [stand for stand in Stand if stand not in (Stand.REFUSED, Stand.PAID)])
def test_what_is_late_and_may_still_be_paid_stays_in_the_diary(stand: Stand) -> None:
    assert days(due(-40, stand=stand)) == [-40]


@pytest.mark.parametrize(("today", "counted"), [(TODAY, 2), (date(2026, 11, 29), 1), (date(2026, 11, 30), 1)])
def test_this_week_is_what_is_due_before_next_monday_and_not_late(today: date, counted: int) -> None:
    found = rules.diary([due(-9), due(0), due(6), due(7)], today)
    assert len(rules.this_week(found, today)) == counted


def test_what_is_late_is_counted_apart() -> None:
    found = rules.diary([due(-9), due(-1), due(0)], TODAY)
    assert (len(rules.late(found)), len(rules.this_week(found, TODAY))) == (2, 1)


def test_her_next_day_is_the_first_on_which_something_of_hers_may_still_be_paid() -> None:
    rows = [
        due(5),
        due(2),
        due(-3, stand=Stand.REFUSED),
        due(0, paid=90000),
        replace(COST, due_on=None),
    ]
    assert rules.next_due(rows, TODAY) == date(2026, 11, 25)
    assert rules.next_due([due(45)], TODAY) == date(2027, 1, 7)  # beyond the diary, and yet open
    assert rules.next_due([due(-3)], TODAY) == date(2026, 11, 20)
    assert rules.next_due([due(-3, stand=Stand.PAID), replace(COST, due_on=None)], TODAY) is None

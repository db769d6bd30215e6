"""What of a region may be shown, and what a norm asks of it."""

import pytest

from fund.core.calendar import Month
from fund.oversight.rules import Figures, Spread, open_months, short, spread

NOTHING = Spread(0, None, None, None)


def figures(**more: object) -> Figures:
    usual: dict[str, object] = {
        "code": "x",
        "name": "X",
        "inhabitants": 1,
        "places": 0,
        "amount": 0,
        "committed": 0,
        "paid": 0,
    }
    return Figures(**(usual | {"decided": NOTHING, "paid_after": NOTHING} | more))  # type: ignore[arg-type]


def test_of_nine_nothing_is_shown() -> None:
    assert spread([5] * 9) == Spread(9, None, None, None)


def test_of_ten_the_half_and_nine_of_ten_are_shown() -> None:
    assert spread([1, 2, 3, 4, 5, 6, 7, 8, 9, 30]) == Spread(10, 5, 9, 0)


@pytest.mark.parametrize(
    ("late", "in_time", "share"), [(1, 30, None), (9, 30, None), (10, 30, 25), (30, 9, None), (12, 0, 100), (0, 12, 0)]
)
def test_a_share_that_gives_a_small_group_away_is_not_shown(late: int, in_time: int, share: int | None) -> None:
    assert spread([31] * late + [30] * in_time).late_percent == share


@pytest.mark.parametrize(("held", "shown"), [(1, None), (9, None), (10, 10)])
def test_few_held_claims_are_not_counted_aloud(held: int, shown: int | None) -> None:
    assert figures(held=held).held_shown == shown


@pytest.mark.parametrize(("inhabitants", "norm"), [(10_000, 1), (10_001, 2), (298_000, 30), (0, 0)])
def test_the_norm_is_a_place_for_each_ten_thousand_rounded_up(inhabitants: int, norm: int) -> None:
    assert figures(inhabitants=inhabitants).norm == norm


def test_what_is_free_is_neither_paid_nor_promised() -> None:
    money = figures(amount=180_000_00, committed=30_000_00, paid=50_000_00, inhabitants=298_000)
    assert (money.free, money.per_inhabitant) == (100_000_00, 60)
    assert figures(inhabitants=0).per_inhabitant == 0


RIJK, GIFT = ("Rijk", 100, ("LIVING", "SCHOOL")), ("Gift", 900, ("SCHOOL",))


@pytest.mark.parametrize(
    ("costs", "found"),
    [
        ([("LIVING", 101)], ("Rijk",)),
        ([("LIVING", 100)], None),
        ([("SCHOOL", 900)], None),
        ([("SCHOOL", 901)], ("Rijk", "Gift")),
        ([("SCHOOL", 900), ("LIVING", 101)], ("Rijk",)),
        ([("STORAGE", 1)], ()),
        ([], None),
    ],
)
def test_what_is_short_is_the_budget_for_these_costs(
    costs: list[tuple[str, int]], found: tuple[str, ...] | None
) -> None:
    assert short([RIJK, GIFT], costs) == found


def test_a_budget_for_every_cost_is_for_one_that_came_later() -> None:
    whole = ("Algemeen", 150, ())
    assert short([GIFT, whole], [("BICYCLE", 150)]) is None
    assert short([GIFT, whole], [("BICYCLE", 151)]) == ("Algemeen",)


JULY, SEPTEMBER, NOVEMBER = Month(2026, 7), Month(2026, 9), Month(2026, 11)


def test_months_stay_open_from_the_first_or_from_the_last_close() -> None:
    assert [str(month) for month in open_months(JULY, None, NOVEMBER)] == ["2026-07", "2026-08", "2026-09", "2026-10"]
    assert [str(month) for month in open_months(JULY, SEPTEMBER, NOVEMBER)] == ["2026-09", "2026-10"]
    assert open_months(JULY, NOVEMBER, NOVEMBER) == () == open_months(None, None, NOVEMBER)

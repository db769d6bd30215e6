"""What the page of the regions shows beside their figures: its signals, and which regions have a row in which chart."""

from dataclasses import replace

from fund.core.calendar import Month
from fund.oversight.pages import Comparison
from fund.oversight.rules import Figures, Spread

NOTHING = Spread(0, None, None, None)
REGION = Figures("a", "A", 95_000, 4, 0, 0, 0, NOTHING, NOTHING)


def test_a_region_that_holds_and_leaves_months_open_is_two_signals() -> None:
    held, open_ = replace(REGION, held=3), replace(REGION, held=1, months_open=(Month(2026, 9), Month(2026, 10)))
    page = Comparison([REGION, held, open_])
    assert (page.holding, page.not_closed, page.signals) == ([held, open_], [open_], 3)


def test_a_chart_has_only_the_regions_that_have_something_to_show() -> None:
    timed, funded = replace(REGION, paid_after=Spread(12, 9, 30, 0)), replace(REGION, amount=100)
    page = Comparison([REGION, timed, funded])
    assert (page.timed, page.funded) == ([timed], [funded])


def test_the_chart_of_places_is_as_wide_as_the_highest_norm() -> None:
    assert Comparison([REGION, replace(REGION, inhabitants=401_000)]).most_places == 41
    assert Comparison([]).most_places == 0


def test_a_part_of_a_budget_is_a_percentage_and_of_nothing_none() -> None:
    assert (replace(REGION, amount=400).percent(100), REGION.percent(100)) == (25, 0)


def test_places_are_missing_until_the_norm_is_met() -> None:
    assert (REGION.shortage, replace(REGION, places=12).shortage) == (6, 0)

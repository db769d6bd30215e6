"""Nights, fees and costs, in sentences that a lawyer can read."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fund.core.calendar import Month
from fund.policy import Fact, ValueKind, Words
from fund.stays.nights import Period, by_month, nights_due, stayed, units
from fund.stays.rules import Noted, bill_text, fit, fit_admission, fit_alone, fit_facts, fit_leaving
from tests.stays.nights import STAY, TODAY, day, period, refusal


class TestNights:
    def test_the_day_of_leaving_is_no_night(self) -> None:
        assert nights_due(period("2026-08-01", "2026-08-06"), period("2026-08-06", "2026-08-07"), 0) == 0

    def test_the_first_28_nights_are_waived_and_two_are_due(self) -> None:
        assert STAY.nights == 30
        assert nights_due(STAY, STAY, 28) == 2

    def test_a_stay_shorter_than_what_is_waived_owes_nothing(self) -> None:
        short = period("2026-08-06", "2026-08-10")
        assert nights_due(short, STAY, 28) == 0

    def test_a_night_noted_before_is_not_due_again(self) -> None:
        august = period("2026-08-06", "2026-09-01")
        assert nights_due(STAY, STAY, 0, [august]) == 4
        assert nights_due(STAY, STAY, 0, [august, august]) == 4

    def test_nights_before_admission_are_not_hers(self) -> None:
        assert nights_due(STAY, period("2026-07-30", "2026-08-08"), 0) == 2

    def test_a_stay_that_goes_on_has_every_night(self) -> None:
        assert nights_due(stayed(day("2026-08-06"), None), period("2027-01-01", "2027-02-01"), 0) == 31

    def test_every_night_belongs_to_one_month(self) -> None:
        assert by_month(STAY, TODAY) == [(Month(2026, 8), 26), (Month(2026, 9), 4)]
        assert by_month(stayed(day("2026-11-20"), None), TODAY) == [(Month(2026, 11), 3)]
        assert by_month(stayed(TODAY, None), TODAY) == []

    @given(
        from_=some.dates(day("2026-01-01"), day("2026-12-31")),
        until=some.dates(day("2026-01-01"), day("2026-12-31")),
        cut=some.dates(day("2026-01-01"), day("2026-12-31")),
        waived=some.integers(0, 60),
    )
    def test_cutting_a_period_loses_no_night_and_adds_none(
        self, from_: date, until: date, cut: date, waived: int
    ) -> None:
        stay = stayed(day("2026-03-01"), day("2026-10-01"))
        from_, cut, until = sorted((from_, cut, until))
        parts = nights_due(stay, Period(from_, cut), waived) + nights_due(stay, Period(cut, until), waived)
        assert nights_due(stay, Period(from_, until), waived) == parts

    @pytest.mark.parametrize(
        ("unit", "from_", "until", "count"),
        [
            ("night", "2026-08-03", "2026-10-01", 59),
            ("day", "2026-08-10", "2026-09-24", 45),
            ("week", "2026-08-03", "2026-08-11", 2),
            ("month", "2026-08-20", "2026-11-20", 3),
            ("month", "2026-08-29", "2026-10-29", 2),
            ("month", "2026-06-01", "2026-10-01", 4),
            ("month", "2026-06-01", "2026-10-02", 5),
            ("month", "2026-01-31", "2026-02-28", 1),
            ("month", "2026-08-01", "2026-08-02", 1),
            ("once", "2026-08-29", "2026-09-29", 1),
            ("year", "2026-09-01", "2026-09-02", 1),
        ],
    )
    def test_a_cost_counts_in_its_own_unit(self, unit: str, from_: str, until: str, count: int) -> None:
        assert units(unit, period(from_, until)) == count


class TestStays:
    def test_nobody_is_admitted_tomorrow(self) -> None:
        fit_admission(TODAY, 0, TODAY)
        assert refusal(lambda: fit_admission(day("2026-11-24"), 0, TODAY)).values["beside"] == "admitted_on"

    @pytest.mark.parametrize("children", [-1, 21])
    def test_children_are_0_to_20(self, children: int) -> None:
        assert refusal(lambda: fit_admission(TODAY, children, TODAY)).values["beside"] == "children"

    def test_one_night_one_stay(self) -> None:
        fit_alone(stayed(day("2026-09-05"), None), [STAY])
        assert refusal(lambda: fit_alone(stayed(day("2026-09-04"), None), [STAY])).values["last"] == day("2026-09-05")
        going_on = stayed(day("2026-09-04"), None)
        assert "vertrek" in refusal(lambda: fit_alone(stayed(day("2026-10-01"), None), [going_on])).message

    def test_leaving_comes_after_admission(self) -> None:
        stay = stayed(day("2026-08-06"), None)
        fit_leaving(stay, day("2026-08-06"), [], TODAY)
        assert "voor de opname" in refusal(lambda: fit_leaving(stay, day("2026-08-05"), [], TODAY)).message

    def test_leaving_may_be_planned_within_a_year(self) -> None:
        stay = stayed(day("2026-08-06"), None)
        fit_leaving(stay, day("2027-01-31"), [], TODAY)
        assert "vooruit" in refusal(lambda: fit_leaving(stay, day("2028-01-31"), [], TODAY)).message

    def test_leaving_comes_after_the_nights_that_were_noted_as_due(self) -> None:
        stay = stayed(day("2026-08-06"), None)
        noted = [(period("2026-08-06", "2026-09-05"), 30)]
        fit_leaving(stay, day("2026-09-05"), noted, TODAY)
        assert refusal(lambda: fit_leaving(stay, day("2026-09-04"), noted, TODAY)).values["on"] == day("2026-09-05")

    def test_a_billed_night_that_was_not_due_holds_nobody_back(self) -> None:
        fit_leaving(
            stayed(day("2026-08-01"), None), day("2026-08-06"), [(period("2026-08-06", "2026-08-07"), 0)], TODAY
        )


def noted(**changes: Any) -> Noted:
    usual: dict[str, Any] = {
        "category": "PETS",
        "from_": day("2026-08-10"),
        "until": day("2026-09-24"),
        "cents": 94500,
        "payee_kind": "supplier",
    }
    return Noted(**usual | changes)


class TestCosts:
    def test_loose_spaces_go(self) -> None:
        neat = fit(noted(issuer="  Dieren   pension ", bill_number=" ", reference=None), TODAY)
        assert (neat.issuer, neat.bill_number, neat.reference) == ("Dieren pension", None, None)

    @pytest.mark.parametrize(
        ("changes", "beside"),
        [
            ({"until": day("2026-08-10")}, "until"),
            ({"until": day("2026-08-09")}, "until"),
            ({"until": day("2028-09-24")}, "until"),
            ({"from_": day("2028-01-01"), "until": day("2028-01-02")}, "from_"),
            ({"cents": 0}, "cents"),
            ({"cents": -1}, "cents"),
            ({"received": 94501}, "received"),
            ({"received": -1}, "received"),
            ({"issuer": "x" * 81}, "issuer"),
            ({"bill_number": "x" * 41}, "bill_number"),
            ({"reference": "x" * 36}, "reference"),
            ({"reference": "F&7"}, "reference"),
            ({"reference": "Café 7"}, "reference"),
        ],
    )
    def test_what_cannot_be(self, changes: dict[str, Any], beside: str) -> None:
        assert refusal(lambda: fit(noted(**changes), TODAY)).values["beside"] == beside

    def test_a_reference_is_in_the_banks_letters(self) -> None:
        assert fit(noted(reference="F/7-a ?:(1).,'+"), TODAY).reference == "F/7-a ?:(1).,'+"

    def test_all_of_it_may_have_been_received(self) -> None:
        assert fit(noted(received=94500), TODAY).received == 94500

    def test_the_same_bill_however_it_was_typed(self) -> None:
        assert bill_text("Zorg & Zo B.V.", "2026-0012") == bill_text("zorg & zo bv", "20260012")
        assert bill_text("Zorg", "12") != bill_text("Zorg1", "2")
        assert bill_text("Zorg", None) is None
        assert bill_text(" ", "12") is None


def fact(name: str, kind: ValueKind, **more: Any) -> Fact:
    return Fact(name, kind, "line", Words("?", "?"), "artikel 1", **more)


ASKED = [
    fact("flight", ValueKind.YES_NO),
    fact("nights", ValueKind.COUNT, most=40),
    fact("rate", ValueKind.MONEY),
    fact("on", ValueKind.DATE, open=True),
    fact("how", ValueKind.CHOICE, options=(("bus", Words("bus", "bus")),)),
]
GIVEN = {"flight": False, "nights": 40, "rate": "31.37", "on": "2026-11-01", "how": "bus"}


class TestFacts:
    def test_exactly_what_was_asked(self) -> None:
        fit_facts(ASKED, GIVEN)
        fit_facts(ASKED, {name: value for name, value in GIVEN.items() if name != "on"})

    def test_nothing_that_was_not_asked(self) -> None:
        assert refusal(lambda: fit_facts(ASKED, GIVEN | {"nationality": "NL"})).values["name"] == "nationality"

    def test_an_answer_to_every_question(self) -> None:
        assert refusal(lambda: fit_facts(ASKED, {"flight": True})).values["beside"] == "fact_nights"

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("flight", "yes"),
            ("flight", 1),
            ("nights", -1),
            ("nights", 41),
            ("nights", True),
            ("nights", "3"),
            ("rate", "31,37"),
            ("rate", 31.37),
            ("rate", "-1.00"),
            ("on", "1-11-2026"),
            ("how", "taxi"),
        ],
    )
    def test_no_answer_that_does_not_fit(self, name: str, value: object) -> None:
        assert refusal(lambda: fit_facts(ASKED, GIVEN | {name: value})).values["beside"] == f"fact_{name}"

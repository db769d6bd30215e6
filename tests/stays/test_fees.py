"""What one night costs her, and when that becomes a debt."""

import pytest

from fund.stays.fees import NightlyFee, Per, due_on, fit_fee, fit_order, next_fee, night_rate, order_for, order_missing
from fund.stays.nights import stayed
from tests.stays.nights import STAY, TODAY, day, period, refusal


class TestFees:
    def test_a_month_is_twelve_times_by_365_half_up(self) -> None:
        assert night_rate(Per.MONTH, 85167) == 2800
        assert night_rate(Per.MONTH, 95418) == 3137
        assert night_rate(Per.NIGHT, 3137) == 3137

    def test_a_night_is_rounded_to_the_nearest_cent(self) -> None:
        assert night_rate(Per.MONTH, 15) == 0  # 0,493
        assert night_rate(Per.MONTH, 16) == 1  # 0,526

    def test_a_fee_is_due_30_days_after_its_order(self) -> None:
        order = NightlyFee(day("2026-09-01"), day("2026-08-20"), 3500)
        assert due_on(order, period("2026-08-20", "2026-09-19")) == day("2026-10-01")

    def test_and_30_days_after_its_first_night_when_that_came_later(self) -> None:
        order = NightlyFee(day("2026-08-24"), day("2026-08-03"), 3137)
        assert due_on(order, period("2026-10-01", "2026-11-01")) == day("2026-10-31")

    def test_an_order_is_missed_after_14_days_without_it(self) -> None:
        stay = stayed(day("2026-11-05"), None)
        assert not order_missing(stay, 0, [], day("2026-11-19"))
        assert order_missing(stay, 0, [], day("2026-11-20"))
        assert not order_missing(stay, 0, [NightlyFee(TODAY, stay.from_, 2800)], TODAY)

    def test_but_not_while_its_nights_are_waived(self) -> None:
        assert not order_missing(stayed(day("2026-11-05"), None), 28, [], TODAY)
        assert not order_missing(STAY, 30, [], TODAY)

    def test_the_order_that_goes_for_a_period(self) -> None:
        first, second = NightlyFee(TODAY, day("2026-08-06"), 2800), NightlyFee(TODAY, day("2026-09-01"), 3137)
        assert order_for([second, first], period("2026-08-06", "2026-09-01")) == first
        assert order_for([second, first], period("2026-09-01", "2026-09-05")) == second

    def test_of_two_orders_from_one_day_the_later_one_goes(self) -> None:
        wrong, right = NightlyFee(day("2026-08-10"), STAY.from_, 9900), NightlyFee(day("2026-08-20"), STAY.from_, 2800)
        assert order_for([right, wrong], STAY) == right

    def test_without_an_order_no_fee(self) -> None:
        assert refusal(lambda: order_for([], STAY)).values["beside"] == "from_"
        later = NightlyFee(TODAY, day("2026-08-10"), 2800)
        assert "nog geen bijdragebesluit" in refusal(lambda: order_for([later], STAY)).message

    def test_a_fee_that_changes_halfway_is_noted_in_two_parts(self) -> None:
        orders = [NightlyFee(TODAY, STAY.from_, 2800), NightlyFee(TODAY, day("2026-09-01"), 3137)]
        refused = refusal(lambda: order_for(orders, STAY))
        assert refused.values["on"] == day("2026-09-01")

    def test_the_next_fee_is_for_the_whole_months_not_noted_yet(self) -> None:
        stay = stayed(day("2026-09-10"), None)
        assert next_fee(stay, 0, [], TODAY) == period("2026-09-10", "2026-11-01")
        assert next_fee(stay, 0, [period("2026-09-10", "2026-11-01")], TODAY) == period("2026-11-01", "2026-11-23")
        assert next_fee(stay, 28, [], TODAY) == period("2026-10-08", "2026-11-01")
        assert next_fee(stay, 0, [period("2026-09-10", "2026-11-23")], TODAY) is None
        assert next_fee(STAY, 0, [], TODAY) == STAY

    @pytest.mark.parametrize(
        ("from_", "until", "beside"),
        [
            ("2026-08-05", "2026-08-10", "from_"),
            ("2026-08-10", "2026-08-10", "until"),
            ("2026-08-12", "2026-08-10", "until"),
            ("2026-11-20", "2026-11-24", "until"),
            ("2026-08-06", "2026-08-16", "from_"),
        ],
    )
    def test_nights_that_cannot_be_billed(self, from_: str, until: str, beside: str) -> None:
        taken = [period("2026-08-06", "2026-08-20")]
        assert refusal(lambda: fit_fee(STAY, period(from_, until), taken, TODAY)).values["beside"] == beside

    def test_a_bill_for_the_night_of_leaving_can_be_noted(self) -> None:
        fit_fee(period("2026-08-01", "2026-08-06"), period("2026-08-06", "2026-08-07"), [], TODAY)

    @pytest.mark.parametrize(
        ("order", "beside"),
        [
            (NightlyFee(day("2026-11-24"), STAY.from_, 2800), "issued_on"),
            (NightlyFee(TODAY, day("2026-08-05"), 2800), "from_"),
            (NightlyFee(TODAY, day("2026-09-06"), 2800), "from_"),
            (NightlyFee(TODAY, STAY.from_, 0), "cents"),
        ],
    )
    def test_orders_that_cannot_be(self, order: NightlyFee, beside: str) -> None:
        assert refusal(lambda: fit_order(STAY, order, TODAY)).values["beside"] == beside

"""What the pages of the books show: what is free, what a month comes to, where a check first fails."""

from types import SimpleNamespace
from typing import cast

from fund.ledger import chart
from fund.ledger.checks import LedgerFault
from fund.ledger.figures import Figure, MonthBooks
from fund.ledger.models import Budget
from fund.ledger.pages import Checked, MonthTotals, YearBudgets, payments


def books(**more: object) -> MonthBooks:
    return cast(MonthBooks, SimpleNamespace(**more))


def test_the_budgets_of_a_year_are_added_up() -> None:
    year = YearBudgets(
        [Budget(amount=100, reserved=10, committed=20, paid=30), Budget(amount=5, reserved=0, committed=0, paid=0)]
    )
    assert (year.amount, year.free) == (105, 45)


def test_each_side_of_a_month_is_added_up() -> None:
    totals = MonthTotals([Figure("1100", 50, 0, 20), Figure("1190", -50, 20, 0)])
    assert (totals.opening, totals.debit, totals.credit, totals.closing) == (0, 20, 20, 0)


def test_what_is_still_on_its_way_is_read_from_its_account() -> None:
    figures = [
        Figure(chart.BANK, 0, 900, 0),
        Figure(chart.PAYABLE, 0, 0, 70),
        Figure(chart.IN_TRANSIT, 0, 0, 8),
        Figure(chart.RESERVATIONS, 0, 5, 0),
    ]
    totals = MonthTotals(figures)
    assert (totals.bank, totals.payable, totals.in_transit, totals.reserved) == (900, 70, 8, 5)
    assert (MonthTotals([]).bank, MonthTotals([]).payable) == (0, 0)


def test_the_first_fault_of_a_check_is_shown_and_none_where_all_is_well() -> None:
    first, again, other = (LedgerFault(check, number, "x") for check, number in (("a", 3), ("a", 9), ("b", 1)))
    checked = Checked.of(books(faults=lambda costs: [first, again, other]), chart.ACCOUNTS)
    assert (checked.first_of("a"), checked.first_of("c", "b"), checked.first_of("c")) == (first, other, None)


def test_only_what_the_bank_paid_is_a_payment() -> None:
    rows = [SimpleNamespace(kind=kind) for kind in ("paid", "released", "paid")]
    assert payments(books(rows=rows)) == 2

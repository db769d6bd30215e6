"""What the pages of the books show: what is free, what a month comes to, where a check first fails. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fund.core.money import Cents
from fund.ledger import chart
from fund.ledger.chart import ChartAccount, EntryKind
from fund.ledger.checks import LedgerFault
from fund.ledger.figures import Figure, MonthBooks
from fund.ledger.models import Budget


@dataclass(frozen=True, slots=True)
class YearBudgets:
    """The budgets of one year, as they are used: the first before the next."""

    budgets: Sequence[Budget]

    @property
    def amount(self) -> Cents:
        """Return what they came to when they were adopted."""
        return sum(budget.amount for budget in self.budgets)

    @property
    def free(self) -> Cents:
        """Return what nothing has a claim on yet."""
        return sum(budget.free for budget in self.budgets)


@dataclass(frozen=True, slots=True)
class MonthTotals:
    """A month's accounts added up: each side, and what is still on its way."""

    figures: Sequence[Figure]

    @classmethod
    def of(cls, books: MonthBooks) -> "MonthTotals":
        """Add up a month."""
        return cls(books.figures())

    @property
    def opening(self) -> Cents:
        """Return the sum of the balances before it."""
        return sum(figure.opening for figure in self.figures)

    @property
    def debit(self) -> Cents:
        """Return what was debited."""
        return sum(figure.debit for figure in self.figures)

    @property
    def credit(self) -> Cents:
        """Return what was credited."""
        return sum(figure.credit for figure in self.figures)

    @property
    def closing(self) -> Cents:
        """Return the sum of the balances at its end."""
        return sum(figure.closing for figure in self.figures)

    @property
    def bank(self) -> Cents:
        """Return what is on the bank account at its end."""
        return self._balance(chart.BANK)

    @property
    def payable(self) -> Cents:
        """Return what is granted and not released at its end."""
        return -self._balance(chart.PAYABLE)

    @property
    def in_transit(self) -> Cents:
        """Return what is released and not confirmed by the bank at its end."""
        return -self._balance(chart.IN_TRANSIT)

    @property
    def reserved(self) -> Cents:
        """Return what is set aside at its end."""
        return self._balance(chart.RESERVATIONS)

    def _balance(self, code: str) -> Cents:
        return sum(figure.closing for figure in self.figures if figure.code == code)


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks found in a month: the first fault of each, by the check's name."""

    faults: Mapping[str, LedgerFault]

    @classmethod
    def of(cls, books: MonthBooks, accounts: Sequence[ChartAccount]) -> "Checked":
        """Run the checks over a month, with the accounts of its books."""
        first: dict[str, LedgerFault] = {}
        for fault in books.faults(chart.costs(accounts)):
            first.setdefault(fault.check, fault)
        return cls(first)

    def first_of(self, *checks: str) -> LedgerFault | None:
        """Return the first fault that one of these checks found; None where all is well."""
        return next((self.faults[check] for check in checks if check in self.faults), None)


def payments(books: MonthBooks) -> int:
    """Count the payments that the bank confirmed in a month."""
    return sum(row.kind == EntryKind.PAID for row in books.rows)

"""A month in figures: its accounts, what stood open, its faults. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from fund.core.calendar import Month
from fund.core.money import Cents
from fund.ledger import checks
from fund.ledger.checks import LedgerFault, Opening
from fund.ledger.journal import Row


@dataclass(frozen=True, slots=True)
class Figure:
    """One account in one month, in cents; balances are debit less credit."""

    code: str
    opening: Cents
    debit: Cents
    credit: Cents

    @property
    def closing(self) -> Cents:
        """Return the balance at the month's end."""
        return self.opening + self.debit - self.credit


@dataclass(frozen=True, slots=True)
class InFlight:
    """What stood open for one line at the month's end, in cents."""

    claim_reference: str
    position: int
    reserved: Cents
    payable: Cents
    in_transit: Cents


@dataclass(frozen=True, slots=True)
class MonthBooks:
    """A month's entries by number, with the balances and the open lines before it."""

    fund_id: UUID
    month: Month
    rows: tuple[Row, ...]
    opening: Mapping[str, Cents]
    before: Opening = field(default_factory=Opening)

    @property
    def last_number(self) -> int:
        """Return the number of its last entry, or of the last one before it."""
        return self.rows[-1].number if self.rows else self.before.number

    @property
    def head(self) -> str:
        """Return the chain's head at its end."""
        return self.rows[-1].hash if self.rows else self.before.head

    def figures(self) -> list[Figure]:
        """Return each account that has a balance or moved, by code."""
        debits: dict[str, Cents] = {}
        credits: dict[str, Cents] = {}
        for row in self.rows:
            debits[row.debit] = debits.get(row.debit, 0) + row.cents
            credits[row.credit] = credits.get(row.credit, 0) + row.cents
        opened = {code for code, cents in self.opening.items() if cents}
        codes = sorted(opened | debits.keys() | credits.keys())
        return [Figure(code, self.opening.get(code, 0), debits.get(code, 0), credits.get(code, 0)) for code in codes]

    def faults(self, costs: Mapping[str, str]) -> list[LedgerFault]:
        """Run the checks over its entries, with the cost account of each category."""
        return checks.faults(self.rows, costs, self.before)

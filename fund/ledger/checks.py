"""The checks: small functions from entries to errors.

Pure; each takes entries of one fund in the order of their numbers.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from fund.core.calendar import Month, day_of
from fund.core.money import Cents
from fund.ledger import chain, chart, journal
from fund.ledger.chart import EntryKind
from fund.ledger.journal import Effect, Row


@dataclass(frozen=True, slots=True)
class LedgerFault:
    """What a check found, at the entry with that number (None: not at one entry). `check` is the function's name."""

    check: str
    number: int | None
    said: str


@dataclass(frozen=True, slots=True)
class Opening:
    """What the entries before these had come to: their last number and hash, and each line's open amounts."""

    number: int = 0
    head: str = chain.START
    open_lines: Mapping[tuple[str, int], "LineBalance"] | None = None


@dataclass(slots=True)
class LineBalance:
    """A line's amounts as its entries go by: granted so far, still payable, in transit."""

    granted: Cents = 0
    payable: Cents = 0
    in_transit: Cents = 0

    def take(self, row: Row) -> None:
        """Add one entry."""
        sums = journal.balances([row])
        self.payable -= sums.get(chart.PAYABLE, 0)
        self.in_transit -= sums.get(chart.IN_TRANSIT, 0)
        self.granted += row.cents if row.kind == EntryKind.GRANTED else 0


def lines_after(rows: Iterable[Row]) -> dict[tuple[str, int], LineBalance]:
    """Return each line's amounts after these entries."""
    lines: dict[tuple[str, int], LineBalance] = defaultdict(LineBalance)
    for row in rows:
        if row.claim_reference is not None and row.position is not None:
            lines[row.claim_reference, row.position].take(row)
    return dict(lines)


def gapless(rows: Sequence[Row], before: Opening) -> Iterator[LedgerFault]:
    """See that numbers follow one another."""
    expected = before.number + 1
    for row in rows:
        if row.number != expected:
            yield LedgerFault("gapless", row.number, f"number {expected} was expected")
        if not row.journal <= row.number:
            yield LedgerFault("gapless", row.number, "an event begins at or before its entries")
        expected = row.number + 1


def unbroken(rows: Sequence[Row], before: Opening) -> Iterator[LedgerFault]:
    """See that each entry carries the hash of the one before it and its own."""
    for number in chain.breaks(rows, before.head):
        yield LedgerFault("unbroken", number, "the hash is not that of the entry, or does not follow the one before it")


def balanced(rows: Sequence[Row], before: Opening) -> Iterator[LedgerFault]:
    """See that each entry moves cents above zero between two accounts."""
    for row in rows:
        if row.cents <= 0 or row.debit == row.credit:
            yield LedgerFault("balanced", row.number, "an entry moves more than nothing between two accounts")


def allowed(rows: Sequence[Row], costs: Mapping[str, str]) -> Iterator[LedgerFault]:
    """See that each entry follows an allowed flow, and a cost stands on the account of its category (`costs`)."""
    for row in rows:
        if not chart.is_allowed(chart.AllowedFlow(row.kind, row.debit, row.credit)):
            yield LedgerFault("allowed", row.number, f"{row.kind} may not go from {row.credit} to {row.debit}")

        cost = {code for code in (row.debit, row.credit) if chart.is_cost(code)}
        if cost and cost != {costs.get(row.category or "")}:
            yield LedgerFault("allowed", row.number, "the cost account is not that of the category")


def cut_off(rows: Sequence[Row], before: Opening) -> Iterator[LedgerFault]:
    """See that each entry stands in the month of its moment, and months follow one another."""
    latest: Month | None = None
    for row in rows:
        if row.month != Month.of(day_of(row.at)) or (latest is not None and row.month < latest):
            yield LedgerFault("cut_off", row.number, f"the entry does not belong to {row.month}")
        latest = row.month


def paid_as_decided(rows: Sequence[Row], before: Opening) -> Iterator[LedgerFault]:
    """See that nothing is paid without a decision, or twice: a line never pays out more than it owes."""
    lines: dict[tuple[str, int], LineBalance] = {key: _copy(line) for key, line in (before.open_lines or {}).items()}
    for row in rows:
        if row.claim_reference is None or row.position is None:
            if row.kind in _PAYMENTS:
                yield LedgerFault("paid_as_decided", row.number, "a payment without a claim")
            continue
        line = lines.setdefault((row.claim_reference, row.position), LineBalance())
        line.take(row)
        if row.kind in _PAYMENTS and not line.granted:
            yield LedgerFault("paid_as_decided", row.number, "a payment without a decision")
        elif line.payable < 0 or line.in_transit < 0:
            yield LedgerFault("paid_as_decided", row.number, "a payment of more than is owed, or twice")


def two_people(rows: Sequence[Row], before: Opening) -> Iterator[LedgerFault]:
    """See that another released what one person decided."""
    for row in rows:
        if row.kind == EntryKind.RELEASED and (row.released_by is None or row.released_by == row.decided_by):
            yield LedgerFault("two_people", row.number, "decided and released by one person")


CHECKS: tuple[Callable[[Sequence[Row], Opening], Iterator[LedgerFault]], ...] = (
    gapless,
    unbroken,
    balanced,
    cut_off,
    paid_as_decided,
    two_people,
)


def faults(rows: Sequence[Row], costs: Mapping[str, str], before: Opening | None = None) -> list[LedgerFault]:
    """Run every check, with the cost account of each category; returns what is wrong, the first entry first."""
    found = [fault for check in CHECKS for fault in check(rows, before or Opening())]
    found += allowed(rows, costs)
    return sorted(found, key=lambda fault: fault.number or 0)


def counters(rows: Iterable[Row], budgets: Mapping[UUID, Effect]) -> Iterator[LedgerFault]:
    """See that each budget's counters are what all its entries come to."""
    by_budget: dict[UUID, list[Row]] = {budget_id: [] for budget_id in budgets}
    for row in rows:
        if row.budget_id is not None:
            by_budget.setdefault(row.budget_id, []).append(row)
    for budget_id, its_rows in by_budget.items():
        came_to = journal.effect(its_rows)
        if budgets.get(budget_id) != came_to:
            yield LedgerFault(
                "counters", its_rows[-1].number if its_rows else None, f"budget {budget_id} differs from its entries"
            )


def kept_apart(held: Mapping[UUID, Cents], budgets: Mapping[UUID, Effect]) -> Iterator[LedgerFault]:
    """See that a budget has reserved what its lines hold reserved."""
    for budget_id, budget in budgets.items():
        if held.get(budget_id, 0) != budget.reserved:
            yield LedgerFault("kept_apart", None, f"budget {budget_id} does not hold what its lines have reserved")


def as_budgeted(rows: Iterable[Row], served: Mapping[UUID, Collection[str] | None]) -> Iterator[LedgerFault]:
    """Find entries, except contributions, that stand in no budget or in one that does not serve their category.

    `served`: the categories of each budget; None for every one.
    """
    for row in rows:
        its = () if row.budget_id is None or row.category is None else served.get(row.budget_id, ())
        if not {row.debit, row.credit} & {chart.BUDGETS, chart.CONTRIBUTIONS} and not (
            its is None or row.category in its
        ):
            yield LedgerFault("as_budgeted", row.number, f"budget {row.budget_id} is not for {row.category}")


_PAYMENTS = frozenset({EntryKind.RELEASED, EntryKind.PAID})


def _copy(line: LineBalance) -> LineBalance:
    return LineBalance(line.granted, line.payable, line.in_transit)

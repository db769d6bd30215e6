"""All the bookkeeping: an event in, entries out. Pure: the moment, the number and the hash come later."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from uuid import UUID

from fund.core.calendar import Month
from fund.core.money import Cents
from fund.ledger import chart
from fund.ledger.chart import EntryKind, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What an entry is about: a line of a claim (or a budget), its payee and people by pseudonym, its nights."""

    claim_reference: str | None = None
    position: int | None = None
    payee: str | None = None
    budget_id: UUID | None = None
    category: str | None = None
    from_: date | None = None
    until: date | None = None
    text_sha256: str | None = None
    decided_by: str | None = None
    released_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting(Subject):
    """An entry as the journal makes it: cents (above zero) from `credit` to `debit`."""

    kind: str
    debit: str
    credit: str
    cents: Cents
    reverses: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Posting):
    """An entry as it stands in the books: numbered, dated, chained."""

    fund_id: UUID
    number: int
    at: datetime
    month: Month
    journal: int
    previous_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What entries do to a budget's counters."""

    amount: Cents = 0
    reserved: Cents = 0
    committed: Cents = 0
    paid: Cents = 0

    @property
    def uses(self) -> Cents:
        """Return by how much the free room shrinks."""
        return self.reserved + self.committed + self.paid - self.amount


def contributed(subject: Subject, source: Source, cents: Cents) -> list[Posting]:
    """Receive a budget's money."""
    return [_entry(subject, EntryKind.CONTRIBUTED, chart.BANK, chart.CONTRIBUTED_TO[source], cents)]


def reserved(subject: Subject, cents: Cents) -> list[Posting]:
    """Set money aside for a line."""
    return [_entry(subject, EntryKind.RESERVED, chart.RESERVATIONS, chart.COMMITTED, cents)]


def freed(subject: Subject, cents: Cents) -> list[Posting]:
    """Give a reservation back."""
    return [_entry(subject, EntryKind.FREED, chart.COMMITTED, chart.RESERVATIONS, cents)]


def granted(subject: Subject, cost: str, reservation: Cents, cents: Cents) -> list[Posting]:
    """Turn a line's reservation into a debt to its payee: the cost is taken at the decision, whatever nights it is for.

    `cost` is the account of the line's category.
    """
    return [*freed(subject, reservation), _entry(subject, EntryKind.GRANTED, cost, chart.PAYABLE, cents)]


def released(subject: Subject, cents: Cents) -> list[Posting]:
    """Send a payment to the bank."""
    return [_entry(subject, EntryKind.RELEASED, chart.PAYABLE, chart.IN_TRANSIT, cents)]


def paid(subject: Subject, cents: Cents) -> list[Posting]:
    """Take note that the bank has paid."""
    return [_entry(subject, EntryKind.PAID, chart.IN_TRANSIT, chart.BANK, cents)]


def returned(subject: Subject, cents: Cents) -> list[Posting]:
    """Take note that a payment came back (storno)."""
    return [_entry(subject, EntryKind.RETURNED, chart.BANK, chart.IN_TRANSIT, cents)]


def reopened(subject: Subject, cents: Cents) -> list[Posting]:
    """Owe again what was returned or rejected by the bank."""
    return [_entry(subject, EntryKind.REOPENED, chart.IN_TRANSIT, chart.PAYABLE, cents)]


def refunded(subject: Subject, cost: str, cents: Cents) -> list[Posting]:
    """Take back what a payee pays back to the fund: against `cost`, the account of its category."""
    return [_entry(subject, EntryKind.REFUNDED, chart.BANK, cost, cents)]


def reversed_(row: Row, by: str) -> list[Posting]:
    """Undo one entry by its mirror image, decided by that person."""
    subject = replace(subject_of(row), decided_by=by, released_by=None)
    return [replace(_entry(subject, EntryKind.REVERSED, row.credit, row.debit, row.cents), reverses=row.number)]


def subject_of(row: Subject) -> Subject:
    """Return only what an entry is about."""
    return Subject(**{name: getattr(row, name) for name in _ABOUT})


def balances(postings: Iterable[Posting]) -> dict[str, Cents]:
    """Return the balance (debit less credit) of each account that they touch."""
    sums: dict[str, Cents] = {}
    for posting in postings:
        sums[posting.debit] = sums.get(posting.debit, 0) + posting.cents
        sums[posting.credit] = sums.get(posting.credit, 0) - posting.cents
    return sums


def effect(postings: Iterable[Posting]) -> Effect:
    """Return what entries of one budget do to it.

    Its counters are its accounts' balances; paid is a cost that is not owed any more.
    """
    sums = balances(postings)
    cost = sum(cents for code, cents in sums.items() if chart.is_cost(code))
    owed = -sums.get(chart.PAYABLE, 0) - sums.get(chart.IN_TRANSIT, 0)
    return Effect(
        amount=-sums.get(chart.BUDGETS, 0) - sums.get(chart.CONTRIBUTIONS, 0),
        reserved=sums.get(chart.RESERVATIONS, 0),
        committed=owed,
        paid=cost - owed,
    )


_ABOUT = tuple(field.name for field in fields(Subject))


def _entry(subject: Subject, kind: EntryKind, debit: str, credit: str, cents: Cents) -> Posting:
    if cents <= 0:
        raise ValueError("an entry moves more than nothing")
    about = {name: getattr(subject, name) for name in _ABOUT}
    return Posting(kind=kind.value, debit=debit, credit=credit, cents=cents, **about)

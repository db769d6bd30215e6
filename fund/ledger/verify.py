"""Go over every fund's books and name the first wrong row: a changed byte, a missing row, a changed close."""

from collections.abc import Iterator
from hashlib import sha256
from json import loads
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, cast, func, select
from sqlalchemy.orm import Session

from fund.core.calendar import Month
from fund.ledger import chart, checks, files, journal, months, queries
from fund.ledger.checks import LedgerFault, Opening
from fund.ledger.figures import MonthBooks
from fund.ledger.journal import Effect, Row
from fund.ledger.models import ROW, Book, Budget, BudgetCategory, Close, Entry, Reservation, ReservationState, row_of

UNREADABLE = (ValueError, TypeError, LookupError, ArithmeticError)
"""What a column type raises when somebody wrote into it what it never writes."""


def verify(session: Session) -> list[tuple[UUID, LedgerFault]]:
    """Check every fund's books; returns what is wrong as (fund, fault), the first wrong entry of each fund first."""
    funds = session.scalars(select(Book.fund_id).order_by(Book.fund_id)).all()
    return [(fund_id, fault) for fund_id in funds for fault in fund_faults(session, fund_id)]


def fund_faults(session: Session, fund_id: UUID) -> list[LedgerFault]:
    """Check one fund's books, closes and budgets."""
    try:
        rows = _rows(session, fund_id)
    except UNREADABLE as wrong:
        return [LedgerFault("readable", _first_unreadable(session, fund_id), f"an entry cannot be read: {wrong}")]
    found = checks.faults(rows, chart.costs(queries.accounts(session)))
    book = session.execute(
        select(Book.last_number, Book.head_hash, Book.closed_until).where(Book.fund_id == fund_id)
    ).one()
    last = (rows[-1].number, rows[-1].hash) if rows else (0, Opening().head)
    if last != (book.last_number, book.head_hash):
        found.append(
            LedgerFault("complete", last[0], f"the book ends at entry {book.last_number}, or its head is another")
        )
    try:
        found.extend(_closes(session, fund_id, rows, book.closed_until))
    except UNREADABLE as wrong:
        found.append(LedgerFault("closed", None, f"a close cannot be read: {wrong}"))
    found.extend(_budgets(session, fund_id, rows))
    return found


def _rows(session: Session, fund_id: UUID) -> list[Row]:
    found = session.execute(select(*ROW).where(Entry.fund_id == fund_id).order_by(Entry.number))
    return [row_of(row) for row in found]


def _first_unreadable(session: Session, fund_id: UUID) -> int | None:
    numbers = session.scalars(select(Entry.number).where(Entry.fund_id == fund_id).order_by(Entry.number)).all()
    for number in numbers:
        try:
            session.execute(select(*ROW).where(Entry.fund_id == fund_id, Entry.number == number)).all()
        except UNREADABLE:
            return number
    return None


def _closes(session: Session, fund_id: UUID, rows: list[Row], closed_until: Month | None) -> Iterator[LedgerFault]:
    columns = (Close.month, Close.manifest, Close.sha256, Close.previous_sha256, Close.closed_at, Close.closed_by)
    previous: Any = None
    for close in session.execute(select(*columns).where(Close.fund_id == fund_id).order_by(Close.month)):
        books = _books(fund_id, close.month, rows)
        due = (previous.month.following, previous.sha256) if previous else (rows[0].month if rows else None, None)
        if (close.month, close.previous_sha256) != due or sha256(close.manifest).hexdigest() != close.sha256:
            yield LedgerFault(
                "closed", None, f"the close of {close.month} was changed, or does not follow the one before it"
            )
        elif close.manifest != _manifest_again(session, books, close):
            first = books.rows[0].number if books.rows else None
            yield LedgerFault("closed", first, f"the entries of {close.month} are not those that were closed")
        previous = close
    if (previous.month.following if previous else None) != closed_until:
        yield LedgerFault("closed", None, "a close is missing, or the book was opened again")


def _books(fund_id: UUID, month: Month, rows: list[Row]) -> MonthBooks:
    earlier = [row for row in rows if row.month < month]
    before = Opening(earlier[-1].number, earlier[-1].hash) if earlier else Opening()
    return MonthBooks(
        fund_id, month, tuple(row for row in rows if row.month == month), journal.balances(earlier), before
    )


def _manifest_again(session: Session, books: MonthBooks, close: Any) -> bytes | None:
    try:
        texts = loads(close.manifest)["texts"]
    except (ValueError, LookupError, TypeError):
        return None
    return files.manifest(
        books,
        months.in_flight(session, books.fund_id, books.last_number),
        texts=texts,
        previous_sha256=close.previous_sha256,
        closed_at=close.closed_at,
        closed_by=close.closed_by,
    )


def _budgets(session: Session, fund_id: UUID, rows: list[Row]) -> Iterator[LedgerFault]:
    counters = select(Budget.id, Budget.for_every_cost).add_columns(
        Budget.amount, Budget.reserved, Budget.committed, Budget.paid
    )
    found = session.execute(counters.where(Budget.fund_id == fund_id)).all()
    budgets = {row.id: Effect(row.amount, row.reserved, row.committed, row.paid) for row in found}
    yield from checks.counters(rows, budgets)
    pairs = select(BudgetCategory.budget_id, BudgetCategory.category).where(BudgetCategory.budget_id.in_(budgets))
    named: dict[UUID, set[str]] = {}
    for budget_id, category in session.execute(pairs):
        named.setdefault(budget_id, set()).add(category)
    served = {row.id: None if row.for_every_cost else named.get(row.id, set()) for row in found}
    yield from checks.as_budgeted(rows, served)
    held = (
        select(Reservation.budget_id, cast(func.sum(Reservation.cents), BigInteger))
        .where(Reservation.budget_id.in_(budgets), Reservation.state == ReservationState.RESERVED)
        .group_by(Reservation.budget_id)
    )
    yield from checks.kept_apart({row[0]: row[1] for row in session.execute(held)}, budgets)

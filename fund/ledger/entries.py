"""Write the books: lock, post, reverse.

A budget's counters move here and nowhere else, in the statement that guards them.
"""

from collections.abc import Sequence
from typing import NoReturn
from uuid import UUID

from sqlalchemy import ColumnElement, Select, insert, select, update
from sqlalchemy.orm import Session

from fund.core.calendar import Month
from fund.core.errors import MonthClosed, NotFound, OverBudget, WrongStep
from fund.core.money import Cents
from fund.db import fetch_one
from fund.ledger import chain, chart, journal
from fund.ledger.journal import Effect, Posting, Row
from fund.ledger.models import ROW, Book, Budget, Entry, Reservation, ReservationState, row_of
from fund.people.act import Act
from fund.regions.models import Fund


def lock(act: Act, fund_id: UUID | Select[UUID]) -> Book:
    """Lock a fund's book until the transaction ends; NotFound if there is none.

    It is the first statement of whatever weighs money or history; locked once, it stays locked for the rest of the act.
    Where only something of the fund is known, `fund_id` selects the fund: look-up, permission and lock are one step.
    """
    if isinstance(fund_id, UUID):
        return act.once(("book", fund_id), lambda: _lock(act.session, Book.fund_id == fund_id))
    book = _lock(act.session, Book.fund_id.in_(fund_id))
    return act.once(("book", book.fund_id), lambda: book)


def open_book(act: Act, fund_id: UUID) -> Book:
    """Return the fund's book, locked; a new one where there was none."""
    session = act.session
    # two first budgets at once make one book
    session.scalar(select(Fund.id).where(Fund.id == fund_id).with_for_update())
    if session.get(Book, fund_id) is None:
        session.add(Book(fund_id=fund_id, last_number=0, head_hash=chain.START))
        session.flush()
    return lock(act, fund_id)


def post(act: Act, fund_id: UUID, postings: Sequence[Posting]) -> int:
    """Write the entries of one event, in the month of the act in Amsterdam, and move the budgets with them.

    Returns:
        The event's journal number.

    Raises:
        MonthClosed: that month is closed, or the books have gone on to a later month.
        OverBudget: a budget has not enough left; nothing was written when the event touches one budget.
        WrongStep: more is taken back than stands open.
    """
    if not postings:
        raise ValueError("an event has entries")
    session, book = act.session, lock(act, fund_id)
    _refuse_late(book, Month.of(act.today))
    for budget_id in sorted({posting.budget_id for posting in postings if posting.budget_id is not None}):
        _move(session, fund_id, budget_id, journal.effect(p for p in postings if p.budget_id == budget_id))
    rows = chain.written(fund_id, book.last_number, book.head_hash, act.at, postings)
    session.execute(insert(Entry), [{column.key: getattr(row, column.key) for column in ROW} for row in rows])
    book.last_number, book.head_hash, book.last_month = rows[-1].number, rows[-1].hash, rows[-1].month
    return rows[0].journal


def reverse(act: Act, fund_id: UUID, number: int) -> int:
    """Undo one entry by its mirror image (tegenboeking); a corrected one is then posted as new.

    Raises:
        NotFound: no such entry.
        WrongStep: it is itself a reversal, was reversed, is a reservation (which is freed), or is a grant already
            released.
    """
    lock(act, fund_id)
    row = _row(act.session, fund_id, number)
    if row.kind in (chart.EntryKind.RESERVED, chart.EntryKind.FREED, chart.EntryKind.REVERSED):
        raise WrongStep("Deze post kunt u niet terugboeken.")
    if act.session.scalar(select(Entry.number).where(Entry.fund_id == fund_id, Entry.reverses == number)) is not None:
        raise WrongStep("Deze post is al teruggeboekt.")
    if row.kind == chart.EntryKind.GRANTED:
        _take_back(act.session, row)
    return post(act, fund_id, journal.reversed_(row, act.by.pseudonym))


def _lock(session: Session, which: ColumnElement[bool]) -> Book:
    wanted = select(Book).where(which).with_for_update().execution_options(populate_existing=True)
    return fetch_one(session, wanted)


def line_rows(session: Session, fund_id: UUID, reference: str, position: int) -> list[Row]:
    """Return the entries of one line of a claim, oldest first."""
    found = select(*ROW).where(Entry.fund_id == fund_id, Entry.claim_reference == reference, Entry.position == position)
    return [row_of(row) for row in session.execute(found.order_by(Entry.number))]


def _refuse_late(book: Book, month: Month) -> None:
    if book.closed_until is not None and month < book.closed_until:
        raise MonthClosed("De maand %(month)s is afgesloten. Boek dit in een volgende maand.", month=month)
    if book.last_month is not None and month < book.last_month:
        raise MonthClosed(
            "In %(month)s kunt u niet meer boeken, want er staat al een post in een latere maand.", month=month
        )


def _move(session: Session, fund_id: UUID, budget_id: UUID, effect: Effect) -> None:
    moved = session.scalar(
        update(Budget)
        .where(Budget.id == budget_id, Budget.fund_id == fund_id)
        .where(Budget.reserved + Budget.committed + Budget.paid + effect.uses <= Budget.amount)
        .where(
            Budget.reserved + effect.reserved >= 0,
            Budget.committed + effect.committed >= 0,
            Budget.paid + effect.paid >= 0,
        )
        .values(
            amount=Budget.amount + effect.amount,
            reserved=Budget.reserved + effect.reserved,
            committed=Budget.committed + effect.committed,
            paid=Budget.paid + effect.paid,
        )
        .returning(Budget.id)
        .execution_options(synchronize_session=False)
    )
    if moved is None:
        _refuse(session, fund_id, budget_id, effect)
    present = session.identity_map.get(session.identity_key(Budget, budget_id))
    if present is not None:
        session.expire(present)


def _refuse(session: Session, fund_id: UUID, budget_id: UUID, effect: Effect) -> NoReturn:
    budget = session.scalar(select(Budget).where(Budget.id == budget_id, Budget.fund_id == fund_id))
    if budget is None:
        raise NotFound
    if effect.uses > 0:
        over_budget(budget.free, effect.uses)
    raise WrongStep("Dit bedrag staat niet meer open.")


def over_budget(free: Cents, cents: Cents) -> NoReturn:
    """Say how much is left and how much was asked."""
    raise OverBudget(
        "Het budget heeft nog %(free_cents)s vrij. Dat is te weinig voor %(cents)s.", free_cents=free, cents=cents
    )


def _row(session: Session, fund_id: UUID, number: int) -> Row:
    found = session.execute(select(*ROW).where(Entry.fund_id == fund_id, Entry.number == number)).one_or_none()
    if found is None:
        raise NotFound
    return row_of(found)


def _take_back(session: Session, row: Row) -> None:
    if row.claim_reference is None or row.position is None:
        raise ValueError("a grant has its line")
    owed = -journal.balances(line_rows(session, row.fund_id, row.claim_reference, row.position)).get(chart.PAYABLE, 0)
    if owed < row.cents:
        raise WrongStep("De betaling is al onderweg. Wacht op de bank, of boek de betaling eerst terug.")
    session.execute(
        update(Reservation)
        .where(Reservation.budget_id == row.budget_id, Reservation.claim_reference == row.claim_reference)
        .where(Reservation.position == row.position, Reservation.state == ReservationState.COMMITTED)
        .values(state=ReservationState.FREED)
    )

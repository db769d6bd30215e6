"""Close a month (maandafsluiting): once, in order, and only when the books are right."""

from collections.abc import Collection
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fund.core.calendar import Month, day_of
from fund.core.errors import NotFound, WrongStep
from fund.ledger import chart, files, months, queries
from fund.ledger.entries import lock
from fund.ledger.models import Book, Close, Entry
from fund.people.act import Act
from fund.people.rules import Verb
from fund.regions.queries import fund as fund_by_id
from fund.trail.models import About, Audience


def close_month(act: Act, fund_id: UUID, month: Month, *, texts: Collection[str]) -> Close:
    """Close a month of a fund: nothing can be posted into it any more. What is reserved may stay open.

    `texts` are the SHA-256 (hex) of each policy text in force in the month.

    Raises:
        NotFound: not a fund whose months the actor may close.
        WrongStep: the month is not over, is closed, is not the next one, or its books are not right.
    """
    book = lock(act, fund_id)
    fund = fund_by_id(act.session, fund_id)
    if fund.region_id not in act.by.regions(Verb.CLOSE_MONTH):
        raise NotFound
    _refuse_out_of_turn(act.session, book, act.at, month)
    books = months.read(act.session, fund_id, month)
    if books.faults(chart.costs(queries.accounts(act.session))):
        raise WrongStep("De boeken van %(month)s kloppen niet. Bekijk de maand voor u haar afsluit.", month=month)
    previous = act.session.scalar(select(Close.sha256).where(Close.fund_id == fund_id, Close.month == month.preceding))
    open_lines = months.in_flight(act.session, fund_id, books.last_number)
    manifest = files.manifest(
        books, open_lines, texts=texts, previous_sha256=previous, closed_at=act.at, closed_by=act.by.pseudonym
    )
    close = Close(
        fund_id=fund_id,
        month=month,
        manifest=manifest,
        sha256=sha256(manifest).hexdigest(),
        previous_sha256=previous,
        closed_at=act.at,
        closed_by=act.by.pseudonym,
    )
    act.session.add(close)
    book.closed_until = month.following
    act.record("ledger.close_month", About(fund.region_id, audience=Audience.FUND), code=str(month))
    act.session.flush()
    return close


def next_to_close(session: Session, book: Book) -> Month | None:
    """Return the month that is closed next; None while nothing was ever posted."""
    return book.closed_until or session.scalar(select(func.min(Entry.month)).where(Entry.fund_id == book.fund_id))


def _refuse_out_of_turn(session: Session, book: Book, at: datetime, month: Month) -> None:
    if book.closed_until is not None and month < book.closed_until:
        raise WrongStep("Deze maand is al afgesloten.")
    if day_of(at) < month.until:
        raise WrongStep("Deze maand is nog niet voorbij. U kunt haar afsluiten vanaf %(day)s.", day=month.until)
    due = next_to_close(session, book)
    if due is None:
        raise WrongStep("In dit fonds is nog niets geboekt.")
    if month != due:
        raise WrongStep("Sluit eerst %(month)s af.", month=due)

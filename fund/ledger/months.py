"""Read one month of a fund's books: its entries, and what the months before had come to.

Asks no permission: `queries` does.
"""

from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, case, cast, func, or_, select
from sqlalchemy.orm import Session

from fund.core.calendar import Month
from fund.core.money import Cents
from fund.ledger import chart, checks
from fund.ledger.checks import Opening
from fund.ledger.figures import InFlight, MonthBooks
from fund.ledger.models import ROW, Entry, row_of


def read(session: Session, fund_id: UUID, month: Month) -> MonthBooks:
    """Read a month of a fund's books, in two statements."""
    its_claims = select(Entry.claim_reference).where(Entry.fund_id == fund_id, Entry.month == month)
    last_before = select(func.max(Entry.number)).where(Entry.fund_id == fund_id, Entry.month < month).scalar_subquery()
    wanted = or_(Entry.month == month, Entry.number == last_before, Entry.claim_reference.in_(its_claims))
    found = session.execute(
        select(*ROW).where(Entry.fund_id == fund_id, Entry.month <= month, wanted).order_by(Entry.number)
    )
    rows = [row_of(row) for row in found]
    earlier = [row for row in rows if row.month != month]
    before = Opening()
    if earlier:
        before = Opening(earlier[-1].number, earlier[-1].hash, checks.lines_after(earlier))
    its_own = tuple(row for row in rows if row.month == month)
    return MonthBooks(fund_id, month, its_own, _opening(session, fund_id, month), before)


def in_flight(session: Session, fund_id: UUID, number: int) -> list[InFlight]:
    """Return each line that had something reserved, payable or in transit after that entry, by reference."""
    reserved, payable, in_transit = _balance(chart.RESERVATIONS), -_balance(chart.PAYABLE), -_balance(chart.IN_TRANSIT)
    lines = (
        select(Entry.claim_reference, Entry.position, reserved, payable, in_transit)
        .where(Entry.fund_id == fund_id, Entry.number <= number, Entry.claim_reference.is_not(None))
        .group_by(Entry.claim_reference, Entry.position)
        .having(or_(reserved != 0, payable != 0, in_transit != 0))
    )
    found = [InFlight(str(row[0]), int(row[1] or 0), row[2], row[3], row[4]) for row in session.execute(lines)]
    return sorted(found, key=lambda line: (line.claim_reference, line.position))


def _balance(code: str) -> ColumnElement[int]:
    return cast(
        func.sum(case((Entry.debit == code, Entry.cents), (Entry.credit == code, -Entry.cents), else_=0)), BigInteger
    )


def _opening(session: Session, fund_id: UUID, month: Month) -> dict[str, Cents]:
    flows = (
        select(Entry.debit, Entry.credit, cast(func.sum(Entry.cents), BigInteger))
        .where(Entry.fund_id == fund_id, Entry.month < month)
        .group_by(Entry.debit, Entry.credit)
    )
    sums: dict[str, Cents] = {}
    for debit, credit, cents in session.execute(flows):
        sums[debit] = sums.get(debit, 0) + cents
        sums[credit] = sums.get(credit, 0) - cents
    return sums

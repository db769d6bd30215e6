"""Read the books: from the reader, so that another region's fund is not there."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, Select, case, cast, func, or_, select, tuple_
from sqlalchemy.orm import Session

from fund.core.calendar import Month
from fund.core.errors import NotFound
from fund.core.money import Cents
from fund.db import fetch_one
from fund.keyset import MOST_ROWS, Page, read_page
from fund.ledger import chart, files, journal, months
from fund.ledger.chart import ChartAccount, EntryKind
from fund.ledger.figures import MonthBooks
from fund.ledger.journal import Row, Subject
from fund.ledger.models import ROW, USED_FIRST, Book, Budget, BudgetCategory, Close, Entry, row_of
from fund.people.rules import Actor, Verb
from fund.regions.models import Fund
from fund.texts import queries as texts
from fund.texts.models import CostAccount


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A month in the list: how many entries, cost and payments (less what came back), and when it was closed."""

    month: Month
    count: int
    cost: Cents
    paid: Cents
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class MonthPage:
    """A month's page: the fund, its books of that month, the close if there is one, and where the book stands."""

    fund: Fund
    books: MonthBooks
    close: Close | None
    last_month: Month
    closed_until: Month | None

    def may_close(self, today: date) -> bool:
        """Tell whether it is this month's turn to be closed: it is over, and every month before it is closed."""
        is_first = self.closed_until is None and self.books.before.number == 0
        return (
            self.close is None
            and (is_first or self.closed_until == self.books.month)
            and self.books.month.until <= today
        )

    @property
    def agrees(self) -> bool:
        """Tell whether its entries are still those that were closed; an open month agrees with itself."""
        return self.close is None or files.agrees(self.close.manifest, self.books)


@dataclass(frozen=True, slots=True)
class FundYear:
    """A fund's budgets of one year, as `budgets_and_categories` has them, and its open months."""

    fund_id: UUID
    region_id: UUID
    budgets: tuple[tuple[Budget, tuple[str, ...]], ...]
    first_month: Month | None
    last_month: Month | None
    closed_until: Month | None


def funds(session: Session, actor: Actor) -> Sequence[Fund]:
    """Return the funds whose books the actor may read, by name."""
    return session.scalars(_readable(actor, Verb.READ_LEDGER).order_by(Fund.name)).all()


def fund(session: Session, actor: Actor, fund_id: UUID, verb: Verb = Verb.READ_LEDGER) -> Fund:
    """Return a fund for whose books the actor may do this; NotFound otherwise."""
    return fetch_one(session, _readable(actor, verb).where(Fund.id == fund_id))


def budgets_of_year(session: Session, actor: Actor, year: int) -> Sequence[Budget]:
    """Return the budgets of a year of every fund whose books the actor may read: fund by fund, first used first."""
    wanted = select(Budget).join(Fund, Fund.id == Budget.fund_id).where(Budget.year == year)
    wanted = wanted.where(Fund.region_id.in_(actor.regions(Verb.READ_LEDGER)))
    return session.scalars(wanted.order_by(Fund.name, *USED_FIRST)).all()


def budgets_and_categories(
    session: Session, actor: Actor, fund_id: UUID, year: int
) -> list[tuple[Budget, tuple[str, ...]]]:
    """Return the budgets of a fund and a year, first used first, each with the categories that it is for.

    These are in the chart's order; none where a budget is for every cost. No budgets where the actor may not read the
    fund's books.
    """
    wanted = select(Budget, _served()).where(Budget.fund_id.in_(_fund_id(actor, fund_id)), Budget.year == year)
    return [(row[0], _only_for(row[1])) for row in session.execute(wanted.order_by(*USED_FIRST))]


def accounts(session: Session) -> list[ChartAccount]:
    """Return every account of the books, by code."""
    costs = [ChartAccount(cost.code, cost.nl, cost.en, cost.category) for cost in texts.cost_accounts(session)]
    return sorted([*chart.ACCOUNTS, *costs])


def budget_years(session: Session, actor: Actor, fund_id: UUID) -> Sequence[int]:
    """Return the years for which a fund has budgets, oldest first."""
    return session.scalars(
        select(Budget.year).where(Budget.fund_id.in_(_fund_id(actor, fund_id))).distinct().order_by(Budget.year)
    ).all()


def month_list(session: Session, actor: Actor, fund_id: UUID) -> list[MonthLine]:
    """Return every month from a fund's first entry to its last, newest first.

    None of a fund whose books the actor may not read.
    """
    its_fund = _fund_id(actor, fund_id)
    sums = (
        select(Entry.month, func.count().label("count"), _cost().label("cost"), _paid().label("paid"))
        .where(Entry.fund_id.in_(its_fund))
        .group_by(Entry.month)
        .subquery()
    )
    closes = select(Close.month, Close.closed_at).where(Close.fund_id.in_(its_fund)).subquery()
    listed = select(sums, closes.c.closed_at).outerjoin(closes, closes.c.month == sums.c.month).order_by(sums.c.month)
    lines = [MonthLine(**row._asdict()) for row in session.execute(listed)]
    return _without_gaps(lines)[::-1]


def month(session: Session, actor: Actor, fund_id: UUID, of: Month, verb: Verb = Verb.READ_LEDGER) -> MonthPage:
    """Return one month's page, in three statements; NotFound where there are no such books that the actor may read."""
    found = session.execute(
        _readable(actor, verb)
        .add_columns(Close, Book.last_month, Book.closed_until)
        .join(Book, Book.fund_id == Fund.id)
        .outerjoin(Close, (Close.fund_id == Fund.id) & (Close.month == of))
        .where(Fund.id == fund_id)
    ).one_or_none()
    if found is None or found.last_month is None or of > max(found.last_month, found.closed_until or found.last_month):
        raise NotFound
    books = months.read(session, fund_id, of)
    if not books.last_number:
        raise NotFound
    return MonthPage(found.Fund, books, found.Close, found.last_month, found.closed_until)


def entries(
    session: Session, actor: Actor, fund_id: UUID, of: Month, account: str, *, after: str = "", most: int = MOST_ROWS
) -> Page[Row]:
    """Return a page of the entries on one account in a month."""
    its_fund = fund(session, actor, fund_id)
    found = (
        select(*ROW)
        .where(Entry.fund_id == its_fund.id, Entry.month == of)
        .where(or_(Entry.debit == account, Entry.credit == account))
    )
    page = read_page(session, found, Entry.number, after=after, most=most)
    return page.map(row_of)


def texts_of_month(session: Session, region_id: UUID, of: Month) -> list[str]:
    """Return the SHA-256 of each policy text, the nation's and the region's, in force on some day of the month."""
    found = set()
    published = texts.versions(session, region_id)
    for text in published:
        followed_on = [
            later.from_ for later in published if later.region_id == text.region_id and later.from_ > text.from_
        ]
        if text.from_ < of.until and min(followed_on, default=of.until) > of.first:
            found.add(text.sha256)
    return sorted(found)


def subjects(session: Session, fund_id: UUID, lines: Collection[tuple[str, int]]) -> dict[tuple[str, int], Subject]:
    """Return what the books say each granted line (claim reference, position) is about.

    Its payment is posted with it.
    """
    granted = select(*ROW).where(
        Entry.fund_id == fund_id,
        Entry.kind == EntryKind.GRANTED.value,
        tuple_(Entry.claim_reference, Entry.position).in_(list(lines)),
    )
    rows = [row_of(row) for row in session.execute(granted.order_by(Entry.number))]
    return {(row.claim_reference or "", row.position or 0): journal.subject_of(row) for row in rows}


def fund_years(session: Session, actor: Actor, year: int) -> list[FundYear]:
    """Return each fund's money of that year, for who compares regions; NotFound for anyone else."""
    if not actor.may(Verb.COMPARE_REGIONS):
        raise NotFound
    first_month = select(func.min(Entry.month)).where(Entry.fund_id == Fund.id).scalar_subquery().label("first_month")
    found = (
        select(
            Fund.id, Fund.region_id, first_month, Book.last_month, Book.closed_until, Budget, _served().label("served")
        )
        .join(Book, Book.fund_id == Fund.id)
        .outerjoin(Budget, (Budget.fund_id == Fund.id) & (Budget.year == year))
        .order_by(Fund.name, *USED_FIRST)
    )
    fund_years: dict[UUID, FundYear] = {}
    for row in session.execute(found):
        here = fund_years.get(row.id) or FundYear(
            row.id, row.region_id, (), row.first_month, row.last_month, row.closed_until
        )
        its = ((row.Budget, _only_for(row.served)),) if row.Budget else ()
        fund_years[row.id] = replace(here, budgets=here.budgets + its)
    return list(fund_years.values())


def _only_for(served: str | None) -> tuple[str, ...]:
    """Return the categories of `4260SCHOOL,4120CLOTHING` by their accounts; none where it is for every cost."""
    return tuple(each[4:] for each in sorted(served.split(","))) if served else ()


def _readable(actor: Actor, verb: Verb) -> Select[Fund]:
    return select(Fund).where(Fund.region_id.in_(actor.regions(verb)))


def _fund_id(actor: Actor, fund_id: UUID) -> Select[UUID]:
    return _readable(actor, Verb.READ_LEDGER).where(Fund.id == fund_id).with_only_columns(Fund.id)


def _without_gaps(lines: list[MonthLine]) -> list[MonthLine]:
    whole: list[MonthLine] = []
    for line in lines:
        while whole and whole[-1].month.following < line.month:
            whole.append(MonthLine(whole[-1].month.following, 0, 0, 0, None))
        whole.append(line)
    return whole


def _cost() -> ColumnElement[int]:
    debit, credit = (column.startswith(chart.COSTS) for column in (Entry.debit, Entry.credit))
    return _sum(case((debit, Entry.cents), (credit, -Entry.cents), else_=0))


def _paid() -> ColumnElement[int]:
    received = or_(*(column.in_((chart.BUDGETS, chart.CONTRIBUTIONS)) for column in (Entry.debit, Entry.credit)))
    bank = case((Entry.credit == chart.BANK, Entry.cents), (Entry.debit == chart.BANK, -Entry.cents), else_=0)
    return _sum(case((received, 0), else_=bank))


def _served() -> ColumnElement[str | None]:
    """Return the categories that a budget is for, each after its account; NULL where it is for every cost."""
    categories = (
        select(func.aggregate_strings(CostAccount.code + CostAccount.category, ","))
        .join(BudgetCategory, BudgetCategory.category == CostAccount.category)
        .where(BudgetCategory.budget_id == Budget.id)
        .correlate(Budget)
    )
    return case((Budget.for_every_cost.is_(False), categories.scalar_subquery()))


def _sum(cents: ColumnElement[int]) -> ColumnElement[int]:
    return cast(func.sum(cents), BigInteger)

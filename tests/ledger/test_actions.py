"""Each verb by its effect, then each refusal; on both databases."""

from uuid import UUID

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from fund.core.calendar import Month
from fund.core.errors import MonthClosed, NotFound, OverBudget, WrongStep
from fund.ledger import actions, chart, checks, journal, months, queries
from fund.ledger.chart import Source
from fund.ledger.journal import Subject
from fund.ledger.models import ROW, Budget, Entry, Reservation, ReservationState
from fund.people.act import Act
from tests.ledger.cast import SAFETY, Cast, Line, adopt, on, rows


def counters(session: Session, budget_id: UUID) -> tuple[int, int, int, int]:
    budget = session.get_one(Budget, budget_id)
    return budget.amount, budget.reserved, budget.committed, budget.paid


def test_an_adopted_budget_receives_its_money(session: Session, cast: Cast) -> None:
    budget_id = adopt(session, cast, 150_000)
    assert counters(session, budget_id) == (150_000, 0, 0, 0)
    assert [(row.number, row.debit, row.credit, row.cents) for row in rows(session, cast)] == [
        (1, "1100", "0500", 150_000)
    ]


def test_a_line_goes_from_reserved_to_paid(session: Session, cast: Cast) -> None:
    budget_id = adopt(session, cast, 150_000)
    line = Line(session, cast, 40_000)
    line.reserve(on(9, 1))
    assert counters(session, budget_id) == (150_000, 40_000, 0, 0)
    line.grant(on(9, 2), 30_000)
    assert counters(session, budget_id) == (150_000, 0, 30_000, 0)
    actions.post(Act(session, cast.hendriks, on(9, 3)), cast.fund_id, journal.released(line.subject(budget_id), 30_000))
    assert counters(session, budget_id) == (150_000, 0, 30_000, 0)
    actions.post(Act(session, cast.hendriks, on(9, 4)), cast.fund_id, journal.paid(line.subject(budget_id), 30_000))
    assert counters(session, budget_id) == (150_000, 0, 0, 30_000)
    assert checks.faults(rows(session, cast), chart.costs(queries.accounts(session))) == []


def test_a_payment_comes_back_and_is_owed_again(session: Session, cast: Cast) -> None:
    budget_id = adopt(session, cast, 150_000)
    line = Line(session, cast, 40_000)
    line.reserve(on(9, 1))
    line.grant(on(9, 2))
    line.pay(on(9, 3), budget_id)
    for event in (journal.returned, journal.reopened):
        actions.post(Act(session, cast.hendriks, on(9, 8)), cast.fund_id, event(line.subject(budget_id), 40_000))
    assert counters(session, budget_id) == (150_000, 0, 40_000, 0)
    line.pay(on(9, 9), budget_id)
    assert checks.faults(rows(session, cast), chart.costs(queries.accounts(session))) == []


def test_what_a_payee_pays_back_can_be_spent_again(session: Session, cast: Cast) -> None:
    """Case 12: of 1,000.00 for locks, the landlord pays 400.00 back."""
    budget_id = adopt(session, cast, 100_000)
    line = Line(session, cast, 100_000, category="SAFETY")
    line.reserve(on(10, 5))
    line.grant(on(10, 6))
    line.pay(on(10, 7), budget_id)
    actions.post(
        Act(session, cast.hendriks, on(11, 2)), cast.fund_id, journal.refunded(line.subject(budget_id), SAFETY, 40_000)
    )
    assert counters(session, budget_id) == (100_000, 0, 0, 60_000)
    assert journal.balances(rows(session, cast))["4150"] == 60_000


def test_a_withdrawn_claim_gives_back_what_was_reserved(session: Session, cast: Cast) -> None:
    budget_id = adopt(session, cast, 150_000)
    for position in (1, 2):
        Line(session, cast, 40_000, position=position).reserve(on(9, 1))
    Line(session, cast, 40_000, position=1).grant(on(9, 2))
    freed = actions.free(Act(session, cast.hendriks, on(9, 3)), cast.fund_id, claim_id=UUID(int=7))
    assert freed == 40_000
    assert counters(session, budget_id) == (150_000, 0, 40_000, 0)
    assert actions.free(Act(session, cast.hendriks, on(9, 3)), cast.fund_id, claim_id=UUID(int=7)) == 0


def test_budgets_are_used_in_their_order_and_a_line_is_never_split(session: Session, cast: Cast) -> None:
    reserve = adopt(session, cast, 50_000, name="Reserve", source=Source.RESERVE)
    gift = adopt(session, cast, 10_000, name="Gift", source=Source.GIFT)
    grant = adopt(session, cast, 5_000)
    for position, cents in ((1, 5_000), (2, 11_000), (3, 9_000)):
        Line(session, cast, cents, position=position).reserve(on(9, position))
    chosen = session.scalars(select(Reservation.budget_id).order_by(Reservation.position)).all()
    assert chosen == [grant, reserve, gift]


def test_a_line_is_reserved_once(session: Session, cast: Cast) -> None:
    adopt(session, cast, 150_000)
    line = Line(session, cast, 40_000)
    line.reserve(on(9, 1))
    with pytest.raises(WrongStep):
        line.reserve(on(9, 1))
    line.grant(on(9, 2))
    with pytest.raises(WrongStep):
        line.reserve(on(9, 3))
    with pytest.raises(WrongStep):
        line.grant(on(9, 3))


def test_more_than_is_left_is_refused_and_nothing_is_written(session: Session, cast: Cast) -> None:
    budget_id = adopt(session, cast, 10_000)
    with pytest.raises(OverBudget) as refusal:
        Line(session, cast, 10_001).reserve(on(9, 1))
    assert refusal.value.values == {"free_cents": 10_000, "cents": 10_001}
    Line(session, cast, 10_000).reserve(on(9, 1))
    with pytest.raises(OverBudget):
        Line(session, cast, 10_000).grant(on(9, 2), 10_001)
    assert counters(session, budget_id) == (10_000, 10_000, 0, 0)
    assert len(rows(session, cast)) == 2
    assert session.scalars(select(Reservation.state)).all() == [ReservationState.RESERVED]


def test_a_year_pays_from_its_own_budgets(session: Session, cast: Cast) -> None:
    adopt(session, cast, 10_000)
    with pytest.raises(OverBudget):
        Line(session, cast, 100).reserve(on(9, 1).replace(year=2027))


def test_no_more_is_taken_back_than_stands_open(session: Session, cast: Cast) -> None:
    budget_id = adopt(session, cast, 10_000)
    with pytest.raises(WrongStep):
        actions.post(
            Act(session, cast.hendriks, on(9, 1)), cast.fund_id, journal.freed(Subject(budget_id=budget_id), 1)
        )


def test_the_budget_of_another_fund_is_not_there(session: Session, cast: Cast) -> None:
    budget_id = adopt(session, cast, 10_000)
    actions.open_book(Act(session, cast.hendriks, on(9, 1)), cast.next_door_id)
    with pytest.raises(NotFound):
        actions.post(
            Act(session, cast.hendriks, on(9, 1)), cast.next_door_id, journal.reserved(Subject(budget_id=budget_id), 1)
        )


def test_a_fund_without_a_book_has_none_to_lock(session: Session, cast: Cast) -> None:
    with pytest.raises(NotFound):
        actions.lock(Act(session, cast.hendriks, on(9, 1)), cast.next_door_id)


def test_an_entry_is_undone_by_its_mirror_image(session: Session, cast: Cast) -> None:
    budget_id = adopt(session, cast, 150_000)
    line = Line(session, cast, 40_000)
    line.reserve(on(9, 1))
    line.grant(on(9, 2))
    granted = rows(session, cast)[-1]
    actions.reverse(Act(session, cast.bos, on(9, 3)), cast.fund_id, granted.number)
    undone = rows(session, cast)[-1]
    assert (undone.debit, undone.credit, undone.cents) == (granted.credit, granted.debit, granted.cents)
    assert (undone.reverses, undone.decided_by) == (granted.number, "fb-11")
    assert counters(session, budget_id) == (150_000, 0, 0, 0)
    line.reserve(on(9, 4))  # and the line may be decided anew
    for number in (granted.number, undone.number, 2, 999):
        with pytest.raises((WrongStep, NotFound)):
            actions.reverse(Act(session, cast.bos, on(9, 4)), cast.fund_id, number)


def test_a_grant_that_is_on_its_way_to_the_bank_is_not_undone(session: Session, cast: Cast) -> None:
    budget_id = adopt(session, cast, 150_000)
    line = Line(session, cast, 40_000)
    line.reserve(on(9, 1))
    line.grant(on(9, 2))
    granted = rows(session, cast)[-1].number
    actions.post(Act(session, cast.hendriks, on(9, 3)), cast.fund_id, journal.released(line.subject(budget_id), 40_000))
    with pytest.raises(WrongStep):
        actions.reverse(Act(session, cast.bos, on(9, 4)), cast.fund_id, granted)


def test_an_entry_belongs_to_its_month_in_amsterdam(session: Session, cast: Cast) -> None:
    adopt(session, cast, 150_000)
    Line(session, cast, 100).reserve(on(8, 31, hour=22))  # midnight has passed in Amsterdam
    assert rows(session, cast)[-1].month == Month(2026, 9)
    assert len(months.read(session, cast.fund_id, Month(2026, 9)).rows) == 1


def test_the_books_do_not_go_back_to_an_earlier_month(session: Session, cast: Cast) -> None:
    adopt(session, cast, 150_000)
    Line(session, cast, 100).reserve(on(9, 1))
    with pytest.raises(MonthClosed):
        Line(session, cast, 100, position=2).reserve(on(8, 31))


CHANGES = [
    "UPDATE entry SET cents = cents + 1",
    "DELETE FROM entry",
    "UPDATE month_close SET closed_by = 'x'",
    "DELETE FROM month_close",
]


@pytest.mark.parametrize("statement", CHANGES)
def test_the_database_refuses_to_change_what_is_written(session: Session, cast: Cast, statement: str) -> None:
    adopt(session, cast, 150_000)
    actions.close_month(Act(session, cast.hendriks, on(8, 3)), cast.fund_id, Month(2026, 7), texts=[])
    with pytest.raises(DBAPIError, match="written once"):
        session.execute(text(statement))


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
@pytest.mark.parametrize("table", ["entry", "month_close"])
def test_postgresql_refuses_to_empty_the_books(session: Session, cast: Cast, table: str) -> None:
    with pytest.raises(DBAPIError, match="written once"):
        session.execute(text(f"TRUNCATE {table} CASCADE"))


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
@pytest.mark.parametrize("number", [1, 3])
def test_sqlite_refuses_to_replace_or_skip(session: Session, cast: Cast, number: int) -> None:
    adopt(session, cast, 150_000)
    replaced = "INSERT OR REPLACE INTO entry SELECT {} FROM entry".format(
        ", ".join(str(number) if column.key == "number" else column.name for column in Entry.__table__.columns)
    )
    with pytest.raises(DBAPIError, match="not the next number"):
        session.execute(text(replaced))


def test_money_takes_no_flow_that_is_not_allowed(session: Session, cast: Cast) -> None:
    adopt(session, cast, 150_000)
    row = rows(session, cast)[0]
    stolen = {name: getattr(row, name) for name in (column.key for column in ROW)} | {
        "number": 2,
        "debit": "1310",
        "credit": "1100",
    }
    with pytest.raises(DBAPIError):
        session.execute(insert(Entry), [stolen])

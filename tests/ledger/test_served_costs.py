"""Earmarked money pays what it was given for and nothing else, whoever asks; on both databases."""

from uuid import UUID

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from fund.core.errors import NotFound, OverBudget, WrongStep
from fund.db import new_id
from fund.ledger import actions, queries
from fund.ledger.chart import Source
from fund.ledger.models import ROW, Budget, Entry, Reservation, ReservationState
from fund.ledger.verify import fund_faults
from fund.people.act import Act
from tests.ledger.cast import Cast, Line, adopt, on, rows

HOME = ("FURNISHING", "SCHOOL")


def gift(session: Session, cast: Cast, cents: int = 50_000) -> UUID:
    """Adopt a gift for a first home and school."""
    return adopt(session, cast, cents, name="Gift", source=Source.GIFT, only_for=HOME)


def test_a_gift_for_a_first_home_pays_no_fee(session: Session, cast: Cast) -> None:
    gift_id = gift(session, cast)
    with pytest.raises(OverBudget) as refusal:
        Line(session, cast, 1_000).reserve(on(9, 1))
    assert refusal.value.values == {"free_cents": 0, "cents": 1_000}
    assert len(rows(session, cast)) == 1
    line = Line(session, cast, 1_000, category="FURNISHING")
    line.reserve(on(9, 1))
    line.grant(on(9, 2))
    line.pay(on(9, 3), gift_id)
    assert {(row.budget_id, row.category) for row in rows(session, cast)[1:]} == {(gift_id, "FURNISHING")}
    assert fund_faults(session, cast.fund_id) == []


def test_what_is_for_the_fewest_costs_is_used_first(session: Session, cast: Cast) -> None:
    whole = adopt(session, cast, 50_000)
    gift_id = gift(session, cast)
    desk = adopt(session, cast, 2_000, name="Legaat", source=Source.RESERVE, only_for=("SCHOOL",))
    for position, category in enumerate(("SCHOOL", "SCHOOL", "FURNISHING", "LIVING"), 1):
        Line(session, cast, 2_000, category=category, position=position).reserve(on(9, 1))
    chosen = session.scalars(select(Reservation.budget_id).order_by(Reservation.position)).all()
    assert chosen == [desk, gift_id, gift_id, whole]
    assert [budget.id for budget, _ in queries.budgets_and_categories(session, cast.hendriks, cast.fund_id, 2026)] == [
        desk,
        gift_id,
        whole,
    ]


def test_a_gift_that_is_used_up_leaves_its_costs_to_what_is_for_everything(session: Session, cast: Cast) -> None:
    gift(session, cast, 1_000)
    whole = adopt(session, cast, 50_000)
    Line(session, cast, 2_000, category="SCHOOL").reserve(on(9, 1))
    assert session.scalars(select(Reservation.budget_id)).all() == [whole]


def test_a_chosen_budget_serves_the_costs_and_the_year(session: Session, cast: Cast) -> None:
    gift_id = gift(session, cast)
    next_year = adopt(session, cast, 50_000, year=2027)
    for wrong, category in ((gift_id, "SHELTER_FEE"), (next_year, "FURNISHING")):
        with pytest.raises(WrongStep, match="niet voor deze kosten in dit jaar"):
            Line(session, cast, 1_000, category=category).reserve(on(9, 1), wrong)
    with pytest.raises(NotFound):
        Line(session, cast, 1_000).reserve(on(9, 1), UUID(int=99))
    assert session.scalars(select(Reservation.id)).all() == []
    Line(session, cast, 1_000, category="SCHOOL").reserve(on(9, 1), gift_id)
    assert session.scalars(select(Reservation.budget_id)).all() == [gift_id]


def test_a_budget_is_for_costs_that_there_are(session: Session, cast: Cast) -> None:
    with pytest.raises(ValueError, match="have an account"), session.begin_nested():
        adopt(session, cast, 1_000, only_for=("HOLIDAY",))
    whole, gift_id = adopt(session, cast, 1_000), gift(session, cast)
    told = [
        (budget.id, costs)
        for budget, costs in queries.budgets_and_categories(session, cast.van_loon, cast.fund_id, 2026)
    ]
    assert told == [(gift_id, HOME), (whole, ())]
    assert queries.budgets_and_categories(session, cast.vos, cast.fund_id, 2026) == []


@pytest.mark.parametrize("planted", [{"category": "SHELTER_FEE"}, {"category": None}, {"budget_id": None}])
@pytest.mark.parametrize("number", [2, 4, 5])
def test_the_database_takes_no_entry_outside_its_budget(
    session: Session, cast: Cast, number: int, planted: dict[str, str | None]
) -> None:
    """An entry of each kind, put into the books past every verb."""
    gift_id = gift(session, cast)
    line = Line(session, cast, 1_000, category="FURNISHING")
    line.reserve(on(9, 1))
    line.grant(on(9, 2))
    line.pay(on(9, 3), gift_id)
    written = rows(session, cast)
    fresh = {column.key: getattr(written[number - 1], column.key) for column in ROW} | {"number": len(written) + 1}
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(insert(Entry), [fresh | planted])
    session.execute(insert(Entry), [fresh])  # and nothing else was wrong with it


def test_the_database_holds_nothing_outside_its_budget(session: Session, cast: Cast) -> None:
    gift(session, cast)
    Line(session, cast, 1_000, category="FURNISHING").reserve(on(9, 1))
    with pytest.raises(IntegrityError):
        session.execute(text("UPDATE reservation SET category = 'SHELTER_FEE'"))


@pytest.mark.usefixtures("engine")  # a foreign key is only let go outside a transaction
def test_an_entry_for_other_costs_is_found_in_the_books(session: Session, cast: Cast) -> None:
    """Where somebody took the database's own guard away, the check of the books still finds it."""
    gift(session, cast)
    Line(session, cast, 1_000, category="FURNISHING").reserve(on(9, 1))
    assert fund_faults(session, cast.fund_id) == []
    past_the_keys(session, "DELETE FROM budget_category WHERE category = 'FURNISHING'")
    assert [(fault.check, fault.number) for fault in fund_faults(session, cast.fund_id)] == [("as_budgeted", 2)]


def past_the_keys(session: Session, statement: str) -> None:
    """Do what a foreign key forbids, as the database's owner can."""
    session.commit()
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SET LOCAL session_replication_role = replica"))
        session.execute(text(statement))
        session.commit()
    else:
        connection = session.connection().connection.driver_connection
        session.rollback()
        assert connection is not None
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(statement)
        connection.commit()


@pytest.mark.parametrize("state", [ReservationState.RESERVED, ReservationState.COMMITTED])
def test_the_database_holds_a_line_once(session: Session, cast: Cast, state: ReservationState) -> None:
    gift(session, cast)
    Line(session, cast, 1_000, category="FURNISHING").reserve(on(9, 1))
    held = session.scalars(select(Reservation)).one()
    again = {column.key: getattr(held, column.key) for column in Reservation.__table__.columns}
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(insert(Reservation), [again | {"id": new_id(), "state": state}])
    for free in ({"state": ReservationState.FREED}, {"position": 2}):  # and nothing else was wrong with it
        session.execute(insert(Reservation), [again | {"id": new_id()} | free])


def test_what_a_budget_was_used_for_stays_what_it_is_for(session: Session, cast: Cast) -> None:
    gift(session, cast)
    Line(session, cast, 1_000, category="FURNISHING").reserve(on(9, 1))
    with pytest.raises(IntegrityError):
        session.execute(text("DELETE FROM budget_category WHERE category = 'FURNISHING'"))


def test_a_short_grant_is_filled_from_the_same_budget_only(session: Session, cast: Cast) -> None:
    gift_id = gift(session, cast, 1_500)
    adopt(session, cast, 50_000)
    line = Line(session, cast, 1_000, category="SCHOOL")
    line.reserve(on(9, 1))
    with pytest.raises(OverBudget):
        line.grant(on(9, 2), 1_501)
    line.grant(on(9, 2), 1_500)
    assert session.get_one(Budget, gift_id).free == 0


def test_a_freed_line_gives_its_budget_back(session: Session, cast: Cast) -> None:
    gift_id = gift(session, cast)
    Line(session, cast, 1_000, category="SCHOOL").reserve(on(9, 1))
    actions.free(Act(session, cast.hendriks, on(9, 2)), cast.fund_id, claim_id=UUID(int=7))
    assert session.get_one(Budget, gift_id).free == 50_000
    assert rows(session, cast)[-1].category == "SCHOOL"

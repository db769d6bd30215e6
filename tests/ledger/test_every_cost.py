"""A budget for every cost is for those that a later text adds, too; one for some costs is not. On both databases."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from sqlalchemy import Engine, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from fund.core.errors import OverBudget, WrongStep
from fund.db import new_id
from fund.ledger import actions, queries
from fund.ledger.chart import Source
from fund.ledger.models import ROW, Entry, Reservation
from fund.ledger.verify import fund_faults
from fund.people.act import Act
from fund.people.rules import Actor
from fund.texts import actions as texts
from tests.ledger import cast as everyone
from tests.ledger.cast import Cast, Line, adopt, on, rows
from tests.ledger.test_served_costs import HOME, gift
from tests.texts.own import ACCOUNT, CATEGORY, NEXT_ACCOUNT, own


def publish_own(session: Session, cast: Cast) -> None:
    """Publish a category of the region's own, later than every budget was adopted."""
    texts.publish(session, on(8, 1), own("2026-08-02"), region_id=cast.hendriks.roles[0].region_id)


def test_a_budget_for_every_cost_pays_what_a_later_text_adds(session: Session, cast: Cast) -> None:
    whole = adopt(session, cast, 50_000)
    gift(session, cast)
    with pytest.raises(ValueError, match="have an account"), session.begin_nested():
        Line(session, cast, 1_000, category=CATEGORY).reserve(on(7, 30))
    publish_own(session, cast)
    for position in (1, 2):
        line = Line(session, cast, 1_000, category=CATEGORY, position=position)
        line.reserve(on(9, 1))
        line.grant(on(9, 2))
        line.pay(on(9, 3), whole)
    assert {(row.budget_id, row.category) for row in rows(session, cast)[2:]} == {(whole, CATEGORY)}
    assert {row.debit for row in rows(session, cast) if row.kind == "granted"} == {ACCOUNT}
    told = queries.budgets_and_categories(session, cast.van_loon, cast.fund_id, 2026)
    assert {budget.name: only_for for budget, only_for in told} == {"Gift": HOME, "Rijksuitkering": ()}
    assert fund_faults(session, cast.fund_id) == []


def test_a_budget_for_other_costs_does_not(session: Session, cast: Cast) -> None:
    gift_id = gift(session, cast)
    publish_own(session, cast)
    with pytest.raises(OverBudget):
        Line(session, cast, 1_000, category=CATEGORY).reserve(on(9, 1))
    with pytest.raises(WrongStep, match="niet voor deze kosten"):
        Line(session, cast, 1_000, category=CATEGORY).reserve(on(9, 1), gift_id)


def test_a_budget_may_be_for_a_category_of_the_regions_own(session: Session, cast: Cast) -> None:
    publish_own(session, cast)
    own_id = adopt(session, cast, 50_000, only_for=(CATEGORY, "SCHOOL"), at=on(8, 3))
    Line(session, cast, 1_000, category=CATEGORY).reserve(on(9, 1))
    told = [
        (budget.id, costs)
        for budget, costs in queries.budgets_and_categories(session, cast.van_loon, cast.fund_id, 2026)
    ]
    assert told == [(own_id, ("SCHOOL", CATEGORY))]
    assert fund_faults(session, cast.fund_id) == []


def test_the_database_takes_no_cost_that_no_budget_was_ever_used_for(session: Session, cast: Cast) -> None:
    """Neither what the budget never paid, nor over an account over which no money may flow yet."""
    adopt(session, cast, 50_000)
    publish_own(session, cast)
    line = Line(session, cast, 1_000)
    line.reserve(on(9, 1))
    line.grant(on(9, 2))
    granted = rows(session, cast)[-1]
    fresh = {column.key: getattr(granted, column.key) for column in ROW} | {"number": granted.number + 1}
    for planted in ({"category": CATEGORY}, {"debit": ACCOUNT}, {"debit": NEXT_ACCOUNT}):
        with pytest.raises(IntegrityError), session.begin_nested():
            session.execute(insert(Entry), [fresh | planted])
    session.execute(insert(Entry), [fresh])  # and nothing else was wrong with it


def test_two_funds_use_a_new_category_at_once(engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        people = everyone.cast(session)
        publish_own(session, people)
        adopt(session, people, 10_000, at=on(8, 3))
        year = {"year": 2026, "source": Source.RESERVE, "name": "Reserve", "purpose": "", "terms": "", "cents": 10_000}
        actions.adopt_budget(Act(session, people.vos, on(8, 3)), people.next_door_id, **year)  # type: ignore[arg-type]
    start = Barrier(2, timeout=60)

    def ask(place: tuple[UUID, Actor]) -> None:
        fund_id, by = place
        start.wait()
        with Session(engine) as session, session.begin():
            told = {"claim_id": new_id(), "reference": "VF-9SVC-M4", "position": 1, "category": CATEGORY, "cents": 700}
            actions.reserve(Act(session, by, on(9, 1)), fund_id, **told)  # type: ignore[arg-type]

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(ask, [(people.fund_id, people.hendriks), (people.next_door_id, people.vos)])) == [
            None,
            None,
        ]
    with Session(engine) as session:
        assert session.scalars(select(Reservation.category)).all() == [CATEGORY, CATEGORY]

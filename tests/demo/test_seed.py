"""The demo: everything in every state, on whatever day it ends;
its books are right, and nobody's name stands in its database."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from fund.app import create_app
from fund.claims.models import Claim
from fund.claims.rules import State
from fund.core.calendar import Month
from fund.demo import highlights, routine, seed
from fund.demo.places import PASSWORD, PEOPLE, PLACES
from fund.ledger import verify as books
from fund.ledger.models import Book, Budget, Close, Entry
from fund.payouts.models import Payment, PaymentState
from fund.people.models import Account
from fund.people.queries import actor
from fund.regions.models import Region
from fund.residents.models import Resident
from fund.stays.models import Stay
from fund.trail.models import AuditEvent
from fund.web.database import db
from tests.demo.conftest import Demo, Seeded, seed_at
from tests.visitor import Visitor, words

FULL = ["2026-11-23T10:12", "2027-02-15T10:12"]
DAYS = ["2026-07-02T10:12", *FULL]


@pytest.mark.parametrize("moment", DAYS)
def test_the_books_are_right_and_begin_in_july(demo: Seeded, moment: str) -> None:
    with demo(moment).session() as session:
        assert list(books.verify(session)) == []
        assert (session.scalar(select(func.min(Entry.month))) or Month(2026, 7)) >= Month(2026, 7)
        assert (session.scalar(select(func.min(Stay.admitted_on))) or date(2026, 7, 1)) >= date(2026, 7, 1)
        assert session.scalars(select(func.max(AuditEvent.at))).one() <= demo(moment).now


@pytest.mark.parametrize("moment", DAYS)
def test_each_year_that_it_meets_has_its_budget(demo: Seeded, moment: str) -> None:
    years = set(range(seed.first_day(demo(moment).now.date()).year, demo(moment).now.year + 1))
    with demo(moment).session() as session:
        found = session.execute(
            select(Budget.fund_id, Budget.year, func.sum(Budget.amount)).group_by(Budget.fund_id, Budget.year)
        ).all()
        assert {(row[1]) for row in found} == years and len(found) == len(PLACES) * len(years)


@pytest.mark.parametrize("moment", FULL)
def test_a_claim_in_every_state(demo: Seeded, moment: str) -> None:
    with demo(moment).session() as session:
        assert set(session.scalars(select(Claim.state))) == set(State)
        assert session.scalar(select(func.count()).where(Claim.urgent)) and session.scalar(
            select(func.count()).where(Claim.granted == 0)
        )
        held = session.scalars(
            select(Claim).join(Region, Region.id == Claim.region_id).where(Claim.state == State.HELD)
        ).one()
        assert session.get_one(Region, held.region_id).code == "heuvelrand"


@pytest.mark.parametrize("moment", FULL)
def test_a_payment_in_every_state_and_one_that_came_back(demo: Seeded, moment: str) -> None:
    with demo(moment).session() as session:
        assert set(session.scalars(select(Payment.state))) == set(PaymentState)
        assert session.scalar(select(func.count()).where(Payment.attempt > 0, Payment.state == PaymentState.DUE))
        assert session.scalar(
            select(func.count()).where(Payment.payee_id.is_(None), Payment.state == PaymentState.WAITING)
        )


@pytest.mark.parametrize("moment", FULL)
def test_months_are_closed_but_for_one_region_that_is_late(demo: Seeded, moment: str) -> None:
    this = Month.of(demo(moment).now.date())
    with demo(moment).session() as session:
        until = sorted(month for month in session.scalars(select(Book.closed_until)) if month)
        assert until == [this.preceding, this, this]
        assert (session.scalar(select(func.count()).select_from(Close)) or 0) > 10


def test_the_budget_that_ran_out_was_filled_up_again(demo: Seeded) -> None:
    with demo(FULL[0]).session() as session:
        parts = session.execute(
            select(Budget.name, Budget.amount, Budget.paid, Budget.committed).where(Budget.name.endswith("deel"))
        ).all()
        first, second = sorted(parts, key=lambda row: str(row.name))
        assert first.amount - first.paid - first.committed < highlights.SPARE * 3 and second.committed > 0
        assert first.amount + second.amount == PLACES[2].budgets[0].cents


def test_a_worker_has_something_late_today_tomorrow_and_this_week(demo: Seeded, now: object) -> None:
    with demo(FULL[0]).session() as session:
        app = create_app(demo(FULL[0]).settings)
        bakker = session.scalars(select(Account).where(Account.email == "s.bakker@zuidwal.example")).one()
        person = actor(session, bakker.id, date(2026, 11, 23))
        assert person is not None
        said = words(Visitor(app, person, session).get("/"))
        with app.app_context():
            db.engine.dispose()
    for word in (
        "Te laat",
        "Vandaag",
        "Morgen",
        "Donderdag",
        "Bijdragebesluit ontbreekt",
        "Concept afmaken",
        "Aanvullen",
        "betaald",
        "Oefenomgeving",
    ):
        assert word in said


def test_it_prints_who_may_sign_in() -> None:
    printed = seed.accounts()
    assert PASSWORD in printed and all(person.email in printed for person in PEOPLE)


def test_no_name_of_hers_stands_in_the_database(demo: Seeded) -> None:
    made = demo(FULL[0])
    with made.session() as session:
        told = seed.stories(made.now.date())
        assert session.scalar(select(func.count()).select_from(Resident)) == len(told) > 25
    kept = b"".join(file.read_bytes() for file in made.settings.data.iterdir() if file.is_file())
    assert not [story.name for story in told if story.name.encode() in kept]


def test_the_same_day_tells_the_same_stories(tmp_path: Path) -> None:
    def steps(made: Demo) -> list[tuple[object, ...]]:
        with made.session() as session:
            rows = session.execute(
                select(AuditEvent.at, AuditEvent.verb, AuditEvent.cents, AuditEvent.code).order_by(
                    AuditEvent.at, AuditEvent.verb, AuditEvent.cents, AuditEvent.code
                )
            )
            found: list[tuple[object, ...]] = [tuple(row) for row in rows]
        made.engine.dispose()
        return found

    first = steps(seed_at("2026-07-24T10:12", tmp_path / "one"))
    assert first == steps(seed_at("2026-07-24T10:12", tmp_path / "two")) and len(first) > 100


def test_a_demo_is_made_anew_in_its_own_folder(tmp_path: Path) -> None:
    for _ in range(2):
        made = seed_at(DAYS[0], tmp_path / "demo")
        made.engine.dispose()
    assert (tmp_path / "demo" / "fund.sqlite").exists()


@pytest.mark.parametrize("today", [date(2026, 7, 1), date(2026, 8, 3), date(2026, 12, 31), date(2027, 3, 1)])
def test_no_story_begins_before_its_history(today: date) -> None:
    first = seed.first_day(today)
    told = [*highlights.stories(today, first), *routine.stories(today, first)]
    assert all(0 <= story.admitted <= (today - first).days for story in told)
    assert len({story.name for story in told}) == len(told)


def test_back_counts_working_days() -> None:
    assert highlights.back(date(2026, 11, 23), 1) == date(2026, 11, 20)
    assert highlights.back(date(2026, 11, 22), 1) == date(2026, 11, 20)
    assert highlights.back(date(2026, 12, 28), 2) == date(2026, 12, 23)
    assert highlights.back(date(2026, 11, 23), 0) == date(2026, 11, 23)

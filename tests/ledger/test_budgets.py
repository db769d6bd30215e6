"""No budget is ever overspent: not by any order of events, and not by twenty people at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Engine, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from fund.core.errors import OverBudget, Refusal
from fund.db import new_id
from fund.ledger import actions, entries, journal
from fund.ledger.journal import Effect, Subject
from fund.ledger.models import Budget, Reservation, ReservationState
from fund.ledger.verify import fund_faults
from fund.people.act import Act
from tests.ledger.cast import FEE, Cast, Line, adopt, cast, on, rows

TWENTY = 20
Attempt = Callable[[Engine, Cast, UUID, int], bool]


def reserving(engine: Engine, cast: Cast, budget_id: UUID, place: int) -> bool:
    """Reserve as everyone does."""
    with Session(engine) as session, session.begin():
        Line(session, cast, 700, claim_id=new_id(), position=place + 1).reserve(on(9, 1))
    return True


def guarded(engine: Engine, cast: Cast, budget_id: UUID, place: int) -> bool:
    """Move the counter without the fund's lock: the statement alone must hold."""
    with Session(engine) as session, session.begin():
        entries._move(session, cast.fund_id, budget_id, Effect(reserved=700))
    return True


def naive(engine: Engine, cast: Cast, budget_id: UUID, place: int) -> bool:
    """Read, then write: what must never come back."""
    with Session(engine) as session:
        budget = session.get_one(Budget, budget_id)
        reserved, free = budget.reserved, budget.free
    if free < 700:
        return False
    TOGETHER.wait()
    with Session(engine) as session, session.begin():
        session.execute(update(Budget).where(Budget.id == budget_id).values(reserved=reserved + 700))
    return True


TOGETHER = Barrier(TWENTY, timeout=60)


def twenty_at_once(engine: Engine, attempt: Attempt) -> int:
    """Have twenty people ask 7.00 of the last 100.00 at once; returns the cents that they were promised."""
    with Session(engine) as session, session.begin():
        people = cast(session)
        budget_id = adopt(session, people, 10_000)
    start = Barrier(TWENTY, timeout=60)

    def ask(place: int) -> bool:
        start.wait()
        try:
            return attempt(engine, people, budget_id, place)
        except OverBudget:  # and nothing else: the constraints behind both guards stay silent
            return False

    with ThreadPoolExecutor(TWENTY) as pool:
        promised = sum(700 for kept in pool.map(ask, range(TWENTY)) if kept)
    with Session(engine) as session:
        budget = session.get_one(Budget, budget_id)
        assert budget.reserved <= budget.amount
    return promised


@pytest.mark.parametrize("attempt", [reserving, guarded])
def test_twenty_at_once_never_overspend_the_last_hundred(engine: Engine, attempt: Attempt) -> None:
    """Reserving fails without the fund's lock, whose numbers would be given twice;
    guarded without the statement's own condition."""
    assert twenty_at_once(engine, attempt) == 14 * 700


def test_who_waits_for_the_lock_reads_after_who_had_it(engine: Engine) -> None:
    """The lock alone, on the database where a transaction does not wait for another by itself."""
    with Session(engine) as session, session.begin():
        people = cast(session)
        adopt(session, people, 1_000)
    free: list[int] = []
    start = Barrier(2, timeout=60)

    def weigh(place: int) -> None:
        start.wait()
        with Session(engine) as session, session.begin():
            actions.lock(Act(session, people.hendriks, on(9, 1)), people.fund_id)
            free.append(session.scalars(select(Budget)).one().free)
            Line(session, people, 700, claim_id=new_id(), position=place).reserve(on(9, 1))

    with ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(weigh, place) for place in (1, 2)]
    refused = [work.exception() for work in asked]
    assert sorted(free) == [300, 1_000]
    assert sorted(type(each).__name__ for each in refused) == ["NoneType", "OverBudget"]


def test_twenty_at_once_catch_who_reads_then_writes(engine: Engine) -> None:
    assert twenty_at_once(engine, naive) > 10_000


def test_twenty_at_once_leave_whole_books(engine: Engine) -> None:
    twenty_at_once(engine, reserving)
    with Session(engine) as session:
        (fund_id,) = set(session.scalars(select(Budget.fund_id)))
        assert fund_faults(session, fund_id) == []


@pytest.mark.parametrize(
    "counters",
    [
        {"reserved": 10_001},
        {"paid": 6_000, "committed": 4_001},
        {"reserved": -1},
        {"committed": -1},
        {"paid": -1},
        {"amount": -1},
    ],
)
def test_the_database_itself_knows_no_overspent_budget(session: Session, cast: Cast, counters: dict[str, int]) -> None:
    budget_id = adopt(session, cast, 10_000)
    with pytest.raises(IntegrityError):
        session.execute(update(Budget).where(Budget.id == budget_id).values(counters))


def refunded(subject: Subject, cents: int) -> list[journal.Posting]:
    return journal.refunded(subject, FEE, cents)


POSITIONS = st.integers(min_value=1, max_value=4)
CENTS = st.integers(min_value=1, max_value=6_000)


class Spending(RuleBasedStateMachine):
    """Reserve, free, grant, pay, take back, in any order and any amount:
    each succeeds or is refused, and the sums hold."""

    session: Session

    @initialize()
    def open(self) -> None:
        self.session.rollback()
        self.session.begin()
        self.cast = cast(self.session)
        self.budget_id = adopt(self.session, self.cast, 10_000, only_for=("SHELTER_FEE",))
        self.at: datetime = on(9, 1)

    def attempt(self, work: Callable[[], object]) -> None:
        nested = self.session.begin_nested()
        try:
            work()
            nested.commit()
        except Refusal:
            nested.rollback()

    @rule(position=POSITIONS, cents=CENTS)
    def reserve(self, position: int, cents: int) -> None:
        self.attempt(lambda: Line(self.session, self.cast, cents, position=position).reserve(self.at))

    @rule(position=POSITIONS)
    def free(self, position: int) -> None:
        fund_id = self.cast.fund_id
        self.attempt(
            lambda: actions.free(
                Act(self.session, self.cast.hendriks, self.at), fund_id, claim_id=UUID(int=7), position=position
            )
        )

    @rule(position=POSITIONS, cents=CENTS)
    def grant(self, position: int, cents: int) -> None:
        self.attempt(lambda: Line(self.session, self.cast, cents, position=position).grant(self.at))

    @rule(
        position=POSITIONS,
        cents=CENTS,
        event=st.sampled_from([refunded, journal.released, journal.reopened, journal.freed]),
    )
    def post(self, position: int, cents: int, event: Callable[[Subject, int], list[journal.Posting]]) -> None:
        subject = Line(self.session, self.cast, cents, position=position).subject(self.budget_id)
        if event is not journal.freed:  # freeing has its own verb, which keeps the line's reservation in step
            act = Act(self.session, self.cast.hendriks, self.at)
            self.attempt(lambda: actions.post(act, self.cast.fund_id, event(subject, cents)))

    @rule(position=POSITIONS)
    def pay(self, position: int) -> None:
        held = self.session.scalar(
            select(Reservation.cents).where(
                Reservation.position == position, Reservation.state == ReservationState.COMMITTED
            )
        )
        if held:
            self.attempt(lambda: Line(self.session, self.cast, held, position=position).pay(self.at, self.budget_id))

    @rule(number=st.integers(min_value=1, max_value=30))
    def reverse(self, number: int) -> None:
        self.attempt(lambda: actions.reverse(Act(self.session, self.cast.bos, self.at), self.cast.fund_id, number))

    @precondition(lambda self: hasattr(self, "cast"))
    @invariant()
    def nothing_is_overspent(self) -> None:
        budget = self.session.get_one(Budget, self.budget_id, populate_existing=True)
        assert budget.reserved + budget.committed + budget.paid <= budget.amount
        assert min(budget.reserved, budget.committed, budget.paid) >= 0
        effect = journal.effect(rows(self.session, self.cast))
        assert effect == Effect(budget.amount, budget.reserved, budget.committed, budget.paid)
        open_ = select(func.coalesce(func.sum(Reservation.cents), 0)).where(
            Reservation.state == ReservationState.RESERVED
        )
        assert self.session.scalar(open_) == budget.reserved


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_no_order_of_events_overspends_a_budget(session: Session) -> None:
    machine = type("OnThisDatabase", (Spending,), {"session": session})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=25,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )

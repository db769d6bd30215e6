"""Each check finds its planted fault, at the entry where it was planted, and is silent before."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from fund.core.calendar import Month
from fund.ledger import chain, checks, journal
from fund.ledger.chart import Source
from fund.ledger.checks import Opening
from fund.ledger.journal import Effect, Posting, Row, Subject

FUND, BUDGET = UUID(int=1), UUID(int=2)
FEE = Subject(
    claim_reference="VF-9SVC-M4",
    position=1,
    category="SHELTER_FEE",
    budget_id=BUDGET,
    decided_by="fb-04",
    released_by="fb-11",
)
COSTS = {"SHELTER_FEE": "4100", "LIVING": "4110"}
AT = datetime(2026, 9, 1, 8, 30, tzinfo=UTC)

STORY = [
    journal.contributed(FEE, Source.SPECIFIC_GRANT, 100_000),
    journal.reserved(FEE, 40_000),
    journal.granted(FEE, "4100", 40_000, 30_000),
    journal.released(FEE, 30_000),
    journal.paid(FEE, 30_000),
]


def books(*events: list[Posting]) -> list[Row]:
    """Write these events, one a day."""
    rows: list[Row] = []
    for day, event in enumerate(events):
        number, head = (rows[-1].number, rows[-1].hash) if rows else (0, chain.START)
        rows += chain.written(FUND, number, head, AT + timedelta(days=day), event)
    return rows


WHOLE = books(*STORY)


def changed(entry: int, /, **to: object) -> list[Row]:
    """Change one entry and forge the chain after it, so that only the rule itself can find it."""
    rows, head = [], chain.START
    for row in WHOLE:
        forged = replace(row, **to) if row.number == entry else row  # type: ignore[arg-type]
        forged = replace(forged, previous_hash=head)
        head = chain.hash_of(forged)
        rows.append(replace(forged, hash=head))
    return rows


def found(rows: list[Row]) -> set[tuple[str, int | None]]:
    return {(fault.check, fault.number) for fault in checks.faults(rows, COSTS)}


def test_right_books_have_no_fault() -> None:
    assert checks.faults(WHOLE, COSTS) == []


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (changed(3, number=9), ("gapless", 9)),
        (changed(3, journal=9), ("gapless", 3)),
        ([*WHOLE[:2], replace(WHOLE[2], payee="x"), *WHOLE[3:]], ("unbroken", 3)),
        (changed(4, cents=0), ("balanced", 4)),
        (changed(4, cents=-30_000), ("balanced", 4)),
        (changed(5, debit="1190"), ("balanced", 5)),
        (changed(1, credit="1310"), ("allowed", 1)),
        (changed(4, kind="paid"), ("allowed", 4)),
        (changed(4, debit="4110"), ("allowed", 4)),
        (changed(4, category="LIVING"), ("allowed", 4)),
        (changed(4, category=None), ("allowed", 4)),
        (changed(4, month=Month(2026, 10)), ("cut_off", 4)),
        (changed(4, at=datetime(2026, 9, 30, 22, tzinfo=UTC)), ("cut_off", 4)),
        (changed(6, position=2), ("paid_as_decided", 6)),
        (changed(6, claim_reference=None), ("paid_as_decided", 6)),
        (changed(5, cents=30_001), ("paid_as_decided", 5)),
        (books(*STORY, journal.released(FEE, 30_000)), ("paid_as_decided", 7)),
        (books(*STORY, journal.paid(FEE, 30_000)), ("paid_as_decided", 7)),
        (changed(5, released_by="fb-04"), ("two_people", 5)),
        (changed(5, released_by=None), ("two_people", 5)),
    ],
)
def test_a_planted_fault_is_found_where_it_is(rows: list[Row], fault: tuple[str, int]) -> None:
    assert fault in found(rows)


def test_a_month_alone_is_checked_against_what_came_before() -> None:
    before = Opening(WHOLE[3].number, WHOLE[3].hash, checks.lines_after(WHOLE[:4]))
    assert checks.faults(WHOLE[4:], COSTS, before) == []
    assert checks.faults(WHOLE[4:], COSTS) != []
    twice = books(*STORY, journal.released(FEE, 30_000))
    late = Opening(WHOLE[5].number, WHOLE[5].hash, checks.lines_after(WHOLE))
    assert [fault.check for fault in checks.faults(twice[6:], COSTS, late)] == ["paid_as_decided"]


def test_a_payment_that_came_back_may_be_paid_again() -> None:
    again = [
        journal.returned(FEE, 30_000),
        journal.reopened(FEE, 30_000),
        journal.released(FEE, 30_000),
        journal.paid(FEE, 30_000),
    ]
    assert checks.faults(books(*STORY, *again), COSTS) == []


def test_a_budget_is_what_its_entries_come_to() -> None:
    right = Effect(amount=100_000, paid=30_000)
    assert list(checks.counters(WHOLE, {BUDGET: right})) == []
    for wrong in (
        replace(right, paid=29_999),
        replace(right, reserved=1),
        replace(right, committed=1),
        replace(right, amount=1),
    ):
        assert [fault.check for fault in checks.counters(WHOLE, {BUDGET: wrong})] == ["counters"]
    assert [fault.check for fault in checks.counters(WHOLE, {})] == ["counters"]
    assert [fault.number for fault in checks.counters([], {BUDGET: right})] == [None]


def test_a_budget_has_reserved_what_its_lines_hold() -> None:
    budget = {BUDGET: Effect(amount=10, reserved=5)}
    assert list(checks.kept_apart({BUDGET: 5}, budget)) == []
    assert len(list(checks.kept_apart({BUDGET: 4}, budget))) == 1
    assert len(list(checks.kept_apart({}, budget))) == 1


def test_a_budget_pays_only_what_it_is_for() -> None:
    assert list(checks.as_budgeted(WHOLE, {BUDGET: {"SHELTER_FEE"}})) == []
    for served in ({BUDGET: {"LIVING"}}, {}):
        assert [fault.number for fault in checks.as_budgeted(WHOLE, served)] == [2, 3, 4, 5, 6]
    assert list(checks.as_budgeted(WHOLE, {BUDGET: None})) == []  # for every cost
    assert [fault.number for fault in checks.as_budgeted(changed(4, category=None), {BUDGET: None})] == [4]
    for planted in ({"category": "LIVING"}, {"category": None}, {"budget_id": None}, {"budget_id": UUID(int=3)}):
        found = checks.as_budgeted(changed(4, **planted), {BUDGET: {"SHELTER_FEE"}, UUID(int=3): {"LIVING"}})
        assert [(fault.check, fault.number) for fault in found] == [("as_budgeted", 4)]

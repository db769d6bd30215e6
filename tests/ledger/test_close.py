"""The month close, what it refuses, and what `verify` finds afterwards."""

import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from fund.core.calendar import Month
from fund.core.errors import MonthClosed, NotFound, Refusal, WrongStep
from fund.ledger import actions, chain, export, files, months
from fund.ledger.models import Close
from fund.ledger.verify import verify
from fund.people.act import Act
from fund.people.rules import Actor
from tests.ledger.cast import TEXT, Cast, Line, adopt, on, rows
from tests.ledger.forgery import tamper

JULY, AUGUST, SEPTEMBER = Month(2026, 7), Month(2026, 8), Month(2026, 9)


@pytest.fixture
def worked(session: Session, cast: Cast) -> Cast:
    """July to September, one line paid, one owed, one reserved."""
    budget_id = adopt(session, cast, 500_000)
    for position, cents in ((1, 40_000), (2, 30_000), (3, 20_000)):
        Line(session, cast, cents, position=position).reserve(on(8, position))
    Line(session, cast, 40_000).grant(on(8, 10))
    Line(session, cast, 30_000, position=2).grant(on(9, 2))
    Line(session, cast, 40_000).pay(on(9, 3), budget_id)
    return cast


def close(session: Session, cast: Cast, *closed: Month) -> Close:
    made = [
        actions.close_month(Act(session, cast.hendriks, on(10, 5)), cast.fund_id, month, texts=["b" * 64, TEXT])
        for month in closed
    ]
    return made[-1]


def test_a_close_says_what_the_month_came_to(session: Session, worked: Cast) -> None:
    august = close(session, worked, JULY, AUGUST)
    said = json.loads(august.manifest)
    accounts = {account["code"]: (account["opening"], account["closing"]) for account in said["accounts"]}
    assert accounts["1100"] == (500_000, 500_000)
    assert accounts["1620"] == (0, -40_000)
    assert accounts["9100"] == (0, 50_000)
    assert said["entries"] == {"first": 2, "last": 6, "count": 5}
    assert said["in_flight"] == [
        {"claim_reference": "VF-9SVC-M4", "position": 1, "reserved": 0, "payable": 40_000, "in_transit": 0},
        {"claim_reference": "VF-9SVC-M4", "position": 2, "reserved": 30_000, "payable": 0, "in_transit": 0},
        {"claim_reference": "VF-9SVC-M4", "position": 3, "reserved": 20_000, "payable": 0, "in_transit": 0},
    ]
    assert said["texts"] == [TEXT, "b" * 64]
    assert said["files"] == {
        "ledger.csv": sha256(export.ledger_csv(months.read(session, worked.fund_id, AUGUST))).hexdigest()
    }


def test_each_close_holds_the_hash_of_the_one_before_it(session: Session, worked: Cast) -> None:
    july = close(session, worked, JULY)
    august = close(session, worked, AUGUST)
    assert json.loads(july.manifest)["previous"] is None
    assert json.loads(august.manifest)["previous"] == july.sha256 == sha256(july.manifest).hexdigest()


def test_the_same_entries_give_the_same_bytes(session: Session, worked: Cast) -> None:
    august = close(session, worked, JULY, AUGUST)
    books = months.read(session, worked.fund_id, AUGUST)
    again = files.manifest(
        books,
        months.in_flight(session, worked.fund_id, books.last_number),
        texts=["b" * 64, TEXT],
        previous_sha256=august.previous_sha256,
        closed_at=august.closed_at,
        closed_by=august.closed_by,
    )
    assert again == august.manifest


def test_nothing_is_posted_into_a_closed_month(session: Session, worked: Cast) -> None:
    close(session, worked, JULY, AUGUST, SEPTEMBER)
    with pytest.raises(MonthClosed):
        Line(session, worked, 100, position=9).reserve(on(9, 30))
    Line(session, worked, 100, position=9).reserve(on(10, 5))


def refusals(session: Session, cast: Cast) -> Iterator[tuple[type[Refusal], object]]:
    def attempt(by: Actor, month: Month, day: int = 5) -> object:
        return lambda: actions.close_month(Act(session, by, on(10, day)), cast.fund_id, month, texts=[])

    yield WrongStep, attempt(cast.hendriks, AUGUST)  # July first
    yield WrongStep, attempt(cast.hendriks, Month(2026, 10))  # not over
    yield NotFound, attempt(cast.vos, JULY)  # not her fund
    yield NotFound, attempt(cast.van_loon, JULY)  # not an auditor's work


def test_a_month_is_closed_in_turn_when_it_is_over_by_her_own_fund(session: Session, worked: Cast) -> None:
    for refusal, attempt in refusals(session, worked):
        with pytest.raises(refusal):
            attempt()  # type: ignore[operator]
    close(session, worked, JULY)
    with pytest.raises(WrongStep):
        close(session, worked, JULY)


def test_a_month_is_over_at_midnight_in_amsterdam(session: Session, worked: Cast) -> None:
    close(session, worked, JULY, AUGUST)
    with pytest.raises(WrongStep):
        actions.close_month(Act(session, worked.hendriks, on(9, 30, hour=21)), worked.fund_id, SEPTEMBER, texts=[])
    actions.close_month(Act(session, worked.hendriks, on(9, 30, hour=22)), worked.fund_id, SEPTEMBER, texts=[])


def test_an_empty_book_has_no_month_to_close(session: Session, cast: Cast) -> None:
    actions.open_book(Act(session, cast.hendriks, on(9, 1)), cast.fund_id)
    with pytest.raises(WrongStep):
        actions.close_month(Act(session, cast.hendriks, on(10, 5)), cast.fund_id, JULY, texts=[])


def test_whole_books_have_no_fault(session: Session, worked: Cast) -> None:
    close(session, worked, JULY, AUGUST, SEPTEMBER)
    assert verify(session) == []


def test_a_month_with_wrong_books_is_not_closed(session: Session, worked: Cast) -> None:
    close(session, worked, JULY)
    tamper(session, "UPDATE entry SET payee = 'x' WHERE number = 6")
    with pytest.raises(WrongStep):
        close(session, worked, AUGUST)


FORGERIES = [
    ("UPDATE entry SET payee = 'x' WHERE number = 6", "unbroken", 6),
    ("UPDATE entry SET cents = cents + 1 WHERE number = 6", "unbroken", 6),
    ("UPDATE entry SET at = '2026-08-10 09:00:01+00:00' WHERE number = 6", "unbroken", 6),
    ("UPDATE entry SET decided_by = 'fb-05' WHERE number = 8", "unbroken", 8),
    ("UPDATE entry SET from_ = '2026-08-04' WHERE number = 6", "unbroken", 6),
    ("UPDATE entry SET hash = 'f' WHERE number = 9", "unbroken", 9),
    ("UPDATE entry SET month = '2026-08' WHERE number = 8", "cut_off", 8),
    ("UPDATE entry SET month = 'august!' WHERE number = 6", "readable", 6),
    ("DELETE FROM entry WHERE number = 4", "gapless", 5),
    ("DELETE FROM entry WHERE number = 10", "complete", 9),
    ("UPDATE month_close SET closed_by = 'fb-99' WHERE month = '2026-08'", "closed", 2),
    ("UPDATE month_close SET sha256 = 'f' WHERE month = '2026-08'", "closed", None),
    ("UPDATE month_close SET manifest = previous_sha256 WHERE month = '2026-08'", "closed", None),
    ("DELETE FROM month_close WHERE month = '2026-07'", "closed", None),
    ("DELETE FROM month_close WHERE month = '2026-09'", "closed", None),
    ("UPDATE budget SET amount = amount + 1", "counters", 10),
    ("UPDATE budget SET reserved = reserved - 1", "counters", 10),
    ("UPDATE reservation SET cents = cents - 1 WHERE state = 'reserved'", "kept_apart", None),
    ("UPDATE book SET head_hash = 'f'", "complete", 10),
]


@pytest.mark.parametrize(("forgery", "check", "number"), FORGERIES)
def test_a_forgery_is_found_at_its_row(
    session: Session, worked: Cast, forgery: str, check: str, number: int | None
) -> None:
    close(session, worked, JULY, AUGUST, SEPTEMBER)
    if session.get_bind().dialect.name == "postgresql":
        forgery = forgery.replace("manifest = previous_sha256", "manifest = convert_to(sha256, 'UTF8')")
    tamper(session, forgery)
    found = verify(session)
    assert {fund_id for fund_id, _ in found} == {worked.fund_id}
    faults = [fault for _, fault in found]
    if number is not None and check != "closed":
        assert faults[0].number == number
    assert (check, number) in [(fault.check, fault.number) for fault in faults]


def test_a_rewritten_month_is_found_by_its_close(session: Session, worked: Cast) -> None:
    """Who changes an entry and computes the chain anew still differs from what was closed."""
    close(session, worked, JULY, AUGUST, SEPTEMBER)
    head, statements = chain.START, []
    for row in rows(session, worked):
        forged = replace(row, payee="q" * 64, previous_hash=head)
        head = chain.hash_of(forged)
        statements.append(
            f"UPDATE entry SET payee = '{forged.payee}', previous_hash = '{forged.previous_hash}', hash = '{head}' "
            f"WHERE number = {row.number}"
        )
    tamper(session, *statements, f"UPDATE book SET head_hash = '{head}'")
    assert {(fault.check, fault.number) for _, fault in verify(session)} == {
        ("closed", 1),
        ("closed", 2),
        ("closed", 7),
    }


def test_another_fund_is_not_blamed(session: Session, worked: Cast) -> None:
    actions.open_book(Act(session, worked.hendriks, on(9, 1)), worked.next_door_id)
    tamper(session, "UPDATE entry SET cents = 1 WHERE number = 1")
    blamed: set[UUID] = {fund_id for fund_id, _ in verify(session)}
    assert blamed == {worked.fund_id}

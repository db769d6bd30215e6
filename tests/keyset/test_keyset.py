"""Long lists page by page: each row once and in order, on both databases, whatever stands in the address."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, ColumnElement, Date, Engine, Integer, MetaData, Table, Uuid, case, insert, select
from sqlalchemy.orm import Session

from fund.db import Moment
from fund.keyset import Page, read_page

LIST = Table(
    "a_list",
    MetaData(),
    Column("id", Uuid(), primary_key=True),
    Column("rank", Integer),
    Column("due_on", Date),
    Column("made_at", Moment),
)
FIRST = datetime(2026, 11, 23, 10, 12, tzinfo=UTC)
URGENT = case((LIST.c.rank < 1, 0), else_=1)
ORDERS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "by number": (LIST.c.rank, LIST.c.id),
    "newest first": (LIST.c.made_at.desc(), LIST.c.id.desc()),
    "urgent, then due": (URGENT, LIST.c.due_on, LIST.c.id),
    "each way": (LIST.c.rank.desc(), LIST.c.due_on, LIST.c.made_at.desc(), LIST.c.id),
}

ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.integers(0, 2**128 - 1).map(lambda number: UUID(int=number)),
            "rank": st.integers(-2, 2),
            "due_on": st.integers(0, 2).map(lambda days: date(2026, 11, 23) + timedelta(days)),
            "made_at": st.integers(0, 2).map(lambda microseconds: FIRST + timedelta(microseconds=microseconds)),
        }
    ),
    max_size=12,
    unique_by=lambda row: row["id"],
)


@pytest.fixture
def listed(engine: Engine) -> Iterator[Engine]:
    LIST.create(engine)
    yield engine
    LIST.drop(engine)


def walk(session: Session, order: Sequence[ColumnElement[Any]], most: int) -> list[Page[UUID]]:
    statement = select(LIST.c.id)
    pages = [read_page(session, statement, *order, most=most).map(lambda row: row[0])]
    while pages[-1].onward:
        pages.append(read_page(session, statement, *order, after=pages[-1].onward, most=most).map(lambda row: row[0]))
    return pages


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS.keys())
@given(rows=ROWS, most=st.integers(1, 5))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_row_is_on_one_page_and_in_order(
    listed: Engine, order: tuple[ColumnElement[Any], ...], rows: list[dict[str, Any]], most: int
) -> None:
    with Session(listed) as session:
        if rows:
            session.execute(insert(LIST), rows)
        pages = walk(session, order, most)
        whole: list[UUID] = list(session.scalars(select(LIST.c.id).order_by(*order)))
    assert [id_ for page in pages for id_ in page.rows] == whole
    assert [len(page.rows) for page in pages[:-1]] == [most] * (len(pages) - 1)
    assert [page.is_first for page in pages] == [True] + [False] * (len(pages) - 1)


def test_a_row_that_left_the_list_takes_none_off_the_next_page(listed: Engine) -> None:
    with Session(listed) as session:
        made = [{"id": UUID(int=number), "rank": number, "due_on": None, "made_at": None} for number in range(5)]
        session.execute(insert(LIST), made)
        order = ORDERS["by number"]
        first = read_page(session, select(LIST.c.id), *order, most=2)
        session.execute(LIST.delete().where(LIST.c.rank <= 1))
        second = read_page(session, select(LIST.c.id), *order, after=first.onward, most=2)
        assert second.rows == [(UUID(int=2),), (UUID(int=3),)]


def test_an_address_tells_only_numbers(listed: Engine) -> None:
    with Session(listed) as session:
        rows = [{"id": UUID(int=number), "rank": 1, "due_on": FIRST.date(), "made_at": FIRST} for number in (7, 8)]
        session.execute(insert(LIST), rows)
        page = read_page(session, select(LIST.c.id), *ORDERS["each way"], most=1)
    assert page.onward == f"1.{FIRST.date().toordinal()}.{int(FIRST.timestamp()) * 10**6}.{UUID(int=7).hex}"


@pytest.mark.parametrize(
    "mangled",
    [
        "",
        "x",
        "1",
        "1.2",
        "1.2.3",
        "1.2.3.x",
        f"1.2.3.{UUID(int=7).hex}.4",
        f"1.0.3.{UUID(int=7).hex}",
        f"1.2.{'9' * 18}.{UUID(int=7).hex}",
        f"{'9' * 5000}.2.3.{UUID(int=7).hex}",
        f"x.2.3.{UUID(int=7).hex}",
        f"1.2026-11-23.3.{UUID(int=7).hex}",
    ],
)
def test_a_mangled_address_shows_the_beginning(listed: Engine, mangled: str) -> None:
    with Session(listed) as session:
        session.execute(insert(LIST), [{"id": UUID(int=7), "rank": 1, "due_on": FIRST.date(), "made_at": FIRST}])
        page = read_page(session, select(LIST.c.id), *ORDERS["each way"], after=mangled)
    assert page == Page([(UUID(int=7),)], "", is_first=True)


def test_a_text_can_not_be_part_of_an_address(listed: Engine) -> None:
    with Session(listed) as session:
        session.execute(insert(LIST), [{"id": UUID(int=n), "rank": 1, "due_on": None, "made_at": None} for n in (1, 2)])
        name = case((LIST.c.rank < 1, "a name"), else_="another")
        with pytest.raises(KeyError):
            read_page(session, select(LIST.c.id), name, LIST.c.id, most=1)

"""Pages of a long list by keyset: each begins after the last row of the one before, without OFFSET or a count.

A list is ordered by columns of which the last is unique, so that every row has a place of its own. In a URL a place is
written as bare numbers: only ints, days, moments and random ids may be its values, never a text.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Generic, TypeAlias, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, UnaryExpression, and_, false, literal, or_
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.operators import desc_op

T = TypeVar("T")
U = TypeVar("U")

Order: TypeAlias = ColumnElement[Any] | InstrumentedAttribute[Any]
Key: TypeAlias = tuple[ColumnElement[Any], bool]
"""A column, and whether it is descending."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MOST_ROWS = 50
MOST_DIGITS = 18  # of a number: fits a BIGINT


def _number(text: str) -> int:
    if len(text) > MOST_DIGITS:
        raise ValueError(text)
    return int(text)


WRITE: dict[type, Callable[[Any], str]] = {
    int: str,
    date: lambda day: str(day.toordinal()),
    datetime: lambda at: str((at - EPOCH) // timedelta(microseconds=1)),
    UUID: lambda id_: id_.hex,
}
READ: dict[type, Callable[[str], Any]] = {
    int: _number,
    date: lambda text: date.fromordinal(_number(text)),
    datetime: lambda text: EPOCH + timedelta(microseconds=_number(text)),
    UUID: UUID,
}


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A page of a list. `onward`: where the next page begins, for its URL; empty on the last one."""

    rows: Sequence[T]
    onward: str = ""
    is_first: bool = True

    def map(self, function: Callable[[T], U]) -> "Page[U]":
        """Return the same page with each row changed by a function."""
        return Page([function(row) for row in self.rows], self.onward, self.is_first)


def read_page(
    session: Session, statement: Select[*tuple[Any, ...]], *order: Order, after: str = "", most: int = MOST_ROWS
) -> Page[tuple[Any, ...]]:
    """Return at most `most` rows of a statement in an order (`column` or `column.desc()`), from the place `after` on.

    A place that was not written by this module shows the first page.
    """
    keys = [_key(each) for each in order]
    place = _read(after, keys)
    if place:
        statement = statement.where(_is_past(keys, place))
    labelled = [column.label(f"key_{number}") for number, (column, _) in enumerate(keys)]
    found = session.execute(statement.order_by(None).order_by(*order).add_columns(*labelled).limit(most + 1)).all()
    rows = [tuple(row[: -len(keys)]) for row in found[:most]]
    onward = _write(found[most - 1][-len(keys) :], keys) if len(found) > most else ""
    return Page(rows, onward, not place)


def _key(each: Order) -> Key:
    """Return the column of an order, and whether it is descending."""
    column = each.expression if isinstance(each, InstrumentedAttribute) else each
    if isinstance(column, UnaryExpression) and column.modifier is desc_op:
        return column.element, True
    return column, False


def _is_past(keys: Sequence[Key], place: Sequence[Any]) -> ColumnElement[bool]:
    """Compare rows with a place: past it in the first column, or equal there and past it in those that follow."""
    past: ColumnElement[bool] = false()
    for (column, descending), value in zip(reversed(keys), reversed(place), strict=True):
        here = literal(value, column.type)
        beyond = column < here if descending else column > here
        past = or_(beyond, and_(column == here, past))
    return past


def _write(place: Sequence[Any], keys: Sequence[Key]) -> str:
    return ".".join(WRITE[column.type.python_type](value) for (column, _), value in zip(keys, place, strict=True))


def _read(text: str, keys: Sequence[Key]) -> list[Any]:
    parts = text.split(".")
    if len(parts) != len(keys):
        return []
    try:
        return [READ[column.type.python_type](part) for (column, _), part in zip(keys, parts, strict=True)]
    except (ValueError, OverflowError):
        return []

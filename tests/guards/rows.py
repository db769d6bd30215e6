"""One row for every table, made from the models alone: the least that its constraints allow."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Enum,
    Integer,
    LargeBinary,
    String,
    Table,
    Uuid,
    insert,
)
from sqlalchemy.types import JSON, TypeDecorator, TypeEngine

from fund.core.calendar import Month
from fund.db import Base, MonthType
from fund.keys.sealed import Sealed
from fund.ledger import chart

DAY = date(2026, 9, 1)

# where the constraints of a table leave no choice
CHOSEN: dict[str, Any] = {
    "budget.amount": 9,
    "data_key.wrapped": b"x",
    "entry.kind": chart.FLOWS[0].kind,
    "entry.debit": chart.FLOWS[0].debit,
    "entry.credit": chart.FLOWS[0].credit,
    "evidence.pages": 0,
    "route.way": "hold",
}

# laid down by the migration itself
LAID = frozenset({"flow"})

Row = dict[str, Any]


def fill(connection: Connection) -> None:
    """Put one row in every table that its migration leaves empty."""
    rows: dict[str, Row] = {}
    for table in Base.metadata.sorted_tables:
        if table.name not in LAID:
            rows[table.name] = {column.name: _value(table, column, rows) for column in table.columns}
            connection.execute(insert(table).values(rows[table.name]))


def _value(table: Table, column: Column[Any], rows: dict[str, Row]) -> Any:
    chosen = CHOSEN.get(f"{table.name}.{column.name}")
    if chosen is not None or column.nullable:
        return chosen
    for key in column.foreign_keys:
        if key.column.table.name in rows:
            return rows[key.column.table.name][key.column.name]
    return _plain(column.type) + timedelta(days=1) if column.name == "until" else _plain(column.type)


def _plain(of: TypeEngine[Any]) -> Any:
    if isinstance(of, MonthType):
        return Month.of(DAY)
    if isinstance(of, TypeDecorator):
        return _plain(of.impl_instance)
    if isinstance(of, Enum):
        return of.enum_class(of.enums[0]) if of.enum_class else of.enums[0]
    if isinstance(of, Uuid):
        return uuid4()
    return next(value for kind, value in PLAIN.items() if isinstance(of, kind))


PLAIN: dict[type[TypeEngine[Any]], Any] = {
    Boolean: True,
    Date: DAY,
    DateTime: datetime(2026, 9, 1, tzinfo=UTC),
    Integer: 1,
    JSON: {},
    LargeBinary: Sealed(b"x"),
    String: "x",
}

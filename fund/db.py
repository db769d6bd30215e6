"""What all tables share: base class, names of constraints, column types, and how a connection begins."""

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any, TypeVar
from uuid import UUID, uuid4

from sqlalchemy import (
    BigInteger,
    DateTime,
    Dialect,
    Engine,
    Enum,
    MetaData,
    PrimaryKeyConstraint,
    Select,
    String,
    TypeDecorator,
    UniqueConstraint,
    Uuid,
    event,
    inspect,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column

from fund.core.calendar import Month
from fund.core.codes import MOST_LETTERS
from fund.core.errors import NotFound

T = TypeVar("T")

READS = "reads"  # the execution option of a session that only reads

BUSY_SECONDS = 30

WRITTEN_ONCE = frozenset({"entry", "month_close", "audit_event", "access_entry", "cost_account", "flow"})
"""Tables whose rows may be added and never changed: the app's role has no right to."""


class Moment(TypeDecorator[datetime]):
    """A datetime that is aware and in UTC on both databases; a naive one raises ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True
    python_type = datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert it to UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return it in UTC; SQLite stores no time zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class MonthType(TypeDecorator[Month]):
    """A month, stored as `2026-09`."""

    impl = String(7)
    cache_ok = True

    def process_bind_param(self, value: Month | None, dialect: Dialect) -> str | None:
        """Write it as text that sorts in order of time."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Month | None:
        """Read it from text."""
        return None if value is None else Month.parse(value)


def choice(of: type[StrEnum], name: str = "") -> Enum:
    """Return the column type of an enum: its values as text with a CHECK, without a native type in PostgreSQL.

    `name` is the CHECK's; by default that of the class. Needed where a table has two columns of one enum.
    """
    check = name or of.__name__.lower()
    return Enum(of, native_enum=False, length=40, create_constraint=True, name=check, values_callable=_values)


def _values(of: type[StrEnum]) -> list[str]:
    return [str(member) for member in of]


def fetch_one(session: Session, statement: Select[T]) -> T:
    """Return the one row that a statement selects; raise NotFound where there is none."""
    row = session.scalar(statement)
    if row is None:
        raise NotFound
    return row


def fetch_by_id(session: Session, of: type[T], id_: UUID) -> T:
    """Return the row with an id; raise NotFound where there is none. What the session holds is not read again."""
    row = session.get(of, id_)
    if row is None:
        raise NotFound
    return row


def insert_unless_there(
    session: Session, into: type[DeclarativeBase], key: Sequence[str] | None = None
) -> postgresql.Insert | sqlite.Insert:
    """Return an INSERT, for the session's database, that skips each row whose key (None: any) is there already."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement: postgresql.Insert | sqlite.Insert = dialect.insert(into)
    return statement.on_conflict_do_nothing(index_elements=key)


class Base(DeclarativeBase):
    """The base of every table."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Moment, Month: MonthType, UUID: Uuid()}


Id = Annotated[UUID, mapped_column(primary_key=True)]
Money = Annotated[int, mapped_column(BigInteger)]
Code = Annotated[str, mapped_column(String(MOST_LETTERS))]


def new_id() -> UUID:
    """Return a random id, which the caller has before the row is stored."""
    return uuid4()


@event.listens_for(Base, "init", propagate=True)
def _set_id(target: Base, args: tuple[object, ...], kwargs: dict[str, object]) -> None:
    # in the constructor, not as a column's default at the flush: a field is sealed to its row's id before that
    if "id" in inspect(type(target)).columns:
        kwargs.setdefault("id", new_id())


def prepare(engine: Engine) -> Engine:
    """Set up an engine: on SQLite, connections are durable and strict, and a writing transaction locks at its start."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _open_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _open_sqlite(connection: Any, record: object) -> None:
    connection.isolation_level = None  # the driver must not send BEGIN: _begin_sqlite does
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", f"busy_timeout={BUSY_SECONDS * 1000}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    reads = connection.get_execution_options().get(READS, False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def violated_constraint(error: DBAPIError) -> str | None:
    """Return the name of the constraint that a statement broke, the same on both databases; None where it broke none.

    PostgreSQL reports the name. SQLite reports that of a CHECK, but only the columns of a unique constraint, which is
    then looked up by them.
    """
    reported = getattr(getattr(error.orig, "diag", None), "constraint_name", None)
    if reported:
        return str(reported)
    kind, _, named = str(error.orig).partition(" constraint failed: ")
    if kind == "UNIQUE":
        return named.removeprefix("index ").strip("'") if named.startswith("index ") else _unique(named.split(", "))
    return named if kind == "CHECK" else None


def _unique(columns: list[str]) -> str | None:
    table = Base.metadata.tables[columns[0].partition(".")[0]]
    names = {column.partition(".")[2] for column in columns}
    keys = [each for each in table.constraints if isinstance(each, PrimaryKeyConstraint | UniqueConstraint)]
    unique = [*keys, *(index for index in table.indexes if index.unique)]
    return next((str(each.name) for each in unique if {column.name for column in each.columns} == names), None)

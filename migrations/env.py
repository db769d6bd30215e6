"""Run the migrations on a connection that is passed in, or on the owner's database of the settings or of `-x url=...`.

Each migration is one transaction, on SQLite too. FUND_APP_ROLE names the PostgreSQL role under which the app itself
works: it is created and gets no more rights than it needs, so that it can add to the books and the trail but can't
change what is there.
"""

import importlib
import importlib.util
import os
import pkgutil
from typing import Literal

from alembic import context
from sqlalchemy import Connection, TypeDecorator, create_engine, text

import fund
from config import Settings
from fund.db import WRITTEN_ONCE, Base, prepare


def _import_models() -> None:
    for package in pkgutil.iter_modules(fund.__path__):
        if package.ispkg and importlib.util.find_spec(f"fund.{package.name}.models"):
            importlib.import_module(f"fund.{package.name}.models")


def _url() -> str:
    given: str | None = context.get_x_argument(as_dictionary=True).get("url")
    if given:
        return given
    return Settings().owner_url


def _grant(connection: Connection, role: str) -> None:
    name = connection.dialect.identifier_preparer.quote_identifier(role)
    if not connection.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": role}):
        connection.exec_driver_sql(f"CREATE ROLE {name}")
    for table in connection.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")).all():
        verbs = "SELECT" if table == "alembic_version" else "SELECT, INSERT"
        if table not in WRITTEN_ONCE | {"alembic_version"}:
            verbs += ", UPDATE, DELETE"
        connection.exec_driver_sql(f'REVOKE ALL ON "{table}" FROM {name}')
        connection.exec_driver_sql(f'GRANT {verbs} ON "{table}" TO {name}')


def _as_stored(kind: str, item: object, context: object) -> str | Literal[False]:
    """Write a type of our own as what the database keeps: a migration outlives the code that wrote it."""
    return f"sa.{item.impl_instance!r}" if kind == "type" and isinstance(item, TypeDecorator) else False


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        compare_type=True,
        render_item=_as_stored,
        transactional_ddl=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    role = os.environ.get("FUND_APP_ROLE")
    if role and connection.dialect.name == "postgresql":
        _grant(connection, role)
    connection.commit()


_import_models()
passed_in = context.config.attributes.get("connection")
if passed_in is not None:
    _migrate(passed_in)
else:
    engine = prepare(create_engine(_url()))
    with engine.connect() as connection:
        _migrate(connection)
    engine.dispose()

"""Run migrations: on a connection handed in, or on the owner's database of the settings (`-x url=...` chooses another).

Each migration is one transaction, on SQLite too. Where FUND_APP_ROLE names the role under which the app itself works, that
role is made and gets no more than it needs: it can add to the books and the trail, and change nothing that stands there.
"""

import importlib
import importlib.util
import os
import pkgutil

from alembic import context
from sqlalchemy import Connection, create_engine, text

import fund
from config import Settings
from fund.db import Base, prepare

WRITTEN_ONCE = frozenset({"entry", "month_close", "audit_event", "access_entry"})


def _import_models() -> None:
    for room in pkgutil.iter_modules(fund.__path__):
        if room.ispkg and importlib.util.find_spec(f"fund.{room.name}.models"):
            importlib.import_module(f"fund.{room.name}.models")


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


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        compare_type=True,
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
handed_in = context.config.attributes.get("connection")
if handed_in is not None:
    _migrate(handed_in)
else:
    engine = prepare(create_engine(_url()))
    with engine.connect() as opened:
        _migrate(opened)
    engine.dispose()

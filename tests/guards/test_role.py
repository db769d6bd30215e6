"""The role under which the app works on PostgreSQL: it adds to the books and the trail,
and changes nothing that stands there."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import ProgrammingError

from fund.app import can_rewrite
from fund.db import WRITTEN_ONCE, Base
from tests.databases import PostgresDatabases, migrate, open_engine


@pytest.fixture
def role() -> str:
    return f"app-{uuid4().hex[:8]}"


@pytest.fixture
def engine(postgres_databases: PostgresDatabases, role: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setenv("FUND_APP_ROLE", role)
    with postgres_databases.fresh(migrated=False) as url:
        migrate(url)
        migrate(url)  # a second time changes nothing
        opened = open_engine(url)
        try:
            yield opened
            with opened.begin() as connection:
                connection.exec_driver_sql(f'DROP OWNED BY "{role}"')
                connection.exec_driver_sql(f'DROP ROLE "{role}"')
        finally:
            opened.dispose()


def test_it_may_do_no_more_than_it_needs(engine: Engine, role: str) -> None:
    asked = text("SELECT privilege_type, table_name FROM information_schema.role_table_grants WHERE grantee = :role")
    with engine.connect() as connection:
        granted = {(str(verb), str(name)) for verb, name in connection.execute(asked, {"role": role})}
    tables = set(Base.metadata.tables)
    adds = {(verb, name) for verb in ("SELECT", "INSERT") for name in tables}
    changes = {(verb, name) for verb in ("UPDATE", "DELETE") for name in tables - WRITTEN_ONCE}
    assert granted == adds | changes | {("SELECT", "alembic_version")}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET cents = 1",
        "DELETE FROM audit_event",
        "TRUNCATE access_entry",
        "DROP TABLE claim",
        "CREATE TABLE x ()",
    ],
)
def test_it_is_refused_the_rest(engine: Engine, role: str, statement: str) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql(f'SET LOCAL ROLE "{role}"')
        with pytest.raises(ProgrammingError, match="permission denied|must be owner"):
            connection.exec_driver_sql(statement)


def test_a_role_that_could_do_more_is_seen(engine: Engine, role: str) -> None:
    assert can_rewrite(engine) == sorted(WRITTEN_ONCE)  # the owner
    with engine.begin() as connection:
        connection.exec_driver_sql(f'ALTER ROLE "{role}" LOGIN')
    lowly = create_engine(engine.url.set(username=role))
    assert can_rewrite(lowly) == []
    with engine.begin() as connection:
        connection.exec_driver_sql(f'GRANT UPDATE ON access_entry TO "{role}"')
    assert can_rewrite(lowly) == ["access_entry"]
    lowly.dispose()

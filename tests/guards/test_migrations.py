"""The migrations: one line of them, and the same schema as the models, on both databases, up,
down and up with rows in it."""

import pytest
import sqlalchemy
from alembic import command
from alembic.autogenerate import compare_metadata, render_python_code
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import MigrationScript, Operations
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Engine, Table, func, inspect, select, table, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from fund.db import Base
from fund.ledger import chart
from tests.databases import TOP, migrate, open_engine
from tests.guards import triggers
from tests.guards.rows import fill

PACKAGES = [
    "trail",
    "web",
    "regions",
    "keys",
    "people",
    "texts",
    "ledger",
    "residents",
    "evidence",
    "payees",
    "stays",
    "claims",
    "decisions",
    "payouts",
]


def _revisions() -> list[str]:
    scripts = ScriptDirectory.from_config(Config(toml_file=TOP / "pyproject.toml"))
    assert len(scripts.get_heads()) == 1
    return [revision.revision for revision in reversed(list(scripts.walk_revisions()))]


def test_one_line_in_the_order_of_the_rooms() -> None:
    assert _revisions()[: len(PACKAGES)] == [f"{number:04}_{package}" for number, package in enumerate(PACKAGES, 1)]


def test_each_migration_says_why() -> None:
    for file in sorted((TOP / "migrations/versions").glob("*.py")):
        assert file.read_text().startswith('"""'), file.name


def test_migrated_schema_equals_models(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    found = inspect(engine)
    for each in Base.metadata.sorted_tables:
        assert {str(check["name"]) for check in found.get_check_constraints(each.name)} == _checks(each), each.name
        assert found.get_pk_constraint(each.name)["constrained_columns"] == list(each.primary_key.columns.keys()), (
            each.name
        )


def test_a_migration_that_is_written_needs_no_type_of_ours(engine: Engine) -> None:
    """Tables with each of them are gone: what would make them anew runs with Alembic and SQLAlchemy alone."""
    written = []

    def instead(context: MigrationContext, revision: object, directives: list[MigrationScript]) -> None:
        (ops,) = directives[0].upgrade_ops_list
        written.append(render_python_code(ops, render_item=context.opts["render_item"]))
        directives.clear()

    with engine.connect() as connection:
        for gone in ("completion", "month_close"):
            connection.execute(text(f"DROP TABLE {gone}"))
        connection.commit()
        config = Config(toml_file=TOP / "pyproject.toml")
        config.attributes["connection"] = connection
        command.revision(config, autogenerate=True, process_revision_directives=instead)
        with Operations.context(MigrationContext.configure(connection)) as op:
            exec(f"if True:\n    {written[0]}", {"op": op, "sa": sqlalchemy})
        assert {"completion", "month_close"} <= set(inspect(connection).get_table_names())


def _checks(of: Table) -> set[str]:
    return {str(check.name) for check in of.constraints if isinstance(check, CheckConstraint)}


def _counts(url: str) -> dict[str, int]:
    engine = open_engine(url)
    with engine.connect() as connection:
        names = [name for name in inspect(connection).get_table_names() if name != "alembic_version"]
        counts = {name: connection.scalar(select(func.count()).select_from(table(name))) or 0 for name in names}
    engine.dispose()
    return counts


def test_down_and_up_again_with_rows_in_every_table(engine: Engine, database_url: str) -> None:
    """Each migration is taken back and done again while all that stands before it holds rows, and they stay."""
    with engine.begin() as connection:
        fill(connection)
    engine.dispose()
    before = _counts(database_url)
    assert set(before) == set(Base.metadata.tables)
    assert 0 not in before.values()
    for revision in reversed(_revisions()):
        migrate(database_url, f"{revision}-1", command.downgrade)
        kept = _counts(database_url)
        assert kept == {name: before[name] for name in kept}
        migrate(database_url, revision)
        assert {name: count for name, count in _counts(database_url).items() if name in kept} == kept
        migrate(database_url, f"{revision}-1", command.downgrade)
    assert _counts(database_url) == {}
    migrate(database_url)
    assert set(_counts(database_url)) == set(before)


def test_nothing_is_left_behind_on_the_way_down(engine: Engine, database_url: str) -> None:
    engine.dispose()
    migrate(database_url, "base", command.downgrade)
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            left = connection.scalars(
                text("SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace")
            ).all()
        else:
            left = connection.scalars(text("SELECT name FROM sqlite_master WHERE name NOT LIKE 'alembic%'")).all()
            left = [name for name in left if not name.startswith("sqlite_")]
    assert left == []


@pytest.mark.parametrize("name", ["audit_event", "access_entry", "entry", "month_close"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET at = at", "DELETE FROM {}"])
def test_what_is_written_once_stays(session: Session, name: str, verb: str) -> None:
    fill(session.connection())
    session.flush()
    with pytest.raises(DBAPIError, match="written once"):
        session.execute(
            text(verb.format(name).replace("at = at", "fund_id = fund_id" if name == "month_close" else "at = at"))
        )


def test_the_migration_lays_every_flow_that_is_not_a_costs(session: Session) -> None:
    flows = session.execute(text("SELECT kind, debit, credit FROM flow")).all()
    assert {tuple(row) for row in flows} == set(chart.FLOWS)


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_the_migration_lays_every_trigger_of_the_ledger(session: Session) -> None:
    laid = session.scalars(text("SELECT sql FROM sqlite_master WHERE type = 'trigger'")).all()
    assert {" ".join(statement.split()) for statement in triggers.create("sqlite")} <= set(laid)

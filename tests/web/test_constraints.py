"""A broken constraint is known by its name on both databases, and says to who asked what it means."""

from typing import Any

import pytest
from sqlalchemy import Connection, Engine, Table, insert, select, update
from sqlalchemy.exc import IntegrityError

from fund.core.errors import StaleClaim, WrongStep
from fund.db import Base, new_id, violated_constraint
from fund.web import constraints
from tests.guards.rows import fill

BY_TRIGGER = {"pk_entry", "pk_month_close", "uq_entry_fund_id_reverses"}  # on SQLite a trigger is before them
NAMED = constraints.SOMEBODY_WAS_FIRST | constraints.SENTENCES.keys() | constraints.BY_CHANCE


def table_of(name: str) -> Table:
    """Return the table of a constraint: the longest name that it begins with."""
    found = [table for table in Base.metadata.sorted_tables if name.partition("_")[2].startswith(table.name)]
    return max(found, key=lambda table: len(table.name))


def break_it(connection: Connection, name: str) -> IntegrityError:
    """Write a row a second time, with an id of its own where the id is not what is broken."""
    table = table_of(name)
    if name == "uq_policy_text_region_id_from_":
        connection.execute(
            update(table).values(region_id=select(Base.metadata.tables["region"].c.id).scalar_subquery())
        )
    row: dict[str, Any] = dict(connection.execute(select(table)).mappings().one())
    if "id" in row and not name.startswith("pk_"):
        row["id"] = new_id()
    if (
        name == "uq_resident_region_id_reference"
    ):  # her key is hers alone: another one, so that only the reference meets
        keys = Base.metadata.tables["data_key"]
        key = dict(connection.execute(select(keys)).mappings().one()) | {"id": new_id(), "general_of": None}
        connection.execute(insert(keys).values(key))
        row["key_id"] = key["id"]
    with pytest.raises(IntegrityError) as broken, connection.begin_nested():
        connection.execute(insert(table).values(row))
    return broken.value


@pytest.mark.parametrize("name", sorted(NAMED - BY_TRIGGER))
def test_each_is_known_by_its_name(engine: Engine, name: str) -> None:
    with engine.connect() as connection:
        fill(connection)
        assert violated_constraint(break_it(connection, name)) == name


def test_each_says_what_it_means(engine: Engine) -> None:
    with engine.connect() as connection:
        fill(connection)
        assert isinstance(constraints.refusal(break_it(connection, "uq_reservation_open")), StaleClaim)
        twice = constraints.refusal(break_it(connection, "uq_statement_fund_id_sha256"))
        assert isinstance(twice, WrongStep) and "al ingelezen" in str(twice)


def test_two_random_references_only_met_by_chance(engine: Engine) -> None:
    with engine.connect() as connection:
        fill(connection)
        met = break_it(connection, "uq_claim_reference")
        assert constraints.is_by_chance(met) and constraints.refusal(met) is None


def test_one_that_nobody_thought_of_is_a_bug(engine: Engine) -> None:
    with engine.connect() as connection:
        fill(connection)
        assert constraints.refusal(break_it(connection, "uq_account_email")) is None

"""Whoever opens something of a resident is in the access log: every page of the table that is about a thing."""

from collections.abc import Iterator, Sequence

import pytest
from flask import Blueprint, Flask
from sqlalchemy.orm import Session

from fund.people.rules import Actor
from tests.guards.access import Row, people, table, thing_of
from tests.visitor import Visitor, looks
from tests.world import World

pytestmark = [pytest.mark.usefixtures("december"), pytest.mark.parametrize("databases", ["sqlite"], indirect=True)]

OF_NO_RESIDENT = ("/policy/{region}", "/ledger/{fund}", "/payouts/fund/{fund}", "/payouts/{sent_batch}/not-executed")


def unwritten(app: Flask, session: Session, world: World, person: Actor, rows: Sequence[Row]) -> Iterator[str]:
    """Open each page, and yield those after which the log is as it was."""
    visitor, before = Visitor(app, person), len(looks(session, person))
    for row in rows:
        visitor.get(row.at(thing_of(world.own, row.thing or "")))
        written = len(looks(session, person))
        if written == before:
            yield row.path
        before = written


@pytest.mark.parametrize("role", ["worker", "admin"])
def test_every_page_of_a_resident_is_written_down(app: Flask, session: Session, world: World, role: str) -> None:
    pages = [row for row in table() if row.method == "GET" and row.thing and row.outcome(role) == "ok"]
    person = people(world)[role]
    assert person and len(pages) > 20
    silent = list(unwritten(app, session, world, person, pages))
    assert [path for path in silent if not path.startswith(OF_NO_RESIDENT)] == [], "without access_log.add in its view"


PLANTED = Blueprint("planted", __name__)
PLANTED.add_url_rule("/claims/<uuid:id>/peek", "peek", lambda id: "her", methods=["GET"])


@pytest.mark.parametrize("blueprints", [(PLANTED,)])
def test_a_page_that_writes_nothing_down_is_seen(app: Flask, session: Session, world: World) -> None:
    row = Row("GET", "/claims/{submitted}/peek", ("sign-in", "ok", "ok", "absent", "absent", "absent", "absent"))
    assert list(unwritten(app, session, world, world.own.worker, [row])) == [row.path]

"""Typed wrongly, pressed twice, sent late or from an old page:
a clear sentence, what was typed is still there, nothing is done twice."""

import hashlib
import re
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import Engine
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from fund.db import Base
from tests.guards.access import people
from tests.history import page as paper
from tests.journeys.forms import DEEDS, Deed
from tests.visitor import Visitor, page_of, words
from tests.world import World

pytestmark = pytest.mark.usefixtures("december")

AMOUNTS = {
    "12.50": "Bedoelt u 12,50?",
    "1.234,5": "Bedoelt u 1.234,50?",
    "NaN": "Schrijf een bedrag in cijfers",
    "1E+400": "Schrijf een bedrag in cijfers",
    "-1": "zonder min",
}
DAYS = ("31-02-2026", "morgen", "12-13-2026", "01-12-26")
NOTED = frozenset({"idempotency_key", "access_entry"})  # written beside every deed


def stands(engine: Engine) -> str:
    """Return a mark of all that the database holds, except what is written beside every deed."""
    mark = hashlib.sha256()
    with engine.connect() as connection:
        for name in sorted(set(Base.metadata.tables) - NOTED):
            rows = connection.exec_driver_sql(f'SELECT * FROM "{name}"').all()
            mark.update("\n".join(sorted(map(str, rows))).encode())
    return mark.hexdigest()


def send(deed: Deed, world: World, walker: Visitor, to: str, body: dict[str, Any]) -> TestResponse:
    return walker.client.post(to, data=body | deed.files(world, walker), buffered=True)


def typed_on(answer: TestResponse) -> set[str]:
    """Return all that stands in the fields of a page."""
    return {str(value).strip() for form in page_of(answer).forms for _, value in form.form_values()}


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.row)
def test_a_deed_done_twice_is_done_once(app: Flask, world: World, engine: Engine, deed: Deed) -> None:
    walker = Visitor(app, people(world)[deed.role])
    to, body = deed.form(world, walker)
    before = stands(engine)
    first = send(deed, world, walker, to, body)
    assert first.status_code == 303, words(first)
    once = stands(engine)
    assert once != before
    again = send(deed, world, walker, to, body)
    assert (again.status_code, again.location) == (303, first.location)
    assert stands(engine) == once


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.row)
def test_a_lost_session_loses_nothing(app: Flask, world: World, engine: Engine, deed: Deed) -> None:
    walker = Visitor(app, people(world)[deed.role])
    to, body = deed.form(world, walker)
    files = deed.files(world, walker)
    before = stands(engine)
    walker.client.delete_cookie("kf")
    late = walker.client.post(to, data=body | files, headers={"Origin": "http://localhost"}, buffered=True)
    assert (late.status_code, "stond te lang open" in words(late)) == (400, True)
    assert stands(engine) == before
    offered = {name: value for name, value in page_of(late).forms[-1].form_values() if name != "csrf_token"}
    assert {name for name, value in body.items() if value not in ("", [], [""])} - {"csrf_token"} <= set(offered)
    signed_in = Visitor(app, people(world)[deed.role])
    done = send(deed, world, signed_in, to, body | {"csrf_token": signed_in.token})
    assert done.status_code == 303, words(done)


VERSIONED = [deed for deed in DEEDS if deed.row.startswith(("/claims/", "/queue/"))]


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
@pytest.mark.parametrize("deed", VERSIONED, ids=lambda deed: deed.row)
def test_a_stale_page_says_so_and_keeps_what_was_typed(app: Flask, world: World, engine: Engine, deed: Deed) -> None:
    walker = Visitor(app, people(world)[deed.role])
    to, body = deed.form(world, walker)
    before = stands(engine)
    stale = send(deed, world, walker, to, body | {"version": "0"})
    assert (stale.status_code, "Iemand anders was u voor. Bekijk de nieuwe stand." in words(stale)) == (409, True), (
        words(stale)
    )
    assert stands(engine) == before
    shown = typed_on(stale)
    assert [value for name, value in deed.typed.items() if "{" not in value and value not in shown] == []


def fields() -> list[Any]:
    """Return each field of each deed that takes an amount or a day, with all that is none."""
    found = []
    for deed in DEEDS:
        for name, usual in deed.typed.items():
            of = (
                DAYS
                if re.fullmatch(r"\d\d-\d\d-\d{4}", usual)
                else tuple(AMOUNTS)
                if re.fullmatch(r"[\d.]+,\d\d", usual)
                else ()
            )
            found += [pytest.param(deed, (name, of), id=f"{deed.row} {name}")] if of else []
    return found


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("deed", "wrong"), fields())
def test_what_is_no_amount_or_day_is_said_beside_it(
    app: Flask, world: World, engine: Engine, deed: Deed, wrong: tuple[str, tuple[str, ...]]
) -> None:
    walker, (name, tries) = Visitor(app, people(world)[deed.role]), wrong
    to, body = deed.form(world, walker)
    before = stands(engine)
    for typed in tries:
        answer = send(deed, world, walker, to, body | {name: typed})
        assert answer.status_code == 422, words(answer)
        assert AMOUNTS.get(typed, "Schrijf") in words(answer)
        assert page_of(answer).xpath(f"//*[@name='{name}' and @aria-invalid='true']")
        shown = typed_on(answer)
        assert [
            value for value in (deed.typed | {name: typed}).values() if "{" not in value and value not in shown
        ] == []
    assert stands(engine) == before


def test_days_the_wrong_way_round_and_leaving_before_admission_are_refused(app: Flask, world: World) -> None:
    walker = Visitor(app, world.own.worker)
    stay = f"/stays/{world.own.things['stay']}"
    cost = {"cents": "25,00", "from_": "20-11-2026", "until": "10-11-2026", "payee": "supplier"}
    for page, typed in (
        (f"{stay}/costs/new?category=PHONE", cost),
        (f"{stay}/leave", {"left_on": "31-08-2026"}),
        (f"{stay}/fees/new", {"from_": "20-11-2026", "until": "10-11-2026"}),
        ("/residents/new", {"admitted_on": "03-12-2026", "place": "shelter", "children": "0"}),
    ):
        answer = walker.send(page, **typed)
        assert answer.status_code == 422
        assert page_of(answer).xpath("//*[@role='alert']//li"), page
        assert set(typed.values()) <= typed_on(answer)


# what is sent, what is said of it as evidence, and as a bank's statement
FILES = {
    "empty": (b"", "is leeg", "Een leeg bestand telt niet"),
    "renamed": (b"Dit is een brief, geen foto.", "geen JPEG, PNG of PDF", "geen bankafschrift"),
    "half": (paper()[:60], "is beschadigd", "geen bankafschrift"),
    "huge": (b"\x89PNG" + b"\0" * 50 * 1024 * 1024, "te groot", "te groot"),
}


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("deed", [deed for deed in DEEDS if deed.file], ids=lambda deed: deed.row)
def test_a_file_that_is_none_is_said_and_nothing_is_kept(
    app: Flask, world: World, engine: Engine, deed: Deed, kind: str
) -> None:
    walker = Visitor(app, people(world)[deed.role])
    to, body = deed.form(world, walker)
    before = stands(engine)
    content, of_evidence, of_a_statement = FILES[kind]
    boundary, sent = encode_multipart(body | {"file": FileStorage(BytesIO(content), "stuk.png", "file")})
    answer = walker.client.post(to, data=sent, content_type=f"multipart/form-data; boundary={boundary}", buffered=True)
    assert answer.status_code == 422, words(answer)
    (said,) = page_of(answer).xpath("//*[@id='file-error']")
    assert (of_a_statement if deed.to == "/statements" else of_evidence) in said.text_content()
    assert set(deed.typed.values()) <= typed_on(answer)
    assert stands(engine) == before


def test_nothing_goes_into_a_closed_month(
    app: Flask, world: World, engine: Engine, december: time_machine.Traveller
) -> None:
    december.move_to(datetime(2026, 10, 30, 9, tzinfo=UTC))
    walker = Visitor(app, world.office.third)
    before = stands(engine)
    late = walker.send(f"/payouts/{world.own.things['batched_batch']}", "/release")
    assert (late.status_code, "De maand oktober 2026 is afgesloten." in words(late)) == (409, True), words(late)
    closed = walker.post(f"/ledger/{world.own.fund_id}/2026-10/close")
    assert (closed.status_code, "al afgesloten" in words(closed)) == (409, True), words(closed)
    assert stands(engine) == before

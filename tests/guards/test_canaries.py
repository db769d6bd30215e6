"""Names, file numbers and phone numbers, fifty of them planted in one shelter, are found in no page elsewhere,
no file, log or database."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from flask import Flask
from lxml import html
from sqlalchemy import Engine, inspect, make_url, text
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from config import Settings
from fund.payouts import actions as payouts
from fund.people.act import Act
from fund.people.rules import Actor
from tests import history
from tests.guards.access import table, thing_of
from tests.visitor import Visitor, words
from tests.world import World

pytestmark = pytest.mark.usefixtures("december")

COUNT = 17
NAMES = [f"Kanariesma{number:02}" for number in range(COUNT)]
NUMBERS = [f"KANARIE/{number:02}/9917" for number in range(COUNT)]
PHONES = [f"06-8350{number:02}47" for number in range(COUNT)]
CANARIES = [*NAMES, *NUMBERS, *PHONES]
TELLING = re.compile(r"opvang|shelter|geweld|violence|vrouw|women|slachtoffer|victim", re.IGNORECASE)
WHERE = "//title/text() | //@href | //@src | //@action | //@formaction | //@data-check | //meta/@content"


@pytest.fixture
def planted(world: World, session: Session) -> World:
    """Have them at the first shelter: all on a claim at the fund, some paid, some in a draft."""
    shelter, office = world.own, world.office
    for number in range(COUNT):
        rule = f"Alleen bellen op {PHONES[number]}, vraag naar {NAMES[number]}"
        facts = {"name": f"Anna {NAMES[number]}", "file_number": NUMBERS[number], "contact_rule": rule}
        claim = history.filed(session, shelter, f"canary-{number}", history.at(11, 20), sealed=facts)
        if number < 3:
            shelter.things["canary_decision"] = history.granted(session, office.first, history.at(11, 23), claim).id
    (batch,) = payouts.batch(Act(session, office.first, history.at(11, 24)), office.fund_id)
    payouts.release(Act(session, office.third, history.at(11, 24, 12)), batch.id)
    shelter.things["canary_batch"] = batch.id
    session.commit()
    return world


def addresses(world: World) -> Iterator[str]:
    """Name every page for everything that is known, and for what the canaries left at the fund."""
    for row in table():
        if row.method == "GET":
            shelters = (world.own, world.next_door, world.abroad)
            yield from (row.at(thing_of(shelter, row.thing) if row.thing else None) for shelter in shelters)
    things = world.own.things
    for number in range(0, COUNT, 4):  # one is paid, the others are filed
        claim, her = things[f"canary-{number}"], things[f"canary-{number}_resident"]
        yield from (
            f"/claims/{claim}",
            f"/queue/{claim}",
            f"/residents/{her}",
            f"/residents/{her}/sealed",
            f"/residents/{her}/correct",
        )
    yield from (f"/payouts/{things['canary_batch']}", f"/payouts/{things['canary_batch']}/file")
    yield from (f"/decisions/{things['canary_decision']}/letter{language}" for language in ("", "?language=en"))


def found_in(body: bytes) -> list[str]:
    """Tell which canaries stand in some bytes, as text or as a database writes bytes."""
    spaceless = re.sub(rb"\s+", b"", body).lower()
    return [
        each for each in CANARIES if each.lower().encode() in spaceless or each.encode().hex().encode() in spaceless
    ]


def unpacked(answer: TestResponse) -> bytes:
    """Return all that an answer says, out of its package as well."""
    body: bytes = answer.data
    if body.startswith(b"%PDF"):
        with pypdfium2.PdfDocument(io.BytesIO(body)) as letter:
            body += "".join(page.get_textpage().get_text_range() for page in letter).encode()
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body += b"".join(book.read(name) for name in book.namelist())
    return body + str(answer.headers).encode()


def tells(answer: TestResponse) -> list[str]:
    """Return the titles, addresses and file names on a page that say what the shelter is for."""
    said = [answer.headers.get("Content-Disposition", ""), answer.location or ""]
    if answer.mimetype == "text/html" and answer.text.strip():
        page = html.document_fromstring(answer.text)
        said += [str(each) for each in page.xpath(WHERE)]  # type: ignore[union-attr]
    return [each for each in said if TELLING.search(each)]


def strangers(world: World) -> dict[str, Actor | None]:
    return {
        "next door": world.next_door.worker,
        "its lead": world.next_door.lead,
        "abroad": world.abroad.lead,
        "who decides": world.office.first,
        "who releases": world.office.third,
        "another fund": world.other_office.first,
        "auditor": world.office.auditor,
        "overseer": world.overseer,
        "operator": world.operator,
        "nobody": None,
    }


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)  # as it is deployed; what lies on disk, on both
def test_no_stranger_finds_a_canary_nor_a_log_holds_one(
    app: Flask, planted: World, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(0)
    pages = list(dict.fromkeys(addresses(planted)))
    seen, taken = {}, 0
    for who, person in strangers(planted).items():
        walker = Visitor(app, person)
        for page in pages:
            answer = walker.get(page)
            taken += answer.status_code == 200
            assert answer.status_code < 500, page
            if wrong := found_in(unpacked(answer)) + tells(answer):
                seen[who, page] = wrong
    assert seen == {}
    assert taken > 200
    mistyped(Visitor(app, planted.own.worker))
    written = capfd.readouterr()
    assert found_in(f"{caplog.text}{written.out}{written.err}".encode()) == []


def mistyped(worker: Visitor) -> None:
    """Try to register one and fail: what is refused may be kept nowhere either."""
    facts = {"file_number": NUMBERS[0], "name": NAMES[0], "contact_rule": PHONES[0]}
    fields = {"admitted_on": "30-02-2026", "place": "shelter", "children": "0"} | facts
    answer = worker.send("/residents/new", **fields)
    assert answer.status_code == 422
    assert len(found_in(answer.data)) == 3


def test_her_own_shelter_reads_them(app: Flask, planted: World) -> None:
    worker = Visitor(app, planted.own.worker)
    for number in range(COUNT):
        page = f"/residents/{planted.own.things[f'canary-{number}_resident']}/sealed"
        answer = worker.get(page)
        assert len(found_in(words(answer).encode())) == 3


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_no_title_address_or_file_name_says_what_the_shelter_is_for(app: Flask, planted: World) -> None:
    for person in (planted.own.worker, planted.own.lead):
        walker = Visitor(app, person)
        told = {page: said for page in dict.fromkeys(addresses(planted)) if (said := tells(walker.get(page)))}
        assert told == {}


def test_no_byte_of_the_database_or_its_folder_holds_one(
    app: Flask, planted: World, settings: Settings, engine: Engine
) -> None:
    worker = Visitor(app, planted.own.worker)
    mistyped(worker)
    files = [file for file in settings.data.rglob("*") if file.is_file()]
    if engine.dialect.name == "sqlite":
        file = Path(str(make_url(settings.url).database))
        files += list(file.parent.glob(f"{file.name}*"))
    assert files
    assert {file.name: found for file in files if (found := found_in(file.read_bytes()))} == {}
    with engine.connect() as connection:
        for name in tables(engine):
            for row in connection.execute(text(f'SELECT * FROM "{name}"')):
                assert found_in(b"|".join(_bytes(value) for value in row)) == [], name


def test_a_planted_canary_is_seen(planted: World, session: Session, engine: Engine) -> None:
    assert found_in(b"x" + NAMES[3].encode()) == [NAMES[3]]
    assert found_in(PHONES[4].encode().hex().encode()) == [PHONES[4]]
    assert "resident" in tables(engine)


def tables(engine: Engine) -> list[str]:
    return inspect(engine).get_table_names()


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else bytes(value) if isinstance(value, memoryview) else str(value).encode()

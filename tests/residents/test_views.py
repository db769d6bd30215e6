"""The caseload's pages: her team reads them, each look is written down, and to all others they are not there."""

import re
from urllib.parse import quote
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from fund.residents import queries
from fund.residents.rules import Facts
from tests.residents.cast import CONTACT, FILE_NUMBER, NAME, Cast, register
from tests.visitor import Visitor, looks, words

PAGES = ["/residents/{}/sealed", "/residents/{}/correct"]


@pytest.fixture
def kept(session: Session, cast: Cast) -> Cast:
    session.commit()
    return cast


def _facts(session: Session, kept: Cast) -> Facts:
    session.expire_all()
    return queries.facts(session, kept.bakker, kept.resident.id)


def _bare(answer: TestResponse) -> str:
    """Leave out what differs by nature: the address asked for, and the token of the form to sign out."""
    text = answer.text.replace(answer.request.path, "").replace(quote(answer.request.path, safe=""), "")
    return re.sub(r'name="csrf_token" value="[^"]*"', "", text)


def test_the_list_shows_pseudonyms_and_each_is_a_look(app: Flask, session: Session, kept: Cast) -> None:
    page = Visitor(app, kept.de_wit, session).get("/residents/")
    assert kept.resident.reference in page.text
    assert NAME not in page.text and FILE_NUMBER not in page.text
    (look,) = looks(session, kept.de_wit)
    assert (look.resident_id, look.endpoint, look.role) == (kept.resident.id, "residents.index", "worker")


def test_the_list_goes_on_by_key(app: Flask, session: Session, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries.caseload, "__kwdefaults__", {"after": "", "most": 2})
    all_of_them = {
        cast.resident.reference,
        *(register(session, cast.bakker, cast.shelter_id).reference for _ in range(4)),
    }
    session.commit()
    visitor, path = Visitor(app, cast.bakker, session), "/residents/"
    seen: set[str] = set()
    while path:
        page = visitor.see(path)
        rows = {cell.text_content().strip() for cell in page.findall(".//tbody//th")}
        assert len(rows) <= 2 and not rows & seen
        seen |= rows
        path = next((link.get("href") for link in page.iter("a") if link.text == "Volgende"), "")
    assert seen == all_of_them


def test_an_empty_list_says_what_to_do(app: Flask, session: Session, kept: Cast) -> None:
    assert "nog niemand op deze lijst" in words(Visitor(app, kept.nijs, session).get("/residents/"))


def test_a_mangled_address_shows_the_beginning(app: Flask, session: Session, kept: Cast) -> None:
    page = words(Visitor(app, kept.bakker, session).get("/residents/?after=1"))
    assert kept.resident.reference in page and "Naar het begin" not in page


def test_her_facts_are_opened_on_purpose_and_written_down_first(app: Flask, session: Session, kept: Cast) -> None:
    page = Visitor(app, kept.de_wit, session).get(f"/residents/{kept.resident.id}/sealed")
    assert NAME in page.text and FILE_NUMBER in page.text and CONTACT in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert [(look.resident_id, look.endpoint) for look in looks(session, kept.de_wit)] == [
        (kept.resident.id, "residents.sealed")
    ]


@pytest.mark.parametrize("who", ["nijs", "vos", "fonk"])
@pytest.mark.parametrize("page", PAGES)
def test_to_all_others_her_pages_are_not_there(app: Flask, session: Session, kept: Cast, who: str, page: str) -> None:
    visitor = Visitor(app, getattr(kept, who), session)
    known, unknown = visitor.get(page.format(kept.resident.id)), visitor.get(page.format(uuid4()))
    assert known.status_code == unknown.status_code == 404
    assert _bare(known) == _bare(unknown)
    assert looks(session, getattr(kept, who)) == []


def test_what_was_written_is_corrected(app: Flask, session: Session, kept: Cast) -> None:
    answer = Visitor(app, kept.de_wit, session).send(f"/residents/{kept.resident.id}/correct", name="Mina")
    assert answer.status_code == 303
    assert _facts(session, kept) == Facts(FILE_NUMBER, "Mina", CONTACT)


def test_a_wrong_correction_changes_nothing_and_keeps_what_was_typed(app: Flask, session: Session, kept: Cast) -> None:
    answer = Visitor(app, kept.de_wit, session).send(
        f"/residents/{kept.resident.id}/correct", file_number=" ", name="Mina Getypt"
    )
    assert answer.status_code == 422
    assert "Vul het dossiernummer" in words(answer) and "Mina Getypt" in answer.text
    assert _facts(session, kept).name == NAME

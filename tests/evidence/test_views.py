"""Evidence on the screen: typed and uploaded, looked at page by page; elsewhere it is not there."""

from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from fund.evidence.models import Evidence
from tests.evidence import uploads
from tests.evidence.evidence import stored
from tests.residents.cast import Cast
from tests.visitor import Visitor, looks, words

TYPED = {
    "kind": "bill",
    "issuer": "Zorgverzekeraar Noord",
    "number": "2026-00417",
    "issued_on": "1-9-2026",
    "cents": "385,00",
}


def _new(kept: Cast) -> str:
    return f"/residents/{kept.resident.id}/evidence/new"


def test_a_bill_is_added_with_its_file(app: Flask, session: Session, kept: Cast) -> None:
    visitor = Visitor(app, kept.bakker, session)
    answer = visitor.send(_new(kept), **TYPED, file=(BytesIO(uploads.jpeg()), "scan.pdf"))
    assert answer.status_code == 303
    (added,) = stored(session)
    assert (added.kind, added.number, added.cents, added.pages) == ("bill", "2026-00417", 38500, 1)
    said = words(visitor.get(answer.location))
    assert "Laat nu een collega" in said and "€ 385,00" in said and "Vraag een collega" in said


def test_a_statement_of_the_shelter_is_added_without_a_file(app: Flask, session: Session, kept: Cast) -> None:
    answer = Visitor(app, kept.bakker, session).send(_new(kept), **TYPED | {"kind": "declaration", "cents": ""})
    assert answer.status_code == 303 and stored(session)[0].pages == 0


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": ""}, "Kies wat voor bewijsstuk"),
        ({"issuer": ""}, "Vul in van wie"),
        ({"issued_on": ""}, "Vul de datum in"),
        ({"issued_on": "31-9-2026"}, "een datum die bestaat"),
        ({"issued_on": "1-1-2099"}, "ligt in de toekomst"),
        ({"cents": "12.50"}, "Bedoelt u 12,50?"),
        ({"cents": "-1"}, "zonder min"),
        ({"file": (b"", "leeg.pdf")}, "Dit bestand is leeg"),
        ({"file": (b"MZ\x90", "bon.jpg")}, "geen JPEG, PNG of PDF"),
        ({"file": (b"", "")}, "Voeg een foto of PDF"),
    ],
)
def test_each_mistake_is_said_and_what_was_typed_stays(
    app: Flask, session: Session, kept: Cast, wrong: dict[str, Any], said: str
) -> None:
    typed: dict[str, Any] = TYPED | {"file": (uploads.png(), "bon.png")} | wrong
    content, name = typed["file"]
    answer = Visitor(app, kept.bakker, session).send(_new(kept), **typed | {"file": (BytesIO(content), name)})
    assert answer.status_code == 422 and said in words(answer)
    for name in ("issuer", "number", "issued_on", "cents"):
        assert f'value="{typed[name]}"' in answer.text
    assert stored(session) == []


def test_a_kind_that_no_text_knows_is_refused(app: Flask, session: Session, kept: Cast) -> None:
    answer = Visitor(app, kept.bakker, session).send(
        _new(kept), **TYPED | {"kind": "selfie"}, file=(BytesIO(uploads.png()), "a.png")
    )
    assert answer.status_code == 422 and stored(session) == []


def test_a_page_is_a_picture_that_runs_nothing_and_each_is_a_look(
    app: Flask, session: Session, kept: Cast, evidence: Evidence
) -> None:
    visitor = Visitor(app, kept.de_wit, session)
    pictures = [picture.get("src") for picture in visitor.see(f"/evidence/{evidence.id}").iter("img")]
    assert len(pictures) == 2
    for path in pictures:
        assert path is not None
        answer = visitor.get(path)
        assert answer.data.startswith(b"\xff\xd8\xff") and answer.mimetype == "image/jpeg"
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["X-Content-Type-Options"] == "nosniff" and answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    seen = [(look.resident_id, look.target_id, look.endpoint) for look in looks(session, kept.de_wit)]
    assert sorted(seen, key=str) == sorted(
        (kept.resident.id, evidence.id, endpoint) for endpoint in ("evidence.page", "evidence.page", "evidence.show")
    )


def test_a_page_that_is_not_there_is_not_found(app: Flask, session: Session, kept: Cast, evidence: Evidence) -> None:
    visitor = Visitor(app, kept.de_wit, session)
    assert [visitor.get(f"/evidence/{evidence.id}/pages/{number}").status_code for number in (0, 3)] == [404, 404]


@pytest.mark.parametrize("who", ["nijs", "vos", "fonk"])
def test_elsewhere_none_of_it_is_there(app: Flask, session: Session, kept: Cast, evidence: Evidence, who: str) -> None:
    visitor = Visitor(app, getattr(kept, who), session)
    pages = ["/evidence/{0}", "/evidence/{0}/pages/1", "/residents/{1}/evidence", "/residents/{1}/evidence/new"]
    for page in pages:
        known = visitor.get(page.format(evidence.id, kept.resident.id))
        unknown = visitor.get(page.format(uuid4(), uuid4()))
        assert known.status_code == unknown.status_code == 404
        assert "Zorgverzekeraar" not in known.text and kept.resident.reference not in known.text
    assert looks(session, getattr(kept, who)) == []


def test_the_same_form_sent_twice_adds_one(app: Flask, session: Session, kept: Cast) -> None:
    visitor = Visitor(app, kept.bakker, session)
    (form,) = [form for form in visitor.see(_new(kept)).forms if form.fields.get("once")]
    locations: set[str] = set()
    for _click in range(2):
        sent = {**form.fields, **TYPED, "file": (BytesIO(uploads.png()), "a.png")}
        locations.add(visitor.client.post(_new(kept), data=sent).location)
    assert len(stored(session)) == len(locations) == 1 and UUID(locations.pop().rsplit("/", 1)[1])


def test_a_bad_file_is_said_together_with_all_else_and_must_be_chosen_again(
    app: Flask, session: Session, kept: Cast
) -> None:
    typed = TYPED | {"issuer": "", "issued_on": "1-1-2099", "cents": "12.50"}
    visitor = Visitor(app, kept.bakker, session)
    said = words(visitor.send(_new(kept), **typed, file=(BytesIO(b"geen plaatje"), "brief.txt")))
    for each in (
        "Vul in van wie",
        "ligt in de toekomst",
        "Bedoelt u 12,50?",
        "geen JPEG, PNG of PDF",
        "Kies het bestand opnieuw",
        "Vier dingen",
    ):
        assert each in said
    assert "Kies het bestand opnieuw" not in words(visitor.send(_new(kept), **typed))


def test_a_date_may_be_typed_as_the_pages_write_it(app: Flask, session: Session, kept: Cast) -> None:
    visitor = Visitor(app, kept.bakker, session)
    for typed in ("10 november 2026", "10 nov 2026", "10 Nov. 2026", "10-11-2026", "2026-11-10"):
        answer = visitor.send(_new(kept), **TYPED | {"kind": "declaration", "issued_on": typed})
        assert answer.status_code == 303, typed
    assert {paper.issued_on.isoformat() for paper in stored(session)} == {"2026-11-10"}
    wrong = visitor.send(_new(kept), **TYPED | {"kind": "declaration", "issued_on": "31 november 2026"})
    assert wrong.status_code == 422 and "datum die bestaat" in words(wrong)

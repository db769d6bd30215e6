"""A colleague's answer to a piece of evidence on the screen: attested, or sent back and corrected."""

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from fund.evidence.models import Evidence
from tests.evidence.evidence import stored
from tests.residents.cast import Cast
from tests.visitor import Visitor, words


def test_a_colleague_attests_and_the_list_says_so(app: Flask, session: Session, kept: Cast, evidence: Evidence) -> None:
    visitor, path = Visitor(app, kept.de_wit, session), f"/residents/{kept.resident.id}/evidence"
    assert "Eén stuk wacht" in words(visitor.get(path))
    assert visitor.send(f"/evidence/{evidence.id}", f"/evidence/{evidence.id}/attest").status_code == 303
    assert "Niets wacht meer op een collega" in words(visitor.get(path))


def test_who_added_it_is_shown_no_button_and_is_refused_without_one(
    app: Flask, session: Session, kept: Cast, evidence: Evidence
) -> None:
    visitor, attest = Visitor(app, kept.bakker, session), f"/evidence/{evidence.id}/attest"
    page = visitor.see(f"/evidence/{evidence.id}")
    assert attest not in [form.action for form in page.forms]
    token = page.find(".//input[@name='csrf_token']")
    assert token is not None
    answer = visitor.client.post(attest, data={"csrf_token": token.get("value"), "once": "a" * 24})
    assert answer.status_code == 403 and "Vraag een collega" in words(answer)


def test_a_colleague_sends_it_back_and_who_added_it_corrects_it(
    app: Flask, session: Session, kept: Cast, evidence: Evidence
) -> None:
    page, colleague = f"/evidence/{evidence.id}", Visitor(app, kept.de_wit, session)
    empty = colleague.send(page, f"{page}/doubt", doubt=" ")
    assert empty.status_code == 422 and "Schrijf in een zin" in words(empty)
    assert colleague.send(page, f"{page}/doubt", doubt="Op het stuk staat € 12,00.").status_code == 303
    own = Visitor(app, kept.bakker, session)
    assert "Op het stuk staat € 12,00." in words(own.get(page))
    assert "Eén stuk klopt niet volgens een collega" in words(own.get(f"/residents/{kept.resident.id}/evidence"))
    assert "Op het stuk staat € 12,00." in words(own.get(f"{page}/correct"))
    assert own.send(f"{page}/correct", cents="12,00").status_code == 303
    (corrected,) = session.scalars(select(Evidence).execution_options(populate_existing=True))
    assert (corrected.cents, corrected.pages, corrected.doubted_at) == (1200, 2, None)
    session.commit()
    assert "Klopt het niet?" in words(colleague.get(page))


def test_what_was_corrected_since_it_was_seen_is_not_attested(
    app: Flask, session: Session, kept: Cast, evidence: Evidence
) -> None:
    page, colleague = f"/evidence/{evidence.id}", Visitor(app, kept.de_wit, session)
    form = next(form for form in colleague.see(page).forms if form.action == f"{page}/attest")
    assert Visitor(app, kept.bakker, session).send(f"{page}/correct", cents="99,00").status_code == 303
    answer = colleague.client.post(f"{page}/attest", data=dict(form.fields))
    assert answer.status_code == 409 and "intussen verbeterd" in words(answer)
    assert stored(session)[0].attested_at is None

"""Everyone who works with a text can read it, with what a region says beside what the nation says."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from fund.policy import nation_text, region_text
from fund.texts.actions import publish
from tests.residents.cast import Cast
from tests.visitor import Visitor, words

AT = datetime(2026, 1, 1, 9, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def published(session: Session, cast: Cast) -> Cast:
    publish(session, AT, nation_text())
    publish(session, AT, region_text("havenmond"), region_id=cast.region_id)
    session.commit()
    return cast


@pytest.mark.parametrize("who", ["bakker", "fonk"])
def test_the_national_text_article_by_article(app: Flask, session: Session, published: Cast, who: str) -> None:
    page = Visitor(app, getattr(published, who), session).get("/policy")
    said = words(page)
    assert "Landelijke ondergrens kostenfonds" in said
    assert "Artikel 7 Dubbele woonlasten Ten hoogste € 932,93 per maand, voor 3 maanden per verblijf." in said
    assert "Een contract of een hypotheekoverzicht; tot en met € 250,00 ook een verklaring van de opvang." in said
    assert "Verhuurder of bank, bewoonster zelf, opvang, bewindvoerder" in said


def test_a_region_beside_the_nation(app: Flask, session: Session, published: Cast) -> None:
    said = words(Visitor(app, published.fonk, session).get(f"/policy/{published.region_id}"))
    assert "Drie verschillen met het landelijke minimum" in said
    assert "vanaf 1 januari 2026" in said
    nation, here = "€ 15,00 per dag, voor 60 dagen per verblijf.", "€ 18,00 per dag, voor 90 dagen"
    assert f"Opvang huisdierTen hoogste {nation}Ten hoogste {here}" in said
    assert "Landelijk: Ten hoogste € 750,00 per keer." in said


@pytest.mark.parametrize("at", ["", "/{region}"])
def test_an_advance_which_nobody_can_pay_is_promised_to_nobody(
    app: Flask, session: Session, published: Cast, at: str
) -> None:
    page = Visitor(app, published.fonk, session).get("/policy" + at.format(region=published.region_id))
    assert "Beslissen bij spoed" in words(page) and "oorschot" not in words(page)


def test_in_english(app: Flask, session: Session, published: Cast) -> None:
    visitor = Visitor(app, published.fonk, session)
    visitor.get("/language/en")
    assert "At most €932.93 per month, for 4 months for each stay." in words(
        visitor.get(f"/policy/{published.region_id}")
    )


def test_before_any_text(app: Flask, session: Session, cast: Cast) -> None:
    session.commit()
    assert "Er is nog geen beleidsregel" in words(Visitor(app, cast.fonk, session).get("/policy"))


def test_a_text_of_tomorrow_is_announced_and_not_applied(app: Flask, session: Session, cast: Cast) -> None:
    publish(session, AT, nation_text())
    later = (
        nation_text().replace("from = 2026-01-01", "from = 2027-01-01", 1).replace('eur = "932.93"', 'eur = "999.00"')
    )
    publish(session, AT, later)
    session.commit()
    said = words(Visitor(app, cast.fonk, session).get("/policy"))
    assert "€ 932,93 per maand" in said and "€ 999,00" not in said and "vanaf 1 januari 2027" in said


def test_a_region_that_is_not_there(app: Flask, session: Session, published: Cast) -> None:
    assert Visitor(app, published.fonk, session).get(f"/policy/{published.shelter_id}").status_code == 404

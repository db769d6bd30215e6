"""A resident's overview on the screen: her team reads it and is seen reading; to all others it is not there."""

from uuid import uuid4

import pytest
from flask import Flask

from tests.house import House
from tests.statements import statements
from tests.visitor import Visitor, looks, words

pytestmark = pytest.mark.usefixtures("now")


def test_her_costs_and_claims_and_what_is_open(app: Flask, house: House) -> None:
    insured = house.payee("supplier")
    claim = house.granted(house.storage_from(insured), house.storage_from(insured, "F-2", 2000), but=[2000])
    house.clothing()
    house.session.commit()
    page = " ".join(
        Visitor(app, house.bakker, house.session).see(f"/residents/{house.resident.id}").text_content().split()
    )
    assert f"Voor {house.resident.reference} staat nog € 270,00 open" in page
    for said in ("Toegekend, nog te betalen", "Nog niet aangevraagd", "Afgewezen", "Deels toegekend", claim.reference):
        assert said in page
    (look,) = looks(house.session, house.bakker)
    assert (look.resident_id, look.endpoint) == (house.resident.id, "debts.resident")


def test_a_resident_without_costs_is_told_what_to_do(app: Flask, house: House) -> None:
    house.session.commit()
    page = words(Visitor(app, house.bakker, house.session).get(f"/residents/{house.resident.id}"))
    assert "zijn nog geen kosten genoteerd" in page and "Noteer die meteen" in page


def test_to_all_others_she_is_not_there(app: Flask, house: House) -> None:
    house.clothing()
    house.session.commit()
    people = house
    for who in (people.nijs, people.vos, house.fonk, house.auditor, house.overseer):
        visitor = Visitor(app, who, house.session)
        known, unknown = visitor.get(f"/residents/{house.resident.id}"), visitor.get(f"/residents/{uuid4()}")
        assert known.status_code == unknown.status_code == 404 and words(known) == words(unknown)
        assert looks(house.session, who) == []


def test_her_page_asks_three_statements_of_the_database(app: Flask, house: House) -> None:
    house.granted(house.clothing(), house.storage())
    house.session.commit()
    asked = statements(app, Visitor(app, house.bakker, house.session), f"/residents/{house.resident.id}")
    assert len(asked) <= 3, asked

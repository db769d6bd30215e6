"""A resident's overview on the screen: her team reads it and is seen reading; to all others it is not there."""

from uuid import uuid4

import pytest
from flask import Flask

from tests.everyone import Everyone
from tests.statements import statements
from tests.visitor import Visitor, looks, words

pytestmark = pytest.mark.usefixtures("now")


def test_her_costs_and_claims_and_what_is_open(app: Flask, everyone: Everyone) -> None:
    insured = everyone.payee("supplier")
    claim = everyone.granted(everyone.storage_from(insured), everyone.storage_from(insured, "F-2", 2000), but=[2000])
    everyone.clothing()
    everyone.session.commit()
    page = " ".join(
        Visitor(app, everyone.bakker, everyone.session).see(f"/residents/{everyone.resident.id}").text_content().split()
    )
    assert f"Voor {everyone.resident.reference} staat nog € 270,00 open" in page
    for said in ("Toegekend, nog te betalen", "Nog niet aangevraagd", "Afgewezen", "Deels toegekend", claim.reference):
        assert said in page
    (look,) = looks(everyone.session, everyone.bakker)
    assert (look.resident_id, look.endpoint) == (everyone.resident.id, "debts.resident")


def test_a_resident_without_costs_is_told_what_to_do(app: Flask, everyone: Everyone) -> None:
    everyone.session.commit()
    page = words(Visitor(app, everyone.bakker, everyone.session).get(f"/residents/{everyone.resident.id}"))
    assert "zijn nog geen kosten genoteerd" in page and "Noteer die meteen" in page


def test_to_all_others_she_is_not_there(app: Flask, everyone: Everyone) -> None:
    everyone.clothing()
    everyone.session.commit()
    people = everyone
    for who in (people.nijs, people.vos, everyone.fonk, everyone.auditor, everyone.overseer):
        visitor = Visitor(app, who, everyone.session)
        known, unknown = visitor.get(f"/residents/{everyone.resident.id}"), visitor.get(f"/residents/{uuid4()}")
        assert known.status_code == unknown.status_code == 404 and words(known) == words(unknown)
        assert looks(everyone.session, who) == []


def test_her_page_asks_three_statements_of_the_database(app: Flask, everyone: Everyone) -> None:
    everyone.granted(everyone.clothing(), everyone.storage())
    everyone.session.commit()
    asked = statements(app, Visitor(app, everyone.bakker, everyone.session), f"/residents/{everyone.resident.id}")
    assert len(asked) <= 3, asked

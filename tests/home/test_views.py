"""Home: a worker's day with real things in it, what changed, and everyone else led to where her work waits."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from fund.claims import actions as claims
from fund.claims.models import Claim
from fund.evidence import actions as evidence
from fund.people.act import Act
from fund.people.rules import Actor
from fund.stays.models import Cost
from tests.claims.cast import ready
from tests.decisions.cast import WORDS
from tests.decisions.decisions import ask, refuse
from tests.everyone import Everyone
from tests.payouts.batches import PAY, batch
from tests.residents.cast import NAME, register
from tests.statements import statements
from tests.visitor import Visitor, looks, words

pytestmark = pytest.mark.usefixtures("now")

TODAY = date(2026, 11, 23)


def due(everyone: Everyone, cost: Cost, days: int) -> Cost:
    everyone.session.execute(update(Cost).where(Cost.id == cost.id).values(due_on=TODAY + timedelta(days=days)))
    return cost


def today(app: Flask, everyone: Everyone) -> str:
    everyone.session.commit()
    return words(Visitor(app, everyone.bakker, everyone.session).get("/"))


def test_a_day_without_anything_is_calm(app: Flask, everyone: Everyone) -> None:
    said = today(app, everyone)
    assert "Er wordt deze week niets een schuld" in said and "Alles is op tijd" in said and "Nog niets" in said


def test_the_week_is_counted_in_words_and_each_cost_stands_on_its_day(app: Flask, everyone: Everyone) -> None:
    due(everyone, everyone.clothing(), -4)
    due(everyone, everyone.storage(2000), 0)
    due(everyone, everyone.storage(3000), 1)
    due(everyone, everyone.storage(4000), 20)
    said = today(app, everyone)
    assert "Eén rekening is te laat, en deze week vervallen er nog twee" in said and "Samen € 200,00." in said
    for word in (
        "Te laat",
        "Had op 19 november 2026 betaald moeten zijn.",
        "Vandaag",
        "Morgen",
        "over 20 dagen",
        "Aanvraag maken",
    ):
        assert word in said
    assert NAME not in said and everyone.resident.reference in said


def test_late_bills_are_not_this_weeks(app: Flask, everyone: Everyone) -> None:
    due(everyone, everyone.clothing(), -4)
    due(everyone, everyone.storage(2000), -1)
    assert "Twee rekeningen zijn te laat Samen" in today(app, everyone)


def test_what_a_colleague_did_waits_for_her_and_her_own_does_not(app: Flask, everyone: Everyone) -> None:
    everyone.payee("supplier", checked=False)
    papers = [everyone.evidence("bill", attested=False) for _ in range(2)]
    everyone.evidence("declaration", attested=False)  # which counts without a second worker
    assert "Uw team wacht op u" not in today(app, everyone)  # all of it is her own
    de_wit, lind = everyone.de_wit, everyone.lind
    page = Visitor(app, de_wit, everyone.session).see("/")
    said = " ".join(page.text_content().split())
    assert (
        "Twee bewijsstukken van collega's wachten op uw bevestiging" in said
        and "Eén rekening van een collega wacht" in said
    )
    assert f"/evidence/{min(papers, key=lambda paper: (paper.made_at, paper.id.hex)).id}" in [
        link[2] for link in page.iterlinks()
    ]
    evidence.doubt(Act(everyone.session, lind, PAY), papers[0].id, "Het bedrag is anders.")
    assert "Eén bewijsstuk van u klopt niet volgens een collega" in today(app, everyone)
    assert "Eén bewijsstuk van een collega wacht" in words(Visitor(app, de_wit, everyone.session).get("/"))


def test_open_money_that_is_in_no_diary_says_why(app: Flask, everyone: Everyone) -> None:
    everyone.stay.left_on = None
    cost = due(everyone, everyone.clothing(), 45)
    assert "do 7 januari" in today(app, everyone)
    everyone.session.execute(update(Cost).where(Cost.id == cost.id).values(due_on=None))
    assert "geen vervaldag bekend" in today(app, everyone)


def test_one_bill_is_one(app: Flask, everyone: Everyone) -> None:
    claim = ready(everyone, due(everyone, everyone.clothing(), 2))
    assert "Deze week vervalt één rekening" in today(app, everyone) and "Concept afmaken" in today(app, everyone)
    claims.submit(Act(everyone.session, everyone.bakker, PAY), claim.id)
    assert "Voor één daarvan ligt de aanvraag al bij het fonds." in today(app, everyone)


def test_what_the_fund_and_the_bank_did_is_news_and_what_the_team_did_is_not(app: Flask, everyone: Everyone) -> None:
    insured = everyone.payee("supplier")
    asked = everyone.submitted(everyone.clothing())
    ask(everyone, asked, everyone.hendriks)
    everyone.granted(everyone.storage_from(insured), everyone.storage_from(insured, "F-2", 2000))
    batch(everyone)
    said = today(app, everyone)
    assert "Het fonds vraagt een aanvulling" in said and "Uiterlijk 20 oktober 2026." in said
    assert "Besloten: € 120,00 toegekend" in said
    assert "De betaling van € 120,00 wacht: er is nog geen veilige weg gekozen" in said  # two lines, said once
    assert "Ingediend" not in said and "Veilig betalen" not in said


def test_drafts_of_the_team_stand_aside_with_their_sum(app: Flask, everyone: Everyone) -> None:
    ready(everyone, everyone.clothing(), everyone.storage(2000))
    said = today(app, everyone)
    assert "Concepten van uw team" in said and "twee kostenposten" in said and "€ 170,00" in said


def test_who_stays_there_is_listed_and_a_missing_order_is_said(app: Flask, everyone: Everyone) -> None:
    everyone.stay.left_on = None
    everyone.session.flush()
    said = today(app, everyone)
    assert (
        "Bewoners van Huis Zuidwal" in said
        and "Bijdragebesluit ontbreekt" in said
        and "112 nachten sinds 3 augustus 2026" in said
    )


def test_every_resident_who_is_shown_is_looked_at_and_nobody_else(app: Flask, everyone: Everyone) -> None:
    due(everyone, everyone.clothing(), 3)
    register(everyone.session, everyone.bakker, everyone.shelter_id)
    today(app, everyone)
    assert [look.resident_id for look in looks(everyone.session, everyone.bakker)] == [everyone.resident.id]


def test_next_door_sees_nothing_of_it(app: Flask, everyone: Everyone) -> None:
    due(everyone, everyone.clothing(), 0)
    everyone.session.commit()
    nijs = everyone.nijs
    said = words(Visitor(app, nijs, everyone.session).get("/"))
    assert everyone.resident.reference not in said and "Alles is op tijd" in said
    assert looks(everyone.session, nijs) == []


@pytest.mark.parametrize(("who", "place"), [("fonk", "/queue"), ("auditor", "/ledger/"), ("overseer", "/regions")])
def test_everyone_else_is_led_to_where_her_work_waits(app: Flask, everyone: Everyone, who: str, place: str) -> None:
    everyone.session.commit()
    person: Actor = getattr(everyone, who)
    answer = Visitor(app, person, everyone.session).get("/")
    assert answer.status_code == 303 and answer.location.rstrip("/") == place.rstrip("/")


def counts(app: Flask, everyone: Everyone, person: Actor) -> dict[str, str]:
    """Return what the menu counts behind each word that counts something."""
    everyone.session.commit()
    items = Visitor(app, person, everyone.session).see("/help").xpath("//nav//li/a[span]")
    return {item.text.strip(): item.find("span").text for item in items}


def test_the_menu_counts_what_waits_at_the_fund_and_nothing_for_others(app: Flask, everyone: Everyone) -> None:
    assert counts(app, everyone, everyone.hendriks) == {}
    asked = everyone.submitted(everyone.clothing())
    everyone.submitted(everyone.storage())
    assert counts(app, everyone, everyone.hendriks) == {"Werkvoorraad": "2"}
    ask(everyone, asked, everyone.hendriks)  # until 20 October, which has passed
    assert counts(app, everyone, everyone.hendriks) == {"Werkvoorraad": "2"}
    everyone.session.execute(update(Claim).where(Claim.id == asked.id).values(answer_by=TODAY))
    assert counts(app, everyone, everyone.hendriks) == {"Werkvoorraad": "1"}
    paid_to = everyone.payee("supplier")
    everyone.route(paid_to)
    everyone.granted(everyone.storage_from(paid_to, "F-2", 2000))
    batch(everyone)
    assert counts(app, everyone, everyone.fonk) == {"Werkvoorraad": "1", "Uitbetalen": "1"}
    assert counts(app, everyone, everyone.bakker) == counts(app, everyone, everyone.auditor) == {}


def test_what_somebody_proposed_counts_for_the_second_person_alone(app: Flask, everyone: Everyone) -> None:
    refuse(everyone, everyone.submitted(everyone.fee(), everyone.clothing()))
    assert (counts(app, everyone, everyone.hendriks), counts(app, everyone, everyone.bos)) == (
        {},
        {"Werkvoorraad": "1"},
    )


def test_a_stranger_signs_in_first(app: Flask, everyone: Everyone) -> None:
    answer = app.test_client().get("/")
    assert answer.status_code == 303 and "/sign-in" in answer.location


def test_home_asks_four_statements_of_the_database(app: Flask, everyone: Everyone) -> None:
    everyone.granted(everyone.clothing(), everyone.storage())
    everyone.stay.left_on = None
    ready(everyone, everyone.storage(2000))
    everyone.session.commit()
    asked = statements(app, Visitor(app, everyone.bakker, everyone.session), "/")
    assert len(asked) <= 4, asked


def test_a_decided_claim_shows_its_reason_first_and_what_was_paid(app: Flask, everyone: Everyone) -> None:
    claim = everyone.granted(
        due(everyone, everyone.clothing(), -40), everyone.storage_from(everyone.payee("supplier")), but=(15000,)
    )
    everyone.session.commit()
    page = Visitor(app, everyone.bakker, everyone.session).see(f"/claims/{claim.id}")
    said = next(text for of in page.find_class("kf-check") if "€ 0,00" in (text := " ".join(of.text_content().split())))
    assert said.startswith(f"Besluit van het fonds € 0,00 Afgewezen Iemand anders vergoedt deze kosten. {WORDS}")
    assert "Wat de toets vooraf zei: € 150,00" in said and "Helemaal toe te kennen" not in said
    whole = " ".join(page.text_content().split())
    assert "wacht op betaling" in whole and "Wordt een schuld op" not in whole


def test_articles_are_said_in_english(app: Flask, everyone: Everyone) -> None:
    claim = everyone.granted(everyone.clothing())
    everyone.session.commit()
    visitor = Visitor(app, everyone.bakker, everyone.session)
    assert "Artikel 13 lid 1" in words(visitor.get(f"/claims/{claim.id}"))
    visitor.get("/language/en")
    said = words(visitor.get(f"/claims/{claim.id}"))
    assert "Article 13(1)" in said and "rtikel" not in said

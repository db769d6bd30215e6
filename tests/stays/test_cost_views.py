"""The page of a cost: what is typed is kept, what is wrong is said beside its field,
and one page takes cost and paper."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import EnvironBuilder, TestResponse

from fund.evidence.models import Evidence
from fund.stays import queries
from fund.stays.models import Stay
from tests.evidence.uploads import jpeg
from tests.residents.cast import Cast
from tests.stays.stays import PETS, all_costs, cost_fields, paper, payee
from tests.visitor import Visitor, words


def _note(visitor: Visitor, stay: Stay, category: str, **typed: Any) -> TestResponse:
    path = f"/stays/{stay.id}/costs/new?category={category}"
    return visitor.send(path, path, **({"evidence": []} | typed))


class TestCosts:
    def test_every_category_can_be_chosen(self, bakker: Visitor, stay: Stay) -> None:
        # the shelter's fee has a page of its own, whose address does not say what it is
        found = [
            link.get("href") or ""
            for link in bakker.see(f"/stays/{stay.id}/costs/new").find_class("kf-table")[0].iter("a")
        ]
        links = [link for link in found if "category=" in link or link.endswith("/fees/new")]
        assert len(links) == 23
        for link in links:
            assert bakker.client.get(link, follow_redirects=True).status_code == 200, link

    def test_a_category_that_is_not_there(self, bakker: Visitor, stay: Stay) -> None:
        assert bakker.get(f"/stays/{stay.id}/costs/new?category=POLICE").status_code == 404

    def test_45_days_of_boarding(self, session: Session, bakker: Visitor, stay: Stay) -> None:
        assert _note(bakker, stay, "PETS", **PETS, received="100,00", due_on="30-11-2026").status_code == 303
        (cost,) = all_costs(session)
        assert (cost.units, cost.cents, cost.received, cost.until) == (45, 94500, 10000, date(2026, 9, 24))
        assert (cost.payee_kind, cost.issuer, cost.due_on, cost.facts) == ("boarding", "De Wei", date(2026, 11, 30), {})

    def test_a_cost_with_its_paper_on_one_page(self, session: Session, bakker: Visitor, stay: Stay) -> None:
        typed = {"kind": "bill", "issued_on": "23-09-2026", "total": "945,00", "file": (BytesIO(jpeg()), "IMG_1.jpg")}
        assert _note(bakker, stay, "PETS", **PETS, **typed).status_code == 303
        (cost,) = all_costs(session)
        (bill,) = queries.evidence_by_cost(session, [cost.id])[cost.id]
        assert (bill.kind, bill.issuer, bill.number, bill.cents, bill.pages) == ("bill", "De Wei", "77", 94500, 1)

    def test_the_shelters_declaration_needs_no_file(self, session: Session, bakker: Visitor, stay: Stay) -> None:
        typed = {
            "cents": "185",
            "from_": "29-08-2026",
            "payee": "shelter",
            "kind": "declaration",
            "issued_on": "09-09-2026",
        }
        assert _note(bakker, stay, "CLOTHING", **typed).status_code == 303
        (cost,) = all_costs(session)
        (declaration,) = queries.evidence_by_cost(session, [cost.id])[cost.id]
        assert (declaration.issuer, declaration.pages, cost.units) == ("Huis Zuidwal", 0, 1)

    def test_the_text_asks_about_the_flight_and_nothing_else(
        self, session: Session, bakker: Visitor, stay: Stay
    ) -> None:
        typed = {"cents": "148,50", "from_": "3-8-2026", "until": "3-8-2026", "payee": "supplier"}
        page = words(bakker.get(f"/stays/{stay.id}/costs/new?category=TRAVEL"))
        assert "Is dit de reis van de vlucht zelf? Nodig voor artikel 8 lid 2." in page
        bakker.get("/language/en")
        assert "Needed for article 8(2)." in words(bakker.get(f"/stays/{stay.id}/costs/new?category=TRAVEL"))
        bakker.get("/language/nl")
        unanswered = _note(bakker, stay, "TRAVEL", **typed)
        assert unanswered.status_code == 422 and "Beantwoord deze vraag." in words(unanswered)
        assert _note(bakker, stay, "TRAVEL", **typed, fact_flight="yes").status_code == 303
        assert all_costs(session)[0].facts == {"flight": True}

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"cents": "12.50"}, "U schreef 12.50. Bedoelt u 12,50?"),
            ({"cents": "1.234,5"}, "Bedoelt u 1.234,50?"),
            ({"cents": "NaN"}, "bedrag in cijfers"),
            ({"cents": "1E+400"}, "bedrag in cijfers"),
            ({"cents": "-1"}, "zonder min"),
            ({"cents": "0"}, "hoger is dan 0"),
            ({"cents": ""}, "Vul een bedrag in"),
            ({"from_": "24-09-2026"}, "De laatste dag ligt voor de eerste."),
            ({"from_": "31-02-2026"}, "datum die bestaat"),
            ({"until": "23-09-26"}, "datum die bestaat"),
            ({"until": "23-09-2029"}, "langer dan twee jaar"),
            ({"received": "945,01"}, "niet meer ontvangen zijn dan € 945,00"),
            ({"payee": ""}, "Kies wie betaald moet worden."),
            ({"payee": "partner"}, "Ongeldige keuze."),
            ({"kind": "bill"}, "Vul de datum in die op het stuk staat."),
            ({"kind": "bill", "issued_on": "23-09-2026"}, "Voeg een foto of PDF"),
            ({"kind": "bill", "issued_on": "23-09-2026", "file": b""}, "leeg"),
            ({"kind": "bill", "issued_on": "23-09-2026", "file": b"MZ this is no picture"}, "geen JPEG, PNG of PDF"),
            ({"file": b"anything"}, "Kies wat u toevoegt."),
        ],
    )
    def test_what_is_wrong_stands_beside_its_field(
        self, session: Session, bakker: Visitor, stay: Stay, wrong: dict[str, Any], said: str
    ) -> None:
        typed: dict[str, Any] = {**PETS, "reference": "Getypt 12", **wrong}
        if "file" in wrong:
            typed["file"] = (BytesIO(wrong["file"]), "rekening.pdf")
        answer = _note(bakker, stay, "PETS", **typed)
        assert answer.status_code == 422
        assert said in words(answer) and "Getypt 12" in answer.text
        assert all(value in answer.text for value in wrong.values() if isinstance(value, str) and value != "partner")
        assert all_costs(session) == [] and session.scalars(select(Evidence)).all() == []

    def test_all_that_is_wrong_is_said_at_once(self, bakker: Visitor, stay: Stay) -> None:
        wrong = {
            "from_": "24-09-2026",
            "received": "945,01",
            "reference": "№ 5",
            "payee": "",
            "issuer": "",
            "kind": "bill",
        }
        said = words(_note(bakker, stay, "PETS", **PETS | wrong, file=(BytesIO(b"brief"), "brief.txt")))
        for each in (
            "De laatste dag ligt voor de eerste.",
            "niet meer ontvangen zijn dan",
            "alleen letters zonder accent",
            "Kies wie betaald moet worden.",
            "Vul in van wie de rekening is.",
            "Vul de datum in die op het stuk staat.",
            "geen JPEG, PNG of PDF",
            "Zeven dingen kloppen nog niet",
        ):
            assert each in said

    @pytest.mark.parametrize("due_on", ["1-12-2036", "1-1-2026"])
    def test_a_strange_due_day_is_asked_once(self, session: Session, bakker: Visitor, stay: Stay, due_on: str) -> None:
        assert "Ja, dit klopt" not in words(bakker.get(f"/stays/{stay.id}/costs/new?category=PETS"))
        asked = _note(bakker, stay, "PETS", **PETS, due_on=due_on)
        assert asked.status_code == 422 and "Ja, dit klopt" in words(asked)
        assert "Klopt dit?" in words(asked) and "Ja, dit klopt:" not in words(
            asked
        )  # above the form the question alone
        typed = cost_fields(bakker, stay) | PETS | {"due_on": due_on, "due_sure": "y", "cents": "9,"}
        again = bakker.client.post(f"/stays/{stay.id}/costs/new?category=PETS", data=typed)
        assert "Klopt dit?" not in words(again) and 'name="due_sure"' in again.text and " checked" in again.text
        assert _note(bakker, stay, "PETS", **PETS, due_on=due_on, due_sure="y").status_code == 303
        (cost,) = all_costs(session)
        assert (
            bakker.send(f"/costs/{cost.id}", f"/costs/{cost.id}", cents="900,00").status_code == 303
        )  # it was said before

    def test_a_usual_due_day_is_not_asked(self, bakker: Visitor, stay: Stay) -> None:
        assert _note(bakker, stay, "PETS", **PETS, due_on="1-8-2026").status_code == 303

    def test_the_address_of_the_check_shows_the_form(self, bakker: Visitor, stay: Stay) -> None:
        assert "Reken uit" in words(bakker.get(f"/stays/{stay.id}/costs/weigh?category=PETS"))

    def test_fifty_megabytes_are_too_large_and_what_was_typed_stays(
        self, session: Session, bakker: Visitor, stay: Stay
    ) -> None:
        path = f"/stays/{stay.id}/costs/new"
        paper = {"kind": "bill", "issued_on": "23-09-2026", "file": (BytesIO(bytes(50 * 1024 * 1024)), "foto.jpg")}
        typed = cost_fields(bakker, stay) | PETS | paper | {"reference": "Getypt 12"}
        sent = EnvironBuilder(path, method="POST", query_string={"category": "PETS"}, data=typed).get_environ()
        answer = bakker.client.open(sent)
        sent["wsgi.input"].close()
        assert answer.status_code == 422
        assert "Dit bestand is te groot" in words(answer) and "Getypt 12" in answer.text
        assert all_costs(session) == []

    def test_the_same_bill_is_named_at_once(self, session: Session, bakker: Visitor, cast: Cast, stay: Stay) -> None:
        _note(bakker, stay, "PETS", **PETS)
        answer = _note(bakker, stay, "PETS", **PETS)
        assert answer.status_code == 422
        assert f"Deze rekening is al genoteerd bij {cast.resident.reference}: € 945,00." in words(answer)

    def test_the_total_is_weighed_live(self, session: Session, bakker: Visitor, stay: Stay) -> None:
        typed = cost_fields(bakker, stay) | PETS | {"received": "45,00"}
        page = bakker.client.post(f"/stays/{stay.id}/costs/weigh?category=PETS", data=typed)
        assert page.status_code == 200
        assert "45 dagen € 945,00 Al betaald of vergoed −€ 45,00 Nog te betalen € 900,00" in words(page)
        half = bakker.client.post(f"/stays/{stay.id}/costs/weigh?category=PETS", data=typed | {"cents": "9,"})
        assert half.status_code == 200 and "Vul het bedrag en de datum in" in words(half)
        assert all_costs(session) == []

    def test_known_payees_and_papers_can_be_picked(
        self, session: Session, bakker: Visitor, cast: Cast, stay: Stay
    ) -> None:
        boarding = payee(session, cast.bakker, cast.shelter_id, kind="boarding")
        bill = paper(session, cast)
        session.commit()
        picked = PETS | {"payee": f"boarding:{boarding.id}", "evidence": [str(bill.id)]}
        assert _note(bakker, stay, "PETS", **picked).status_code == 303
        (cost,) = all_costs(session)
        assert cost.payee_id == boarding.id
        assert [found.id for found in queries.evidence_by_cost(session, [cost.id])[cost.id]] == [bill.id]

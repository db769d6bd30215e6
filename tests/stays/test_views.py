"""A stay's pages: what is typed is kept, what is wrong is said beside its field, and nobody else sees them."""

from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from fund.evidence.models import Evidence
from fund.residents import queries as residents
from fund.residents.models import Resident
from fund.stays import queries
from fund.stays.models import FeeOrder, Stay
from fund.stays.rules import Place
from tests.evidence.uploads import jpeg
from tests.residents.cast import Cast
from tests.stays.stays import all_costs, fee, order
from tests.visitor import Visitor, looks, words

pytestmark = pytest.mark.usefixtures("now")  # Monday 23 November 2026


class TestRegistering:
    TYPED = {"admitted_on": "20-11-2026", "children": "2", "place": "hotel", "file_number": "DOS-1", "name": "Mina Bos"}

    def test_one_form_ends_on_the_stay(self, session: Session, bakker: Visitor, cast: Cast) -> None:
        answer = bakker.send("/residents/new", **self.TYPED)
        assert answer.status_code == 303
        stay = queries.stay(session, cast.bakker, UUID(answer.location.rsplit("/", 1)[1]))
        assert (stay.admitted_on, stay.place, stay.children, stay.shelter_id) == (
            date(2026, 11, 20),
            Place.HOTEL,
            2,
            cast.shelter_id,
        )
        assert residents.facts(session, cast.bakker, stay.resident_id).name == "Mina Bos"
        session.commit()
        assert "Ingeschreven als R-" in words(bakker.get(answer.location))

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"admitted_on": "24-11-2026"}, "ligt in de toekomst"),
            ({"admitted_on": "31-11-2026"}, "datum die bestaat"),
            ({"admitted_on": ""}, "Vul een datum in"),
            ({"children": "twee"}, "getal in cijfers"),
            ({"children": "-1"}, "getal in cijfers"),
            ({"children": "21"}, "van 0 tot en met 20"),
            ({"children": ""}, "vul dan 0 in"),
            ({"file_number": " "}, "dossiernummer"),
            ({"place": "elsewhere"}, "Ongeldige keuze."),
        ],
    )
    def test_what_is_wrong_stands_beside_its_field_and_nobody_is_registered(
        self, session: Session, bakker: Visitor, wrong: dict[str, str], said: str
    ) -> None:
        before = len(session.scalars(select(Resident)).all())
        session.commit()
        answer = bakker.send("/residents/new", **self.TYPED | wrong)
        assert answer.status_code == 422
        assert said in words(answer) and "Mina Bos" in answer.text
        assert len(session.scalars(select(Resident)).all()) == before

    def test_a_double_click_registers_once(self, session: Session, bakker: Visitor) -> None:
        page = bakker.see("/residents/new")
        form = next(form for form in page.forms if "file_number" in form.fields)
        typed = {name: value for name, value in form.fields.items() if value is not None} | self.TYPED
        first, second = (bakker.client.post("/residents/new", data=typed) for _ in range(2))
        assert first.location == second.location
        assert len(session.scalars(select(Stay)).all()) == 1


class TestTheStay:
    def test_it_shows_nights_orders_and_costs_and_is_a_look(
        self, session: Session, bakker: Visitor, cast: Cast, stay: Stay
    ) -> None:
        order(session, cast, stay)
        fee(session, cast, stay, "2026-08-03", "2026-10-01")
        session.commit()
        said = words(bakker.get(f"/stays/{stay.id}"))
        assert "Tot nu toe 112 nachten, sinds 3 augustus 2026." in said
        assert "€ 1.850,83" in said and "€ 31,37" in said and "23 september 2026" in said
        (look,) = looks(session, cast.bakker)
        assert (look.resident_id, look.target_id, look.endpoint) == (cast.resident.id, stay.id, "stays.show")

    def test_a_missing_order_is_said_after_14_days(self, bakker: Visitor, stay: Stay) -> None:
        assert "Het bijdragebesluit ontbreekt nog" in words(bakker.get(f"/stays/{stay.id}"))

    @pytest.mark.parametrize("who", ["nijs", "vos", "fonk"])
    def test_to_all_others_it_is_not_there(
        self, app: Flask, session: Session, cast: Cast, stay: Stay, who: str
    ) -> None:
        visitor = Visitor(app, getattr(cast, who), session)
        for page in ("", "/leave", "/orders/new", "/fees/new", "/costs/new", "/costs/new?category=PETS"):
            known, unknown = visitor.get(f"/stays/{stay.id}{page}"), visitor.get(f"/stays/{uuid4()}{page}")
            assert known.status_code == unknown.status_code == 404
        assert looks(session, getattr(cast, who)) == []

    def test_leaving(self, session: Session, bakker: Visitor, stay: Stay) -> None:
        before = bakker.send(f"/stays/{stay.id}/leave", left_on="2-8-2026")
        assert before.status_code == 422
        assert "Het vertrek ligt voor de opname van 3 augustus 2026." in words(before) and "2-8-2026" in before.text
        assert bakker.send(f"/stays/{stay.id}/leave", left_on="1-10-2026").status_code == 303
        session.expire_all()
        assert session.get_one(Stay, stay.id).left_on == date(2026, 10, 1)


class TestFees:
    def test_an_order_with_its_paper(self, session: Session, bakker: Visitor, stay: Stay) -> None:
        typed = {"issued_on": "24-08-2026", "per": "month", "cents": "851,67", "issuer": "Gemeente"}
        answer = bakker.send(f"/stays/{stay.id}/orders/new", **typed, file=(BytesIO(jpeg()), "besluit.jpg"))
        assert answer.status_code == 303
        found = session.scalars(select(FeeOrder)).one()
        assert (found.from_, found.cents) == (stay.admitted_on, 85167)
        assert session.get_one(Evidence, found.evidence_id).kind == "fee_order"

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"issued_on": "24-11-2026"}, "ligt in de toekomst"),
            ({"from_": "2-8-2026"}, "verblijft zij niet bij u"),
            ({"cents": "28.00"}, "Bedoelt u 28,00?"),
            ({"cents": "0"}, "hoger is dan 0"),
            ({"per": "year"}, "Ongeldige keuze."),
            ({"file": b""}, "leeg"),
        ],
    )
    def test_a_wrong_order(
        self, session: Session, bakker: Visitor, stay: Stay, wrong: dict[str, Any], said: str
    ) -> None:
        typed: dict[str, Any] = {
            "issued_on": "24-08-2026",
            "per": "night",
            "cents": "28,00",
            "issuer": "Gemeente Getypt",
        }
        files = {"file": (BytesIO(wrong["file"]), "leeg.pdf")} if "file" in wrong else {}
        answer = bakker.send(f"/stays/{stay.id}/orders/new", **typed | wrong | files)
        assert answer.status_code == 422
        assert said in words(answer) and "Gemeente Getypt" in answer.text
        assert session.scalars(select(FeeOrder)).all() == []

    def test_all_that_is_wrong_with_an_order_is_said_at_once(self, bakker: Visitor, stay: Stay) -> None:
        typed = {"issued_on": "24-11-2026", "from_": "2-8-2026", "per": "night", "cents": "0", "issuer": ""}
        said = words(bakker.send(f"/stays/{stay.id}/orders/new", **typed, file=(BytesIO(b"brief"), "brief.txt")))
        for each in (
            "ligt in de toekomst",
            "verblijft zij niet",
            "hoger is dan 0",
            "Vul in wie het besluit nam.",
            "geen JPEG",
            "Vijf dingen",
        ):
            assert each in said

    def test_an_order_of_long_ago_is_asked_once(self, session: Session, bakker: Visitor, stay: Stay) -> None:
        typed = {"issued_on": "24-08-2016", "per": "night", "cents": "28,00"}
        asked = bakker.send(f"/stays/{stay.id}/orders/new", **typed)
        assert asked.status_code == 422 and "van lang voor haar opname. Klopt dit?" in words(asked)
        assert bakker.send(f"/stays/{stay.id}/orders/new", **typed, issued_sure="y").status_code == 303

    def test_nights_the_wrong_way_round_are_said_beside_their_field(
        self, session: Session, bakker: Visitor, cast: Cast, stay: Stay
    ) -> None:
        order(session, cast, stay)
        session.commit()
        typed = {"from_": "20-9-2026", "until": "1-9-2026", "reference": "№ 5"}
        page = bakker.send(f"/stays/{stay.id}/fees/new", **typed)
        assert page.status_code == 422 and "Twee dingen kloppen nog niet" in words(page)
        assert (
            page.text.count("De laatste dag ligt voor de eerste.") == 3
        )  # above, beside, and where the sum would stand

    def test_without_an_order_the_page_says_what_to_do(self, bakker: Visitor, stay: Stay) -> None:
        assert "nog geen bijdragebesluit genoteerd" in words(bakker.get(f"/stays/{stay.id}/fees/new"))

    def test_the_months_not_noted_yet_stand_ready(
        self, session: Session, bakker: Visitor, cast: Cast, stay: Stay
    ) -> None:
        order(session, cast, stay)
        fee(session, cast, stay, "2026-08-03", "2026-10-01")
        session.commit()
        path = f"/stays/{stay.id}/fees/new"
        assert "31 nachten × € 31,37 € 972,47" in words(bakker.get(path))
        assert bakker.send(path, path).status_code == 303
        assert [(cost.from_, cost.until, cost.units) for cost in all_costs(session)][1:] == [
            (date(2026, 10, 1), date(2026, 11, 1), 31)
        ]

    def test_nights_are_weighed_before_they_are_noted(
        self, session: Session, bakker: Visitor, cast: Cast, stay: Stay
    ) -> None:
        order(session, cast, stay)
        session.commit()
        path = f"/stays/{stay.id}/fees/new"
        form = next(form for form in bakker.see(path).forms if "from_" in form.fields)
        typed = {name: value for name, value in form.fields.items() if value is not None}
        weighed = bakker.client.post(
            f"/stays/{stay.id}/fees/weigh", data=typed | {"from_": "1-11-2026", "until": "30-11-2026"}
        )
        assert weighed.status_code == 200 and "nog niet geweest" in words(weighed)
        assert all_costs(session) == []

    @pytest.mark.parametrize(
        "wrong",
        [
            ("1-11-2026", "30-11-2026", "nog niet geweest"),
            ("10-10-2026", "1-10-2026", "De laatste dag ligt voor de eerste."),
            ("1-8-2026", "10-8-2026", "Eerdere nachten horen er niet bij."),
            ("morgen", "10-8-2026", "datum die bestaat"),
        ],
    )
    def test_wrong_nights(
        self, session: Session, bakker: Visitor, cast: Cast, stay: Stay, wrong: tuple[str, str, str]
    ) -> None:
        from_, until, said = wrong
        order(session, cast, stay)
        session.commit()
        path = f"/stays/{stay.id}/fees/new"
        answer = bakker.send(path, path, from_=from_, until=until, reference="Getypt")
        assert answer.status_code == 422
        assert said in words(answer) and "Getypt" in answer.text and from_ in answer.text
        assert all_costs(session) == []

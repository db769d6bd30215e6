"""The page of a cost that was noted: corrected with what was typed before, or taken away,
until it stands on a claim."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from fund.claims.actions import draft
from fund.evidence.models import Evidence
from fund.people.act import Act
from fund.stays.models import Stay
from tests.residents.cast import Cast
from tests.stays.stays import AT, PETS, all_costs, cost_fields, fee, note, order, paper
from tests.visitor import Visitor, words

pytestmark = pytest.mark.usefixtures("now")  # Monday 23 November 2026


class TestChanging:
    def test_a_cost_is_corrected_with_what_was_typed_before(
        self, session: Session, bakker: Visitor, cast: Cast, stay: Stay
    ) -> None:
        cost = note(session, cast, stay, (paper(session, cast).id,), due_on=date(2026, 12, 1), received=100)
        session.commit()
        path = f"/costs/{cost.id}"
        form = next(form for form in bakker.see(path).forms if "cents" in form.fields)
        kept = dict(form.fields)
        assert (kept["cents"], kept["from_"], kept["issuer"], kept["due_on"]) == (
            "385,00",
            "01-09-2026",
            "Zorg & Zo",
            "01-12-2026",
        )
        assert (kept["payee"], kept["received"], kept["evidence"]) == (
            "insurer",
            "1,00",
            str(session.scalar(select(Evidence.id))),
        )
        session.commit()
        assert bakker.send(path, path, cents="380,00").status_code == 303
        (changed,) = all_costs(session)
        assert (changed.cents, changed.bill_number, changed.due_on) == (38000, "2026-12", date(2026, 12, 1))

    def test_a_mistake_is_taken_away(self, session: Session, bakker: Visitor, cast: Cast, stay: Stay) -> None:
        cost = note(session, cast, stay)
        session.commit()
        assert bakker.send(f"/costs/{cost.id}", f"/costs/{cost.id}/drop").status_code == 303
        assert all_costs(session) == []

    def test_nights_of_a_fee_are_noted_again_and_never_typed(
        self, session: Session, bakker: Visitor, cast: Cast, stay: Stay
    ) -> None:
        order(session, cast, stay)
        cost = fee(session, cast, stay, "2026-08-03", "2026-10-01")
        session.commit()
        page = bakker.get(f"/costs/{cost.id}")
        assert "59 nachten" in words(page) and "fact_night_rate" not in page.text
        assert bakker.send(f"/costs/{cost.id}", f"/costs/{cost.id}/drop").status_code == 303
        typed = cost_fields(bakker, stay) | PETS | {"fact_nights_due": "99"}
        assert bakker.client.post(f"/stays/{stay.id}/costs/new?category=SHELTER_FEE", data=typed).status_code == 404
        assert all_costs(session) == []

    def test_what_stands_on_a_claim_says_so(self, session: Session, bakker: Visitor, cast: Cast, stay: Stay) -> None:
        cost = note(session, cast, stay)
        draft(Act(session, cast.bakker, AT), stay.id, [cost.id])
        session.commit()
        answer = bakker.send(f"/costs/{cost.id}", f"/costs/{cost.id}", cents="1,00")
        assert answer.status_code == 409 and "staan op een aanvraag en liggen vast" in words(answer)
        assert bakker.send(f"/costs/{cost.id}", f"/costs/{cost.id}/drop").status_code == 409
        assert [left.cents for left in all_costs(session)] == [38500]

    def test_to_all_others_it_is_not_there(self, app: Flask, session: Session, cast: Cast, stay: Stay) -> None:
        cost = note(session, cast, stay)
        session.commit()
        for who in (cast.nijs, cast.vos, cast.fonk):
            assert Visitor(app, who, session).get(f"/costs/{cost.id}").status_code == 404

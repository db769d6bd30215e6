"""Costs as they arise: what the text asks of them, and one bill once."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from fund.core.errors import NotFound, Refusal
from fund.evidence import actions as evidence
from fund.people.act import Act
from fund.stays import actions, queries
from fund.stays.models import Stay
from fund.stays.rules import Place
from fund.trail.models import AuditEvent
from tests.residents.cast import Cast, register
from tests.stays.stays import AT, ON, admit, note, noted, paper, payee


def other_stay(session: Session, cast: Cast) -> Stay:
    someone = register(session, cast.bakker, cast.shelter_id, name="Anna Pietersen")
    return actions.admit(
        Act(session, cast.bakker, AT), someone.id, admitted_on=date(2026, 8, 1), place=Place.HOTEL, children=0
    )


class TestNoting:
    def test_a_bill_is_noted(self, session: Session, cast: Cast) -> None:
        stay, bill = admit(session, cast), paper(session, cast)
        cost = note(session, cast, stay, (bill.id,), due_on=date(2026, 9, 30), reference="RF18")
        assert (cost.resident_id, cost.shelter_id, cost.region_id) == (
            stay.resident_id,
            stay.shelter_id,
            stay.region_id,
        )
        assert (cost.units, cost.cents, cost.received, cost.facts) == (1, 38500, 0, {})
        assert (cost.due_on, cost.reference, cost.made_by) == (date(2026, 9, 30), "RF18", cast.bakker.id)
        assert queries.evidence_by_cost(session, [cost.id]) == {cost.id: [bill]}
        step = session.scalars(select(AuditEvent).where(AuditEvent.verb == "stays.note_cost")).one()
        assert (step.code, step.cents, step.endpoint, step.target_id) == ("HEALTH_EXCESS", 38500, "stays.show", stay.id)

    def test_its_number_is_found_again_without_standing_there_in_another_place(
        self, session: Session, cast: Cast
    ) -> None:
        cost = note(session, cast, admit(session, cast))
        assert cost.bill_mark is not None and len(cost.bill_mark) == 64
        assert note(session, cast, other_stay(session, cast), bill_number=None).bill_mark is None

    def test_days_are_counted_from_the_period(self, session: Session, cast: Cast) -> None:
        cost = note(
            session, cast, admit(session, cast), category="PETS", until=date(2026, 9, 24), payee_kind="boarding"
        )
        assert cost.units == 23

    def test_the_facts_are_those_that_the_text_asks(self, session: Session, cast: Cast) -> None:
        stay = admit(session, cast)
        trip: dict[str, Any] = {"category": "TRAVEL", "payee_kind": "carrier", "cents": 14850}
        assert note(session, cast, stay, facts={"flight": True}, **trip).facts == {"flight": True}
        for facts, beside in (({}, "fact_flight"), ({"flight": True, "police_report": True}, "fact_police_report")):
            with pytest.raises(Refusal) as refused:
                note(session, cast, stay, facts=facts, bill_number="other", **trip)
            assert refused.value.values["beside"] == beside

    @pytest.mark.parametrize(
        ("changes", "beside"),
        [
            ({"category": "POLICE"}, "category"),
            ({"payee_kind": "landlord"}, "payee"),
            ({"from_": date(2025, 12, 31)}, "from_"),
            ({"until": ON}, "until"),
            ({"received": 38501}, "received"),
            ({"issuer": "Wed. Achterbergh"}, "issuer"),
            ({"bill_number": "2026ACHTERBERGH01"}, "bill_number"),
            ({"reference": "Polis wilhelmina 7"}, "reference"),
            ({"reference": "Polis № 7"}, "reference"),
        ],
    )
    def test_refusals_say_beside_which_field(
        self, session: Session, cast: Cast, changes: dict[str, Any], beside: str
    ) -> None:
        with pytest.raises(Refusal) as refused:
            note(session, cast, admit(session, cast), **changes)
        assert refused.value.values["beside"] == beside

    def test_only_at_home(self, session: Session, cast: Cast) -> None:
        stay = admit(session, cast)
        cost = note(session, cast, stay)
        for stranger in (cast.nijs, cast.vos, cast.fonk):
            with pytest.raises(NotFound):
                actions.note_cost(Act(session, stranger, AT), stay.id, noted())
            with pytest.raises(NotFound):
                queries.cost(session, stranger, cost.id)
            assert queries.costs(session, stranger, stay.id) == []


class TestPayees:
    def test_a_payee_of_the_shelter_or_of_her(self, session: Session, cast: Cast) -> None:
        stay = admit(session, cast)
        general = payee(session, cast.bakker, cast.shelter_id)
        hers = payee(session, cast.bakker, cast.shelter_id, resident_id=cast.resident.id)
        assert note(session, cast, stay, payee_id=general.id).payee_id == general.id
        assert note(session, cast, stay, payee_id=hers.id, bill_number="13").payee_id == hers.id

    def test_not_another_residents(self, session: Session, cast: Cast) -> None:
        stay, other = admit(session, cast), other_stay(session, cast)
        theirs = payee(session, cast.bakker, cast.shelter_id, resident_id=other.resident_id)
        with pytest.raises(NotFound):
            note(session, cast, stay, payee_id=theirs.id)

    def test_not_next_doors(self, session: Session, cast: Cast) -> None:
        stay, door = admit(session, cast), cast.nijs.roles[0].shelter_id
        assert door is not None
        with pytest.raises(NotFound):
            note(session, cast, stay, payee_id=payee(session, cast.nijs, door).id)

    def test_of_the_kind_that_was_said(self, session: Session, cast: Cast) -> None:
        stay, supplier = admit(session, cast), payee(session, cast.bakker, cast.shelter_id, kind="supplier")
        with pytest.raises(Refusal) as refused:
            note(session, cast, stay, payee_id=supplier.id)
        assert refused.value.values["beside"] == "payee"


class TestBills:
    def test_one_bill_may_carry_two_lines(self, session: Session, cast: Cast) -> None:
        stay, bill = admit(session, cast), paper(session, cast, cents=41200)
        note(session, cast, stay, (bill.id,))
        rest = note(session, cast, stay, (bill.id,), category="HEALTH_OTHER", cents=2700)
        assert rest.bill_mark is not None

    def test_but_not_more_than_the_bill(self, session: Session, cast: Cast) -> None:
        stay, bill = admit(session, cast), paper(session, cast, cents=41200)
        note(session, cast, stay, (bill.id,))
        with pytest.raises(Refusal, match="Alle regels samen") as refused:
            note(session, cast, stay, category="HEALTH_OTHER", cents=2701)
        assert refused.value.values["cents"] == 41201

    def test_the_same_bill_twice_is_named_at_once(self, session: Session, cast: Cast) -> None:
        stay = admit(session, cast)
        note(session, cast, stay)
        with pytest.raises(Refusal, match="al genoteerd") as refused:
            note(session, cast, stay, issuer="ZORG & ZO", bill_number="2026 12")
        assert refused.value.values["whose"] == cast.resident.reference

    def test_also_with_another_resident_of_the_shelter(self, session: Session, cast: Cast) -> None:
        note(session, cast, admit(session, cast))
        with pytest.raises(Refusal, match="al genoteerd") as refused:
            note(session, cast, other_stay(session, cast), category="HEALTH_OTHER")
        assert refused.value.values["whose"] == cast.resident.reference

    def test_next_door_nothing_is_said(self, session: Session, cast: Cast) -> None:
        first = note(session, cast, admit(session, cast))
        door = cast.nijs.roles[0].shelter_id
        assert door is not None
        someone = register(session, cast.nijs, door)
        stay = actions.admit(
            Act(session, cast.nijs, AT), someone.id, admitted_on=date(2026, 8, 1), place=Place.SHELTER, children=0
        )
        assert actions.note_cost(Act(session, cast.nijs, AT), stay.id, noted()).bill_mark == first.bill_mark

    def test_her_evidence_and_nobody_elses(self, session: Session, cast: Cast) -> None:
        stay, other = admit(session, cast), other_stay(session, cast)
        theirs = evidence.add(
            Act(session, cast.bakker, AT),
            resident_id=other.resident_id,
            kind="declaration",
            issuer="Huis Zuidwal",
            number=None,
            issued_on=ON,
            cents=None,
            upload=None,
        )
        for wrong in (theirs.id, uuid4()):
            with pytest.raises(NotFound):
                note(session, cast, stay, (wrong,))

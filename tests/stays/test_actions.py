"""Admission, leaving, fee orders and fees: what they do, and each refusal."""

from datetime import date, timedelta
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from fund.core.errors import NotFound, Refusal
from fund.evidence import actions as evidence
from fund.keys.keyring import Keyring
from fund.payees import actions as payees
from fund.regions.models import Shelter
from fund.stays import actions, queries
from fund.stays.fees import Per
from fund.stays.models import Stay
from fund.stays.rules import Place
from fund.trail.models import Audience, Step
from tests.evidence.uploads import jpeg
from tests.residents.cast import Cast
from tests.stays.deeds import ADMITTED, AT, admit, fee, order


def waive(session: Session, cast: Cast, nights: int) -> None:
    session.execute(update(Shelter).where(Shelter.id == cast.shelter_id).values(waived_nights=nights))
    session.expire_all()


def verbs(session: Session) -> list[tuple[str, Audience]]:
    steps = session.scalars(select(Step).where(Step.verb.startswith("stays.")))
    return [(step.verb, step.audience) for step in steps]


class TestAdmission:
    def test_the_shelter_declares_the_stay(self, session: Session, cast: Cast) -> None:
        stay = admit(session, cast)
        assert (stay.resident_id, stay.shelter_id, stay.region_id) == (cast.resident.id, cast.shelter_id, cast.region_id)
        assert (stay.admitted_on, stay.left_on, stay.children, stay.place) == (ADMITTED, None, 2, Place.SHELTER)
        assert (stay.declared_at, stay.declared_by) == (AT, cast.bakker.id)
        assert verbs(session) == [("stays.admit", Audience.HOME)]

    def test_nobody_admits_another_shelters_resident(self, session: Session, cast: Cast) -> None:
        for stranger in (cast.nijs, cast.vos, cast.fonk):
            with pytest.raises(NotFound):
                actions.admit(session, stranger, AT, cast.resident.id, admitted_on=ADMITTED, place=Place.HOTEL, children=0)
        with pytest.raises(NotFound):
            actions.admit(session, cast.bakker, AT, uuid4(), admitted_on=ADMITTED, place=Place.HOTEL, children=0)

    def test_not_tomorrow(self, session: Session, cast: Cast) -> None:
        with pytest.raises(Refusal, match="toekomst"):
            admit(session, cast, admitted_on=date(2026, 10, 6))

    def test_once_at_a_time(self, session: Session, cast: Cast) -> None:
        stay = admit(session, cast)
        with pytest.raises(Refusal, match="Noteer eerst dat vertrek"):
            admit(session, cast, admitted_on=date(2026, 9, 1))
        actions.leave(session, cast.de_wit, AT, stay.id, left_on=date(2026, 9, 1))
        again = admit(session, cast, admitted_on=date(2026, 9, 1))
        assert queries.of_resident(session, cast.de_wit, cast.resident.id) == [again, stay]

    def test_also_when_two_colleagues_are_at_it_together(self, engine: Engine, keyring: Keyring, session: Session, cast: Cast) -> None:
        session.commit()
        refused: list[Refusal] = []

        def second() -> None:
            with Session(engine, info={"keyring": keyring}) as hers, hers.begin():
                try:
                    actions.admit(hers, cast.de_wit, AT, cast.resident.id, admitted_on=ADMITTED, place=Place.SHELTER, children=0)
                except Refusal as refusal:
                    refused.append(refusal)

        admit(session, cast)
        colleague = Thread(target=second)
        colleague.start()
        colleague.join(timeout=0.5)
        assert colleague.is_alive()  # she waits her turn
        session.commit()
        colleague.join()
        assert [refusal.values["on"] for refusal in refused] == [ADMITTED]
        assert len(session.scalars(select(Stay)).all()) == 1


class TestLeaving:
    def test_leaving_ends_the_stay(self, session: Session, cast: Cast) -> None:
        stay = actions.leave(session, cast.de_wit, AT, admit(session, cast).id, left_on=date(2026, 10, 1))
        assert stay.left_on == date(2026, 10, 1)
        assert verbs(session)[-1] == ("stays.leave", Audience.HOME)

    def test_it_may_be_planned_and_corrected(self, session: Session, cast: Cast) -> None:
        stay = admit(session, cast)
        actions.leave(session, cast.bakker, AT, stay.id, left_on=date(2026, 10, 15))
        assert actions.leave(session, cast.bakker, AT, stay.id, left_on=date(2026, 10, 12)).left_on == date(2026, 10, 12)

    def test_not_before_admission(self, session: Session, cast: Cast) -> None:
        stay = admit(session, cast)
        with pytest.raises(Refusal, match="voor de opname"):
            actions.leave(session, cast.bakker, AT, stay.id, left_on=ADMITTED - timedelta(days=1))

    def test_not_before_a_night_that_was_noted(self, session: Session, cast: Cast) -> None:
        stay = admit(session, cast)
        order(session, cast, stay)
        fee(session, cast, stay, "2026-08-03", "2026-10-01")
        with pytest.raises(Refusal, match="al nachten genoteerd"):
            actions.leave(session, cast.bakker, AT, stay.id, left_on=date(2026, 9, 30))
        actions.leave(session, cast.bakker, AT, stay.id, left_on=date(2026, 10, 1))

    def test_not_into_another_stay(self, session: Session, cast: Cast) -> None:
        first = admit(session, cast)
        actions.leave(session, cast.bakker, AT, first.id, left_on=date(2026, 9, 1))
        admit(session, cast, admitted_on=date(2026, 9, 10))
        with pytest.raises(Refusal) as refused:
            actions.leave(session, cast.bakker, AT, first.id, left_on=date(2026, 9, 11))
        assert refused.value.values["beside"] == "left_on"

    def test_only_at_home(self, session: Session, cast: Cast) -> None:
        stay = admit(session, cast)
        with pytest.raises(NotFound):
            actions.leave(session, cast.nijs, AT, stay.id, left_on=date(2026, 9, 1))


class TestFeeOrders:
    def test_an_order_by_the_month(self, session: Session, cast: Cast) -> None:
        stay = admit(session, cast)
        order(session, cast, stay, per=Per.MONTH, cents=85167)
        assert [found.night_cents for found in queries.by_night(queries.fee_orders(session, cast.de_wit, stay.id))] == [2800]
        assert verbs(session)[-1] == ("stays.order_fee", Audience.HOME)

    def test_its_paper_is_hers_and_is_an_order(self, session: Session, cast: Cast) -> None:
        stay = admit(session, cast)
        paper, other = (
            evidence.add(
                session,
                cast.bakker,
                AT,
                resident_id=cast.resident.id,
                kind=kind,
                issuer="Gemeente",
                number=None,
                issued_on=date(2026, 8, 24),
                cents=None,
                upload=jpeg(),
            )
            for kind in ("fee_order", "bill")
        )
        assert order(session, cast, stay, evidence_id=paper.id).evidence_id == paper.id
        with pytest.raises(Refusal, match="geen bijdragebesluit"):
            order(session, cast, stay, evidence_id=other.id)
        with pytest.raises(NotFound):
            order(session, cast, stay, evidence_id=uuid4())

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"issued_on": date(2026, 10, 6)}, "toekomst"),
            ({"from_": date(2026, 8, 2)}, "verblijft zij niet"),
            ({"cents": 0}, "hoger is dan 0"),
        ],
    )
    def test_refusals(self, session: Session, cast: Cast, changes: dict[str, Any], said: str) -> None:
        stay = admit(session, cast)
        with pytest.raises(Refusal, match=said):
            order(session, cast, stay, **changes)

    def test_only_at_home(self, session: Session, cast: Cast) -> None:
        stay = admit(session, cast)
        order(session, cast, stay)
        with pytest.raises(NotFound):
            actions.order_fee(session, cast.nijs, AT, stay.id, issued_on=ADMITTED, from_=ADMITTED, per=Per.NIGHT, cents=2800)
        assert queries.fee_orders(session, cast.nijs, stay.id) == []


class TestFees:
    def test_59_nights_at_the_orders_amount(self, session: Session, cast: Cast) -> None:
        stay = admit(session, cast)
        order(session, cast, stay)
        cost = fee(session, cast, stay, "2026-08-03", "2026-10-01", reference="5566")
        assert (cost.category, cost.units, cost.cents, cost.received) == ("SHELTER_FEE", 59, 185083, 0)
        assert cost.facts == {"night_rate": "31.37", "nights_due": 59}
        assert (cost.due_on, cost.payee_kind, cost.payee_id, cost.reference) == (date(2026, 9, 23), "shelter", None, "5566")
        assert verbs(session)[-1] == ("stays.note_fee", Audience.HOME)

    def test_the_shelters_own_account_is_paid(self, session: Session, cast: Cast) -> None:
        account = payees.register(
            session,
            cast.lind,
            AT,
            shelter_id=cast.shelter_id,
            resident_id=None,
            kind="shelter",
            holder="Huis Zuidwal",
            iban="NL91 ABNA 0417 1643 00",
        )
        stay = admit(session, cast)
        order(session, cast, stay)
        assert fee(session, cast, stay, "2026-08-03", "2026-09-01").payee_id == account.id

    def test_the_orders_paper_stands_behind_it(self, session: Session, cast: Cast) -> None:
        paper = evidence.add(
            session,
            cast.bakker,
            AT,
            resident_id=cast.resident.id,
            kind="fee_order",
            issuer="Gemeente",
            number=None,
            issued_on=date(2026, 8, 24),
            cents=None,
            upload=jpeg(),
        )
        stay = admit(session, cast)
        order(session, cast, stay, evidence_id=paper.id)
        cost = fee(session, cast, stay, "2026-08-03", "2026-09-01")
        assert queries.evidence_of(session, [cost.id]) == {cost.id: [paper]}

    def test_waived_nights_are_billed_but_not_due(self, session: Session, cast: Cast) -> None:
        waive(session, cast, 28)
        stay = admit(session, cast, admitted_on=date(2026, 8, 6))
        order(session, cast, stay, from_=date(2026, 8, 6), cents=2800)
        cost = fee(session, cast, stay, "2026-08-06", "2026-09-05")
        assert (cost.units, cost.cents, cost.facts["nights_due"]) == (30, 84000, 2)

    def test_a_night_is_due_once(self, session: Session, cast: Cast) -> None:
        stay = admit(session, cast)
        order(session, cast, stay)
        fee(session, cast, stay, "2026-08-03", "2026-09-01")
        assert fee(session, cast, stay, "2026-08-20", "2026-09-11").facts["nights_due"] == 10
        with pytest.raises(Refusal, match="al genoteerd"):
            fee(session, cast, stay, "2026-08-20", "2026-09-11")

    def test_without_an_order_none(self, session: Session, cast: Cast) -> None:
        stay = admit(session, cast)
        with pytest.raises(Refusal, match="nog geen bijdragebesluit"):
            fee(session, cast, stay, "2026-08-03", "2026-09-01")

    def test_not_for_nights_to_come(self, session: Session, cast: Cast) -> None:
        stay = admit(session, cast)
        order(session, cast, stay)
        fee(session, cast, stay, "2026-10-01", "2026-10-05")
        with pytest.raises(Refusal, match="nog niet geweest"):
            fee(session, cast, stay, "2026-10-05", "2026-10-06")

    def test_only_at_home(self, session: Session, cast: Cast) -> None:
        stay = admit(session, cast)
        order(session, cast, stay)
        with pytest.raises(NotFound):
            actions.note_fee(session, cast.vos, AT, stay.id, from_=ADMITTED, until=date(2026, 9, 1))

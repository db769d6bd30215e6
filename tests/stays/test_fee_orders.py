"""Fee orders and the fees they carry: nights at the order's amount, each due once, and each refusal."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from fund.core.errors import NotFound, Refusal
from fund.evidence import actions as evidence
from fund.payees import actions as payees
from fund.people.act import Act
from fund.regions.models import Shelter
from fund.stays import actions, queries
from fund.stays.fees import Per
from fund.trail.models import Audience
from tests.evidence.uploads import jpeg
from tests.residents.cast import Cast
from tests.stays.stays import ADMITTED, AT, admit, fee, order, verbs


def waive(session: Session, cast: Cast, nights: int) -> None:
    session.execute(update(Shelter).where(Shelter.id == cast.shelter_id).values(waived_nights=nights))
    session.expire_all()


class TestFeeOrders:
    def test_an_order_by_the_month(self, session: Session, cast: Cast) -> None:
        stay = admit(session, cast)
        order(session, cast, stay, per=Per.MONTH, cents=85167)
        assert [
            found.night_cents for found in queries.nightly_fees(queries.fee_orders(session, cast.de_wit, stay.id))
        ] == [2800]
        assert verbs(session)[-1] == ("stays.order_fee", Audience.HOME)

    def test_its_paper_is_hers_and_is_an_order(self, session: Session, cast: Cast) -> None:
        stay = admit(session, cast)
        paper, other = (
            evidence.add(
                Act(session, cast.bakker, AT),
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
            actions.order_fee(
                Act(session, cast.nijs, AT), stay.id, issued_on=ADMITTED, from_=ADMITTED, per=Per.NIGHT, cents=2800
            )
        assert queries.fee_orders(session, cast.nijs, stay.id) == []


class TestFees:
    def test_59_nights_at_the_orders_amount(self, session: Session, cast: Cast) -> None:
        stay = admit(session, cast)
        order(session, cast, stay)
        cost = fee(session, cast, stay, "2026-08-03", "2026-10-01", reference="5566")
        assert (cost.category, cost.units, cost.cents, cost.received) == ("SHELTER_FEE", 59, 185083, 0)
        assert cost.facts == {"night_rate": "31.37", "nights_due": 59}
        assert (cost.due_on, cost.payee_kind, cost.payee_id, cost.reference) == (
            date(2026, 9, 23),
            "shelter",
            None,
            "5566",
        )
        assert verbs(session)[-1] == ("stays.note_fee", Audience.HOME)

    def test_the_shelters_own_account_is_paid(self, session: Session, cast: Cast) -> None:
        account = payees.register(
            Act(session, cast.lind, AT),
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
            Act(session, cast.bakker, AT),
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
        assert queries.evidence_by_cost(session, [cost.id]) == {cost.id: [paper]}

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
            actions.note_fee(Act(session, cast.vos, AT), stay.id, from_=ADMITTED, until=date(2026, 9, 1))

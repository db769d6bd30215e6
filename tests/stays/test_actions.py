"""Admission and leaving: what they do, and each refusal."""

from datetime import date, timedelta
from threading import Thread
from uuid import uuid4

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from fund.core.errors import NotFound, Refusal
from fund.keys.keyring import Keyring
from fund.people.act import Act
from fund.stays import actions, queries
from fund.stays.models import Stay
from fund.stays.rules import Place
from fund.trail.models import Audience
from tests.residents.cast import Cast
from tests.stays.stays import ADMITTED, AT, admit, fee, order, verbs


class TestAdmission:
    def test_the_shelter_declares_the_stay(self, session: Session, cast: Cast) -> None:
        stay = admit(session, cast)
        assert (stay.resident_id, stay.shelter_id, stay.region_id) == (
            cast.resident.id,
            cast.shelter_id,
            cast.region_id,
        )
        assert (stay.admitted_on, stay.left_on, stay.children, stay.place) == (ADMITTED, None, 2, Place.SHELTER)
        assert (stay.declared_at, stay.declared_by) == (AT, cast.bakker.id)
        assert verbs(session) == [("stays.admit", Audience.HOME)]

    def test_nobody_admits_another_shelters_resident(self, session: Session, cast: Cast) -> None:
        for stranger in (cast.nijs, cast.vos, cast.fonk):
            with pytest.raises(NotFound):
                actions.admit(
                    Act(session, stranger, AT), cast.resident.id, admitted_on=ADMITTED, place=Place.HOTEL, children=0
                )
        with pytest.raises(NotFound):
            actions.admit(Act(session, cast.bakker, AT), uuid4(), admitted_on=ADMITTED, place=Place.HOTEL, children=0)

    def test_not_tomorrow(self, session: Session, cast: Cast) -> None:
        with pytest.raises(Refusal, match="toekomst"):
            admit(session, cast, admitted_on=date(2026, 10, 6))

    def test_once_at_a_time(self, session: Session, cast: Cast) -> None:
        stay = admit(session, cast)
        with pytest.raises(Refusal, match="Noteer eerst dat vertrek"):
            admit(session, cast, admitted_on=date(2026, 9, 1))
        actions.leave(Act(session, cast.de_wit, AT), stay.id, left_on=date(2026, 9, 1))
        again = admit(session, cast, admitted_on=date(2026, 9, 1))
        assert queries.stays_of_resident(session, cast.de_wit, cast.resident.id) == [again, stay]

    def test_also_when_two_colleagues_are_at_it_together(
        self, engine: Engine, keyring: Keyring, session: Session, cast: Cast
    ) -> None:
        session.commit()
        refused: list[Refusal] = []

        def second() -> None:
            with Session(engine, info={"keyring": keyring}) as hers, hers.begin():
                try:
                    actions.admit(
                        Act(hers, cast.de_wit, AT),
                        cast.resident.id,
                        admitted_on=ADMITTED,
                        place=Place.SHELTER,
                        children=0,
                    )
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
        stay = actions.leave(Act(session, cast.de_wit, AT), admit(session, cast).id, left_on=date(2026, 10, 1))
        assert stay.left_on == date(2026, 10, 1)
        assert verbs(session)[-1] == ("stays.leave", Audience.HOME)

    def test_it_may_be_planned_and_corrected(self, session: Session, cast: Cast) -> None:
        stay = admit(session, cast)
        actions.leave(Act(session, cast.bakker, AT), stay.id, left_on=date(2026, 10, 15))
        assert actions.leave(Act(session, cast.bakker, AT), stay.id, left_on=date(2026, 10, 12)).left_on == date(
            2026, 10, 12
        )

    def test_not_before_admission(self, session: Session, cast: Cast) -> None:
        stay = admit(session, cast)
        with pytest.raises(Refusal, match="voor de opname"):
            actions.leave(Act(session, cast.bakker, AT), stay.id, left_on=ADMITTED - timedelta(days=1))

    def test_not_before_a_night_that_was_noted(self, session: Session, cast: Cast) -> None:
        stay = admit(session, cast)
        order(session, cast, stay)
        fee(session, cast, stay, "2026-08-03", "2026-10-01")
        with pytest.raises(Refusal, match="al nachten genoteerd"):
            actions.leave(Act(session, cast.bakker, AT), stay.id, left_on=date(2026, 9, 30))
        actions.leave(Act(session, cast.bakker, AT), stay.id, left_on=date(2026, 10, 1))

    def test_not_into_another_stay(self, session: Session, cast: Cast) -> None:
        first = admit(session, cast)
        actions.leave(Act(session, cast.bakker, AT), first.id, left_on=date(2026, 9, 1))
        admit(session, cast, admitted_on=date(2026, 9, 10))
        with pytest.raises(Refusal) as refused:
            actions.leave(Act(session, cast.bakker, AT), first.id, left_on=date(2026, 9, 11))
        assert refused.value.values["beside"] == "left_on"

    def test_only_at_home(self, session: Session, cast: Cast) -> None:
        stay = admit(session, cast)
        with pytest.raises(NotFound):
            actions.leave(Act(session, cast.nijs, AT), stay.id, left_on=date(2026, 9, 1))

"""A cost that was noted is changed or taken away, until it stands on a claim."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fund.claims.models import Claim, Line
from fund.claims.rules import State
from fund.core.errors import NotFound, WrongStep
from fund.db import new_id
from fund.people.act import Act
from fund.regions.queries import fund_of
from fund.stays import actions, queries
from fund.stays.models import Cost, CostEvidence
from fund.trail.models import AuditEvent
from tests.residents.cast import Cast
from tests.stays.stays import AT, ON, admit, note, noted, paper


class TestChanging:
    def test_a_change_is_noted_anew(self, session: Session, cast: Cast) -> None:
        stay, bill = admit(session, cast), paper(session, cast)
        old = note(session, cast, stay, (bill.id,))
        new = actions.change_cost(Act(session, cast.de_wit, AT), old.id, noted(cents=30000), evidence_ids=[bill.id])
        assert [(cost.id, cost.cents) for cost in queries.costs(session, cast.bakker, stay.id)] == [(new.id, 30000)]
        assert session.scalar(select(func.count()).select_from(CostEvidence)) == 1

    def test_a_mistake_is_taken_away(self, session: Session, cast: Cast) -> None:
        stay, bill = admit(session, cast), paper(session, cast)
        actions.drop_cost(Act(session, cast.bakker, AT), note(session, cast, stay, (bill.id,)).id)
        assert queries.costs(session, cast.bakker, stay.id) == []
        assert session.scalars(select(AuditEvent.cents).where(AuditEvent.verb == "stays.drop_cost")).all() == [38500]
        note(session, cast, stay, (bill.id,))

    def test_what_stands_on_a_claim_stays(self, session: Session, cast: Cast) -> None:
        cost = note(session, cast, admit(session, cast), (paper(session, cast).id,))
        _claim(session, cast, cost)
        for change in (
            lambda: actions.drop_cost(Act(session, cast.bakker, AT), cost.id),
            lambda: actions.change_cost(Act(session, cast.bakker, AT), cost.id, noted(cents=1)),
        ):
            with pytest.raises(WrongStep, match="staan op een aanvraag"):
                change()
        assert queries.cost(session, cast.bakker, cost.id).cents == 38500
        assert len(queries.evidence_by_cost(session, [cost.id])[cost.id]) == 1

    def test_only_at_home(self, session: Session, cast: Cast) -> None:
        cost = note(session, cast, admit(session, cast))
        with pytest.raises(NotFound):
            actions.drop_cost(Act(session, cast.nijs, AT), cost.id)
        with pytest.raises(NotFound):
            actions.change_cost(Act(session, cast.vos, AT), cost.id, noted())


def _claim(session: Session, cast: Cast, cost: Cost) -> None:
    claim = Claim(
        id=new_id(),
        reference="VF-7KQ3-M2",
        region_id=cost.region_id,
        fund_id=fund_of(session, cast.region_id).id,
        shelter_id=cost.shelter_id,
        resident_id=cost.resident_id,
        stay_id=cost.stay_id,
        state=State.DRAFT,
        children=0,
        admitted_on=ON,
        made_by=cast.bakker.id,
        saved_at=AT,
    )
    session.add(claim)
    session.flush()
    session.add(
        Line(
            claim_id=claim.id,
            position=1,
            cost_id=cost.id,
            category=cost.category,
            claimed=cost.cents,
            from_=cost.from_,
            until=cost.until,
            units=1,
            received=0,
            payee_kind=cost.payee_kind,
            facts={},
        )
    )
    session.flush()

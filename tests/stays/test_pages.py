"""What a stay's page shows: its nights, what its costs come to, and how far the evidence of each is."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from fund.core.calendar import Month
from fund.evidence.models import Evidence
from fund.stays.models import Cost, Stay
from fund.stays.pages import Proof, StayPage

TODAY = date(2026, 11, 23)
AT = datetime(2026, 11, 20, 11, tzinfo=UTC)
COST = Cost(id=UUID(int=1), cents=700, due_on=None)


def page(*papers: Evidence, left_on: date | None = None) -> StayPage:
    months = [(Month(2026, 10), 31), (Month(2026, 11), 22)]
    costs = [COST, Cost(id=UUID(int=2), cents=50, due_on=date(2026, 11, 22))]
    return StayPage(Stay(left_on=left_on), months, costs, {COST.id: papers}, TODAY)


def paper(**more: datetime) -> Evidence:
    return Evidence(kind="bill", **more)


def test_nights_and_costs_are_added_up() -> None:
    assert (page().nights, page().nights_this_month, page().cents) == (53, 22, 750)


@pytest.mark.parametrize(("left_on", "is_over"), [(None, False), (TODAY, True), (date(2026, 11, 24), False)])
def test_a_stay_is_over_on_the_day_of_leaving(left_on: date | None, is_over: bool) -> None:
    assert page(left_on=left_on).is_over is is_over


def test_a_cost_is_late_once_its_day_has_passed() -> None:
    assert [page().is_late(cost) for cost in page().costs] == [False, True]


def test_the_evidence_of_a_cost_is_as_far_as_its_worst_piece() -> None:
    attested, waiting, doubted = paper(attested_at=AT), paper(), paper(doubted_at=AT)
    own = Evidence(kind="declaration")  # which counts without a second worker
    assert page().proof(COST) is Proof.NONE
    assert page(attested, own).proof(COST) is Proof.ATTESTED
    assert page(attested, waiting).proof(COST) is Proof.WAITING
    assert page(waiting, doubted).proof(COST) is Proof.DOUBTED
    assert page(waiting, doubted).doubted(COST) is doubted
    assert page(attested).doubted(COST) is None

"""What the page of the queue shows: who can act on what, what is urgent, what is late, what is asked together."""

from datetime import date
from uuid import UUID

import pytest

from fund.claims.models import Claim
from fund.decisions.pages import QueuePage
from fund.decisions.queue import QueueRow, WaitingFor
from fund.keyset import Page

TODAY = date(2026, 11, 23)


def row(claimed: int, other: WaitingFor | None = None, *, urgent: bool = False, law_by: date | None = None) -> QueueRow:
    of = Claim(id=UUID(int=claimed), claimed=claimed, urgent=urgent, law_by=law_by, answer_by=None, paused_on=None)
    return QueueRow(of, ("CLOTHING",), other)


def page(*rows: QueueRow) -> QueuePage:
    return QueuePage(Page(rows), TODAY)


def test_what_the_reader_can_act_on_is_urgent_or_the_rest_and_the_others_stand_apart() -> None:
    shown = page(row(1, urgent=True), row(20), row(300), row(4000, WaitingFor.SHELTER, urgent=True))
    assert [group.claimed for group in (shown.urgent, shown.rest, shown.others)] == [1, 320, 4000]
    assert [group.count for group in (shown.urgent, shown.rest, shown.others)] == [1, 2, 1]
    assert shown.count == 3


def test_an_empty_queue_has_no_group() -> None:
    shown = page()
    assert (bool(shown.urgent), bool(shown.rest), bool(shown.others), shown.count) == (False, False, False, 0)


def test_a_legal_term_that_passed_counts_only_where_the_reader_can_act() -> None:
    gone = date(2026, 11, 22)
    rows = (row(1, law_by=gone), row(2, law_by=TODAY), row(3), row(4, WaitingFor.SECOND, law_by=gone))
    assert page(*rows).past_law == 1


@pytest.mark.parametrize(("onward", "is_first", "is_part"), [("", True, False), ("1.2", True, True), ("", False, True)])
def test_a_page_is_part_of_the_queue_when_there_is_more_on_either_side(
    onward: str, is_first: bool, is_part: bool
) -> None:
    assert QueuePage(Page((), onward, is_first), TODAY).is_part is is_part

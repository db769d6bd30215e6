"""What the pages of payouts show: what can be put ready, which batches still matter, what the bank answered."""

from types import SimpleNamespace
from typing import cast
from uuid import UUID

import pytest

from fund.claims.rules import Lack
from fund.payouts.models import Batch, BatchState, TransferState
from fund.payouts.pages import NEWEST, Desk, any_answered, any_open
from fund.payouts.queries import BatchRow, TransferRow, UnpaidLine

OPEN, RETURNED, CONFIRMED = TransferState.OPEN, TransferState.RETURNED, TransferState.CONFIRMED


def line(cents: int, lack: Lack | None = None) -> UnpaidLine:
    return UnpaidLine(UUID(int=1), "VF-7KQ3-M2", 1, "CLOTHING", cents, lack)


def made(state: BatchState, unanswered: int = 0) -> BatchRow:
    return BatchRow(Batch(state=state), unanswered, 0)


def orders(*states: TransferState) -> list[TransferRow]:
    return [cast(TransferRow, SimpleNamespace(transfer=SimpleNamespace(state=state))) for state in states]


def test_only_what_lacks_nothing_can_be_put_ready() -> None:
    desk = Desk([line(100), line(20, Lack.WAY), line(3)], ())
    assert (desk.total, desk.ready) == (123, 103)


def test_a_batch_waits_for_a_second_person_until_it_is_released() -> None:
    waiting, sent = made(BatchState.OPEN), made(BatchState.RELEASED)
    desk = Desk((), [waiting, sent, made(BatchState.NOT_EXECUTED)])
    assert desk.open == [waiting.batch] and len(desk.sent) == 2


def test_older_batches_stand_apart_once_the_bank_answered_them() -> None:
    newest = [made(BatchState.RELEASED) for _ in range(NEWEST)]
    unanswered, answered = made(BatchState.RELEASED, 2), made(BatchState.RELEASED)
    desk = Desk((), [*newest, answered, unanswered])
    assert (desk.sent, desk.older) == ([*newest, unanswered], [answered])


@pytest.mark.parametrize(
    ("states", "is_open", "is_answered"),
    [((OPEN, OPEN), True, False), ((OPEN, RETURNED), True, True), ((CONFIRMED,), False, True), ((), False, False)],
)
def test_the_bank_answers_a_batch_transfer_by_transfer(
    states: tuple[TransferState, ...], is_open: bool, is_answered: bool
) -> None:
    assert (any_open(orders(*states)), any_answered(orders(*states))) == (is_open, is_answered)

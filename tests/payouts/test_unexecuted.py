"""The bank refuses a whole file: its payments are owed again, and nobody alone pays them twice."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from fund.claims.models import Claim
from fund.core.errors import NotAllowed, NotFound, Refusal, WrongStep
from fund.demo import bank as paper
from fund.ledger import chart
from fund.ledger import verify as books
from fund.ledger.models import Budget, Entry
from fund.payouts import actions, queries
from fund.payouts.actions import not_executed, read_statement
from fund.payouts.models import Batch, BatchState, PaymentState, Transfer, Unmatched
from fund.people.act import Act
from fund.people.rules import Actor
from fund.trail.models import AuditEvent
from tests.everyone import Everyone
from tests.payouts.batches import PAY, RELEASE, batch, entries, payments, release, texts

IBAN = "NL91ABNA0417164300"
SAID = "Het bestand is geweigerd: de limiet is bereikt."
NOTED = RELEASE + timedelta(hours=2)


@pytest.fixture
def sent(everyone: Everyone, claim: Claim) -> Batch:
    """A batch that Fonk released."""
    (made,) = batch(everyone)
    release(everyone, made)
    return made


def note(everyone: Everyone, made: Batch, by: Actor | None = None, reason: str = SAID) -> Batch:
    return not_executed(Act(everyone.session, by or everyone.bos, NOTED), made.id, reason)


def read(everyone: Everyone, made: Batch, on: date, most: int) -> None:
    found = paper.transfers(queries.file(everyone.session, made))[:most]
    read_statement(Act(everyone.session, everyone.fonk, RELEASE), everyone.fund_id, paper.statement(IBAN, on, found))


def test_its_payments_are_owed_again_and_stand_ready(everyone: Everyone, claim: Claim, sent: Batch) -> None:
    note(everyone, sent)
    assert (sent.state, sent.not_executed_by, sent.not_executed_at) == (BatchState.NOT_EXECUTED, everyone.bos.id, NOTED)
    assert [(of.state, of.attempt, of.transfer_id) for of in payments(everyone.session)] == [
        (PaymentState.DUE, 1, None)
    ] * 2
    rows = everyone.session.scalars(select(Entry).where(Entry.kind == "reopened")).all()
    assert {(row.debit, row.credit) for row in rows} == {(chart.IN_TRANSIT, chart.PAYABLE)}
    assert sorted(row.cents for row in rows) == [10000, 185083]
    assert entries(everyone.session, "paid", "returned") == []  # no money left the bank
    budget = everyone.session.scalars(select(Budget)).one()
    assert (budget.committed, budget.paid) == (195083, 0)
    steps = everyone.session.scalars(select(AuditEvent).where(AuditEvent.verb == "payouts.not_executed")).all()
    assert sorted((step.cents, step.claim_id, step.code) for step in steps) == [
        (10000, claim.id, sent.message),
        (185083, claim.id, sent.message),
    ]
    assert list(books.verify(everyone.session)) == []


def test_a_new_batch_pays_them_under_other_ids(everyone: Everyone, sent: Batch) -> None:
    first = queries.file(everyone.session, sent)
    note(everyone, sent)
    (made,) = batch(everyone)
    again = release(everyone, made)
    assert texts(again, "InstdAmt") != [] and sorted(texts(again, "InstdAmt"), key=str) == sorted(
        texts(first, "InstdAmt"), key=str
    )
    assert not set(texts(again, "EndToEndId")) & set(texts(first, "EndToEndId"))
    read_statement(
        Act(everyone.session, everyone.fonk, NOTED),
        everyone.fund_id,
        paper.statement(IBAN, NOTED.date(), paper.transfers(again)),
    )
    budget = everyone.session.scalars(select(Budget)).one()
    assert (budget.committed, budget.paid) == (0, 195083)
    assert list(books.verify(everyone.session)) == []


def test_the_reason_is_kept_sealed_and_the_old_file_is_gone(everyone: Everyone, sent: Batch) -> None:
    assert queries.bank_reason(everyone.session, sent) is None
    note(everyone, sent)
    everyone.session.expire_all()
    assert queries.bank_reason(everyone.session, sent) == SAID
    assert b"limiet" not in bytes(everyone.session.scalars(select(Batch.reason)).one() or b"")
    with pytest.raises(NotFound):
        queries.file(everyone.session, sent)


def test_the_batch_still_shows_what_was_in_it(everyone: Everyone, claim: Claim, sent: Batch) -> None:
    note(everyone, sent)
    batch(everyone)
    shown = {order.transfer.cents: order.lines for order in queries.transfers(everyone.session, sent)}
    assert {cents: [line[0] for line in lines] for cents, lines in shown.items()} == {
        10000: [claim.reference],
        185083: [claim.reference],
    }


def test_who_released_does_not_note_it(everyone: Everyone, sent: Batch) -> None:
    with pytest.raises(NotAllowed, match="zelf vrij"):
        note(everyone, sent, everyone.fonk)
    assert sent.state is BatchState.RELEASED and entries(everyone.session, "reopened") == []


def test_who_noted_it_does_not_release_these_payments_again(everyone: Everyone, sent: Batch) -> None:
    note(everyone, sent)
    (made,) = batch(everyone)
    with pytest.raises(NotAllowed, match="zelf meegewerkt"):
        release(everyone, made, everyone.bos)
    with pytest.raises(NotAllowed, match="beslissing van uzelf"):
        release(everyone, made, everyone.hendriks)
    assert release(everyone, made, everyone.fonk)


@pytest.mark.parametrize("most", [1, 2])
def test_not_once_the_bank_answered_on_one_of_its_transfers(everyone: Everyone, sent: Batch, most: int) -> None:
    read(everyone, sent, NOTED.date(), most)
    with pytest.raises(WrongStep, match="al een betaling uit deze batch uit"):
        note(everyone, sent)
    assert sent.state is BatchState.RELEASED and entries(everyone.session, "reopened") == []


def test_not_before_it_was_released_and_not_twice(everyone: Everyone, claim: Claim) -> None:
    (made,) = batch(everyone)
    with pytest.raises(WrongStep, match="nog niet vrijgegeven"):
        note(everyone, made)
    release(everyone, made)
    note(everyone, made)
    with pytest.raises(WrongStep, match="al genoteerd"):
        note(everyone, made)
    assert len(entries(everyone.session, "reopened")) == 2


@pytest.mark.parametrize(
    "verb",
    [
        lambda h, id: actions.release(Act(h.session, h.fonk, PAY), id),
        lambda h, id: actions.undo(Act(h.session, h.bos, PAY), id),
    ],
)
def test_after_that_it_is_neither_released_nor_taken_apart(
    everyone: Everyone, sent: Batch, verb: Callable[[Everyone, UUID], object]
) -> None:
    note(everyone, sent)
    with pytest.raises(WrongStep, match="al vrijgegeven"):
        verb(everyone, sent.id)


def test_it_takes_the_banks_words(everyone: Everyone, sent: Batch) -> None:
    with pytest.raises(Refusal, match="wat de bank als reden gaf"):
        note(everyone, sent, reason=" ")
    assert sent.state is BatchState.RELEASED


def test_to_all_others_the_batch_is_not_there(everyone: Everyone, sent: Batch) -> None:
    for who, id in (
        (everyone.vliet, sent.id),
        (everyone.bakker, sent.id),
        (everyone.auditor, sent.id),
        (everyone.bos, uuid4()),
    ):
        with pytest.raises(NotFound):
            not_executed(Act(everyone.session, who, NOTED), id, SAID)


def test_what_the_bank_paid_after_all_is_shown(everyone: Everyone, sent: Batch) -> None:
    found = paper.transfers(queries.file(everyone.session, sent))
    note(everyone, sent)
    kept = read_statement(
        Act(everyone.session, everyone.fonk, NOTED), everyone.fund_id, paper.statement(IBAN, NOTED.date(), found)
    )
    assert (kept.confirmed, sorted(everyone.session.scalars(select(Unmatched.cents)))) == (0, [-185083, -10000])
    assert {payment.state for payment in payments(everyone.session)} == {PaymentState.DUE}


def test_a_transfer_that_came_back_still_shows_its_lines(everyone: Everyone, claim: Claim, sent: Batch) -> None:
    found = paper.transfers(queries.file(everyone.session, sent))
    back = [one for one in found if one.cents == 10000]
    read_statement(
        Act(everyone.session, everyone.fonk, NOTED),
        everyone.fund_id,
        paper.statement(IBAN, NOTED.date(), found, back),
    )
    batch(everyone)
    (order,) = (order for order in queries.transfers(everyone.session, sent) if order.transfer.cents == 10000)
    assert [line[:3] for line in order.lines] == [(claim.reference, 2, "STORAGE")]


def test_an_undone_batch_leaves_no_trace_of_what_it_carried(everyone: Everyone, claim: Claim) -> None:
    (made,) = batch(everyone)
    actions.undo(Act(everyone.session, everyone.bos, PAY), made.id)
    assert everyone.session.scalars(select(Transfer)).all() == []
    (again,) = batch(everyone)
    assert len(queries.payments_of(everyone.session, again)) == 2

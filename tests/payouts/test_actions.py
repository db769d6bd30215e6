"""Batches, release and undo: by effect, and each refusal."""

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from fund.claims.models import Claim
from fund.core.errors import NotAllowed, NotFound, Refusal, WrongStep
from fund.decisions import actions as decisions
from fund.decisions.models import Stage
from fund.demo import bank as paper
from fund.ledger import chart
from fund.ledger import verify as books
from fund.ledger.models import Entry
from fund.payees.models import Payee
from fund.payouts import actions, queries
from fund.payouts.actions import read_statement
from fund.payouts.models import Batch, BatchState, PaymentState, Transfer
from fund.people.act import Act
from fund.people.rules import Actor
from tests.decisions.cast import AT, all_of
from tests.decisions.decisions import confirm, grant, refuse
from tests.everyone import Everyone
from tests.payouts.batches import RELEASE, batch, entries, payments, release, texts, told


def test_what_was_granted_is_put_in_a_batch_once(everyone: Everyone, claim: Claim) -> None:
    (made,) = batch(everyone)
    assert (made.state, made.count, made.cents, made.made_by) == (BatchState.OPEN, 2, 195083, everyone.fonk.id)
    assert [payment.state for payment in payments(everyone.session)] == [PaymentState.BATCHED] * 2
    assert {payment.pay_by for payment in payments(everyone.session)} == {date(2026, 10, 14)}
    with pytest.raises(Refusal, match="niets uit te betalen"):
        batch(everyone)


def test_a_released_batch_is_a_file_in_the_books_and_on_the_claim(everyone: Everyone, claim: Claim) -> None:
    (made,) = batch(everyone)
    file = release(everyone, made)
    assert (made.state, made.released_by, made.released_at, made.execute_on) == (
        BatchState.RELEASED,
        everyone.fonk.id,
        RELEASE,
        date(2026, 10, 8),
    )
    assert sorted(texts(file, "InstdAmt"), key=str) == ["100.00", "1850.83"]
    assert set(texts(file, "Ustrd")) == {"F-2026-77", claim.reference}
    assert entries(everyone.session, "released") == [
        ("released", payment.cents) for payment in sorted(payments(everyone.session), key=lambda p: p.id)
    ]
    assert [payment.state for payment in payments(everyone.session)] == [PaymentState.RELEASED] * 2
    assert told(everyone.session) == ["payouts.release"] * 2
    assert list(books.verify(everyone.session)) == []


def test_the_released_entries_name_who_decided_and_who_released(everyone: Everyone, claim: Claim) -> None:
    (made,) = batch(everyone)
    release(everyone, made)
    rows = everyone.session.scalars(select(Entry).where(Entry.kind == "released")).all()
    assert {(row.debit, row.credit, row.decided_by, row.released_by) for row in rows} == {
        (chart.PAYABLE, chart.IN_TRANSIT, everyone.hendriks.pseudonym, everyone.fonk.pseudonym)
    }


def test_the_file_is_kept_and_is_the_same_at_each_download(everyone: Everyone, claim: Claim) -> None:
    (made,) = batch(everyone)
    first = release(everyone, made)
    everyone.session.expire_all()
    assert queries.file(everyone.session, made) == first
    assert b"Zorgpolis" not in everyone.session.scalars(select(Batch.file)).one()  # type: ignore[operator]


def test_before_release_there_is_no_file(everyone: Everyone, claim: Claim) -> None:
    (made,) = batch(everyone)
    with pytest.raises(NotFound):
        queries.file(everyone.session, made)


def test_who_decided_does_not_release(everyone: Everyone, claim: Claim) -> None:
    (made,) = batch(everyone)
    with pytest.raises(NotAllowed, match="beslissing van uzelf"):
        release(everyone, made, everyone.hendriks)
    assert made.state is BatchState.OPEN and entries(everyone.session, "released") == []


def test_above_the_limit_one_decides_another_confirms_and_a_third_releases(everyone: Everyone) -> None:
    """The law of two people all the way: from a grant that needs a second person to the bank's own word."""
    everyone.two_look_above(5000)
    insured = everyone.payee("supplier")
    everyone.route(insured)
    claim = everyone.submitted(everyone.storage_from(insured), at=AT)
    decision = grant(everyone, claim, all_of(10000))
    with pytest.raises(NotAllowed, match="zelf voorgesteld"):
        confirm(everyone, claim, everyone.hendriks)
    confirm(everyone, claim, everyone.bos)
    assert (decision.decided_by, decision.second_by) == (everyone.hendriks.id, everyone.bos.id)
    (made,) = batch(everyone, everyone.bos)
    for decider in (everyone.hendriks, everyone.bos):
        with pytest.raises(NotAllowed, match="beslissing van uzelf"):
            release(everyone, made, decider)
    assert (made.state, entries(everyone.session, "released")) == (BatchState.OPEN, [])
    file = release(everyone, made, everyone.fonk)
    row = everyone.session.scalars(select(Entry).where(Entry.kind == "released")).one()
    assert (row.decided_by, row.released_by, row.cents) == (everyone.hendriks.pseudonym, everyone.fonk.pseudonym, 10000)
    answer = paper.statement("NL91ABNA0417164300", RELEASE.date(), paper.transfers(file))
    assert read_statement(Act(everyone.session, everyone.bos, RELEASE), everyone.fund_id, answer).confirmed == 1
    assert [payment.state for payment in payments(everyone.session)] == [PaymentState.PAID]
    assert list(books.verify(everyone.session)) == []


@pytest.mark.parametrize("part", ["made_by", "checked_by"])
def test_who_wrote_down_or_checked_an_account_does_not_release(everyone: Everyone, claim: Claim, part: str) -> None:
    (made,) = batch(everyone)
    everyone.session.execute(update(Payee).values({part: everyone.fonk.id}))
    with pytest.raises(NotAllowed, match="zelf meegewerkt"):
        release(everyone, made)


def test_who_filed_does_not_release(everyone: Everyone, claim: Claim) -> None:
    (made,) = batch(everyone)
    everyone.session.execute(update(Claim).values(submitted_by=everyone.fonk.id))
    with pytest.raises(NotAllowed, match="zelf meegewerkt"):
        release(everyone, made)


def test_one_batch_for_each_set_of_deciders(everyone: Everyone) -> None:
    insured = everyone.payee("supplier")
    everyone.route(insured)
    everyone.granted(everyone.storage_from(insured, cents=4000), by=everyone.hendriks)
    everyone.granted(everyone.storage_from(insured, cents=5000), by=everyone.bos)
    everyone.granted(everyone.storage_from(insured, cents=1000), by=everyone.bos)
    by_sum = {made.cents: made for made in batch(everyone)}
    assert {cents: made.count for cents, made in by_sum.items()} == {4000: 1, 6000: 2}
    assert release(everyone, by_sum[4000], everyone.bos) and release(everyone, by_sum[6000], everyone.hendriks)


def test_a_batch_is_released_once(everyone: Everyone, claim: Claim) -> None:
    (made,) = batch(everyone)
    release(everyone, made)
    with pytest.raises(WrongStep, match="al vrijgegeven"):
        release(everyone, made)
    with pytest.raises(WrongStep, match="al vrijgegeven"):
        actions.undo(Act(everyone.session, everyone.fonk, AT), made.id)
    assert len(entries(everyone.session, "released")) == 2


def test_an_undone_batch_leaves_its_payments_due(everyone: Everyone, claim: Claim) -> None:
    (made,) = batch(everyone)
    before = {transfer.end_to_end for transfer in everyone.session.scalars(select(Transfer))}
    actions.undo(Act(everyone.session, everyone.hendriks, AT), made.id)
    assert everyone.session.get(Batch, made.id) is None
    assert [payment.state for payment in payments(everyone.session)] == [PaymentState.DUE] * 2
    assert told(everyone.session) == ["payouts.undo"] * 2
    batch(everyone)
    assert {transfer.end_to_end for transfer in everyone.session.scalars(select(Transfer))} == before


def test_what_is_refused_is_not_paid(everyone: Everyone) -> None:
    claim = everyone.submitted(everyone.clothing(), everyone.storage())
    refuse(everyone, claim)
    confirm(everyone, claim)
    with pytest.raises(Refusal, match="niets uit te betalen"):
        batch(everyone)


def test_what_only_awaits_its_second_person_is_not_paid(everyone: Everyone) -> None:
    everyone.two_look_above(5000)
    insured = everyone.payee("supplier")
    everyone.route(insured)
    claim = everyone.submitted(everyone.storage_from(insured), at=AT)
    assert (
        decisions.grant(
            Act(everyone.session, everyone.hendriks, AT), claim.id, version=claim.version, lines=all_of(10000)
        ).stage
        is Stage.PROPOSED
    )
    with pytest.raises(Refusal, match="niets uit te betalen"):
        batch(everyone)
    confirm(everyone, claim)
    assert [made.cents for made in batch(everyone)] == [10000]


VERBS: dict[str, Callable[[Session, Actor, UUID], object]] = {
    "release": lambda session, by, id: actions.release(Act(session, by, RELEASE), id),
    "undo": lambda session, by, id: actions.undo(Act(session, by, AT), id),
    "show": queries.batch,
}


@pytest.mark.parametrize("verb", VERBS)
def test_another_funds_batch_answers_as_an_unknown_one(everyone: Everyone, claim: Claim, verb: str) -> None:
    (made,) = batch(everyone)
    for who, id in (
        (everyone.vliet, made.id),
        (everyone.bakker, made.id),
        (everyone.auditor, made.id),
        (everyone.fonk, uuid4()),
    ):
        with pytest.raises(NotFound):
            VERBS[verb](everyone.session, who, id)


def test_only_the_funds_own_administrators_make_a_batch(everyone: Everyone, claim: Claim) -> None:
    for who in (everyone.vliet, everyone.bakker, everyone.auditor, everyone.overseer):
        with pytest.raises(NotFound):
            batch(everyone, who)
    assert payments(everyone.session) == []


def test_the_lists_show_only_the_readers_own_fund(everyone: Everyone, claim: Claim) -> None:
    assert [
        (row.reference, row.lack) for row in queries.unpaid_lines(everyone.session, everyone.fonk, everyone.fund_id)
    ] == [(claim.reference, None)] * 2
    assert queries.unpaid_lines(everyone.session, everyone.vliet, everyone.fund_id) == []
    (made,) = batch(everyone)
    assert queries.unpaid_lines(everyone.session, everyone.fonk, everyone.fund_id) == [] and [
        of.batch for of in queries.batches(everyone.session, everyone.fonk, everyone.fund_id)
    ] == [made]
    assert queries.batches(everyone.session, everyone.vliet, everyone.fund_id) == []


def test_a_decided_claim_pays_no_line_that_got_nothing(everyone: Everyone) -> None:
    insured = everyone.payee("supplier")
    everyone.route(insured)
    everyone.granted(everyone.storage_from(insured), everyone.storage_from(insured, "F-2", 2000), but=[2000])
    (made,) = batch(everyone)
    assert (made.count, made.cents) == (1, 10000)

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
from tests.house import House
from tests.payouts.batches import RELEASE, batch, entries, payments, release, texts, told


def test_what_was_granted_is_put_in_a_batch_once(house: House, claim: Claim) -> None:
    (made,) = batch(house)
    assert (made.state, made.count, made.cents, made.made_by) == (BatchState.OPEN, 2, 195083, house.fonk.id)
    assert [payment.state for payment in payments(house.session)] == [PaymentState.BATCHED] * 2
    assert {payment.pay_by for payment in payments(house.session)} == {date(2026, 10, 14)}
    with pytest.raises(Refusal, match="niets uit te betalen"):
        batch(house)


def test_a_released_batch_is_a_file_in_the_books_and_on_the_claim(house: House, claim: Claim) -> None:
    (made,) = batch(house)
    file = release(house, made)
    assert (made.state, made.released_by, made.released_at, made.execute_on) == (
        BatchState.RELEASED,
        house.fonk.id,
        RELEASE,
        date(2026, 10, 8),
    )
    assert sorted(texts(file, "InstdAmt"), key=str) == ["100.00", "1850.83"]
    assert set(texts(file, "Ustrd")) == {"F-2026-77", claim.reference}
    assert entries(house.session, "released") == [
        ("released", payment.cents) for payment in sorted(payments(house.session), key=lambda p: p.id)
    ]
    assert [payment.state for payment in payments(house.session)] == [PaymentState.RELEASED] * 2
    assert told(house.session) == ["payouts.release"] * 2
    assert list(books.verify(house.session)) == []


def test_the_released_entries_name_who_decided_and_who_released(house: House, claim: Claim) -> None:
    (made,) = batch(house)
    release(house, made)
    rows = house.session.scalars(select(Entry).where(Entry.kind == "released")).all()
    assert {(row.debit, row.credit, row.decided_by, row.released_by) for row in rows} == {
        (chart.PAYABLE, chart.IN_TRANSIT, house.hendriks.pseudonym, house.fonk.pseudonym)
    }


def test_the_file_is_kept_and_is_the_same_at_each_download(house: House, claim: Claim) -> None:
    (made,) = batch(house)
    first = release(house, made)
    house.session.expire_all()
    assert queries.file(house.session, made) == first
    assert b"Zorgpolis" not in house.session.scalars(select(Batch.file)).one()  # type: ignore[operator]


def test_before_release_there_is_no_file(house: House, claim: Claim) -> None:
    (made,) = batch(house)
    with pytest.raises(NotFound):
        queries.file(house.session, made)


def test_who_decided_does_not_release(house: House, claim: Claim) -> None:
    (made,) = batch(house)
    with pytest.raises(NotAllowed, match="beslissing van uzelf"):
        release(house, made, house.hendriks)
    assert made.state is BatchState.OPEN and entries(house.session, "released") == []


def test_above_the_limit_one_decides_another_confirms_and_a_third_releases(house: House) -> None:
    """The law of two people all the way: from a grant that needs a second person to the bank's own word."""
    house.two_look_above(5000)
    insured = house.payee("supplier")
    house.route(insured)
    claim = house.submitted(house.storage_from(insured), at=AT)
    decision = grant(house, claim, all_of(10000))
    with pytest.raises(NotAllowed, match="zelf voorgesteld"):
        confirm(house, claim, house.hendriks)
    confirm(house, claim, house.bos)
    assert (decision.decided_by, decision.second_by) == (house.hendriks.id, house.bos.id)
    (made,) = batch(house, house.bos)
    for decider in (house.hendriks, house.bos):
        with pytest.raises(NotAllowed, match="beslissing van uzelf"):
            release(house, made, decider)
    assert (made.state, entries(house.session, "released")) == (BatchState.OPEN, [])
    file = release(house, made, house.fonk)
    row = house.session.scalars(select(Entry).where(Entry.kind == "released")).one()
    assert (row.decided_by, row.released_by, row.cents) == (house.hendriks.pseudonym, house.fonk.pseudonym, 10000)
    answer = paper.statement("NL91ABNA0417164300", RELEASE.date(), paper.transfers(file))
    assert read_statement(Act(house.session, house.bos, RELEASE), house.fund_id, answer).confirmed == 1
    assert [payment.state for payment in payments(house.session)] == [PaymentState.PAID]
    assert list(books.verify(house.session)) == []


@pytest.mark.parametrize("part", ["made_by", "checked_by"])
def test_who_wrote_down_or_checked_an_account_does_not_release(house: House, claim: Claim, part: str) -> None:
    (made,) = batch(house)
    house.session.execute(update(Payee).values({part: house.fonk.id}))
    with pytest.raises(NotAllowed, match="zelf meegewerkt"):
        release(house, made)


def test_who_filed_does_not_release(house: House, claim: Claim) -> None:
    (made,) = batch(house)
    house.session.execute(update(Claim).values(submitted_by=house.fonk.id))
    with pytest.raises(NotAllowed, match="zelf meegewerkt"):
        release(house, made)


def test_one_batch_for_each_set_of_deciders(house: House) -> None:
    insured = house.payee("supplier")
    house.route(insured)
    house.granted(house.storage_from(insured, cents=4000), by=house.hendriks)
    house.granted(house.storage_from(insured, cents=5000), by=house.bos)
    house.granted(house.storage_from(insured, cents=1000), by=house.bos)
    by_sum = {made.cents: made for made in batch(house)}
    assert {cents: made.count for cents, made in by_sum.items()} == {4000: 1, 6000: 2}
    assert release(house, by_sum[4000], house.bos) and release(house, by_sum[6000], house.hendriks)


def test_a_batch_is_released_once(house: House, claim: Claim) -> None:
    (made,) = batch(house)
    release(house, made)
    with pytest.raises(WrongStep, match="al vrijgegeven"):
        release(house, made)
    with pytest.raises(WrongStep, match="al vrijgegeven"):
        actions.undo(Act(house.session, house.fonk, AT), made.id)
    assert len(entries(house.session, "released")) == 2


def test_an_undone_batch_leaves_its_payments_due(house: House, claim: Claim) -> None:
    (made,) = batch(house)
    before = {transfer.end_to_end for transfer in house.session.scalars(select(Transfer))}
    actions.undo(Act(house.session, house.hendriks, AT), made.id)
    assert house.session.get(Batch, made.id) is None
    assert [payment.state for payment in payments(house.session)] == [PaymentState.DUE] * 2
    assert told(house.session) == ["payouts.undo"] * 2
    batch(house)
    assert {transfer.end_to_end for transfer in house.session.scalars(select(Transfer))} == before


def test_what_is_refused_is_not_paid(house: House) -> None:
    claim = house.submitted(house.clothing(), house.storage())
    refuse(house, claim)
    confirm(house, claim)
    with pytest.raises(Refusal, match="niets uit te betalen"):
        batch(house)


def test_what_only_awaits_its_second_person_is_not_paid(house: House) -> None:
    house.two_look_above(5000)
    insured = house.payee("supplier")
    house.route(insured)
    claim = house.submitted(house.storage_from(insured), at=AT)
    assert (
        decisions.grant(
            Act(house.session, house.hendriks, AT), claim.id, version=claim.version, lines=all_of(10000)
        ).stage
        is Stage.PROPOSED
    )
    with pytest.raises(Refusal, match="niets uit te betalen"):
        batch(house)
    confirm(house, claim)
    assert [made.cents for made in batch(house)] == [10000]


VERBS: dict[str, Callable[[Session, Actor, UUID], object]] = {
    "release": lambda session, by, id: actions.release(Act(session, by, RELEASE), id),
    "undo": lambda session, by, id: actions.undo(Act(session, by, AT), id),
    "show": queries.batch,
}


@pytest.mark.parametrize("verb", VERBS)
def test_another_funds_batch_answers_as_an_unknown_one(house: House, claim: Claim, verb: str) -> None:
    (made,) = batch(house)
    for who, id in (
        (house.vliet, made.id),
        (house.bakker, made.id),
        (house.auditor, made.id),
        (house.fonk, uuid4()),
    ):
        with pytest.raises(NotFound):
            VERBS[verb](house.session, who, id)


def test_only_the_funds_own_administrators_make_a_batch(house: House, claim: Claim) -> None:
    for who in (house.vliet, house.bakker, house.auditor, house.overseer):
        with pytest.raises(NotFound):
            batch(house, who)
    assert payments(house.session) == []


def test_the_lists_show_only_the_readers_own_fund(house: House, claim: Claim) -> None:
    assert [(row.reference, row.lack) for row in queries.unpaid_lines(house.session, house.fonk, house.fund_id)] == [
        (claim.reference, None)
    ] * 2
    assert queries.unpaid_lines(house.session, house.vliet, house.fund_id) == []
    (made,) = batch(house)
    assert queries.unpaid_lines(house.session, house.fonk, house.fund_id) == [] and [
        of.batch for of in queries.batches(house.session, house.fonk, house.fund_id)
    ] == [made]
    assert queries.batches(house.session, house.vliet, house.fund_id) == []


def test_a_decided_claim_pays_no_line_that_got_nothing(house: House) -> None:
    insured = house.payee("supplier")
    house.route(insured)
    house.granted(house.storage_from(insured), house.storage_from(insured, "F-2", 2000), but=[2000])
    (made,) = batch(house)
    assert (made.count, made.cents) == (1, 10000)

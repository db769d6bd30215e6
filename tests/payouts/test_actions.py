"""Batches, release and undo: by effect, and each refusal."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from lxml import etree
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from fund.claims.models import Claim
from fund.core.errors import NotAllowed, NotFound, Refusal, WrongStep
from fund.decisions import actions as decisions
from fund.decisions.models import Decision, Stage
from fund.ledger import chart
from fund.ledger import verify as books
from fund.ledger.models import Entry
from fund.payees.models import Payee
from fund.payees.rules import Way
from fund.payouts import actions, queries
from fund.payouts.models import Batch, BatchState, Payment, PaymentState, Transfer
from fund.people.rules import Reader
from fund.trail.models import Step
from tests.decisions.cast import AT, all_of
from tests.decisions.deeds import confirm, refuse
from tests.make import House
from tests.residents.cast import NAME

PAY = AT + timedelta(days=1)
RELEASE = PAY + timedelta(hours=1)


@pytest.fixture
def claim(house: House) -> Claim:
    """Storage of 100.00 paid directly, and the shelter's fee of 1,850.83."""
    insured = house.payee("supplier")
    house.payee("shelter", "Stichting Zuidwal")
    house.route(insured)
    return house.granted(house.storage(insured), house.cast.before.fee())


def batch(house: House, by: Reader | None = None) -> list[Batch]:
    return actions.batch(house.session, by or house.fonk, PAY, house.cast.before.fund_id)


def release(house: House, made: Batch, by: Reader | None = None) -> bytes:
    actions.release(house.session, by or house.fonk, RELEASE, made.id)
    return queries.file(house.session, made)


def payments(session: Session) -> list[Payment]:
    return list(session.scalars(select(Payment).order_by(Payment.cents)))


def texts(file: bytes, name: str) -> list[str | None]:
    return [found.text for found in etree.fromstring(file).iter(f"{{*}}{name}")]


def told(session: Session) -> list[str]:
    steps = select(Step.verb).where(Step.verb.startswith("payouts.")).order_by(Step.at, Step.verb)
    return list(session.scalars(steps))


def entries(session: Session, *kinds: str) -> list[tuple[str, int]]:
    found = session.execute(select(Entry.kind, Entry.cents).where(Entry.kind.in_(kinds)).order_by(Entry.number))
    return [(row.kind, row.cents) for row in found]


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


def test_who_confirmed_as_second_does_not_release_either(house: House, claim: Claim) -> None:
    house.session.execute(update(Decision).values(second_by=house.bos.id, second_at=AT))
    (made,) = batch(house)
    for decider in (house.hendriks, house.bos):
        with pytest.raises(NotAllowed):
            release(house, made, decider)
    assert release(house, made)


def test_one_batch_for_each_set_of_deciders(house: House) -> None:
    insured = house.payee("supplier")
    house.route(insured)
    house.granted(house.storage(insured, cents=4000), by=house.hendriks)
    house.granted(house.storage(insured, cents=5000), by=house.bos)
    house.granted(house.storage(insured, cents=1000), by=house.bos)
    by_sum = {made.cents: made for made in batch(house)}
    assert {cents: made.count for cents, made in by_sum.items()} == {4000: 1, 6000: 2}
    assert release(house, by_sum[4000], house.bos) and release(house, by_sum[6000], house.hendriks)


def test_a_batch_is_released_once(house: House, claim: Claim) -> None:
    (made,) = batch(house)
    release(house, made)
    with pytest.raises(WrongStep, match="al vrijgegeven"):
        release(house, made)
    with pytest.raises(WrongStep, match="al vrijgegeven"):
        actions.undo(house.session, house.fonk, made.id)
    assert len(entries(house.session, "released")) == 2


def test_a_payee_that_is_not_checked_any_more_is_not_paid(house: House, claim: Claim, monkeypatch: pytest.MonkeyPatch) -> None:
    (made,) = batch(house)
    house.session.execute(update(Payee).values(checked_at=None, checked_by=None))
    house.session.expire_all()
    with pytest.raises(WrongStep, match="andere weg"):
        release(house, made)
    monkeypatch.setattr(actions, "changed", lambda session, payments: False)  # the second guard behind it
    with pytest.raises(WrongStep, match="nakijken"):
        release(house, made)


def test_a_choice_that_she_makes_after_the_batch_still_counts(house: House) -> None:
    insured = house.payee("supplier")
    house.route(insured)
    house.granted(house.storage(insured))
    (made,) = batch(house)
    house.route(insured, Way.HOLD, unseen=False, at=PAY)
    with pytest.raises(WrongStep, match="andere weg"):
        release(house, made)
    actions.undo(house.session, house.fonk, made.id)
    assert batch(house) == []
    (payment,) = payments(house.session)
    assert (payment.state, payment.payee_id, payment.transfer_id) == (PaymentState.WAITING, None, None)


def test_without_a_safe_way_a_payment_waits_and_the_shelter_hears_it_once(house: House) -> None:
    insured = house.payee("supplier")
    house.granted(house.storage(insured))
    assert batch(house) == batch(house) == []
    assert [payment.state for payment in payments(house.session)] == [PaymentState.WAITING]
    assert told(house.session) == ["payouts.wait"]
    house.route(insured)
    assert [made.count for made in batch(house)] == [1]


def test_seen_payments_go_through_the_residents_account_with_our_own_reference(house: House) -> None:
    insured, residents = house.payee("supplier"), house.payee("residents_account", "Beheer Zuid")
    house.route(insured, Way.RESIDENTS_ACCOUNT, unseen=False)
    claim = house.granted(house.storage(insured))
    file = release(house, batch(house)[0])
    assert texts(file, "Ustrd") == [claim.reference] and texts(file, "IBAN")[-1] == "NL18RABO0123459876"
    assert payments(house.session)[0].payee_id == residents.id


def test_another_way_brings_back_our_own_reference(house: House) -> None:
    insured = house.payee("supplier")
    house.payee("residents_account", "Beheer Zuid")
    house.route(insured)
    claim = house.granted(house.storage(insured))
    (made,) = batch(house)
    assert payments(house.session)[0].remittance == "F-2026-77"
    actions.undo(house.session, house.fonk, made.id)
    house.route(insured, Way.RESIDENTS_ACCOUNT, unseen=False, at=PAY)
    assert texts(release(house, batch(house)[0]), "Ustrd") == [claim.reference]


def test_her_own_account_is_paid_under_a_neutral_name(house: House) -> None:
    insured = house.payee("supplier")
    house.payee("resident", NAME)
    house.route(insured, Way.REIMBURSE, own=True)
    claim = house.granted(house.storage(insured, reference=f"{NAME} 12"))
    file = release(house, batch(house)[0])
    assert texts(file, "Nm")[-1] == "Rekeninghouder" and texts(file, "Ustrd") == [claim.reference]
    assert NAME.split()[-1].encode() not in file


def test_what_goes_to_one_shelter_goes_as_one_sum_with_a_specification(house: House) -> None:
    house.payee("shelter", "Stichting Zuidwal")
    half = date(2026, 9, 1)
    fee = house.cast.before.fee(until=half)
    house.granted(fee)
    house.granted(house.cast.before.fee(from_=half))
    (made,) = batch(house)
    assert made.count == 1 and made.cents == 185083
    file = release(house, made)
    assert texts(file, "Ustrd") == [made.message]
    (order,) = queries.orders(house.session, made)
    assert sum(cents for *_, cents in order.lines) == order.transfer.cents == 185083 and len(order.lines) == 2


def test_where_nobody_picked_the_shelters_account_its_only_one_is_meant(house: House) -> None:
    fee = house.cast.before.fee()
    assert fee.payee_id is None
    house.payee("shelter", "Stichting Zuidwal")
    house.granted(fee)
    assert texts(release(house, batch(house)[0]), "IBAN")[-1] == "NL02ABNA0123456789"


def test_of_two_creditors_nobody_guesses_which_is_meant(house: House) -> None:
    house.route(house.payee("supplier"))
    house.granted(house.storage(None))
    assert batch(house) == []


def test_each_bill_of_one_creditor_is_paid_by_itself(house: House) -> None:
    insured = house.payee("supplier")
    house.route(insured)
    house.granted(house.storage(insured, "F-1", 3000), house.storage(insured, "F-2", 4000))
    file = release(house, batch(house)[0])
    assert sorted(texts(file, "Ustrd"), key=str) == ["F-1", "F-2"]
    assert len(set(texts(file, "EndToEndId"))) == 2


def test_an_undone_batch_leaves_its_payments_due(house: House, claim: Claim) -> None:
    (made,) = batch(house)
    before = {transfer.end_to_end for transfer in house.session.scalars(select(Transfer))}
    actions.undo(house.session, house.hendriks, made.id)
    assert house.session.get(Batch, made.id) is None
    assert [payment.state for payment in payments(house.session)] == [PaymentState.DUE] * 2
    batch(house)
    assert {transfer.end_to_end for transfer in house.session.scalars(select(Transfer))} == before


def test_what_is_refused_is_not_paid(house: House) -> None:
    claim = house.cast.submitted(house.cast.clothing(), house.cast.storage())
    refuse(house.cast, claim)
    confirm(house.cast, claim)
    with pytest.raises(Refusal, match="niets uit te betalen"):
        batch(house)


def test_what_only_awaits_its_second_person_is_not_paid(house: House) -> None:
    house.cast.two_look_above(5000)
    insured = house.payee("supplier")
    house.route(insured)
    claim = house.cast.submitted(house.storage(insured), at=AT)
    assert decisions.grant(house.session, house.hendriks, AT, claim.id, version=claim.version, lines=all_of(10000)).stage is Stage.PROPOSED
    with pytest.raises(Refusal, match="niets uit te betalen"):
        batch(house)
    confirm(house.cast, claim)
    assert [made.cents for made in batch(house)] == [10000]


VERBS: dict[str, Callable[[Session, Reader, UUID], object]] = {
    "release": lambda session, by, id: actions.release(session, by, RELEASE, id),
    "undo": actions.undo,
    "show": queries.one,
}


@pytest.mark.parametrize("verb", VERBS)
def test_another_funds_batch_answers_as_an_unknown_one(house: House, claim: Claim, verb: str) -> None:
    (made,) = batch(house)
    for who, id in ((house.cast.vliet, made.id), (house.bakker, made.id), (house.auditor, made.id), (house.fonk, uuid4())):
        with pytest.raises(NotFound):
            VERBS[verb](house.session, who, id)


def test_only_the_funds_own_administrators_make_a_batch(house: House, claim: Claim) -> None:
    for who in (house.cast.vliet, house.bakker, house.auditor, house.overseer):
        with pytest.raises(NotFound):
            batch(house, who)
    assert payments(house.session) == []


def test_the_lists_show_only_the_readers_own_fund(house: House, claim: Claim) -> None:
    assert [(row.reference, row.state) for row in queries.waiting(house.session, house.fonk)] == [(claim.reference, None)] * 2
    (made,) = batch(house)
    assert queries.waiting(house.session, house.fonk) == [] and [of.batch for of in queries.batches(house.session, house.fonk)] == [made]
    assert queries.batches(house.session, house.cast.vliet) == [] and queries.waiting(house.session, house.cast.vliet) == []


def test_a_decided_claim_pays_no_line_that_got_nothing(house: House) -> None:
    insured = house.payee("supplier")
    house.route(insured)
    house.granted(house.storage(insured), house.storage(insured, "F-2", 2000), but=[2000])
    (made,) = batch(house)
    assert (made.count, made.cents) == (1, 10000)

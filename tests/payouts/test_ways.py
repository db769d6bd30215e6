"""Which way a payment goes, and under which words: what she chose last counts until the moment of release."""

from datetime import date

import pytest
from sqlalchemy import update

from fund.claims.models import Claim
from fund.core.errors import WrongStep
from fund.payees.models import Payee
from fund.payees.rules import Way
from fund.payouts import actions, queries
from fund.payouts.models import PaymentState
from tests.decisions.cast import AT
from tests.make import House
from tests.payouts.deeds import PAY, batch, payments, release, texts, told
from tests.residents.cast import NAME


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
    actions.undo(house.session, house.fonk, AT, made.id)
    assert batch(house) == []
    (payment,) = payments(house.session)
    assert (payment.state, payment.payee_id, payment.transfer_id) == (PaymentState.WAITING, None, None)


def test_a_way_that_is_another_by_now_is_not_paid_the_old_way(house: House) -> None:
    insured = house.payee("supplier")
    house.payee("residents_account", "Beheer Zuid")
    house.route(insured)
    house.granted(house.storage(insured))
    (made,) = batch(house)
    house.route(insured, Way.RESIDENTS_ACCOUNT, unseen=False, at=PAY)
    with pytest.raises(WrongStep, match="andere weg"):
        release(house, made)


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
    actions.undo(house.session, house.fonk, AT, made.id)
    house.route(insured, Way.RESIDENTS_ACCOUNT, unseen=False, at=PAY)
    assert texts(release(house, batch(house)[0]), "Ustrd") == [claim.reference]


def test_her_own_account_is_paid_under_a_neutral_name(house: House) -> None:
    insured = house.payee("supplier")
    house.route(house.payee("resident", NAME), own=True)
    house.route(insured, Way.REIMBURSE, own=True)
    cost = house.storage(insured)
    cost.reference = f"{NAME} 12"  # not even when it was written behind the action's back
    claim = house.granted(cost)
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

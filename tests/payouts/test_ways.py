"""Which way a payment goes, and under which words: what she chose last counts until the moment of release."""

from datetime import date

import pytest
from sqlalchemy import update

from fund.claims import pages
from fund.claims import queries as claims
from fund.claims.actions import name_account
from fund.claims.dossier import Dossier
from fund.claims.models import Claim
from fund.claims.rules import Lack
from fund.core.errors import WrongStep
from fund.demo import bank as paper
from fund.payees import actions as payees
from fund.payees.models import Payee
from fund.payees.rules import Way
from fund.payouts import actions, batches, queries
from fund.payouts.actions import read_statement
from fund.payouts.models import PaymentState
from fund.people.act import Act
from tests.decisions.cast import AT
from tests.house import IBANS, House
from tests.payouts.batches import PAY, batch, payments, release, texts, told
from tests.residents.cast import NAME


def test_a_payee_that_is_not_checked_any_more_is_not_paid(
    house: House, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    (made,) = batch(house)
    house.session.execute(update(Payee).values(checked_at=None, checked_by=None))
    house.session.expire_all()
    with pytest.raises(WrongStep, match="andere weg"):
        release(house, made)
    monkeypatch.setattr(batches, "changed", lambda session, payments: False)  # the second guard behind it
    with pytest.raises(WrongStep, match="nakijken"):
        release(house, made)


def test_a_choice_that_she_makes_after_the_batch_still_counts(house: House) -> None:
    insured = house.payee("supplier")
    house.route(insured)
    house.granted(house.storage_from(insured))
    (made,) = batch(house)
    house.route(insured, Way.HOLD, unseen=False, at=PAY)
    with pytest.raises(WrongStep, match="andere weg"):
        release(house, made)
    actions.undo(Act(house.session, house.fonk, AT), made.id)
    assert batch(house) == []
    (payment,) = payments(house.session)
    assert (payment.state, payment.payee_id, payment.transfer_id) == (PaymentState.WAITING, None, None)


def test_a_way_that_is_another_by_now_is_not_paid_the_old_way(house: House) -> None:
    insured = house.payee("supplier")
    house.payee("residents_account", "Beheer Zuid")
    house.route(insured)
    house.granted(house.storage_from(insured))
    (made,) = batch(house)
    house.route(insured, Way.RESIDENTS_ACCOUNT, unseen=False, at=PAY)
    with pytest.raises(WrongStep, match="andere weg"):
        release(house, made)


def test_without_a_safe_way_a_payment_waits_and_the_shelter_hears_it_once(house: House) -> None:
    insured = house.payee("supplier")
    house.granted(house.storage_from(insured))
    assert batch(house) == batch(house) == []
    assert [payment.state for payment in payments(house.session)] == [PaymentState.WAITING]
    assert told(house.session) == ["payouts.wait"]
    house.route(insured)
    assert [made.count for made in batch(house)] == [1]


def test_seen_payments_go_through_the_residents_account_with_our_own_reference(house: House) -> None:
    insured, residents = house.payee("supplier"), house.payee("residents_account", "Beheer Zuid")
    house.route(insured, Way.RESIDENTS_ACCOUNT, unseen=False)
    claim = house.granted(house.storage_from(insured))
    file = release(house, batch(house)[0])
    assert texts(file, "Ustrd") == [claim.reference] and texts(file, "IBAN")[-1] == "NL18RABO0123459876"
    assert payments(house.session)[0].payee_id == residents.id


def test_another_way_brings_back_our_own_reference(house: House) -> None:
    insured = house.payee("supplier")
    house.payee("residents_account", "Beheer Zuid")
    house.route(insured)
    claim = house.granted(house.storage_from(insured))
    (made,) = batch(house)
    assert payments(house.session)[0].remittance == "F-2026-77"
    actions.undo(Act(house.session, house.fonk, AT), made.id)
    house.route(insured, Way.RESIDENTS_ACCOUNT, unseen=False, at=PAY)
    assert texts(release(house, batch(house)[0]), "Ustrd") == [claim.reference]


def test_her_own_account_is_paid_under_a_neutral_name(house: House) -> None:
    insured = house.payee("supplier")
    house.route(house.payee("resident", NAME), own=True)
    house.route(insured, Way.REIMBURSE, own=True)
    cost = house.storage_from(insured)
    cost.reference = f"{NAME} 12"  # not even when it was written behind the action's back
    claim = house.granted(cost)
    file = release(house, batch(house)[0])
    assert texts(file, "Nm")[-1] == "Rekeninghouder" and texts(file, "Ustrd") == [claim.reference]
    assert NAME.split()[-1].encode() not in file


def test_what_goes_to_one_shelter_goes_as_one_sum_with_a_specification(house: House) -> None:
    house.payee("shelter", "Stichting Zuidwal")
    half = date(2026, 9, 1)
    fee = house.fee(until=half)
    house.granted(fee)
    house.granted(house.fee(from_=half))
    (made,) = batch(house)
    assert made.count == 1 and made.cents == 185083
    file = release(house, made)
    assert texts(file, "Ustrd") == [made.message]
    (order,) = queries.transfers(house.session, made)
    assert sum(cents for *_, cents in order.lines) == order.transfer.cents == 185083 and len(order.lines) == 2


def test_where_nobody_picked_the_shelters_account_its_only_one_is_meant(house: House) -> None:
    fee = house.fee()
    assert fee.payee_id is None
    house.payee("shelter", "Stichting Zuidwal")
    house.granted(fee)
    assert texts(release(house, batch(house)[0]), "IBAN")[-1] == "NL02ABNA0123456789"


def test_of_two_creditors_nobody_guesses_which_is_meant(house: House) -> None:
    house.route(house.payee("supplier"))
    house.granted(house.storage_from(None))
    assert batch(house) == []


def test_each_bill_of_one_creditor_is_paid_by_itself(house: House) -> None:
    insured = house.payee("supplier")
    house.route(insured)
    house.granted(house.storage_from(insured, "F-1", 3000), house.storage_from(insured, "F-2", 4000))
    file = release(house, batch(house)[0])
    assert sorted(texts(file, "Ustrd"), key=str) == ["F-1", "F-2"]
    assert len(set(texts(file, "EndToEndId"))) == 2


def lacks(house: House, claim: Claim) -> list[Lack | None]:
    """Return what the fund's list says that is lacking; the page of her shelter says the same."""
    listed = [row.lack for row in queries.unpaid_lines(house.session, house.fonk, house.fund_id)]
    assert [lack for _, lack in pages.lacking(Dossier(house.session, claim))] == [lack for lack in listed if lack]
    return listed


def test_a_line_whose_account_nobody_chose_says_so_until_somebody_does(house: House) -> None:
    house.route(
        house.payee("supplier", "Berging Noord", iban=IBANS["insurer"])
    )  # of creditors nobody guesses which is meant
    claim = house.granted(house.storage_from(None))
    assert lacks(house, claim) == [Lack.ACCOUNT]
    assert batch(house) == [] and lacks(house, claim) == [Lack.ACCOUNT]
    supplier = house.payee("supplier", checked=False)
    (line,) = claims.lines(house.session, claim.id)
    name_account(Act(house.session, house.bakker, AT), line.id, supplier.id)
    assert lacks(house, claim) == [Lack.CHECK]
    payees.check(Act(house.session, house.de_wit, AT), supplier.id)
    assert lacks(house, claim) == [Lack.WAY]
    house.route(supplier)
    assert [made.cents for made in batch(house)] == [10000] and lacks(house, claim) == []


def test_an_account_of_the_shelter_is_lacking_until_it_is_checked(house: House) -> None:
    claim = house.granted(house.fee())
    assert lacks(house, claim) == [Lack.ACCOUNT]
    house.payee("shelter", "Stichting Zuidwal")
    assert lacks(house, claim) == [None]


def test_the_account_of_a_line_stays_from_the_batch_on_until_it_comes_back(house: House) -> None:
    first, other = house.payee("supplier"), house.payee("supplier", "Berging Noord", iban=IBANS["insurer"])
    for payee in (first, other):
        house.route(payee)
    claim = house.granted(house.storage_from(first))
    (line,) = claims.lines(house.session, claim.id)

    def choose() -> None:
        name_account(Act(house.session, house.bakker, AT), line.id, other.id)

    (made,) = batch(house)
    with pytest.raises(WrongStep, match="staat al klaar of is gedaan"):
        choose()
    file = release(house, made)
    with pytest.raises(WrongStep, match="staat al klaar of is gedaan"):
        choose()
    back = paper.transfers(file)
    read_statement(
        Act(house.session, house.fonk, PAY),
        house.fund_id,
        paper.statement("NL91ABNA0417164300", PAY.date(), back),
    )
    with pytest.raises(WrongStep, match="staat al klaar of is gedaan"):
        choose()
    assert line.payee_id == first.id
    read_statement(
        Act(house.session, house.fonk, PAY),
        house.fund_id,
        paper.statement("NL91ABNA0417164300", PAY.date(), [], back),
    )
    choose()
    assert line.payee_id == other.id
    (again,) = batch(house)
    actions.undo(Act(house.session, house.fonk, PAY), again.id)
    name_account(Act(house.session, house.bakker, AT), line.id, first.id)
    assert line.payee_id == first.id

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
from tests.everyone import IBANS, Everyone
from tests.payouts.batches import PAY, batch, payments, release, texts, told
from tests.residents.cast import NAME


def test_a_payee_that_is_not_checked_any_more_is_not_paid(
    everyone: Everyone, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    (made,) = batch(everyone)
    everyone.session.execute(update(Payee).values(checked_at=None, checked_by=None))
    everyone.session.expire_all()
    with pytest.raises(WrongStep, match="andere weg"):
        release(everyone, made)
    monkeypatch.setattr(batches, "changed", lambda session, payments: False)  # the second guard behind it
    with pytest.raises(WrongStep, match="nakijken"):
        release(everyone, made)


def test_a_choice_that_she_makes_after_the_batch_still_counts(everyone: Everyone) -> None:
    insured = everyone.payee("supplier")
    everyone.route(insured)
    everyone.granted(everyone.storage_from(insured))
    (made,) = batch(everyone)
    everyone.route(insured, Way.HOLD, unseen=False, at=PAY)
    with pytest.raises(WrongStep, match="andere weg"):
        release(everyone, made)
    actions.undo(Act(everyone.session, everyone.fonk, AT), made.id)
    assert batch(everyone) == []
    (payment,) = payments(everyone.session)
    assert (payment.state, payment.payee_id, payment.transfer_id) == (PaymentState.WAITING, None, None)


def test_a_way_that_is_another_by_now_is_not_paid_the_old_way(everyone: Everyone) -> None:
    insured = everyone.payee("supplier")
    everyone.payee("residents_account", "Beheer Zuid")
    everyone.route(insured)
    everyone.granted(everyone.storage_from(insured))
    (made,) = batch(everyone)
    everyone.route(insured, Way.RESIDENTS_ACCOUNT, unseen=False, at=PAY)
    with pytest.raises(WrongStep, match="andere weg"):
        release(everyone, made)


def test_without_a_safe_way_a_payment_waits_and_the_shelter_hears_it_once(everyone: Everyone) -> None:
    insured = everyone.payee("supplier")
    everyone.granted(everyone.storage_from(insured))
    assert batch(everyone) == batch(everyone) == []
    assert [payment.state for payment in payments(everyone.session)] == [PaymentState.WAITING]
    assert told(everyone.session) == ["payouts.wait"]
    everyone.route(insured)
    assert [made.count for made in batch(everyone)] == [1]


def test_seen_payments_go_through_the_residents_account_with_our_own_reference(everyone: Everyone) -> None:
    insured, residents = everyone.payee("supplier"), everyone.payee("residents_account", "Beheer Zuid")
    everyone.route(insured, Way.RESIDENTS_ACCOUNT, unseen=False)
    claim = everyone.granted(everyone.storage_from(insured))
    file = release(everyone, batch(everyone)[0])
    assert texts(file, "Ustrd") == [claim.reference] and texts(file, "IBAN")[-1] == "NL18RABO0123459876"
    assert payments(everyone.session)[0].payee_id == residents.id


def test_another_way_brings_back_our_own_reference(everyone: Everyone) -> None:
    insured = everyone.payee("supplier")
    everyone.payee("residents_account", "Beheer Zuid")
    everyone.route(insured)
    claim = everyone.granted(everyone.storage_from(insured))
    (made,) = batch(everyone)
    assert payments(everyone.session)[0].remittance == "F-2026-77"
    actions.undo(Act(everyone.session, everyone.fonk, AT), made.id)
    everyone.route(insured, Way.RESIDENTS_ACCOUNT, unseen=False, at=PAY)
    assert texts(release(everyone, batch(everyone)[0]), "Ustrd") == [claim.reference]


def test_her_own_account_is_paid_under_a_neutral_name(everyone: Everyone) -> None:
    insured = everyone.payee("supplier")
    everyone.route(everyone.payee("resident", NAME), own=True)
    everyone.route(insured, Way.REIMBURSE, own=True)
    cost = everyone.storage_from(insured)
    cost.reference = f"{NAME} 12"  # not even when it was written behind the action's back
    claim = everyone.granted(cost)
    file = release(everyone, batch(everyone)[0])
    assert texts(file, "Nm")[-1] == "Rekeninghouder" and texts(file, "Ustrd") == [claim.reference]
    assert NAME.split()[-1].encode() not in file


def test_what_goes_to_one_shelter_goes_as_one_sum_with_a_specification(everyone: Everyone) -> None:
    everyone.payee("shelter", "Stichting Zuidwal")
    half = date(2026, 9, 1)
    fee = everyone.fee(until=half)
    everyone.granted(fee)
    everyone.granted(everyone.fee(from_=half))
    (made,) = batch(everyone)
    assert made.count == 1 and made.cents == 185083
    file = release(everyone, made)
    assert texts(file, "Ustrd") == [made.message]
    (order,) = queries.transfers(everyone.session, made)
    assert sum(cents for *_, cents in order.lines) == order.transfer.cents == 185083 and len(order.lines) == 2


def test_where_nobody_picked_the_shelters_account_its_only_one_is_meant(everyone: Everyone) -> None:
    fee = everyone.fee()
    assert fee.payee_id is None
    everyone.payee("shelter", "Stichting Zuidwal")
    everyone.granted(fee)
    assert texts(release(everyone, batch(everyone)[0]), "IBAN")[-1] == "NL02ABNA0123456789"


def test_of_two_creditors_nobody_guesses_which_is_meant(everyone: Everyone) -> None:
    everyone.route(everyone.payee("supplier"))
    everyone.granted(everyone.storage_from(None))
    assert batch(everyone) == []


def test_each_bill_of_one_creditor_is_paid_by_itself(everyone: Everyone) -> None:
    insured = everyone.payee("supplier")
    everyone.route(insured)
    everyone.granted(everyone.storage_from(insured, "F-1", 3000), everyone.storage_from(insured, "F-2", 4000))
    file = release(everyone, batch(everyone)[0])
    assert sorted(texts(file, "Ustrd"), key=str) == ["F-1", "F-2"]
    assert len(set(texts(file, "EndToEndId"))) == 2


def lacks(everyone: Everyone, claim: Claim) -> list[Lack | None]:
    """Return what the fund's list says that is lacking; the page of her shelter says the same."""
    listed = [row.lack for row in queries.unpaid_lines(everyone.session, everyone.fonk, everyone.fund_id)]
    assert [lack for _, lack in pages.lacking(Dossier(everyone.session, claim))] == [lack for lack in listed if lack]
    return listed


def test_a_line_whose_account_nobody_chose_says_so_until_somebody_does(everyone: Everyone) -> None:
    everyone.route(
        everyone.payee("supplier", "Berging Noord", iban=IBANS["insurer"])
    )  # of creditors nobody guesses which is meant
    claim = everyone.granted(everyone.storage_from(None))
    assert lacks(everyone, claim) == [Lack.ACCOUNT]
    assert batch(everyone) == [] and lacks(everyone, claim) == [Lack.ACCOUNT]
    supplier = everyone.payee("supplier", checked=False)
    (line,) = claims.lines(everyone.session, claim.id)
    name_account(Act(everyone.session, everyone.bakker, AT), line.id, supplier.id)
    assert lacks(everyone, claim) == [Lack.CHECK]
    payees.check(Act(everyone.session, everyone.de_wit, AT), supplier.id)
    assert lacks(everyone, claim) == [Lack.WAY]
    everyone.route(supplier)
    assert [made.cents for made in batch(everyone)] == [10000] and lacks(everyone, claim) == []


def test_an_account_of_the_shelter_is_lacking_until_it_is_checked(everyone: Everyone) -> None:
    claim = everyone.granted(everyone.fee())
    assert lacks(everyone, claim) == [Lack.ACCOUNT]
    everyone.payee("shelter", "Stichting Zuidwal")
    assert lacks(everyone, claim) == [None]


def test_the_account_of_a_line_stays_from_the_batch_on_until_it_comes_back(everyone: Everyone) -> None:
    first, other = everyone.payee("supplier"), everyone.payee("supplier", "Berging Noord", iban=IBANS["insurer"])
    for payee in (first, other):
        everyone.route(payee)
    claim = everyone.granted(everyone.storage_from(first))
    (line,) = claims.lines(everyone.session, claim.id)

    def choose() -> None:
        name_account(Act(everyone.session, everyone.bakker, AT), line.id, other.id)

    (made,) = batch(everyone)
    with pytest.raises(WrongStep, match="staat al klaar of is gedaan"):
        choose()
    file = release(everyone, made)
    with pytest.raises(WrongStep, match="staat al klaar of is gedaan"):
        choose()
    back = paper.transfers(file)
    read_statement(
        Act(everyone.session, everyone.fonk, PAY),
        everyone.fund_id,
        paper.statement("NL91ABNA0417164300", PAY.date(), back),
    )
    with pytest.raises(WrongStep, match="staat al klaar of is gedaan"):
        choose()
    assert line.payee_id == first.id
    read_statement(
        Act(everyone.session, everyone.fonk, PAY),
        everyone.fund_id,
        paper.statement("NL91ABNA0417164300", PAY.date(), [], back),
    )
    choose()
    assert line.payee_id == other.id
    (again,) = batch(everyone)
    actions.undo(Act(everyone.session, everyone.fonk, PAY), again.id)
    name_account(Act(everyone.session, everyone.bakker, AT), line.id, first.id)
    assert line.payee_id == first.id

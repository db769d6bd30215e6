"""What became of each cost, read back after every step of its claim; another shelter's residents are not there."""

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from fund.claims import actions as claims
from fund.claims.models import Claim
from fund.claims.rules import State
from fund.core.errors import NotFound
from fund.debts import queries, rules
from fund.debts.rules import Owed, Stand
from fund.demo import bank as paper
from fund.payouts.actions import read_statement
from fund.people.act import Act
from fund.stays.models import Cost
from tests.claims.cast import ready
from tests.decisions.cast import all_of
from tests.decisions.decisions import ask, confirm, grant, refuse
from tests.everyone import Everyone
from tests.payouts.batches import PAY, batch, release

IBAN = "NL91ABNA0417164300"


def only(everyone: Everyone) -> Owed:
    (row,) = queries.of_resident(everyone.session, everyone.bakker, everyone.resident.id)
    return row


def pay(everyone: Everyone) -> None:
    made = batch(everyone)
    found = [transfer for one in made for transfer in paper.transfers(release(everyone, one))]
    read_statement(
        Act(everyone.session, everyone.fonk, PAY), everyone.fund_id, paper.statement(IBAN, PAY.date(), found)
    )


def test_a_cost_that_is_only_noted_is_hers_to_claim(everyone: Everyone) -> None:
    cost = everyone.clothing()
    row = only(everyone)
    assert (row.stand, row.cents, row.claimed, row.open, row.due_on, row.claim_id) == (
        Stand.NOTED,
        15000,
        0,
        15000,
        cost.due_on,
        None,
    )


def test_each_step_of_a_claim_shows(everyone: Everyone) -> None:
    insured = everyone.payee("supplier")
    claim = ready(everyone, everyone.storage_from(insured))
    assert (only(everyone).stand, only(everyone).claimed, only(everyone).claim_reference) == (
        Stand.DRAFT,
        0,
        claim.reference,
    )
    claims.submit(Act(everyone.session, everyone.bakker, PAY), claim.id)
    assert (only(everyone).stand, only(everyone).claimed) == (Stand.FILED, 10000)
    ask(everyone, claim, everyone.hendriks)
    assert only(everyone).stand is Stand.ASKED
    claims.complete(Act(everyone.session, everyone.bakker, PAY), claim.id)
    grant(everyone, claim, all_of(10000))
    assert (only(everyone).stand, only(everyone).granted, only(everyone).paid, only(everyone).open) == (
        Stand.GRANTED,
        10000,
        0,
        10000,
    )
    batch(everyone)
    assert only(everyone).stand is Stand.UNSAFE  # nobody asked her yet whether paying is safe
    everyone.route(insured)
    pay(everyone)
    assert (only(everyone).stand, only(everyone).paid, only(everyone).open) == (Stand.PAID, 10000, 0)


def test_a_held_claim_says_so(everyone: Everyone) -> None:
    claim = everyone.submitted(everyone.fee())
    everyone.session.execute(update(Claim).where(Claim.id == claim.id).values(state=State.HELD))
    assert only(everyone).stand is Stand.HELD


def test_a_refused_cost_is_still_open(everyone: Everyone) -> None:
    claim = everyone.submitted(everyone.clothing(), everyone.storage())
    refuse(everyone, claim)
    confirm(everyone, claim)
    rows = queries.of_resident(everyone.session, everyone.bakker, everyone.resident.id)
    assert {row.stand for row in rows} == {Stand.REFUSED}
    assert rules.sums(rows).open == 25000


def test_the_rest_of_a_cost_that_was_paid_in_part_is_open(everyone: Everyone) -> None:
    insured = everyone.payee("supplier")
    everyone.route(insured)
    everyone.granted(everyone.storage_from(insured), everyone.storage_from(insured, "F-2", 2000), but=[2000])
    pay(everyone)
    stands = {
        row.cents: (row.stand, row.open)
        for row in queries.of_resident(everyone.session, everyone.bakker, everyone.resident.id)
    }
    assert stands == {10000: (Stand.PAID, 0), 2000: (Stand.REFUSED, 2000)}


def test_a_withdrawn_claim_leaves_its_cost_noted(everyone: Everyone) -> None:
    claim = everyone.submitted(everyone.clothing())
    claims.withdraw(Act(everyone.session, everyone.bakker, PAY), claim.id)
    assert only(everyone).stand is Stand.NOTED


def test_what_is_wholly_paid_leaves_the_diary_and_stays_in_her_overview(everyone: Everyone) -> None:
    insured = everyone.payee("supplier")
    everyone.route(insured)
    everyone.granted(everyone.storage_from(insured))
    assert len(queries.owed(everyone.session, everyone.bakker)) == 1
    pay(everyone)
    assert queries.owed(everyone.session, everyone.bakker) == []
    assert rules.sums([only(everyone)]).paid == 10000


def test_what_is_due_first_comes_first_and_what_has_no_day_last(session: Session, everyone: Everyone) -> None:
    days = {
        everyone.clothing().id: None,
        everyone.storage(2000).id: date(2026, 12, 1),
        everyone.storage(3000).id: date(2026, 11, 1),
    }
    for id, day in days.items():
        session.execute(update(Cost).where(Cost.id == id).values(due_on=day))
    session.expire_all()
    assert [row.due_on for row in queries.owed(session, everyone.bakker)] == [
        date(2026, 11, 1),
        date(2026, 12, 1),
        None,
    ]


def test_other_shelters_and_the_fund_see_nobodys_costs(everyone: Everyone) -> None:
    everyone.clothing()
    everyone.stay.left_on = None
    everyone.session.flush()
    people = everyone
    for stranger in (people.nijs, people.vos, everyone.fonk, everyone.overseer):
        assert (
            queries.owed(everyone.session, stranger) == [] and queries.current_stays(everyone.session, stranger) == []
        )
        assert queries.of_resident(everyone.session, stranger, everyone.resident.id) == []
        for id in (everyone.resident.id, uuid4()):
            with pytest.raises(NotFound):
                queries.stays(everyone.session, stranger, id)


def test_her_stays_come_with_her(everyone: Everyone) -> None:
    her, (stay,) = queries.stays(everyone.session, everyone.bakker, everyone.resident.id)
    assert (her.id, stay.id) == (everyone.resident.id, everyone.stay.id)


def test_who_left_is_no_lodger_any_more(everyone: Everyone) -> None:
    assert queries.current_stays(everyone.session, everyone.bakker) == []
    everyone.stay.left_on = None
    everyone.session.flush()
    (lodger,) = queries.current_stays(everyone.session, everyone.bakker)
    assert (lodger.reference, lodger.nights(date(2026, 8, 13)), lodger.ordered) == (
        everyone.resident.reference,
        10,
        False,
    )


@pytest.mark.parametrize(("today", "missing"), [(date(2026, 8, 17), 0), (date(2026, 8, 18), 1)])
def test_a_stay_without_a_fee_order_is_a_signal_after_fourteen_days(
    everyone: Everyone, today: date, missing: int
) -> None:
    everyone.stay.left_on = None
    everyone.session.flush()
    assert len(queries.missing_fee_orders(queries.current_stays(everyone.session, everyone.bakker), today)) == missing
    everyone.fee()
    assert queries.missing_fee_orders(queries.current_stays(everyone.session, everyone.bakker), today) == []

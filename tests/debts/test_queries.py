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
from tests.house import House
from tests.payouts.batches import PAY, batch, release

IBAN = "NL91ABNA0417164300"


def only(house: House) -> Owed:
    (row,) = queries.of_resident(house.session, house.bakker, house.resident.id)
    return row


def pay(house: House) -> None:
    made = batch(house)
    found = [transfer for one in made for transfer in paper.transfers(release(house, one))]
    read_statement(Act(house.session, house.fonk, PAY), house.fund_id, paper.statement(IBAN, PAY.date(), found))


def test_a_cost_that_is_only_noted_is_hers_to_claim(house: House) -> None:
    cost = house.clothing()
    row = only(house)
    assert (row.stand, row.cents, row.claimed, row.open, row.due_on, row.claim_id) == (
        Stand.NOTED,
        15000,
        0,
        15000,
        cost.due_on,
        None,
    )


def test_each_step_of_a_claim_shows(house: House) -> None:
    insured = house.payee("supplier")
    claim = ready(house, house.storage_from(insured))
    assert (only(house).stand, only(house).claimed, only(house).claim_reference) == (Stand.DRAFT, 0, claim.reference)
    claims.submit(Act(house.session, house.bakker, PAY), claim.id)
    assert (only(house).stand, only(house).claimed) == (Stand.FILED, 10000)
    ask(house, claim, house.hendriks)
    assert only(house).stand is Stand.ASKED
    claims.complete(Act(house.session, house.bakker, PAY), claim.id)
    grant(house, claim, all_of(10000))
    assert (only(house).stand, only(house).granted, only(house).paid, only(house).open) == (
        Stand.GRANTED,
        10000,
        0,
        10000,
    )
    batch(house)
    assert only(house).stand is Stand.UNSAFE  # nobody asked her yet whether paying is safe
    house.route(insured)
    pay(house)
    assert (only(house).stand, only(house).paid, only(house).open) == (Stand.PAID, 10000, 0)


def test_a_held_claim_says_so(house: House) -> None:
    claim = house.submitted(house.fee())
    house.session.execute(update(Claim).where(Claim.id == claim.id).values(state=State.HELD))
    assert only(house).stand is Stand.HELD


def test_a_refused_cost_is_still_open(house: House) -> None:
    claim = house.submitted(house.clothing(), house.storage())
    refuse(house, claim)
    confirm(house, claim)
    rows = queries.of_resident(house.session, house.bakker, house.resident.id)
    assert {row.stand for row in rows} == {Stand.REFUSED}
    assert rules.sums(rows).open == 25000


def test_the_rest_of_a_cost_that_was_paid_in_part_is_open(house: House) -> None:
    insured = house.payee("supplier")
    house.route(insured)
    house.granted(house.storage_from(insured), house.storage_from(insured, "F-2", 2000), but=[2000])
    pay(house)
    stands = {
        row.cents: (row.stand, row.open) for row in queries.of_resident(house.session, house.bakker, house.resident.id)
    }
    assert stands == {10000: (Stand.PAID, 0), 2000: (Stand.REFUSED, 2000)}


def test_a_withdrawn_claim_leaves_its_cost_noted(house: House) -> None:
    claim = house.submitted(house.clothing())
    claims.withdraw(Act(house.session, house.bakker, PAY), claim.id)
    assert only(house).stand is Stand.NOTED


def test_what_is_wholly_paid_leaves_the_diary_and_stays_in_her_overview(house: House) -> None:
    insured = house.payee("supplier")
    house.route(insured)
    house.granted(house.storage_from(insured))
    assert len(queries.owed(house.session, house.bakker)) == 1
    pay(house)
    assert queries.owed(house.session, house.bakker) == []
    assert rules.sums([only(house)]).paid == 10000


def test_what_is_due_first_comes_first_and_what_has_no_day_last(session: Session, house: House) -> None:
    days = {
        house.clothing().id: None,
        house.storage(2000).id: date(2026, 12, 1),
        house.storage(3000).id: date(2026, 11, 1),
    }
    for id, day in days.items():
        session.execute(update(Cost).where(Cost.id == id).values(due_on=day))
    session.expire_all()
    assert [row.due_on for row in queries.owed(session, house.bakker)] == [date(2026, 11, 1), date(2026, 12, 1), None]


def test_other_shelters_and_the_fund_see_nobodys_costs(house: House) -> None:
    house.clothing()
    house.stay.left_on = None
    house.session.flush()
    people = house
    for stranger in (people.nijs, people.vos, house.fonk, house.overseer):
        assert queries.owed(house.session, stranger) == [] and queries.current_stays(house.session, stranger) == []
        assert queries.of_resident(house.session, stranger, house.resident.id) == []
        for id in (house.resident.id, uuid4()):
            with pytest.raises(NotFound):
                queries.stays(house.session, stranger, id)


def test_her_stays_come_with_her(house: House) -> None:
    her, (stay,) = queries.stays(house.session, house.bakker, house.resident.id)
    assert (her.id, stay.id) == (house.resident.id, house.stay.id)


def test_who_left_is_no_lodger_any_more(house: House) -> None:
    assert queries.current_stays(house.session, house.bakker) == []
    house.stay.left_on = None
    house.session.flush()
    (lodger,) = queries.current_stays(house.session, house.bakker)
    assert (lodger.reference, lodger.nights(date(2026, 8, 13)), lodger.ordered) == (house.resident.reference, 10, False)


@pytest.mark.parametrize(("today", "missing"), [(date(2026, 8, 17), 0), (date(2026, 8, 18), 1)])
def test_a_stay_without_a_fee_order_is_a_signal_after_fourteen_days(house: House, today: date, missing: int) -> None:
    house.stay.left_on = None
    house.session.flush()
    assert len(queries.missing_fee_orders(queries.current_stays(house.session, house.bakker), today)) == missing
    house.fee()
    assert queries.missing_fee_orders(queries.current_stays(house.session, house.bakker), today) == []

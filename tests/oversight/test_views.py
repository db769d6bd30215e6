"""Regions side by side: true figures, nothing of a group under ten, three statements, and only for who compares."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from fund.claims.models import Claim, Line
from fund.claims.rules import State
from fund.core.calendar import Month
from fund.core.errors import NotFound
from fund.db import new_id
from fund.decisions.models import Decision, Stage
from fund.demo import bank as paper
from fund.ledger import actions as ledger
from fund.ledger.chart import Source
from fund.oversight import queries
from fund.oversight.rules import Figures
from fund.payouts.actions import read_statement
from fund.people.act import Act
from tests.decisions.cast import AT
from tests.house import House
from tests.payouts.batches import PAY, batch, release
from tests.statements import statements
from tests.visitor import Visitor, looks, words

TODAY = date(2026, 11, 23)


def region(house: House, today: date = TODAY) -> Figures:
    return next(of for of in queries.regions(house.session, house.overseer, today) if of.code == "havenmond")


def copies(house: House, claim: Claim, count: int, **more: object) -> None:
    """Have this claim more than once, as if others had filed the same."""
    row = {column.key: getattr(claim, column.key) for column in Claim.__table__.columns}
    for number in range(count):
        house.session.execute(insert(Claim).values(row | {"id": new_id(), "reference": f"VF-{number:04}-ZZ"} | more))


@pytest.fixture
def granted(house: House) -> Claim:
    insured = house.payee("supplier")
    house.route(insured)
    return house.granted(house.storage_from(insured))


def test_a_region_shows_its_money_of_this_year(house: House, granted: Claim) -> None:
    assert (region(house).amount, region(house).committed, region(house).paid) == (5_000_000, 10_000, 0)
    found = [transfer for one in batch(house) for transfer in paper.transfers(release(house, one))]
    read_statement(
        Act(house.session, house.fonk, PAY),
        house.fund_id,
        paper.statement("NL91ABNA0417164300", PAY.date(), found),
    )
    assert (region(house).committed, region(house).paid, region(house).paid_after.count) == (0, 10_000, 1)
    assert region(house, date(2027, 1, 2)).amount == 0


def test_months_that_nobody_closed_are_open_from_the_first_on(house: House, granted: Claim) -> None:
    assert [str(month) for month in region(house).months_open] == ["2026-07", "2026-08", "2026-09", "2026-10"]
    ledger.close_month(Act(house.session, house.fonk, PAY), house.fund_id, Month(2026, 7), texts=[])
    assert [str(month) for month in region(house).months_open] == ["2026-08", "2026-09", "2026-10"]


def test_days_are_shown_of_ten_claims_and_not_of_nine(house: House, granted: Claim) -> None:
    copies(house, granted, 8)
    assert region(house).decided.middle is None
    copies(house, granted, 1, reference="VF-9999-ZZ")
    assert (region(house).decided.middle, region(house).decided.count) == (2, 10)
    assert region(house).paid_after.middle is None


def test_a_claim_counts_as_paid_when_all_of_it_is(house: House) -> None:
    insured = house.payee("supplier")
    house.granted(house.storage_from(insured), house.fee())
    house.payee("shelter", "Stichting Zuidwal")
    found = [transfer for one in batch(house) for transfer in paper.transfers(release(house, one))]
    read_statement(
        Act(house.session, house.fonk, PAY),
        house.fund_id,
        paper.statement("NL91ABNA0417164300", PAY.date(), found),
    )
    assert region(house).paid_after.count == 0  # the storage waits for a safe way
    assert region(house).decided.count == 1


def test_only_the_last_twelve_months_count(house: House, granted: Claim) -> None:
    house.session.execute(update(Claim).values(submitted_at=AT - timedelta(days=500)))
    assert region(house).decided.count == 0


def test_a_held_claim_counts_until_a_second_confirms_its_refusal(house: House, granted: Claim) -> None:
    house.session.execute(update(Claim).values(state=State.PROPOSED))
    house.session.execute(update(Decision).values(stage=Stage.PROPOSED, came_from=State.SUBMITTED))
    assert region(house).held == 0
    house.session.execute(update(Decision).values(came_from=State.HELD))
    assert region(house).held == 1
    house.session.execute(update(Decision).values(stage=Stage.FINAL))
    house.session.execute(update(Claim).values(state=State.DECIDED))
    assert region(house).held == 0


def test_only_who_compares_regions_sees_them(house: House, granted: Claim) -> None:
    for stranger in (house.fonk, house.bakker, house.auditor):
        with pytest.raises(NotFound):
            queries.regions(house.session, stranger, TODAY)


@pytest.mark.usefixtures("now")
def test_the_page_tells_and_names_nobody(app: Flask, house: House, granted: Claim) -> None:
    copies(house, granted, 3, state=State.HELD)
    house.session.commit()
    page = words(Visitor(app, house.overseer, house.session).get("/regions"))
    assert "Twee regio’s naast elkaar" in page and "Twee signalen" in page
    assert "Havenmond: aanvragen aangehouden. Er is weer geld, het fonds kan beslissen" in page
    assert "Havenmond: vier maanden zijn nog niet afgesloten, vanaf juli 2026" in page
    assert granted.reference not in page and house.resident.reference not in page
    assert looks(house.session, house.overseer) == []


def test_the_signal_names_the_budget_that_is_short_whatever_else_is_free(house: House, granted: Claim) -> None:
    assert (region(house).held, region(house).short) == (0, None)
    line = house.session.scalars(select(Line).where(Line.claim_id == granted.id)).one()
    ledger.adopt_budget(
        Act(house.session, house.fonk, PAY),
        granted.fund_id,
        year=2026,
        source=Source.GIFT,
        name="Gift",
        purpose="",
        terms="",
        cents=1_000_000,
        categories=("SCHOOL",),
    )
    house.session.execute(update(Claim).values(state=State.HELD))
    house.session.execute(update(Line).values(guaranteed=True, held=None, claimed=line.received + 4_990_000))
    assert region(house).short is None
    house.session.execute(update(Line).values(claimed=line.received + 4_990_001))
    assert region(house).short == ("Opvang",)
    assert region(house, date(2027, 1, 2)).short == ()
    house.session.execute(update(Line).values(held=1))
    assert region(house).short is None


@pytest.mark.usefixtures("now")
def test_a_nation_without_regions_is_a_calm_page(app: Flask, session: Session) -> None:
    from fund.people.rules import Role, RoleAssignment
    from tests.decisions.cast import administrator

    overseer = administrator(session, "J. Willems", "ov-01", RoleAssignment(Role.OVERSEER))
    session.commit()
    assert Visitor(app, overseer, session).get("/regions").status_code == 200


@pytest.mark.usefixtures("now")
def test_the_page_asks_three_statements_of_the_database(app: Flask, house: House, granted: Claim) -> None:
    house.session.commit()
    asked = statements(app, Visitor(app, house.overseer, house.session), "/regions")
    assert len(asked) <= 3, asked
    assert house.session.scalar(select(Claim.id)) is not None

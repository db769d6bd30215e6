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
from tests.everyone import Everyone
from tests.payouts.batches import PAY, batch, release
from tests.statements import statements
from tests.visitor import Visitor, looks, words

TODAY = date(2026, 11, 23)


def region(everyone: Everyone, today: date = TODAY) -> Figures:
    return next(of for of in queries.regions(everyone.session, everyone.overseer, today) if of.code == "havenmond")


def copies(everyone: Everyone, claim: Claim, count: int, **more: object) -> None:
    """Have this claim more than once, as if others had filed the same."""
    row = {column.key: getattr(claim, column.key) for column in Claim.__table__.columns}
    for number in range(count):
        everyone.session.execute(insert(Claim).values(row | {"id": new_id(), "reference": f"VF-{number:04}-ZZ"} | more))


@pytest.fixture
def granted(everyone: Everyone) -> Claim:
    insured = everyone.payee("supplier")
    everyone.route(insured)
    return everyone.granted(everyone.storage_from(insured))


def test_a_region_shows_its_money_of_this_year(everyone: Everyone, granted: Claim) -> None:
    assert (region(everyone).amount, region(everyone).committed, region(everyone).paid) == (5_000_000, 10_000, 0)
    found = [transfer for one in batch(everyone) for transfer in paper.transfers(release(everyone, one))]
    read_statement(
        Act(everyone.session, everyone.fonk, PAY),
        everyone.fund_id,
        paper.statement("NL91ABNA0417164300", PAY.date(), found),
    )
    assert (region(everyone).committed, region(everyone).paid, region(everyone).paid_after.count) == (0, 10_000, 1)
    assert region(everyone, date(2027, 1, 2)).amount == 0


def test_months_that_nobody_closed_are_open_from_the_first_on(everyone: Everyone, granted: Claim) -> None:
    assert [str(month) for month in region(everyone).months_open] == ["2026-07", "2026-08", "2026-09", "2026-10"]
    ledger.close_month(Act(everyone.session, everyone.fonk, PAY), everyone.fund_id, Month(2026, 7), texts=[])
    assert [str(month) for month in region(everyone).months_open] == ["2026-08", "2026-09", "2026-10"]


def test_days_are_shown_of_ten_claims_and_not_of_nine(everyone: Everyone, granted: Claim) -> None:
    copies(everyone, granted, 8)
    assert region(everyone).decided.middle is None
    copies(everyone, granted, 1, reference="VF-9999-ZZ")
    assert (region(everyone).decided.middle, region(everyone).decided.count) == (2, 10)
    assert region(everyone).paid_after.middle is None


def test_a_claim_counts_as_paid_when_all_of_it_is(everyone: Everyone) -> None:
    insured = everyone.payee("supplier")
    everyone.granted(everyone.storage_from(insured), everyone.fee())
    everyone.payee("shelter", "Stichting Zuidwal")
    found = [transfer for one in batch(everyone) for transfer in paper.transfers(release(everyone, one))]
    read_statement(
        Act(everyone.session, everyone.fonk, PAY),
        everyone.fund_id,
        paper.statement("NL91ABNA0417164300", PAY.date(), found),
    )
    assert region(everyone).paid_after.count == 0  # the storage waits for a safe way
    assert region(everyone).decided.count == 1


def test_only_the_last_twelve_months_count(everyone: Everyone, granted: Claim) -> None:
    everyone.session.execute(update(Claim).values(submitted_at=AT - timedelta(days=500)))
    assert region(everyone).decided.count == 0


def test_a_held_claim_counts_until_a_second_confirms_its_refusal(everyone: Everyone, granted: Claim) -> None:
    everyone.session.execute(update(Claim).values(state=State.PROPOSED))
    everyone.session.execute(update(Decision).values(stage=Stage.PROPOSED, came_from=State.SUBMITTED))
    assert region(everyone).held == 0
    everyone.session.execute(update(Decision).values(came_from=State.HELD))
    assert region(everyone).held == 1
    everyone.session.execute(update(Decision).values(stage=Stage.FINAL))
    everyone.session.execute(update(Claim).values(state=State.DECIDED))
    assert region(everyone).held == 0


def test_only_who_compares_regions_sees_them(everyone: Everyone, granted: Claim) -> None:
    for stranger in (everyone.fonk, everyone.bakker, everyone.auditor):
        with pytest.raises(NotFound):
            queries.regions(everyone.session, stranger, TODAY)


@pytest.mark.usefixtures("now")
def test_the_page_tells_and_names_nobody(app: Flask, everyone: Everyone, granted: Claim) -> None:
    copies(everyone, granted, 3, state=State.HELD)
    everyone.session.commit()
    page = words(Visitor(app, everyone.overseer, everyone.session).get("/regions"))
    assert "Twee regio’s naast elkaar" in page and "Twee signalen" in page
    assert "Havenmond: aanvragen aangehouden. Er is weer geld, het fonds kan beslissen" in page
    assert "Havenmond: vier maanden zijn nog niet afgesloten, vanaf juli 2026" in page
    assert granted.reference not in page and everyone.resident.reference not in page
    assert looks(everyone.session, everyone.overseer) == []


def test_the_signal_names_the_budget_that_is_short_whatever_else_is_free(everyone: Everyone, granted: Claim) -> None:
    assert (region(everyone).held, region(everyone).short) == (0, None)
    line = everyone.session.scalars(select(Line).where(Line.claim_id == granted.id)).one()
    ledger.adopt_budget(
        Act(everyone.session, everyone.fonk, PAY),
        granted.fund_id,
        year=2026,
        source=Source.GIFT,
        name="Gift",
        purpose="",
        terms="",
        cents=1_000_000,
        categories=("SCHOOL",),
    )
    everyone.session.execute(update(Claim).values(state=State.HELD))
    everyone.session.execute(update(Line).values(guaranteed=True, held=None, claimed=line.received + 4_990_000))
    assert region(everyone).short is None
    everyone.session.execute(update(Line).values(claimed=line.received + 4_990_001))
    assert region(everyone).short == ("Opvang",)
    assert region(everyone, date(2027, 1, 2)).short == ()
    everyone.session.execute(update(Line).values(held=1))
    assert region(everyone).short is None


@pytest.mark.usefixtures("now")
def test_a_nation_without_regions_is_a_calm_page(app: Flask, session: Session) -> None:
    from fund.people.rules import Role, RoleAssignment
    from tests.decisions.cast import administrator

    overseer = administrator(session, "J. Willems", "ov-01", RoleAssignment(Role.OVERSEER))
    session.commit()
    assert Visitor(app, overseer, session).get("/regions").status_code == 200


@pytest.mark.usefixtures("now")
def test_the_page_asks_three_statements_of_the_database(app: Flask, everyone: Everyone, granted: Claim) -> None:
    everyone.session.commit()
    asked = statements(app, Visitor(app, everyone.overseer, everyone.session), "/regions")
    assert len(asked) <= 3, asked
    assert everyone.session.scalar(select(Claim.id)) is not None

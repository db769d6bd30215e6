"""The eight worked cases, filed and decided through the pages of their regions:
to the cent on every line, with their reasons."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pypdfium2
import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fund.claims.models import Claim, Line
from fund.ledger import actions as ledger
from fund.ledger import journal, queries
from fund.ledger.entries import line_rows
from fund.ledger.verify import verify
from fund.people.act import Act
from fund.people.sign_in import hashed
from fund.regions.models import LegalForm
from fund.stays.models import Cost
from fund.texts import actions as texts
from tests.journeys.cases import Told, attest, cents, decide, desk_of, file, note, register
from tests.policy.texts import scenarios
from tests.visitor import Visitor
from tests.world import LONG_AGO, PASSWORD, TEXTS, Office, Shelter, found_office, open_shelter

ADOPTED = datetime(2026, 7, 1, tzinfo=UTC)
FORMS = {
    "havenmond": LegalForm.MUNICIPALITY,
    "heuvelrand": LegalForm.MUNICIPALITY,
    "noordervaart": LegalForm.FOUNDATION,
}
WAIVED = {"noordervaart": 28}
CASES = [
    pytest.param(dict(told, case=case["case"]), id=f"{case['case']}-{told['region']}")
    for _, case in scenarios()
    for told in case["claims"]
]

Place = tuple[Office, Shelter]


@pytest.fixture
def region(app: Flask, session: Session, told: Told) -> Place:
    with app.app_context():
        hash_ = hashed(PASSWORD)
    texts.publish(session, LONG_AGO, (TEXTS / "nation.toml").read_text())
    office = found_office(session, told["region"], FORMS[told["region"]], hash_, adopted=ADOPTED)
    shelter = open_shelter(session, office, "Huis Zuidwal", hash_, waived_nights=WAIVED.get(told["region"], 0))
    session.commit()
    return office, shelter


@pytest.fixture
def clock(told: Told) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime.fromisoformat(f"{told['filed_on']}T09:00:00+00:00"), tick=False) as moved:
        yield moved


@pytest.mark.parametrize("told", CASES)
def test_a_case_comes_out_through_the_web(
    app: Flask, session: Session, region: Place, told: dict[str, Any], clock: time_machine.Traveller
) -> None:
    office, shelter = region
    claim = filed(app, shelter, told)
    clock.shift(timedelta(days=1))
    first, second = Visitor(app, office.first), Visitor(app, office.second)
    written = decide(first, claim, told)
    if second.see(desk_of(claim)).xpath("//form[contains(@action, '/confirm')]"):
        second.done(desk_of(claim), "/confirm")
    assert granted(session, claim) == {
        (line["category"], cents(line["claimed"])): cents(line["granted"]) for line in told["lines"]
    }
    kept = session.get_one(Claim, UUID(claim.rsplit("/", 1)[1]))
    assert (kept.claimed, kept.granted) == (cents(told["claimed"]), cents(told["granted"]))
    session.commit()
    said = " ".join(second.see(desk_of(claim)).text_content().split())
    letter = text_of(app, shelter, claim, second)
    for why in written:
        assert why in said
        assert why in letter
    less = [line for line in told["lines"] if cents(line["granted"]) < cents(line["claimed"]) - cents(line["received"])]
    assert len(written) >= len(less)
    if told["case"] == 12:
        gives_back(session, office, kept)


def filed(app: Flask, shelter: Shelter, told: Told) -> str:
    worker, colleague = Visitor(app, shelter.worker), Visitor(app, shelter.colleague)
    stay = register(worker, told)
    for line in told["lines"]:
        note(worker, shelter, stay, line)
    attest(worker, colleague, stay)
    return file(worker, stay, told)


def granted(session: Session, claim: str) -> dict[tuple[str, int], int]:
    """Return what was granted on the lines of each cost: a period may have been cut where a text changes."""
    rows = session.execute(
        select(Cost.category, Cost.cents, func.sum(Line.granted))
        .join(Line, Line.cost_id == Cost.id)
        .where(Line.claim_id == UUID(claim.rsplit("/", 1)[1]))
        .group_by(Cost.id, Cost.category, Cost.cents)
    )
    return {(row[0], row[1]): int(row[2] or 0) for row in rows}


def text_of(app: Flask, shelter: Shelter, claim: str, second: Visitor) -> str:
    """Read the letter, as the shelter takes it."""
    link = second.see(desk_of(claim)).xpath("string(//a[contains(@href, '/letter')]/@href)")
    answer = Visitor(app, shelter.worker).get(link)
    assert answer.status_code == 200
    with pypdfium2.PdfDocument(BytesIO(answer.data)) as letter:
        pages = [page.get_textpage().get_text_range() for page in letter]
    return " ".join(" ".join(pages).split())


def gives_back(session: Session, office: Office, claim: Claim) -> None:
    """Case 12 goes on: what was paid too much for locks comes back, and the claim has cost so much less."""
    lines = {line.category: line for line in session.scalars(select(Line).where(Line.claim_id == claim.id))}
    locks = (claim.reference, lines["SAFETY"].position)
    subject = replace(queries.subjects(session, office.fund_id, [locks])[locks], released_by=office.third.pseudonym)
    for event in (
        journal.released(subject, 100000),
        journal.paid(subject, 100000),
        journal.refunded(subject, "4150", 40000),
    ):
        ledger.post(Act(session, office.third, datetime(2026, 10, 20, tzinfo=UTC)), office.fund_id, event)
    assert claim.granted is not None
    rows = line_rows(session, office.fund_id, *locks)
    assert claim.granted - 100000 + cost_of(rows) == 182200
    assert verify(session) == []
    session.rollback()


def cost_of(rows: list[journal.Row]) -> int:
    """Return what a line has cost: what stands on the account of its category."""
    return sum(sum_ for account, sum_ in journal.balances(rows).items() if account.startswith("4"))

"""A list asks the database at most four things beside what every page asks, another page at most eight.

However long a list is, it asks no more.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from fund.evidence import actions as evidence
from fund.ledger import actions as ledger
from fund.ledger.chart import Source
from fund.payees import actions as payees
from fund.people.act import Act
from fund.regions import actions as regions
from fund.regions.models import LegalForm
from fund.stays import actions as stays
from fund.web.database import db
from tests import history
from tests.guards.access import people
from tests.visitor import Visitor
from tests.world import World, account, endow, person

# what is asked is the same on each kind of database
pytestmark = [pytest.mark.usefixtures("december"), pytest.mark.parametrize("databases", ["sqlite"], indirect=True)]

AT = history.at(11, 20)
MOST_OF_A_LIST, MOST = 4, 8
MANY = 30
LISTS = {
    "/": "worker",
    "/residents/": "worker",
    "/claims": "worker",
    "/payees": "worker",
    "/residents/{resident}": "worker",
    "/residents/{resident}/evidence": "worker",
    "/residents/{resident}/payees": "worker",
    "/team": "lead",
    "/queue": "admin",
    "/payouts/": "admin",
    "/ledger/": "auditor",
    "/ledger/budgets": "auditor",
    "/regions": "overseer",
    "/accounts": "operator",
}
OTHERS = {
    "/stays/{stay}": "worker",
    "/stays/{stay}/costs/new?category=PHONE": "worker",
    "/stays/{stay}/fees/new": "worker",
    "/costs/{cost}": "worker",
    "/evidence/{paper}": "worker",
    "/payees/{payee}": "worker",
    "/claims/{draft}": "worker",
    "/claims/{draft}/check": "worker",
    "/claims/{draft}/payees": "worker",
    "/claims/{submitted}": "worker",
    "/claims/{batched}": "worker",
    "/claims/{incomplete}/complete": "worker",
    "/queue/{submitted}": "admin",
    "/queue/{batched}": "admin",
    "/payouts/{batched_batch}": "admin",
    "/payouts/{sent_batch}": "admin",
    "/ledger/{fund}/2026-10": "auditor",
    "/policy": "auditor",
}

# pages that still ask more than eight: each number only becomes lower
NOT_YET = {
    "/costs/{cost}": 9,
    "/claims/{draft}": 10,
    "/claims/{draft}/check": 11,
    "/claims/{draft}/payees": 10,
    "/claims/{submitted}": 9,
    "/claims/{batched}": 11,
    "/claims/{incomplete}/complete": 10,
    "/queue/{submitted}": 25,
    "/queue/{batched}": 27,
    "/payouts/{batched_batch}": 11,
    "/payouts/{sent_batch}": 11,
}
GROW = {**LISTS, "/stays/{stay}": "worker"}  # a stay is no list, but it holds three
# who asks (account, memberships, the name of the place), what the menu counts, and what is written because of the look
BESIDE = (
    "FROM account WHERE",
    "JOIN membership ON",
    "FROM shelter WHERE shelter.id =",
    "FROM fund WHERE fund.region_id =",
    "SELECT (SELECT count(claim.id)",
    "INTO access_entry",
)


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """Collect the statements that a page asks, except those beside it."""
    asked: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        neat = " ".join(statement.split())
        if not neat.startswith(("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE")) and not any(
            part in neat for part in BESIDE
        ):
            asked.append(neat)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


def asked_by(app: Flask, world: World, pages: Mapping[str, str]) -> dict[str, list[str]]:
    """Return what each page asks."""
    found, names = {}, world.own.things | {"fund": world.own.fund_id}
    walkers = {role: Visitor(app, people(world)[role]) for role in set(pages.values())}
    for page, role in pages.items():
        walkers[role].see(page.format_map(names))
        with counted(app) as asked:
            walkers[role].see(page.format_map(names))
        found[page] = asked
    return found


def more(session: Session, world: World, number: int) -> None:
    """Let one more of everything be there: at the shelter, with one resident, at the fund, in the nation."""
    shelter, office = world.own, world.office
    history.filed(session, shelter, f"filed-{number}", AT)
    history.granted(session, office.first, AT, history.filed(session, shelter, f"granted-{number}", AT))
    her, stay = shelter.things["filed-0_resident"], shelter.things["filed-0_stay"]
    shelter.things.update(resident=her, stay=stay)
    told = {"kind": "declaration", "issuer": "Bureau", "number": None, "issued_on": date(2026, 11, 10), "cents": None}
    by_her_worker = Act(session, shelter.worker, AT)
    paper = evidence.add(by_her_worker, resident_id=her, upload=None, **told)  # type: ignore[arg-type]
    stays.note_cost(
        Act(session, shelter.worker, AT),
        stay,
        history.noted("SCHOOL", 1000 + number, "school", shelter),
        evidence_ids=[paper.id],
    )
    for whose in (None, her):
        payees.register(
            Act(session, shelter.worker, AT),
            shelter_id=shelter.shelter_id,
            resident_id=whose,
            kind="landlord",
            holder="Wonen",
            iban=account(number),
        )
    person(session, "N. Nieuw", f"nieuw-{number}", shelter.worker.roles[0], "x")
    year = {"year": 2026, "source": Source.GIFT, "name": f"Gift {number}", "purpose": "", "terms": "", "cents": 100}
    ledger.adopt_budget(Act(session, office.first, AT), office.fund_id, **year)  # type: ignore[arg-type]
    region = regions.found(
        session, code=f"r{number}", name=f"R{number}", legal_form=LegalForm.MUNICIPALITY, inhabitants=1
    )
    endow(session, region.id, region.code)


def test_a_list_asks_four_things_at_most_however_long_it_is(app: Flask, empty_world: World, session: Session) -> None:
    more(session, empty_world, 0)
    session.commit()
    one = asked_by(app, empty_world, GROW)
    for number in range(1, MANY):
        more(session, empty_world, number)
    session.commit()
    many = asked_by(app, empty_world, GROW)
    assert {page: len(asked) for page, asked in many.items()} == {page: len(asked) for page, asked in one.items()}
    assert {page: asked for page, asked in many.items() if len(asked) > MOST_OF_A_LIST and page in LISTS} == {}


def test_another_page_asks_eight_things_at_most(app: Flask, world: World) -> None:
    asked = {page: len(found) for page, found in asked_by(app, world, OTHERS).items()}
    assert {page: count for page, count in asked.items() if count > NOT_YET.get(page, MOST)} == {}


def test_a_planted_statement_is_seen(app: Flask, world: World) -> None:
    walker = Visitor(app, world.own.lead)
    with counted(app) as asked:
        walker.see("/team")
        with app.app_context():
            db.session.execute(select(1))
    assert asked == ["SELECT 1"]

"""A list page asks the database at most three things beside sign-in and the look, however long the list is."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import event
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

pytestmark = pytest.mark.usefixtures("december")

AT = history.at(11, 20)
MOST = 3
MANY = 30
PAGES = {
    "/": "worker",
    "/residents/": "worker",
    "/claims": "worker",
    "/payees": "worker",
    "/residents/{resident}": "worker",
    "/residents/{resident}/evidence": "worker",
    "/residents/{resident}/payees": "worker",
    "/stays/{stay}": "worker",
    "/team": "lead",
    "/queue": "admin",
    "/payouts/": "admin",
    "/ledger/": "auditor",
    "/ledger/budgets": "auditor",
    "/regions": "overseer",
    "/accounts": "operator",
}
ONE_THING = {"/stays/{stay}"}  # no list, but it holds three: they may not ask more when they grow

# who she is (account, standings, the name of her place), and what is written because she looked
BESIDE = (
    "FROM account WHERE",
    "JOIN membership ON",
    "FROM shelter WHERE shelter.id =",
    "FROM fund WHERE fund.region_id =",
    "INTO access_entry",
)


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """Collect the statements that a page asks, but for those beside it."""
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


def asked_by(app: Flask, world: World) -> dict[str, list[str]]:
    """Return what each page asks."""
    found = {}
    walkers = {role: Visitor(app, people(world)[role]) for role in set(PAGES.values())}
    for page, role in PAGES.items():
        walkers[role].see(page.format_map(world.own.things))
        with counted(app) as asked:
            walkers[role].see(page.format_map(world.own.things))
        found[page] = asked
    return found


def more(session: Session, world: World, number: int) -> None:
    """Let one more of everything be there: at the shelter, with one resident, at the fund, in the nation."""
    house, office = world.own, world.office
    history.filed(session, house, f"filed-{number}", AT)
    history.granted(session, office.first, AT, history.filed(session, house, f"granted-{number}", AT))
    her, stay = house.things["filed-0_resident"], house.things["filed-0_stay"]
    house.things.update(resident=her, stay=stay)
    told = {"kind": "declaration", "issuer": "Bureau", "number": None, "issued_on": date(2026, 11, 10), "cents": None}
    paper = evidence.add(Act(session, house.worker, AT), resident_id=her, upload=None, **told)  # type: ignore[arg-type]
    stays.note_cost(
        Act(session, house.worker, AT),
        stay,
        history.noted("SCHOOL", 1000 + number, "school", house),
        evidence_ids=[paper.id],
    )
    for whose in (None, her):
        payees.register(
            Act(session, house.worker, AT),
            shelter_id=house.shelter_id,
            resident_id=whose,
            kind="landlord",
            holder="Wonen",
            iban=account(number),
        )
    person(session, "N. Nieuw", f"nieuw-{number}", house.worker.roles[0], "x")
    year = {"year": 2026, "source": Source.GIFT, "name": f"Gift {number}", "purpose": "", "terms": "", "cents": 100}
    ledger.adopt_budget(Act(session, office.first, AT), office.fund_id, **year)  # type: ignore[arg-type]
    region = regions.found(
        session, code=f"r{number}", name=f"R{number}", legal_form=LegalForm.MUNICIPALITY, inhabitants=1
    )
    endow(session, region.id, region.code)


def test_a_list_asks_three_things_however_long_it_is(app: Flask, empty_world: World, session: Session) -> None:
    more(session, empty_world, 0)
    session.commit()
    one = asked_by(app, empty_world)
    for number in range(1, MANY):
        more(session, empty_world, number)
    session.commit()
    many = asked_by(app, empty_world)
    assert {page: len(asked) for page, asked in many.items()} == {page: len(asked) for page, asked in one.items()}
    assert {page: asked for page, asked in many.items() if len(asked) > MOST and page not in ONE_THING} == {}


def test_a_planted_statement_is_seen(app: Flask, world: World) -> None:
    walker = Visitor(app, world.own.worker)
    with counted(app) as asked:
        walker.see(f"/claims/{world.own.things['draft']}")
    assert len(asked) > MOST  # no list: it weighs

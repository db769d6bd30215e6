"""What things are called: as the text in force says, and of what no text has any more as the last one said."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session

from fund.policy import Words, nation_text, read, region_text
from fund.texts import actions, queries
from fund.texts.catalogue import catalogue
from tests.guards.access import table, thing_of
from tests.texts.own import CATEGORY, EVIDENCE, PAYEE, own
from tests.visitor import Visitor
from tests.world import NOW, World
from tests.worlds import december, makes, world

__all__ = ["december", "makes", "world"]

NATION = read(nation_text())
PLAIN = region_text("havenmond")
TODAY = date(2026, 6, 1)

PAGES = {
    "/": "worker",
    "/stays/{stay}": "worker",
    "/residents/{resident}": "worker",
    "/residents/{resident}/evidence": "worker",
    "/evidence/{paper}": "worker",
    "/payees": "worker",
    "/payees/{payee}": "worker",
    "/residents/{resident}/payees": "worker",
    "/claims/{submitted}": "worker",
    "/claims/{paid}": "worker",
    "/claims/{draft}": "worker",
    "/claims/{draft}/payees": "worker",
    "/claims/{incomplete}": "worker",
    "/stays/{stay}/costs/new": "worker",
    "/stays/{stay}/claim": "worker",
    "/queue": "admin",
    "/queue/{submitted}": "admin",
    "/queue/{waiting}": "admin",
    "/payouts/": "admin",
    "/payouts/{batched_batch}": "admin",
    "/ledger/{fund}/budgets": "auditor",
    "/ledger/{fund}/2026-11": "auditor",
    "/regions": "overseer",
}
WEIGHS = {
    "/queue/{submitted}",
    "/queue/{waiting}",
    "/claims/{draft}",
    "/claims/{draft}/payees",
    "/claims/{incomplete}",
    "/stays/{stay}/claim",
}
NAMES = {
    "/stays/{stay}",
    "/residents/{resident}",
    "/claims/{submitted}",
    "/claims/{paid}",
    "/queue/{submitted}",
    "/payouts/",
}


def test_a_region_adds_to_the_nations_names() -> None:
    named = catalogue([NATION, read(own())], TODAY)
    assert named.categories["LIVING"] == Words("Leefgeld", "Living money")
    assert named.categories[CATEGORY] == Words("Fietsreparatie", "Bicycle repair")
    assert (named.payees[PAYEE].nl, named.evidence[EVIDENCE].en) == ("fietsenmaker", "repair slip")


@pytest.mark.parametrize(
    ("on", "called"),
    [("2026-06-30", "Fietsreparatie"), ("2026-07-01", "Rijwielherstel"), ("2025-06-01", "Fietsreparatie")],
)
def test_the_text_in_force_says_what_a_thing_is_called(on: str, called: str) -> None:
    later = read(own("2026-07-01").replace("Fietsreparatie", "Rijwielherstel"))
    assert catalogue([NATION, read(own()), later], date.fromisoformat(on)).categories[CATEGORY].nl == called


def test_a_category_that_no_text_has_any_more_keeps_its_name() -> None:
    without = read(PLAIN.replace("from = 2026-01-01", "from = 2026-07-01", 1))
    assert catalogue([NATION, read(own()), without], date(2026, 8, 1)).categories[CATEGORY].nl == "Fietsreparatie"


def test_a_category_that_is_still_to_come_has_its_name() -> None:
    assert catalogue([NATION, read(PLAIN), read(own("2026-07-01"))], TODAY).categories[CATEGORY].nl == "Fietsreparatie"


def test_without_texts_nothing_has_a_name() -> None:
    assert not catalogue([], TODAY).categories


def test_a_next_version_is_read_the_next_day_and_a_missed_code_at_once(session: Session, world: World) -> None:
    region_id, today = world.office.region_id, date(2026, 11, 20)
    assert CATEGORY not in queries.catalogue(session, region_id, today).categories
    actions.publish(session, datetime(2026, 11, 20, 9, tzinfo=UTC), own("2026-11-21"), region_id=region_id)
    assert CATEGORY not in queries.catalogue(session, region_id, today).categories  # kept
    assert CATEGORY in queries.catalogue(session, region_id, today + timedelta(days=1)).categories
    assert CATEGORY in queries.catalogue(session, region_id, today, anew=True).categories
    assert CATEGORY not in queries.catalogue(session, world.other_office.region_id, today, anew=True).categories


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_each_region_calls_a_thing_as_its_own_text_does(
    visitors: dict[str, Visitor], app: Flask, session: Session, world: World
) -> None:
    """Published while the app was running, by somebody else: the app has read its texts before, on this very day."""
    readers = ((visitors["worker"], world.own), (Visitor(app, world.abroad.worker), world.abroad))
    for visitor, shelter in readers:
        assert "Kleding" in visitor.see(f"/stays/{shelter.things['stay']}").text_content()
    for office, name in ((world.office, "Fietsreparatie"), (world.other_office, "Rijwielherstel")):
        code = "havenmond" if office is world.office else "noordervaart"
        toml = own("2026-12-03", region=region_text(code)).replace("Fietsreparatie", name)
        actions.publish(session, NOW, toml, region_id=office.region_id)
    rename(session, CATEGORY, PAYEE, EVIDENCE)
    for (visitor, shelter), called in zip(readers, ("Fietsreparatie", "Rijwielherstel"), strict=True):
        page = visitor.see(f"/stays/{shelter.things['stay']}").text_content()
        assert called in page and CATEGORY not in page


@pytest.fixture
def visitors(app: Flask, world: World, december: None) -> dict[str, Visitor]:
    office = world.office
    who = {"worker": world.own.worker, "admin": office.third, "auditor": office.auditor, "overseer": world.overseer}
    return {role: Visitor(app, person) for role, person in who.items()}


def shown(visitors: dict[str, Visitor], world: World, word: str, pages: Iterable[str] = PAGES) -> set[str]:
    """Return the pages that say this; each is a page."""
    things = {**world.own.things, "fund": world.office.fund_id}
    found = {page: visitors[PAGES[page]].see(page.format_map(things)).text_content() for page in pages}
    return {page for page, said in found.items() if word.lower() in said.lower()}


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_a_code_that_no_text_knows_shows_itself(visitors: dict[str, Visitor], session: Session, world: World) -> None:
    """Where nothing is weighed: what no text ever knew is weighed by none."""
    rename(session, "GONE", "gone", "gone")
    assert shown(visitors, world, "gone", PAGES.keys() - WEIGHS) >= NAMES - WEIGHS


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_what_the_last_text_dropped_keeps_its_name_on_every_page(
    visitors: dict[str, Visitor], session: Session, world: World
) -> None:
    region_id = world.office.region_id
    actions.publish(session, datetime(2026, 5, 1, 9, tzinfo=UTC), own("2026-06-01"), region_id=region_id)
    without = PLAIN.replace("from = 2026-01-01", "from = 2026-11-01", 1)
    actions.publish(session, datetime(2026, 10, 1, 9, tzinfo=UTC), without, region_id=region_id)
    rename(session, CATEGORY, PAYEE, EVIDENCE)
    assert shown(visitors, world, "fietsreparatie") >= NAMES
    assert not any(shown(visitors, world, code) for code in (CATEGORY, PAYEE, EVIDENCE))
    pages = [
        (role, row.at(thing_of(world.own, row.thing) if row.thing else None))
        for row in table()
        for role in visitors
        if row.method == "GET" and row.outcome(role) == "ok"
    ]
    assert [page for role, page in pages if visitors[role].get(page).status_code >= 500] == []
    assert len(pages) > 60


def rename(session: Session, category: str, payee_kind: str, evidence_kind: str) -> None:
    """Let costs, payees and evidence bear these codes, as if they had been noted so."""
    for name in ("cost", "claim_line", "payment"):
        session.execute(text(f"UPDATE {name} SET category = :code"), {"code": category})
    for name in ("cost", "claim_line"):
        session.execute(text(f"UPDATE {name} SET payee_kind = :code"), {"code": payee_kind})
    session.execute(text("UPDATE payee SET kind = :code WHERE kind = 'supplier'"), {"code": payee_kind})
    session.execute(text("UPDATE evidence SET kind = :code WHERE kind <> 'declaration'"), {"code": evidence_kind})
    session.commit()

"""Every page of the world, in both languages and at a desk's and a phone's width: nothing scrolls sideways, axe finds
nothing. What another language can't change (colours, what a width or a state shows) axe looks at in Dutch alone."""

from collections.abc import Iterator

import pytest
from flask import Blueprint
from playwright.sync_api import Page

from tests.browser import Screen
from tests.databases import TOP
from tests.guards.access import ROLES, UNKNOWN, people, table, thing_of
from tests.world import NOW, World

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)

AXE = (TOP / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
RUN = """async (without) => {
  const tags = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];
  const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  const { violations } = await axe.run(document, { runOnly: tags, rules, resultTypes: ["violations"] });
  const shown = ({ nodes }) => nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ");
  return violations.map((found) => `${found.id}: ${shown(found)}`); }"""
DESK, PHONE = 1280, 390
HEIGHT = 900
NO_PAGES = ("/static/", "/language/", "/health/", "/download/", "/file/", "/letter/", "/pages/")
DECIDED = ("incomplete", "batched", "released", "waiting", "withdrawn")
OTHERS = ("admin", "auditor", "overseer", "operator")
FOR_EVERYONE = ("/sign-in", "/sign-in/again")
CATEGORIES = ("SAFETY", "LIVING", "OTHER", "PHONE", "TRAVEL", "DEPOSIT")


def addresses(world: World, role: str) -> Iterator[str]:
    """Name every page that a role gets: of her own shelter, what is there and what she may do."""
    for row in table():
        if row.method != "GET" or row.outcome(role) != "ok" or any(part in f"{row.path}/" for part in NO_PAGES):
            continue
        if row.outcome("worker") == "ok" and (role == "lead" or (role in OTHERS and row.path in FOR_EVERYONE)):
            continue  # the same page, which a worker walks
        yield row.at(thing_of(world.own, row.thing) if row.thing else None)


def variants(world: World, role: str) -> Iterator[str]:
    """Name pages that are there already, once more: with another cost, another payee, a claim in another state."""
    things = world.own.things
    if role == "worker":
        yield f"/residents/{UNKNOWN}"
        yield f"/payees/{world.own.payees['supplier']}/route?resident={things['resident']}"
        yield from (f"/stays/{things['stay']}/costs/new?category={code}" for code in CATEGORIES)
        yield from (f"/claims/{things[name]}" for name in (*DECIDED, "proposed"))
        yield from (f"/residents/{things[f'{name}_resident']}" for name in ("paid", "released", "withdrawn"))
    if role == "admin":
        yield from (f"/queue/{things[name]}" for name in DECIDED)
        yield from (f"/ledger/{world.own.fund_id}/{month}" for month in ("2026-10", "2026-12", "2027-01"))


def faults(page: Page, address: str, language: str = "nl") -> Iterator[str]:
    answer = page.goto(address)
    if answer is None or answer.status >= 500:
        yield f"{address}: {answer and answer.status}"
        return
    page.evaluate(AXE)
    at_desk = page.viewport_size == {"width": DESK, "height": HEIGHT}
    for width in (DESK, PHONE) if at_desk else (PHONE, DESK):  # another width is another layout: once for each page
        page.set_viewport_size({"width": width, "height": HEIGHT})
        if language == "nl" or width == PHONE:
            without = [] if language == "nl" else ["color-contrast"]
            yield from (f"{address} at {width}: {found}" for found in page.evaluate(RUN, without))
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            yield f"{address} at {width} scrolls sideways"


PLANTED = Blueprint("planted", __name__)
PLANTED.add_url_rule(
    "/peek", "peek", lambda: "<!doctype html><html lang=nl><title>x</title><main><h1>x</h1><img><canvas width=3000>"
)


@pytest.mark.parametrize("blueprints", [(PLANTED,)])
def test_a_planted_fault_is_seen(page: Page) -> None:
    for language in ("nl", "en"):
        found = list(faults(page, "/peek", language))
        assert [fault for fault in found if "image-alt" in fault]
        assert {"/peek at 1280 scrolls sideways", "/peek at 390 scrolls sideways"} <= set(found)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("role", ROLES)
def test_axe_finds_nothing(screen: Screen, world: World, role: str, language: str) -> None:
    person = people(world)[role]
    if person:
        screen.be(person, NOW)
    screen.page.goto(f"/language/{language}?back=/sign-in")
    assert screen.page.locator("html").get_attribute("lang") == language
    walked = [*addresses(world, role), *(variants(world, role) if language == "nl" else ())]
    assert [fault for address in dict.fromkeys(walked) for fault in faults(screen.page, address, language)] == []

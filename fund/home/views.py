"""The home page, and what every page carries: menu, place, name."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from fund.debts import queries as debts
from fund.home import menu, news, pages, queries
from fund.people import guards
from fund.people.rules import AT_SHELTER, Actor
from fund.regions import queries as regions
from fund.trail import queries as trail
from fund.trail.models import Audience
from fund.web import access_log, clock
from fund.web.database import session
from fund.web.language import LANGUAGES

blueprint = Blueprint("home", __name__)

MOST_NEWS, MOST_STEPS = 6, 120  # most steps are the team's own, and no news

WORDS = {
    "home.start": _l("Vandaag"),
    "residents.index": _l("Bewoners"),
    "claims.index": _l("Aanvragen"),
    "payees.index": _l("Begunstigden"),
    "people.team": _l("Team"),
    "decisions.queue": _l("Werkvoorraad"),
    "payouts.index": _l("Uitbetalen"),
    "ledger.budgets": _l("Budget"),
    "ledger.months": _l("Maanden"),
    "oversight.regions": _l("Overzicht"),
    "texts.index": _l("Beleidsregels"),
    "people.accounts": _l("Toegang"),
    "home.manual": _l("Hulp"),
}


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One word of the menu."""

    endpoint: str
    label: str
    current: bool
    count: int = 0


def every_page() -> dict[str, Any]:
    """Return what layout.html needs on every page."""
    actor = guards.who()
    return {
        "menu": _menu(actor) if actor else [],
        "place": _place(actor) if actor else "",
        "person": actor.name if actor else None,
        "person_id": actor.id if actor else None,
        "exit_wanted": actor is None or any(s.role in AT_SHELTER for s in actor.roles),
        "exit_url": current_app.config["EXIT_URL"],
        "demo": current_app.config["DEMO"],
        "idle_minutes": int(current_app.permanent_session_lifetime.total_seconds() // 60),
        "languages": LANGUAGES,
    }


def _menu(actor: Actor) -> list[MenuItem]:
    places = menu.places(actor)
    here = menu.current(places, request.endpoint or "")
    counts = _counts(actor) if menu.COUNTED.intersection(places) else {}
    return [MenuItem(endpoint, WORDS[endpoint], endpoint == here, counts.get(endpoint, 0)) for endpoint in places]


def _counts(actor: Actor) -> dict[str, int]:
    waiting = queries.at_fund(session(), actor, clock.today())
    return {menu.QUEUE: waiting.claims, menu.PAYOUTS: waiting.batches}


def _place(actor: Actor) -> str:
    place = actor.roles[0].shelter_id or actor.roles[0].region_id
    if place is None:
        return str(_l("Landelijk"))
    known: dict[UUID, str] = current_app.extensions.setdefault("places", {})  # read once: a place keeps its name
    if place not in known:
        of = actor.roles[0]
        known[place] = (
            regions.shelter(session(), place).name if of.shelter_id else regions.fund_of(session(), place).name
        )
    return known[place]


@blueprint.get("/")
@guards.signed_in
def start() -> Response | str:
    """Show a worker the day; lead everyone else to where their work waits."""
    first = menu.places(guards.actor())[0]
    return _today() if first == "home.start" else redirect(url_for(first), 303)


def _today() -> str:
    actor, on = guards.actor(), clock.today()
    owed, stays = debts.owed(session(), actor), debts.current_stays(session(), actor)
    references = {of.resident_id: of.reference for of in stays} | {row.resident_id: row.reference for row in owed}
    steps = trail.latest(session(), set(references), (Audience.ALL, Audience.HOME), MOST_STEPS)
    page = pages.today(
        on,
        owed=owed,
        stays=stays,
        missing_orders=debts.missing_fee_orders(stays, on),
        tasks=queries.team_tasks(session(), actor),
        news=news.digest(steps, MOST_NEWS),
        references=references,
    )
    for resident_id in page.shown:
        access_log.add(resident_id)
    return render_template("home/today.html", page=page)


@blueprint.get("/help")
@guards.signed_in
def manual() -> str:
    """Say what the reader does here, in each role."""
    parts = dict.fromkeys(menu.MANUALS[standing.role] for standing in guards.actor().roles)
    return render_template("help/page.html", parts=parts)

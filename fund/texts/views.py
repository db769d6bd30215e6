"""The policy texts in force, for everyone who works with them: the national floor, and a region's beside it."""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, render_template

from fund import policy
from fund.people import guards
from fund.people.rules import Verb
from fund.policy import Pair
from fund.regions import queries as regions
from fund.regions.models import Region
from fund.texts import describe, queries
from fund.web import clock
from fund.web.database import session
from fund.web.filters import language

blueprint = Blueprint("texts", __name__)


@dataclass(frozen=True, slots=True)
class Beside:
    """A category as the region says it, with the sentences of the nation that it replaces."""

    said: describe.Said
    nation: tuple[str, ...]
    region: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A term (termijn) as the region says it, and as the nation does (None: it says nothing)."""

    what: str
    much: str
    nation: str | None
    differs: bool


@blueprint.get("/policy")
@guards.may(Verb.READ_TEXTS)
def index() -> str:
    """Show the national text: what every region pays at least."""
    return _show(None)


@blueprint.get("/policy/<uuid:id>")
@guards.may(Verb.READ_TEXTS)
def show(id: UUID) -> str:
    """Show a region's text, with what the nation says where they differ."""
    return _show(regions.region(session(), id))


def _show(region: Region | None) -> str:
    today = clock.today()
    versions = queries.versions(session(), region.id if region else None)
    pair = (
        queries.in_force(session(), region.id if region else None, today)
        if any(text.from_ <= today for text in versions)
        else None
    )
    categories, terms = (_beside(pair), _terms(pair)) if pair else ([], [])
    return render_template(
        "texts/show.html",
        region=region,
        regions=regions.regions(session()),
        versions=[text for text in versions if text.region_id == (region.id if region else None)],
        pair=pair,
        categories=categories,
        differing=[each for each in categories if each.region],
        conditions=describe.conditions(pair.rules, language()) if pair else [],
        terms=terms,
        other_terms=[term for term in terms if term.differs],
        today=today,
    )


def _beside(pair: Pair) -> list[Beside]:
    floor = {said.code: said for said in describe.categories(pair.floor, clock.today(), language())}
    found = []
    for said in describe.categories(pair.rules, clock.today(), language()):
        nation = floor[said.code].pays if said.code in floor else ()
        only_nation = tuple(sentence for sentence in nation if sentence not in said.pays)
        found.append(Beside(said, only_nation, tuple(sentence for sentence in said.pays if sentence not in nation)))
    return found


def _terms(pair: Pair) -> list[Term]:
    floor = describe.terms(policy.terms((pair.nation,), clock.today()), language())
    here = describe.terms(policy.terms(pair.texts, clock.today()), language())
    return [Term(what, much, floor.get(what), differs=floor.get(what) != much) for what, much in here.items()]

"""The operator's desk (accounts) and the team of a shelter."""

from uuid import UUID

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from fund.people import actions, guards, queries
from fund.people.rules import Verb
from fund.regions import queries as regions
from fund.web import clock
from fund.web.answers import go
from fund.web.database import session
from fund.web.forms import Form

blueprint = Blueprint("people", __name__)


@blueprint.get("/accounts")
@guards.may(Verb.KEEP_ACCOUNTS)
def accounts() -> str:
    """Show every account and where it stands."""
    places = {place.id: place.name for place in regions.regions(session())}
    return render_template("people/accounts.html", rows=queries.accounts(session()), places=places, form=Form(), today=clock.today())


@blueprint.post("/accounts/<uuid:id>/end")
@guards.may(Verb.KEEP_ACCOUNTS)
def end(id: UUID) -> Response:
    """End one standing today."""
    actions.end(session(), id, clock.today())
    return go("people.accounts", "De toegang is beëindigd.")

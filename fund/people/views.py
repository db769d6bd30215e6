"""The accounts, for the operator, and the team of a shelter."""

from uuid import UUID

from flask import Blueprint, render_template
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from fund.people import actions, guards, queries
from fund.people.rules import Role, Verb
from fund.regions import queries as regions
from fund.web import clock
from fund.web.database import session
from fund.web.forms import Form
from fund.web.redirects import redirect_after_post

blueprint = Blueprint("people", __name__)

ROLES = {
    Role.WORKER: _l("hulpverlener"),
    Role.SHELTER_LEAD: _l("teamleider"),
    Role.ADMINISTRATOR: _l("fondsbeheerder"),
    Role.AUDITOR: _l("controleur"),
    Role.OVERSEER: _l("toezichthouder"),
    Role.OPERATOR: _l("beheerder"),
}


@blueprint.get("/accounts")
@guards.may(Verb.KEEP_ACCOUNTS)
def accounts() -> str:
    """Show every account with its roles."""
    places = {region.id: region.name for region in regions.regions(session())}
    return render_template(
        "people/accounts.html", rows=queries.accounts(session()), places=places, form=Form(), words=ROLES
    )


@blueprint.get("/team")
@guards.may(Verb.KEEP_TEAM)
def team() -> str:
    """Show who works in the actor's shelters."""
    people = queries.team(session(), guards.actor().shelters(Verb.KEEP_TEAM), clock.today())
    return render_template("people/team.html", people=people, words=ROLES)


@blueprint.post("/accounts/<uuid:id>/end")
@guards.may(Verb.KEEP_ACCOUNTS)
def end(id: UUID) -> Response:
    """End one role today."""
    actions.end(session(), id, clock.today())
    return redirect_after_post("people.accounts", _("De toegang is beëindigd."))

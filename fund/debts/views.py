"""A resident's overview: what her stay cost, what was claimed, granted and paid, and what is still open."""

from uuid import UUID

from flask import Blueprint, render_template

from fund.claims import queries as claims
from fund.debts import pages, queries
from fund.people import guards
from fund.people.rules import Verb
from fund.web import access_log, clock
from fund.web.database import session

blueprint = Blueprint("debts", __name__)


@blueprint.get("/residents/<uuid:id>")
@guards.may(Verb.READ_CASELOAD)
def resident(id: UUID) -> str:
    """Show one resident: her stays, her costs and what became of them."""
    actor = guards.actor()
    her, stays = queries.stays(session(), actor, id)
    access_log.add(her.id)
    costs = pages.ResidentCosts(queries.of_resident(session(), actor, her.id))
    return render_template(
        "debts/resident.html",
        resident=her,
        stay=stays[0],
        earlier=stays[1:],
        costs=costs,
        claims=claims.claims_of_resident(session(), actor, her.id),
        today=clock.today(),
    )

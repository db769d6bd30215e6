"""The overseer's page: regions side by side."""

from flask import Blueprint, render_template

from fund.oversight import queries, rules
from fund.people import guards
from fund.people.rules import Verb
from fund.web import clock
from fund.web.database import session

blueprint = Blueprint("oversight", __name__)


@blueprint.get("/regions")
@guards.may(Verb.COMPARE_REGIONS)
def regions() -> str:
    """Show every region's money, days, months and places beside each other."""
    figures = queries.regions(session(), guards.actor(), clock.today())
    return render_template(
        "oversight/regions.html", figures=figures, today=clock.today(), fewest=rules.FEWEST, due=rules.FEE_IS_DUE_AFTER
    )

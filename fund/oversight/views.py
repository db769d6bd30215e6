"""The overseer's page: regions side by side."""

from typing import Any

from flask import Blueprint, render_template
from flask_babel import gettext as _

from fund.oversight import pages, queries, rules
from fund.oversight.rules import Figures
from fund.people import guards
from fund.people.rules import Verb
from fund.web import clock
from fund.web.database import session

blueprint = Blueprint("oversight", __name__)

ChartRow = tuple[Any, ...]


@blueprint.get("/regions")
@guards.may(Verb.COMPARE_REGIONS)
def regions() -> str:
    """Show every region's money, days, months and places beside each other."""
    page = pages.Comparison(queries.regions(session(), guards.actor(), clock.today()))
    return render_template(
        "oversight/regions.html",
        page=page,
        wait_rows=[_wait(region) for region in page.timed],
        money_rows=[_money(region) for region in page.funded],
        place_rows=[_places(region) for region in page.figures],
        today=clock.today(),
        fewest=rules.FEWEST,
        due=rules.FEE_IS_DUE_AFTER,
    )


def _wait(region: Figures) -> ChartRow:
    middle, slow = region.paid_after.middle, region.paid_after.slow
    return region.name, _("%(a)s tot %(b)s dagen", a=middle, b=slow), middle, slow


def _money(region: Figures) -> ChartRow:
    parts = [("c1", region.percent(region.paid)), ("c2", region.percent(region.committed))]
    return region.name, _("%(n)s %% vrij", n=round(region.percent(region.free))), parts, 100, None


def _places(region: Figures) -> ChartRow:
    said = _("%(a)s van %(b)s", a=region.places, b=region.norm)
    return region.name, said, [("c1", region.places)], region.norm, region.norm

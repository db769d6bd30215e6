"""The caseload of a team, and the page that opens a resident's sealed facts deliberately."""

from uuid import UUID

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from fund.people import guards
from fund.people.rules import Verb
from fund.residents import actions, queries
from fund.residents.forms import FactsForm
from fund.residents.models import Resident
from fund.web import access_log
from fund.web.database import session
from fund.web.forms import perform
from fund.web.redirects import redirect_after_post

blueprint = Blueprint("residents", __name__, url_prefix="/residents")


@blueprint.get("/")
@guards.may(Verb.READ_CASELOAD)
def index() -> str:
    """Show the residents of the worker's team, newest first."""
    page = queries.caseload(session(), guards.actor(), after=request.args.get("after", ""))
    for resident in page.rows:
        access_log.add(resident.id, where=resident)
    return render_template("residents/index.html", page=page)


@blueprint.get("/<uuid:id>/sealed")
@guards.may(Verb.READ_CASELOAD)
def sealed(id: UUID) -> str:
    """Open a resident's sealed facts, deliberately."""
    resident = _seen(id)
    return render_template(
        "residents/sealed.html", resident=resident, facts=queries.facts(session(), guards.actor(), id)
    )


@blueprint.route("/<uuid:id>/correct", methods=["GET", "POST"])
@guards.may(Verb.KEEP_CASELOAD)
def correct(id: UUID) -> tuple[str, int] | Response:
    """Show what was written about a resident, and correct it."""
    resident = _seen(id)
    facts = queries.facts(session(), guards.actor(), id)
    form = FactsForm(file_number=facts.file_number, name=facts.name, contact_rule=facts.contact_rule)

    def do() -> Response:
        actions.correct(guards.act(), resident_id=id, **form.facts)
        return redirect_after_post("residents.sealed", _("Bewaard."), id=id)

    page = perform(form, do)
    return page or (render_template("residents/correct.html", resident=resident, form=form), form.status)


def _seen(id: UUID) -> Resident:
    resident = queries.resident(session(), guards.actor(), id)
    access_log.add(resident.id, where=resident)
    return resident

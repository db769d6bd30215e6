"""The caseload of a team, and the page that opens a resident's sealed facts on purpose."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from fund.core.errors import NotFound, Refusal
from fund.people import guards
from fund.people.rules import Verb
from fund.residents import actions, queries
from fund.residents.forms import FactsForm
from fund.residents.models import Resident
from fund.web import access_log
from fund.web.database import session
from fund.web.redirects import redirect_after_post

MOST = 50

blueprint = Blueprint("residents", __name__, url_prefix="/residents")


@blueprint.get("/")
@guards.may(Verb.READ_CASELOAD)
def index() -> str:
    """Show the residents of her team, newest first."""
    after = _after()
    found = queries.caseload(session(), guards.actor(), after=after, most=MOST + 1)
    for resident in found[:MOST]:
        access_log.add(resident.id)
    return render_template(
        "residents/index.html",
        residents=found[:MOST],
        first=after is None,
        next=found[MOST - 1] if len(found) > MOST else None,
    )


@blueprint.get("/<uuid:id>/sealed")
@guards.may(Verb.READ_CASELOAD)
def sealed(id: UUID) -> str:
    """Open her sealed facts, on purpose."""
    her = _her(id)
    return render_template("residents/sealed.html", resident=her, facts=queries.facts(session(), guards.actor(), id))


@blueprint.get("/<uuid:id>/correct")
@guards.may(Verb.KEEP_CASELOAD)
def correct(id: UUID) -> tuple[str, int]:
    """Show what was written of her, to be corrected."""
    her = _her(id)
    facts = queries.facts(session(), guards.actor(), id)
    form = FactsForm(file_number=facts.file_number, name=facts.name, contact_rule=facts.contact_rule)
    return _correct(her, form)


@blueprint.post("/<uuid:id>/correct")
@guards.may(Verb.KEEP_CASELOAD)
def corrected(id: UUID) -> tuple[str, int] | Response:
    """Correct what was written of her."""
    form = FactsForm()
    if not form.validate():
        return _correct(_her(id), form, 422)
    try:
        actions.correct(guards.act(), resident_id=id, **_typed(form))
    except NotFound:
        raise
    except Refusal as refusal:
        form.refuse_beside(refusal)
        return _correct(_her(id), form, refusal.status)
    return redirect_after_post("residents.sealed", _("Bewaard."), id=id)


def _correct(her: Resident, form: FactsForm, status: int = 200) -> tuple[str, int]:
    return render_template("residents/correct.html", resident=her, form=form), status


def _typed(form: FactsForm) -> dict[str, Any]:
    return {field.name: field.data or "" for field in (form.file_number, form.name, form.contact_rule)}


def _her(id: UUID) -> Resident:
    her = queries.one(session(), guards.actor(), id)
    access_log.add(her.id)
    return her


def _after() -> UUID | None:
    given = request.args.get("after")
    try:
        return UUID(given) if given else None
    except ValueError:
        raise NotFound from None

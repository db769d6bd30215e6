"""Note a cost, correct it, delete it: what each kind of cost asks comes from the policy text."""

from uuid import UUID

from flask import redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from fund.core.errors import NotFound
from fund.evidence import actions as evidence
from fund.people import guards
from fund.people.act import Act
from fund.people.rules import Verb
from fund.regions.queries import shelter
from fund.stays import actions, pages, queries
from fund.stays.fees import SHELTER_FEE
from fund.stays.forms.costs import CostForm
from fund.stays.models import Cost, Stay
from fund.stays.views.blueprint import blueprint
from fund.stays.views.stays import Page, page, seen
from fund.texts.labels import counted
from fund.web import clock
from fund.web.database import session
from fund.web.forms import Form, perform
from fund.web.idempotency import changes_nothing
from fund.web.redirects import redirect_after_post


@blueprint.get("/stays/<uuid:id>/costs/weigh")
@blueprint.route("/stays/<uuid:id>/costs/new", methods=["GET", "POST"])
@guards.may(Verb.KEEP_CASELOAD)
def note(id: UUID) -> Page | Response:
    """Ask what kind of cost it is; then note it, with the evidence that comes along."""
    stay, code = seen(id), request.args.get("category", "")
    if request.method == "GET" and code in ("", SHELTER_FEE):
        return redirect(url_for("stays.fee", id=id), 303) if code else _choose(stay)
    form = _form(stay, code)

    def do() -> Response:
        act = guards.act()
        actions.note_cost(act, id, form.noted(code), evidence_ids=_evidence_ids(act, stay, form))
        return redirect_after_post("stays.show", _("De kosten zijn genoteerd."), id=id)

    return perform(form, do) or _page(stay, code, form)


@blueprint.post("/stays/<uuid:id>/costs/weigh")
@guards.may(Verb.KEEP_CASELOAD)
@changes_nothing
def weigh(id: UUID) -> Page:
    """Show what a cost comes to, as far as it was typed."""
    stay, code = seen(id), request.args.get("category", "")
    return _page(stay, code, _form(stay, code))


@blueprint.route("/costs/<uuid:id>", methods=["GET", "POST"])
@guards.may(Verb.KEEP_CASELOAD)
def change(id: UUID) -> Page | Response:
    """Show a cost, and note a corrected one in its place."""
    cost, stay = _cost(id)
    form = _form(stay, cost.category, cost)

    def do() -> Response:
        act = guards.act()
        actions.change_cost(act, id, form.noted(cost.category), evidence_ids=_evidence_ids(act, stay, form))
        return redirect_after_post("stays.show", _("De kosten zijn aangepast."), id=stay.id)

    return perform(form, do) or _page(stay, cost.category, form, cost=cost)


@blueprint.post("/costs/<uuid:id>/drop")
@guards.may(Verb.KEEP_CASELOAD)
def drop(id: UUID) -> Response:
    """Delete a cost that was noted by mistake."""
    cost, stay = _cost(id)
    actions.drop_cost(guards.act(), cost.id)
    return redirect_after_post("stays.show", _("De kosten zijn weggehaald."), id=stay.id)


def _cost(id: UUID) -> tuple[Cost, Stay]:
    cost = queries.cost(session(), guards.actor(), id)
    return cost, seen(cost.stay_id)


def _choose(stay: Stay) -> Page:
    before = {cost.category for cost in queries.costs(session(), guards.actor(), stay.id)}
    return page("choose", stay, kinds=pages.categories(session(), stay, clock.today()), before=before)


def _form(stay: Stay, code: str, cost: Cost | None = None) -> CostForm:
    if code == SHELTER_FEE and cost is None:
        raise NotFound  # its nights are noted from the fee order, never typed
    offered = pages.category(session(), stay, code, clock.today())
    filled_with = cost if request.method == "GET" else None
    return pages.form(session(), guards.actor(), stay, offered, today=clock.today(), cost=filled_with)


def _evidence_ids(act: Act, stay: Stay, form: CostForm) -> list[UUID]:
    """Return the evidence that was ticked, and add what came along."""
    new = form.new_evidence(declared_by=shelter(session(), stay.shelter_id).name)
    added = [evidence.add(act, resident_id=stay.resident_id, **new).id] if new else []
    return [*form.picked, *added]


def _page(stay: Stay, code: str, form: CostForm, *, cost: Cost | None = None) -> Page:
    kind = pages.category(session(), stay, code, clock.today())
    total = pages.total(form, kind)
    units = counted(total.units, kind.unit) if total else ""
    return page("cost", stay, form, kind=kind, total=total, units=units, cost=cost, bare=Form())

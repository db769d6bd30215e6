"""Note fee orders, and the fee for the nights that the shelter bills."""

from uuid import UUID

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from fund.evidence import queries as evidence
from fund.evidence.actions import add as add_evidence
from fund.people import guards
from fund.people.rules import Verb
from fund.regions import queries as regions
from fund.stays import actions, fees, pages, queries
from fund.stays.forms.fees import FeeForm, OrderForm
from fund.stays.forms.periods import A_DAY
from fund.stays.models import Stay
from fund.stays.nights import stayed
from fund.stays.views.blueprint import blueprint
from fund.stays.views.stays import Page, page, seen
from fund.web import clock
from fund.web.database import session
from fund.web.forms import perform
from fund.web.idempotency import changes_nothing
from fund.web.redirects import redirect_after_post


@blueprint.route("/stays/<uuid:id>/orders/new", methods=["GET", "POST"])
@guards.may(Verb.KEEP_CASELOAD)
def order_fee(id: UUID) -> Page | Response:
    """Note a fee order, with its document when it comes along."""
    stay = seen(id)
    form = OrderForm(stay, from_=stay.admitted_on)

    def do() -> Response:
        act, document = guards.act(), form.document
        evidence_id = add_evidence(act, resident_id=stay.resident_id, **document).id if document else None
        actions.order_fee(act, id, evidence_id=evidence_id, **form.order)
        said = _("Het bijdragebesluit is genoteerd. Noteer nu de nachten.")
        return redirect_after_post("stays.show", said, id=id)

    return perform(form, do) or page("order_fee", stay, form)


@blueprint.get("/stays/<uuid:id>/fees/weigh")
@blueprint.route("/stays/<uuid:id>/fees/new", methods=["GET", "POST"])
@guards.may(Verb.KEEP_CASELOAD)
def fee(id: UUID) -> Page | Response:
    """Note the fee for the nights that the shelter bills; those since the last fee are filled in."""
    stay = seen(id)
    form = _form(stay)

    def do() -> Response:
        nights = {"from_": form.from_.data, "until": form.after}
        noted = actions.note_fee(guards.act(), id, reference=form.reference.data, evidence_ids=form.picked, **nights)
        said = _("Genoteerd: %(nights)s nachten eigen bijdrage.", nights=noted.units)
        return redirect_after_post("stays.show", said, id=id)

    return perform(form, do) or _page(stay, form)


@blueprint.post("/stays/<uuid:id>/fees/weigh")
@guards.may(Verb.KEEP_CASELOAD)
@changes_nothing
def weigh_fee(id: UUID) -> Page:
    """Show what these nights come to."""
    stay = seen(id)
    return _page(stay, _form(stay))


def _form(stay: Stay) -> FeeForm:
    ready = None
    if request.method == "GET":
        taken = queries.fee_periods(queries.costs(session(), guards.actor(), stay.id))
        waived = regions.shelter(session(), stay.shelter_id).waived_nights
        ready = fees.next_fee(stayed(stay.admitted_on, stay.left_on), waived, taken, clock.today())
    form = FeeForm(data={"from_": ready.from_, "until": ready.until - A_DAY} if ready else None)
    form.offer(evidence.evidence_of_resident(session(), guards.actor(), stay.resident_id))
    return form


def _page(stay: Stay, form: FeeForm) -> Page:
    total, why = pages.fee(session(), guards.actor(), stay, form, today=clock.today())
    if why and form.is_submitted() and form.refused is None:
        form.refuse_beside(why)
    ordered = bool(queries.fee_orders(session(), guards.actor(), stay.id))
    return page("fee", stay, form, total=total, why=why, ordered=ordered)

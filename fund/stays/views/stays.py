"""The pages of a stay: register a resident with it, show it, note her leaving."""

from typing import Any, TypeAlias
from uuid import UUID

from flask import render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from fund.people import guards
from fund.people.rules import Verb
from fund.regions import queries as regions
from fund.residents import queries as residents
from fund.residents.actions import register as register_resident
from fund.stays import actions, fees, pages, queries
from fund.stays.forms.stays import LeaveForm, RegisterForm
from fund.stays.models import Stay
from fund.stays.nights import by_month, stayed
from fund.stays.rules import Place
from fund.stays.views.blueprint import blueprint
from fund.web import access_log, clock
from fund.web.database import session
from fund.web.forms import Form, perform
from fund.web.redirects import redirect_after_post

Page: TypeAlias = tuple[str, int]


@blueprint.route("/residents/new", methods=["GET", "POST"])
@guards.may(Verb.KEEP_CASELOAD)
def register() -> Page | Response:
    """Register a resident and admit her, in one go."""
    shelters = regions.shelters(session(), guards.actor().shelters(Verb.KEEP_CASELOAD))
    names = {shelter.id: shelter.name for shelter in shelters}
    form = RegisterForm(names, admitted_on=clock.today(), place=Place.SHELTER)

    def do() -> Response:
        act = guards.act()
        resident = register_resident(act, shelter_id=UUID(form.shelter.data), **form.facts)
        days = {"admitted_on": form.admitted_on.data, "place": Place(form.place.data), "children": form.children.data}
        stay = actions.admit(act, resident.id, **days)
        said = _("Ingeschreven als %(her)s. Noteer nu haar bijdragebesluit en haar kosten.", her=resident.reference)
        return redirect_after_post("stays.show", said, id=stay.id)

    return perform(form, do) or (render_template("stays/register.html", form=form), form.status)


@blueprint.get("/stays/<uuid:id>")
@guards.may(Verb.READ_CASELOAD)
def show(id: UUID) -> Page:
    """Show a stay: its nights, fee orders and costs."""
    stay, today = seen(id), clock.today()
    rows = queries.fee_orders(session(), guards.actor(), id)
    noted = queries.costs(session(), guards.actor(), id)
    orders = queries.nightly_fees(rows)
    whole = stayed(stay.admitted_on, stay.left_on)
    waived = regions.shelter(session(), stay.shelter_id).waived_nights
    evidence = queries.evidence_by_cost(session(), [cost.id for cost in noted])
    return page(
        "show",
        stay,
        page=pages.StayPage(stay, by_month(whole, today), noted, evidence, today),
        waived=waived,
        orders=list(zip(rows, orders, strict=True)),
        order_missing=fees.order_missing(whole, waived, orders, today),
    )


@blueprint.route("/stays/<uuid:id>/leave", methods=["GET", "POST"])
@guards.may(Verb.KEEP_CASELOAD)
def leave(id: UUID) -> Page | Response:
    """Note the day of leaving."""
    stay = seen(id)
    form = LeaveForm(left_on=stay.left_on or clock.today())

    def do() -> Response:
        actions.leave(guards.act(), id, left_on=form.left_on.data)
        return redirect_after_post("stays.show", _("Het vertrek is genoteerd."), id=id)

    return perform(form, do) or page("leave", stay, form)


def seen(id: UUID) -> Stay:
    """Return a stay that the reader may see, and note it for the access log."""
    stay = queries.stay(session(), guards.actor(), id)
    access_log.add(stay.resident_id, stay.id, stay)
    return stay


def page(name: str, stay: Stay, form: Form | None = None, **more: Any) -> Page:
    """Return a page of a stay, with its resident and its form."""
    resident = residents.resident(session(), guards.actor(), stay.resident_id)
    rendered = render_template(f"stays/{name}.html", stay=stay, resident=resident, form=form, **more)
    return rendered, form.status if form else 200

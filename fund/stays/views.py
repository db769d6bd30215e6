"""A resident's stay: registering her, fee orders, and noting what each day costs. Her shelter's pages only."""

from collections.abc import Callable
from typing import Any, TypeAlias
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from fund.core.calendar import Month
from fund.core.errors import NotFound, Refusal
from fund.evidence import queries as papers
from fund.people import guards
from fund.people.act import Act
from fund.people.rules import Verb
from fund.regions import queries as regions
from fund.residents import actions as residents
from fund.residents.queries import one as one_resident
from fund.stays import actions, desk, fees, queries
from fund.stays.forms import A_DAY, CostForm, FeeForm, LeaveForm, OrderForm, RegisterForm
from fund.stays.models import Cost, Stay
from fund.stays.nights import by_month, stayed
from fund.stays.rules import Place
from fund.texts.labels import counted
from fund.web import access_log, clock
from fund.web.database import session
from fund.web.forms import Form
from fund.web.idempotency import changes_nothing
from fund.web.redirects import redirect_after_post

blueprint = Blueprint("stays", __name__)

Page: TypeAlias = tuple[str, int]
Doing: TypeAlias = Callable[[], tuple[str, UUID]]  # does it; gives what is said of it, and the stay


@blueprint.get("/residents/new")
@guards.may(Verb.KEEP_CASELOAD)
def register() -> Page:
    """Ask for a new resident with her stay."""
    form = RegisterForm(_shelters(), admitted_on=clock.today(), place=Place.SHELTER)
    return render_template("stays/register.html", form=form), 200


@blueprint.post("/residents/new")
@guards.may(Verb.KEEP_CASELOAD)
def registered() -> Page | Response:
    """Register her and admit her, in one go."""
    form = RegisterForm(_shelters())

    def do() -> tuple[str, UUID]:
        by, at = guards.actor(), clock.now()
        facts = {field.name: field.data or "" for field in (form.file_number, form.name, form.contact_rule)}
        her = residents.register(Act(session(), by, at), shelter_id=UUID(form.shelter.data), **facts)
        days = {"admitted_on": form.admitted_on.data, "place": Place(form.place.data), "children": form.children.data}
        stay = actions.admit(Act(session(), by, at), her.id, **days)
        return _("Ingeschreven als %(her)s. Noteer nu haar bijdragebesluit en haar kosten.", her=her.reference), stay.id

    return _done(form, do) or (render_template("stays/register.html", form=form), 422)


@blueprint.get("/stays/<uuid:id>")
@guards.may(Verb.READ_CASELOAD)
def show(id: UUID) -> Page:
    """Show a stay: its nights, fee orders and costs."""
    stay, today = _stay(id), clock.today()
    rows = queries.fee_orders(session(), guards.actor(), id)
    noted = queries.costs(session(), guards.actor(), id)
    orders = queries.by_night(rows)
    whole = stayed(stay.admitted_on, stay.left_on)
    waived = regions.shelter(session(), stay.shelter_id).waived_nights
    return _page(
        "show",
        stay,
        months=by_month(whole, today),
        this_month=Month.of(today),
        waived=waived,
        orders=list(zip(rows, orders, strict=True)),
        order_missing=fees.order_missing(whole, waived, orders, today),
        costs=noted,
        evidence=queries.evidence_of(session(), [cost.id for cost in noted]),
        today=today,
    )


@blueprint.get("/stays/<uuid:id>/leave")
@guards.may(Verb.KEEP_CASELOAD)
def leave(id: UUID) -> Page:
    """Ask for the day of leaving."""
    stay = _stay(id)
    return _page("leave", stay, LeaveForm(left_on=stay.left_on or clock.today()))


@blueprint.post("/stays/<uuid:id>/leave")
@guards.may(Verb.KEEP_CASELOAD)
def left(id: UUID) -> Page | Response:
    """Note the day of leaving."""
    stay, form = _stay(id), LeaveForm()

    def do() -> tuple[str, UUID]:
        actions.leave(guards.act(), id, left_on=form.left_on.data)
        return _("Het vertrek is genoteerd."), id

    return _done(form, do) or _page("leave", stay, form, 422)


@blueprint.get("/stays/<uuid:id>/orders/new")
@guards.may(Verb.KEEP_CASELOAD)
def order_fee(id: UUID) -> Page:
    """Ask for a fee order."""
    stay = _stay(id)
    return _page("order_fee", stay, OrderForm(stay, from_=stay.admitted_on))


@blueprint.post("/stays/<uuid:id>/orders/new")
@guards.may(Verb.KEEP_CASELOAD)
def fee_ordered(id: UUID) -> Page | Response:
    """Note a fee order, with its paper when it came along."""
    stay = _stay(id)
    form = OrderForm(stay)

    def do() -> tuple[str, UUID]:
        by, at = guards.actor(), clock.now()
        paper = desk.add_order(Act(session(), by, at), stay, form)
        order = {
            "issued_on": form.issued_on.data,
            "from_": form.from_.data,
            "per": fees.Per(form.per.data),
            "cents": form.cents.data,
        }
        actions.order_fee(Act(session(), by, at), id, evidence_id=paper, **order)
        return _("Het bijdragebesluit is genoteerd. Noteer nu de nachten."), id

    return _done(form, do) or _page("order_fee", stay, form, 422)


@blueprint.get("/stays/<uuid:id>/fees/weigh")
@blueprint.get("/stays/<uuid:id>/fees/new")
@guards.may(Verb.KEEP_CASELOAD)
def fee(id: UUID) -> Page:
    """Ask for which nights the shelter bills its fee; those since the last stand ready."""
    stay = _stay(id)
    taken = queries.taken(queries.costs(session(), guards.actor(), id))
    waived = regions.shelter(session(), stay.shelter_id).waived_nights
    ready = fees.next_fee(stayed(stay.admitted_on, stay.left_on), waived, taken, clock.today())
    return _fee_page(stay, _fee_form(stay, {"from_": ready.from_, "until": ready.until - A_DAY} if ready else None))


@blueprint.post("/stays/<uuid:id>/fees/new")
@guards.may(Verb.KEEP_CASELOAD)
def fee_noted(id: UUID) -> Page | Response:
    """Note the fee for these nights."""
    stay = _stay(id)
    form = _fee_form(stay)

    def do() -> tuple[str, UUID]:
        nights = {
            "from_": form.from_.data,
            "until": form.after,
            "reference": form.reference.data,
            "evidence_ids": form.picked,
        }
        noted = actions.note_fee(guards.act(), id, **nights)
        return _("Genoteerd: %(nights)s nachten eigen bijdrage.", nights=noted.units), id

    return _done(form, do) or _fee_page(stay, form, 422)


@blueprint.post("/stays/<uuid:id>/fees/weigh")
@guards.may(Verb.KEEP_CASELOAD)
@changes_nothing
def weigh_fee(id: UUID) -> Page:
    """Say what these nights come to."""
    stay = _stay(id)
    return _fee_page(stay, _fee_form(stay))


@blueprint.get("/stays/<uuid:id>/costs/weigh")
@blueprint.get("/stays/<uuid:id>/costs/new")
@guards.may(Verb.KEEP_CASELOAD)
def note(id: UUID) -> Page | Response:
    """Ask what kind of cost it is; then what the text needs to know of it."""
    stay, code = _stay(id), request.args.get("category", "")
    if code == fees.SHELTER_FEE:
        return redirect(url_for("stays.fee", id=id), 303)
    if code:
        return _cost_page(stay, code, _cost_form(stay, code))
    before = {cost.category for cost in queries.costs(session(), guards.actor(), id)}
    return _page("choose", stay, kinds=desk.kinds(session(), stay, clock.today()), before=before)


@blueprint.post("/stays/<uuid:id>/costs/new")
@guards.may(Verb.KEEP_CASELOAD)
def noted(id: UUID) -> Page | Response:
    """Note a cost, with the evidence that came along."""
    stay, code = _stay(id), request.args.get("category", "")
    form = _cost_form(stay, code)

    def do() -> tuple[str, UUID]:
        by, at = guards.actor(), clock.now()
        behind = [*form.picked, *desk.add_evidence(Act(session(), by, at), stay, form)]
        actions.note_cost(Act(session(), by, at), id, form.noted(code), evidence_ids=behind)
        return _("De kosten zijn genoteerd."), id

    return _done(form, do) or _cost_page(stay, code, form, 422)


@blueprint.post("/stays/<uuid:id>/costs/weigh")
@guards.may(Verb.KEEP_CASELOAD)
@changes_nothing
def weigh(id: UUID) -> Page:
    """Say what a cost comes to, as far as it was typed."""
    stay, code = _stay(id), request.args.get("category", "")
    return _cost_page(stay, code, _cost_form(stay, code))


@blueprint.get("/costs/<uuid:id>")
@guards.may(Verb.KEEP_CASELOAD)
def change(id: UUID) -> Page:
    """Show a cost, to be corrected or taken away."""
    cost, stay = _cost(id)
    return _cost_page(stay, cost.category, _cost_form(stay, cost.category, cost), cost=cost)


@blueprint.post("/costs/<uuid:id>")
@guards.may(Verb.KEEP_CASELOAD)
def changed(id: UUID) -> Page | Response:
    """Note a cost anew in the place of this one."""
    cost, stay = _cost(id)
    form = _cost_form(stay, cost.category)

    def do() -> tuple[str, UUID]:
        by, at = guards.actor(), clock.now()
        behind = [*form.picked, *desk.add_evidence(Act(session(), by, at), stay, form)]
        actions.change_cost(Act(session(), by, at), id, form.noted(cost.category), evidence_ids=behind)
        return _("De kosten zijn aangepast."), stay.id

    return _done(form, do) or _cost_page(stay, cost.category, form, 422, cost=cost)


@blueprint.post("/costs/<uuid:id>/drop")
@guards.may(Verb.KEEP_CASELOAD)
def drop(id: UUID) -> Response:
    """Take a cost away that was noted by mistake."""
    cost, stay = _cost(id)
    actions.drop_cost(guards.act(), cost.id)
    return redirect_after_post("stays.show", _("De kosten zijn weggehaald."), id=stay.id)


def _done(form: Form, do: Doing) -> Response | None:
    """Do it and lead on; None when something typed is not right: that then stands beside its field."""
    if not form.validate():
        return None
    try:
        said, stay_id = do()
    except NotFound:
        raise
    except Refusal as refusal:
        form.refuse_beside(refusal)
        return None
    return redirect_after_post("stays.show", said, id=stay_id)


def _stay(id: UUID) -> Stay:
    stay = queries.one(session(), guards.actor(), id)
    access_log.add(stay.resident_id, stay.id)
    return stay


def _cost(id: UUID) -> tuple[Cost, Stay]:
    cost = queries.cost(session(), guards.actor(), id)
    return cost, _stay(cost.stay_id)


def _shelters() -> dict[UUID, str]:
    hers = regions.shelters(session(), guards.actor().shelters(Verb.KEEP_CASELOAD))
    return {shelter.id: shelter.name for shelter in hers}


def _page(name: str, stay: Stay, form: Form | None = None, status: int = 200, **more: Any) -> Page:
    her = one_resident(session(), guards.actor(), stay.resident_id)
    return render_template(f"stays/{name}.html", stay=stay, resident=her, form=form, **more), status


def _fee_form(stay: Stay, ready: dict[str, Any] | None = None) -> FeeForm:
    form = FeeForm(data=ready)
    form.offer(papers.of_resident(session(), guards.actor(), stay.resident_id))
    return form


def _fee_page(stay: Stay, form: FeeForm, status: int = 200) -> Page:
    total, why = desk.fee(session(), guards.actor(), stay, form, today=clock.today())
    if why and form.is_submitted():
        form.refuse_beside(why)
    ordered = bool(queries.fee_orders(session(), guards.actor(), stay.id))
    return _page("fee", stay, form, status, total=total, why=why, ordered=ordered)


def _cost_form(stay: Stay, code: str, cost: Cost | None = None) -> CostForm:
    if code == fees.SHELTER_FEE and cost is None:
        raise NotFound  # its nights are noted from the fee order, never typed
    kind = desk.kind(session(), stay, code, clock.today())
    return desk.form(session(), guards.actor(), stay, kind, today=clock.today(), cost=cost)


def _cost_page(stay: Stay, code: str, form: CostForm, status: int = 200, *, cost: Cost | None = None) -> Page:
    kind = desk.kind(session(), stay, code, clock.today())
    return _page("cost", stay, form, status, kind=kind, total=desk.total(form, kind), cost=cost, bare=Form(), counted=counted)

"""The pages of payees, of a team and of a resident: register one, check a colleague's, ask whether paying is safe."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from fund.core.errors import NotFound
from fund.payees import actions, queries
from fund.payees.forms import PayeeForm, RouteForm
from fund.payees.iban import grouped
from fund.payees.models import Payee, Route
from fund.payees.queries import Listed
from fund.payees.rules import OF_THE_SHELTER, OWN_ACCOUNT, RESIDENTS_ACCOUNT, Way, allowed
from fund.people import guards
from fund.people.rules import Verb
from fund.regions import queries as regions
from fund.residents import queries as residents
from fund.residents.models import Resident
from fund.texts.labels import payee_kind
from fund.texts.queries import in_force
from fund.web import access_log, clock
from fund.web.database import session
from fund.web.forms import Form, perform
from fund.web.idempotency import changes_nothing
from fund.web.redirects import redirect_after_post, redirect_back

Page = tuple[str, int]

blueprint = Blueprint("payees", __name__)


@blueprint.get("/payees")
@guards.may(Verb.READ_CASELOAD)
def index() -> str:
    """Show the payees of the team, and all that wait for a colleague's check."""
    team = queries.payee_page(session(), guards.actor(), after=request.args.get("after", ""))
    for row in team.rows:
        if row.resident:
            access_log.add(row.resident.id, row.payee.id, row.resident)
    return render_template("payees/index.html", team=team, actor=guards.actor())


@blueprint.get("/residents/<uuid:id>/payees")
@guards.may(Verb.READ_CASELOAD)
def of_resident(id: UUID) -> str:
    """Show who may be paid for a resident, and how."""
    resident = _resident(id)
    rows = sorted(queries.listed(session(), guards.actor(), resident.id), key=_own_first)
    return render_template("payees/of_resident.html", resident=resident, rows=rows, ways=_ways(), safe=OF_THE_SHELTER)


@blueprint.route("/payees/new", methods=["GET", "POST"])
@blueprint.route("/residents/<uuid:id>/payees/new", methods=["GET", "POST"])
@guards.may(Verb.KEEP_CASELOAD)
def register(id: UUID | None = None) -> Page | Response:
    """Ask for a payee, of the team or of a resident, and register it."""
    resident = _resident(id) if id else None
    form = _form(resident)

    def do() -> Response:
        payee = actions.register(
            guards.act(),
            shelter_id=resident.shelter_id if resident else UUID(form.shelter.data),
            resident_id=resident.id if resident else None,
            kind=form.kind.data,
            holder=form.holder.data or "",
            iban=form.iban.data or "",
        )
        return redirect_after_post("payees.show", _("Bewaard. Laat nu een collega de rekening nakijken."), id=payee.id)

    page = perform(form, do)
    return page or (render_template("payees/new.html", resident=resident, form=form), form.status)


@blueprint.get("/payees/<uuid:id>")
@guards.may(Verb.READ_CASELOAD)
def show(id: UUID) -> str:
    """Show a payee with its whole account number."""
    payee = queries.payee(session(), guards.actor(), id)
    resident = _resident(payee.resident_id, payee) if payee.resident_id else None
    opened = queries.opened(session(), [payee])[payee.id]
    own = payee.made_by == guards.actor().id
    iban = grouped(opened.iban)
    return render_template(
        "payees/show.html", payee=payee, resident=resident, opened=opened, iban=iban, own=own, form=Form()
    )


@blueprint.post("/payees/<uuid:id>/check")
@guards.may(Verb.KEEP_CASELOAD)
def check(id: UUID) -> Response:
    """Check a colleague's payee."""
    actions.check(guards.act(), id)
    return redirect_after_post("payees.show", _("Nagekeken. Deze rekening kan nu betaald worden."), id=id)


@blueprint.get("/payees/<uuid:id>/route/weigh")
@blueprint.route("/payees/<uuid:id>/route", methods=["GET", "POST"])
@guards.may(Verb.KEEP_CASELOAD)
def route(id: UUID) -> Page | Response:
    """Ask whether paying this payee is safe for the resident, and keep her answers and the way that she chose."""
    payee, resident = _payee_and_resident(id)
    last = queries.route_of(session(), resident.id, payee.id)
    form = _route_form(payee, last if request.method == "GET" else None)

    def do() -> Response:
        safety = form.safety
        actions.choose_route(
            guards.act(),
            resident.id,
            payee.id,
            sees_bill=safety.sees_bill,
            sees_payment=safety.sees_payment,
            only_hers=safety.only_hers,
            overdrawn=safety.overdrawn,
            way=Way(form.way.data),
            consent_on=form.consent_on.data,
        )
        return redirect_back(url_for("payees.of_resident", id=resident.id))

    return perform(form, do) or _route_page(payee, resident, form, last)


@blueprint.post("/payees/<uuid:id>/route/weigh")
@guards.may(Verb.KEEP_CASELOAD)
@changes_nothing
def weigh(id: UUID) -> Page:
    """Show which ways her answers leave; nothing is kept."""
    payee, resident = _payee_and_resident(id)
    last = queries.route_of(session(), resident.id, payee.id)
    return _route_page(payee, resident, _route_form(payee), last)


def _own_first(row: Listed) -> tuple[bool, bool, str]:
    # her own payees, then those about which she is asked something, then by name
    return row.payee.resident_id is None, row.payee.kind in OF_THE_SHELTER, row.opened.holder.casefold()


def _form(resident: Resident | None) -> PayeeForm:
    actor = guards.actor()
    own = {resident.shelter_id} if resident else actor.shelters(Verb.KEEP_CASELOAD)
    shelters = regions.shelters(session(), own)
    left_out = OF_THE_SHELTER if resident or not actor.may(Verb.KEEP_TEAM) else frozenset()
    kinds = _kinds({shelter.region_id for shelter in shelters})
    offered = {
        kind: label for kind, label in kinds.items() if kind not in left_out and (resident or kind != OWN_ACCOUNT)
    }
    return PayeeForm({str(shelter.id): shelter.name for shelter in shelters}, offered)


def _route_form(payee: Payee, last: Route | None = None) -> RouteForm:
    form = RouteForm(obj=last)
    if payee.kind == OWN_ACCOUNT:
        form.about_her_own_account()
    shelter = regions.shelter(session(), payee.shelter_id)
    form.offer(
        {way: word for way, word in _ways(payee, shelter.name).items() if way in allowed(payee.kind, form.safety)}
    )
    return form


def _route_page(payee: Payee, resident: Resident, form: RouteForm, last: Route | None) -> Page:
    rendered = render_template(
        "payees/route.html",
        payee=payee,
        resident=resident,
        holder=queries.opened(session(), [payee])[payee.id].holder,
        form=form,
        direct=Way.DIRECT in allowed(payee.kind, form.safety),
        own=payee.kind == OWN_ACCOUNT,
        last=last,
        asked={"resident": resident.id, "back": request.args.get("back")},
    )
    return rendered, form.status


def _payee_and_resident(id: UUID) -> tuple[Payee, Resident]:
    payee = queries.payee(session(), guards.actor(), id, Verb.KEEP_CASELOAD)
    resident_id = payee.resident_id or request.args.get("resident", type=UUID)
    if resident_id is None or payee.kind in OF_THE_SHELTER:
        raise NotFound
    return payee, _resident(resident_id, payee)


def _resident(id: UUID, payee: Payee | None = None) -> Resident:
    resident = residents.resident(session(), guards.actor(), id)
    access_log.add(resident.id, payee.id if payee else None, resident)
    return resident


def _kinds(region_ids: Collection[UUID]) -> dict[str, str]:
    """Return the kinds of payee that the texts of these regions know today, with their names."""
    texts = [in_force(session(), region_id, clock.today()) for region_id in sorted(region_ids)]
    kinds = {kind: payee_kind(kind) for text in texts for kind in text.rules.payees}
    return kinds | {RESIDENTS_ACCOUNT: _("bewonersrekening")}


def _ways(payee: Payee | None = None, place: str = "") -> dict[Way, Any]:
    own = payee is not None and payee.kind == OWN_ACCOUNT
    direct = {} if own else {Way.DIRECT: _("Rechtstreeks")}
    via = _("Via de bewonersrekening van %(place)s", place=place) if place else _("Via de bewonersrekening")
    back = _("Op haar eigen rekening") if own else _("Zij heeft al betaald en krijgt het terug")
    return direct | {Way.RESIDENTS_ACCOUNT: via, Way.REIMBURSE: back, Way.HOLD: _("Nog niet betalen")}

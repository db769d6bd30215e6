"""Payees of a team and of a resident: register one, check a colleague's, ask whether paying is safe for her."""

import re
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from fund.core.errors import NotFound, Refusal
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
from fund.web.forms import Form
from fund.web.idempotency import changes_nothing
from fund.web.redirects import redirect_after_post

MOST = 50
OUR_PAGES = re.compile(r"/[a-z][a-z0-9/-]*")

blueprint = Blueprint("payees", __name__)


@blueprint.get("/payees")
@guards.may(Verb.READ_CASELOAD)
def index() -> str:
    """Show the payees of the team, and all that wait for a colleague's check."""
    after = queries.PayeeKey.read(request.args.get("after", ""))
    team = queries.of_team(session(), guards.actor(), after=after, most=MOST)
    for row in team.rows:
        if row.resident:
            access_log.add(row.resident.id, row.payee.id)
    return render_template("payees/index.html", team=team, after=after, actor=guards.actor())


@blueprint.get("/residents/<uuid:id>/payees")
@guards.may(Verb.READ_CASELOAD)
def of_resident(id: UUID) -> str:
    """Show who may be paid for a resident, and how."""
    her = _her(id)
    rows = sorted(queries.listed(session(), guards.actor(), her.id), key=_hers_first)
    return render_template("payees/of_resident.html", resident=her, rows=rows, ways=_ways(), safe=OF_THE_SHELTER)


@blueprint.get("/payees/new")
@blueprint.get("/residents/<uuid:id>/payees/new")
@guards.may(Verb.KEEP_CASELOAD)
def new(id: UUID | None = None) -> tuple[str, int]:
    """Ask for a payee, of the team or of a resident."""
    her = _her(id) if id else None
    return _new(her, _form(her))


@blueprint.post("/payees/new")
@blueprint.post("/residents/<uuid:id>/payees/new")
@guards.may(Verb.KEEP_CASELOAD)
def register(id: UUID | None = None) -> tuple[str, int] | Response:
    """Register a payee."""
    her = _her(id) if id else None
    form = _form(her)
    if not form.validate():
        return _new(her, form, 422)
    try:
        payee = _register(her, form)
    except NotFound:
        raise
    except Refusal as refusal:
        form.refuse_beside(refusal)
        return _new(her, form, refusal.status)
    return redirect_after_post("payees.show", _("Bewaard. Laat nu een collega de rekening nakijken."), id=payee.id)


@blueprint.get("/payees/<uuid:id>")
@guards.may(Verb.READ_CASELOAD)
def show(id: UUID) -> str:
    """Show a payee with its whole account number."""
    payee = queries.one(session(), guards.actor(), id)
    her = _her(payee.resident_id, payee) if payee.resident_id else None
    opened = queries.opened(session(), [payee])[payee.id]
    own = payee.made_by == guards.actor().id
    iban = grouped(opened.iban)
    return render_template(
        "payees/show.html", payee=payee, resident=her, opened=opened, iban=iban, own=own, form=Form()
    )


@blueprint.post("/payees/<uuid:id>/check")
@guards.may(Verb.KEEP_CASELOAD)
def check(id: UUID) -> Response:
    """Check a colleague's payee."""
    actions.check(guards.act(), id)
    return redirect_after_post("payees.show", _("Nagekeken. Deze rekening kan nu betaald worden."), id=id)


@blueprint.get("/payees/<uuid:id>/route/weigh")
@blueprint.get("/payees/<uuid:id>/route")
@guards.may(Verb.KEEP_CASELOAD)
def route(id: UUID) -> tuple[str, int]:
    """Ask whether paying this payee is safe for her."""
    payee, her = _payee_and_her(id)
    last = queries.route_of(session(), her.id, payee.id)
    return _route(payee, her, _route_form(payee, last), last)


@blueprint.post("/payees/<uuid:id>/route/weigh")
@guards.may(Verb.KEEP_CASELOAD)
@changes_nothing
def weigh(id: UUID) -> tuple[str, int]:
    """Show which ways her answers leave, before anything is kept."""
    payee, her = _payee_and_her(id)
    return _route(payee, her, _route_form(payee), queries.route_of(session(), her.id, payee.id))


@blueprint.post("/payees/<uuid:id>/route")
@guards.may(Verb.KEEP_CASELOAD)
def choose(id: UUID) -> tuple[str, int] | Response:
    """Keep her answers and the way that she chose."""
    payee, her = _payee_and_her(id)
    form = _route_form(payee)
    if not form.validate():
        return _route(payee, her, form, None, 422)
    safety = form.safety
    try:
        actions.choose_route(
            guards.act(),
            her.id,
            payee.id,
            sees_bill=safety.sees_bill,
            sees_payment=safety.sees_payment,
            only_hers=safety.only_hers,
            overdrawn=safety.overdrawn,
            way=Way(form.way.data),
            consent_on=form.consent_on.data,
        )
    except Refusal as refusal:
        form.refuse_beside(refusal)
        return _route(payee, her, form, None, refusal.status)
    back = request.args.get("back", "")
    return redirect(back if OUR_PAGES.fullmatch(back) else url_for("payees.of_resident", id=her.id), 303)


def _hers_first(row: Listed) -> tuple[bool, bool, str]:
    # what only she has, then what asks her something, then by name
    return row.payee.resident_id is None, row.payee.kind in OF_THE_SHELTER, row.opened.holder.casefold()


def _register(her: Resident | None, form: PayeeForm) -> Payee:
    return actions.register(
        guards.act(),
        shelter_id=her.shelter_id if her else UUID(form.shelter.data),
        resident_id=her.id if her else None,
        kind=form.kind.data,
        holder=form.holder.data or "",
        iban=form.iban.data or "",
    )


def _new(her: Resident | None, form: PayeeForm, status: int = 200) -> tuple[str, int]:
    return render_template("payees/new.html", resident=her, form=form), status


def _form(her: Resident | None) -> PayeeForm:
    actor = guards.actor()
    mine = {her.shelter_id} if her else actor.shelters(Verb.KEEP_CASELOAD)
    shelters = {str(shelter.id): shelter.name for shelter in regions.shelters(session(), mine)}
    left_out = OF_THE_SHELTER if her or not actor.may(Verb.KEEP_TEAM) else frozenset()
    kinds = {kind: word for kind, word in _kinds().items() if kind not in left_out and (her or kind != OWN_ACCOUNT)}
    return PayeeForm(shelters, kinds)


def _route_form(payee: Payee, last: Route | None = None) -> RouteForm:
    form = RouteForm(obj=last)
    if payee.kind == OWN_ACCOUNT:
        form.about_her_own_account()
    shelter = regions.shelter(session(), payee.shelter_id)
    form.offer(
        {way: word for way, word in _ways(payee, shelter.name).items() if way in allowed(payee.kind, form.safety)}
    )
    return form


def _route(payee: Payee, her: Resident, form: RouteForm, last: Route | None, status: int = 200) -> tuple[str, int]:
    direct = Way.DIRECT in allowed(payee.kind, form.safety)
    own = payee.kind == OWN_ACCOUNT
    holder = queries.opened(session(), [payee])[payee.id].holder
    return render_template(
        "payees/route.html",
        payee=payee,
        resident=her,
        holder=holder,
        form=form,
        direct=direct,
        own=own,
        last=last,
        asked={"resident": her.id, "back": request.args.get("back")},
    ), status


def _payee_and_her(id: UUID) -> tuple[Payee, Resident]:
    payee = queries.one(session(), guards.actor(), id, Verb.KEEP_CASELOAD)
    given = payee.resident_id or request.args.get("resident", type=UUID)
    if given is None or payee.kind in OF_THE_SHELTER:
        raise NotFound
    return payee, _her(given, payee)


def _her(id: UUID, payee: Payee | None = None) -> Resident:
    her = residents.one(session(), guards.actor(), id)
    access_log.add(her.id, payee.id if payee else None)
    return her


def _kinds() -> dict[str, str]:
    region_id = min(
        standing.region_id for standing in guards.actor().roles if standing.region_id and standing.shelter_id
    )
    kinds = {kind: payee_kind(kind) for kind in in_force(session(), region_id, clock.today()).rules.payees}
    return kinds | {RESIDENTS_ACCOUNT: _("bewonersrekening")}


def _ways(payee: Payee | None = None, place: str = "") -> dict[Way, Any]:
    own = payee is not None and payee.kind == OWN_ACCOUNT
    direct = {} if own else {Way.DIRECT: _("Rechtstreeks")}
    via = _("Via de bewonersrekening van %(place)s", place=place) if place else _("Via de bewonersrekening")
    back = _("Op haar eigen rekening") if own else _("Zij heeft al betaald en krijgt het terug")
    return direct | {Way.RESIDENTS_ACCOUNT: via, Way.REIMBURSE: back, Way.HOLD: _("Nog niet betalen")}

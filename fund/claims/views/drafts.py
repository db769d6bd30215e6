"""The steps of a draft: its costs, who is paid, the mandate, and submission."""

from uuid import UUID

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from fund.claims import actions, pages, queries
from fund.claims import precheck as beforehand
from fund.claims.dossier import Dossier
from fund.claims.forms import CostsForm, MandateForm
from fund.claims.rules import AT_FUND, PAYABLE, State
from fund.claims.views.blueprint import blueprint
from fund.claims.views.claims import Page, bare_form, own, page, seen
from fund.people import guards
from fund.people.rules import Verb
from fund.web import clock, filters
from fund.web.database import session
from fund.web.forms import perform
from fund.web.idempotency import changes_nothing
from fund.web.redirects import redirect_after_post


@blueprint.get("/stays/<uuid:id>/claim/weigh")
@blueprint.route("/stays/<uuid:id>/claim", methods=["GET", "POST"])
@guards.may(Verb.FILE_CLAIM)
def start(id: UUID) -> Page | Response:
    """Ask which costs of a stay are claimed, and begin the draft with them."""
    dossier = seen(actions.sketch(guards.act(), id))
    form = _costs_form(dossier)

    def begin() -> Response:
        claim = actions.draft(guards.act(), id, form.chosen)
        return redirect_after_post("claims.show", _("Uw concept is bewaard."), id=claim.id)

    return perform(form, begin) or _costs_page(dossier, form)


@blueprint.post("/stays/<uuid:id>/claim/weigh")
@guards.may(Verb.FILE_CLAIM)
@changes_nothing
def weigh(id: UUID) -> Page:
    """Show what the chosen costs of a stay would come to."""
    dossier = seen(actions.sketch(guards.act(), id))
    return _costs_page(dossier, _costs_form(dossier))


@blueprint.get("/claims/<uuid:id>/precheck")
@blueprint.route("/claims/<uuid:id>/costs", methods=["GET", "POST"])
@guards.may(Verb.FILE_CLAIM)
def costs(id: UUID) -> Page | Response:
    """Ask which other costs of the stay are claimed."""
    dossier = own(id, State.DRAFT)
    form = _costs_form(dossier)

    def pick() -> Response:
        actions.pick(guards.act(), id, form.chosen, version=form.seen_version)
        return redirect_after_post("claims.show", _("De kosten staan erbij."), id=id)

    return perform(form, pick) or _costs_page(dossier, form)


@blueprint.post("/claims/<uuid:id>/precheck")
@guards.may(Verb.FILE_CLAIM)
@changes_nothing
def precheck(id: UUID) -> Page:
    """Show what a draft would come to with the chosen costs."""
    dossier = own(id, State.DRAFT)
    return _costs_page(dossier, _costs_form(dossier))


@blueprint.get("/claims/<uuid:id>/payees")
@guards.may(Verb.FILE_CLAIM)
def pay_safely(id: UUID) -> Page:
    """Show who is paid, and whether that is safe for the resident."""
    dossier = own(id, State.DRAFT, *PAYABLE)
    return page("claims/pay_safely.html", dossier, bare_form(dossier), step=pages.PAY_SAFELY)


@blueprint.route("/claims/<uuid:id>/mandate", methods=["GET", "POST"])
@guards.may(Verb.FILE_CLAIM)
def mandate(id: UUID) -> Page | Response:
    """Ask for the day of the resident's mandate, or whether the claim is urgent."""
    dossier = own(id, State.DRAFT, *AT_FUND)
    claim, is_draft = dossier.claim, dossier.claim.state is State.DRAFT
    form = MandateForm(version=claim.version, mandate_on=claim.mandate_on, urgent=claim.urgent)
    if not is_draft:
        del form.urgent

    def keep() -> Response:
        version = form.seen_version
        if form.mandate_on.data:
            version = actions.mandate(guards.act(), id, form.mandate_on.data, version=version).version
        if is_draft:
            actions.urge(guards.act(), id, urgent=form.urgent.data, version=version)
        return redirect_after_post("claims.check" if is_draft else "claims.show", _("Bewaard."), id=id)

    return perform(form, keep) or page("claims/mandate.html", dossier, form, step=pages.MANDATE)


@blueprint.route("/claims/<uuid:id>/check", methods=["GET", "POST"])
@guards.may(Verb.FILE_CLAIM)
def check(id: UUID) -> Page | Response:
    """Show every answer once more, and submit."""
    dossier = own(id, State.DRAFT)
    form = bare_form(dossier)

    def submit() -> Response:
        claim = actions.submit(guards.act(), id, version=form.seen_version)
        day = filters.day(claim.decide_by or clock.today())
        if claim.state is State.HELD:
            said = _("Ingediend. Het budget is op: het fonds zoekt uiterlijk %(day)s geld.", day=day)
        else:
            said = _("Ingediend. Het fonds beslist uiterlijk %(day)s.", day=day)
        return redirect_after_post("claims.show", said, id=id)

    if submitted := perform(form, submit):
        return submitted
    hardships = queries.hardships(session(), dossier.claim)
    return page("claims/check.html", dossier, form, step=pages.CHECK, hardships=hardships)


def _costs_form(dossier: Dossier) -> CostsForm:
    return CostsForm(dossier.claim, queries.open_costs(session(), guards.actor(), dossier.claim.stay_id))


def _costs_page(dossier: Dossier, form: CostsForm) -> Page:
    check = beforehand.with_costs(dossier, form.picked, clock.today())
    return page("claims/costs.html", dossier, form, check=check, is_new=not dossier.claim.reference)

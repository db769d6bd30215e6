"""The pages of a claim: the list, the draft or the whole life; complete and withdraw it."""

from typing import Any
from uuid import UUID

from flask import render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from fund import policy
from fund.claims import actions, pages, queries, rules
from fund.claims.dossier import Dossier
from fund.claims.forms import WAYS
from fund.claims.models import Claim
from fund.claims.overview import Overview
from fund.claims.rules import State
from fund.claims.views.blueprint import blueprint
from fund.people import guards
from fund.people.rules import Verb
from fund.residents import queries as residents
from fund.web import access_log, clock, filters
from fund.web.database import session
from fund.web.forms import VersionedForm, perform
from fund.web.redirects import redirect_after_post

Page = tuple[str, int]


@blueprint.app_template_filter("finding_sentence")
def finding_sentence(finding: policy.Finding) -> str:
    """Return what a rule found as a sentence, in the language of the page."""
    return policy.sentence(finding, filters.language())


@blueprint.get("/claims")
@guards.may(Verb.READ_CLAIM)
def index() -> str:
    """Show the claims that the reader may see, the last changed first."""
    listed = queries.claims(session(), guards.actor(), after=request.args.get("after", ""))
    for claim in listed.rows:
        access_log.add(claim.resident_id, claim.id, claim)
    references = residents.references(session(), {claim.resident_id for claim in listed.rows})
    overview = Overview.of(listed.rows, clock.today())
    return render_template("claims/index.html", page=listed, overview=overview, references=references)


@blueprint.get("/claims/<uuid:id>")
@guards.may(Verb.READ_CLAIM)
def show(id: UUID) -> Page:
    """Show a draft as a working page; anything later with its whole life."""
    dossier = seen(queries.claim(session(), guards.actor(), id))
    if dossier.claim.state is State.DRAFT:
        return page("claims/draft.html", dossier, bare_form(dossier), step=pages.COSTS)
    return render_template("claims/show.html", **pages.life(dossier, guards.actor(), clock.today())), 200


@blueprint.route("/claims/<uuid:id>/complete", methods=["GET", "POST"])
@guards.may(Verb.FILE_CLAIM)
def complete(id: UUID) -> Page | Response:
    """Show what the claim comes to now, and send it to the fund again."""
    dossier = own(id, State.INCOMPLETE)
    form = bare_form(dossier)

    def send() -> Response:
        actions.complete(guards.act(), id, version=form.seen_version)
        return redirect_after_post("claims.show", _("Aangevuld. Het fonds gaat weer verder."), id=id)

    asked = pages.fund_words(dossier.claim).asked
    return perform(form, send) or page("claims/complete.html", dossier, form, asked=asked)


@blueprint.route("/claims/<uuid:id>/withdraw", methods=["GET", "POST"])
@guards.may(Verb.FILE_CLAIM)
def withdraw(id: UUID) -> Page | Response:
    """Ask whether the worker is sure, and withdraw."""
    dossier = own(id, *rules.WITHDRAWABLE)
    was_draft = dossier.claim.state is State.DRAFT
    form = bare_form(dossier)

    def give_up() -> Response:
        actions.withdraw(guards.act(), id, version=form.seen_version)
        if was_draft:
            return redirect_after_post("claims.index", _("Het concept is weg. De kosten staan nog bij het verblijf."))
        return redirect_after_post("claims.show", _("De aanvraag is ingetrokken."), id=id)

    return perform(form, give_up) or page("claims/withdraw.html", dossier, form)


def seen(claim: Claim) -> Dossier:
    """Write down that the reader looks at a claim, and open its dossier."""
    access_log.add(claim.resident_id, claim.id, claim)
    return Dossier(session(), claim)


def own(id: UUID, *states: State) -> Dossier:
    """Open the dossier of a claim of the reader's own shelter that is in one of these states."""
    dossier = seen(queries.own_claim(session(), guards.actor(), id))
    rules.refuse_wrong_step(dossier.claim.state, states)
    return dossier


def bare_form(dossier: Dossier) -> VersionedForm:
    """Return a form that asks nothing: only whether to go on."""
    return VersionedForm(version=dossier.claim.version)


def page(template: str, dossier: Dossier, form: VersionedForm, **more: Any) -> Page:
    """Render a page about a dossier, with its form."""
    form.follow(dossier.claim.version)
    shown = pages.shown(dossier, guards.actor(), clock.today())
    return render_template(template, form=form, ways=WAYS, **(shown | more)), form.status

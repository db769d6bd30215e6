"""The pages of a claim's line: who is paid, its evidence, and taking it off a draft."""

from uuid import UUID

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from fund.claims import actions, queries
from fund.claims.dossier import Dossier
from fund.claims.forms import AttachForm, LineForm, NewEvidenceForm
from fund.claims.models import Claim, Line
from fund.claims.rules import PAYABLE, State
from fund.claims.views.blueprint import blueprint
from fund.claims.views.claims import Page, own, page
from fund.evidence import actions as evidences
from fund.people import guards
from fund.people.rules import Verb
from fund.web.database import session
from fund.web.forms import perform
from fund.web.redirects import redirect_after_post


@blueprint.route("/claims/lines/<uuid:id>", methods=["GET", "POST"])
@guards.may(Verb.FILE_CLAIM)
def line(id: UUID) -> Page | Response:
    """Ask who is paid for a line, and on a draft whether hardship is asked."""
    dossier, of = _own_line(id, State.DRAFT, *PAYABLE)
    claim, is_draft = dossier.claim, dossier.claim.state is State.DRAFT
    form = LineForm(dossier, guards.actor(), of)

    def keep() -> Response:
        kind, payee_id = form.paid_to
        if payee_id and not is_draft:
            actions.name_account(guards.act(), id, payee_id)
        else:
            actions.put_line(guards.act(), id, payee_kind=kind, payee_id=payee_id, version=form.seen_version)
            actions.ask_hardship(guards.act(), id, form.hardship.data or "")
        return redirect_after_post("claims.show" if is_draft else "claims.pay_safely", _("Bewaard."), id=claim.id)

    return perform(form, keep) or page("claims/line.html", dossier, form, line=of)


@blueprint.post("/claims/lines/<uuid:id>/drop")
@guards.may(Verb.FILE_CLAIM)
def drop(id: UUID) -> Response:
    """Take a line off a draft."""
    dossier, _line = _own_line(id, State.DRAFT)
    actions.drop_line(guards.act(), id, version=request.form.get("version", type=int))
    said = _("De kostenpost is van de aanvraag af. Hij blijft bij het verblijf staan.")
    return redirect_after_post("claims.show", said, id=dossier.claim.id)


@blueprint.route("/claims/lines/<uuid:id>/evidence", methods=["GET", "POST"])
@guards.may(Verb.FILE_CLAIM)
def evidence(id: UUID) -> Page | Response:
    """Ask which evidence supports a line: what is there, or something new."""
    dossier, of = _own_line(id, State.DRAFT, State.INCOMPLETE)
    form = AttachForm(dossier, guards.actor(), of)

    def attach() -> Response:
        actions.attach(guards.act(), id, *form.evidence.ids, version=form.seen_version)
        return redirect_after_post(_onward(dossier.claim), _("Het bewijsstuk staat erbij."), id=dossier.claim.id)

    new = NewEvidenceForm(dossier, of, formdata=None)
    return perform(form, attach) or page("claims/evidence.html", dossier, form, line=of, new=new)


@blueprint.post("/claims/lines/<uuid:id>/evidence/new")
@guards.may(Verb.FILE_CLAIM)
def add_evidence(id: UUID) -> Page | Response:
    """Add new evidence, and attach it to a line."""
    dossier, of = _own_line(id, State.DRAFT, State.INCOMPLETE)
    new = NewEvidenceForm(dossier, of)

    def add() -> Response:
        added = evidences.add(guards.act(), resident_id=dossier.claim.resident_id, **new.typed)
        actions.attach(guards.act(), id, added.id, version=new.seen_version)
        said = _("Toegevoegd. Laat nu een collega het bewijsstuk bevestigen.")
        return redirect_after_post(_onward(dossier.claim), said, id=dossier.claim.id)

    if added := perform(new, add):
        return added
    form = AttachForm(dossier, guards.actor(), of, formdata=None)
    form.status = new.status
    new.follow(dossier.claim.version)
    return page("claims/evidence.html", dossier, form, line=of, new=new)


def _own_line(id: UUID, *states: State) -> tuple[Dossier, Line]:
    dossier = own(queries.own_line(session(), guards.actor(), id)[0].id, *states)
    return dossier, dossier.line(id)


def _onward(claim: Claim) -> str:
    return "claims.complete" if claim.state is State.INCOMPLETE else "claims.show"

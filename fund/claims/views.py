"""The pages of a claim: begin, keep, check and submit a draft; show its life; complete and withdraw it."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from fund import policy
from fund.claims import actions, pages, queries, rules
from fund.claims import precheck as beforehand
from fund.claims.dossier import Dossier
from fund.claims.forms import WAYS, AttachForm, CostsForm, LineForm, MandateForm, NewEvidenceForm
from fund.claims.models import Claim, Line
from fund.claims.overview import Overview
from fund.claims.rules import AT_FUND, PAYABLE, State
from fund.evidence import actions as evidences
from fund.people import guards
from fund.people.rules import Verb
from fund.residents import queries as residents
from fund.web import access_log, clock, filters
from fund.web.database import session
from fund.web.forms import VersionedForm, perform
from fund.web.idempotency import changes_nothing
from fund.web.redirects import redirect_after_post

blueprint = Blueprint("claims", __name__)

Page = tuple[str, int]


@blueprint.app_template_filter("finding_sentence")
def finding_sentence(finding: policy.Finding) -> str:
    """Return what a rule found as a sentence, in the language of the page."""
    return policy.sentence(finding, filters.language())


@blueprint.get("/claims")
@guards.may(Verb.READ_CLAIM)
def index() -> str:
    """Show the claims that the reader may see, the last changed first."""
    page = queries.claims(session(), guards.actor(), after=request.args.get("after", ""))
    for claim in page.rows:
        access_log.add(claim.resident_id, claim.id, claim)
    references = residents.references(session(), {claim.resident_id for claim in page.rows})
    overview = Overview.of(page.rows, clock.today())
    return render_template("claims/index.html", page=page, overview=overview, references=references)


@blueprint.get("/stays/<uuid:id>/claim/weigh")
@blueprint.route("/stays/<uuid:id>/claim", methods=["GET", "POST"])
@guards.may(Verb.FILE_CLAIM)
def start(id: UUID) -> Page | Response:
    """Ask which costs of a stay are claimed, and begin the draft with them."""
    dossier = _seen(actions.sketch(guards.act(), id))
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
    dossier = _seen(actions.sketch(guards.act(), id))
    return _costs_page(dossier, _costs_form(dossier))


@blueprint.get("/claims/<uuid:id>/precheck")
@blueprint.route("/claims/<uuid:id>/costs", methods=["GET", "POST"])
@guards.may(Verb.FILE_CLAIM)
def costs(id: UUID) -> Page | Response:
    """Ask which other costs of the stay are claimed."""
    dossier = _own(id, State.DRAFT)
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
    dossier = _own(id, State.DRAFT)
    return _costs_page(dossier, _costs_form(dossier))


@blueprint.get("/claims/<uuid:id>")
@guards.may(Verb.READ_CLAIM)
def show(id: UUID) -> Page:
    """Show a draft as a working page; anything later with its whole life."""
    dossier = _seen(queries.claim(session(), guards.actor(), id))
    if dossier.claim.state is State.DRAFT:
        return _page("claims/draft.html", dossier, _bare_form(dossier), step=pages.COSTS)
    return render_template("claims/show.html", **pages.life(dossier, guards.actor(), clock.today())), 200


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

    return perform(form, keep) or _page("claims/line.html", dossier, form, line=of)


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
    return perform(form, attach) or _page("claims/evidence.html", dossier, form, line=of, new=new)


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
    return _page("claims/evidence.html", dossier, form, line=of, new=new)


@blueprint.get("/claims/<uuid:id>/payees")
@guards.may(Verb.FILE_CLAIM)
def pay_safely(id: UUID) -> Page:
    """Show who is paid, and whether that is safe for the resident."""
    dossier = _own(id, State.DRAFT, *PAYABLE)
    return _page("claims/pay_safely.html", dossier, _bare_form(dossier), step=pages.PAY_SAFELY)


@blueprint.route("/claims/<uuid:id>/mandate", methods=["GET", "POST"])
@guards.may(Verb.FILE_CLAIM)
def mandate(id: UUID) -> Page | Response:
    """Ask for the day of the resident's mandate, or whether the claim is urgent."""
    dossier = _own(id, State.DRAFT, *AT_FUND)
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

    return perform(form, keep) or _page("claims/mandate.html", dossier, form, step=pages.MANDATE)


@blueprint.route("/claims/<uuid:id>/check", methods=["GET", "POST"])
@guards.may(Verb.FILE_CLAIM)
def check(id: UUID) -> Page | Response:
    """Show every answer once more, and submit."""
    dossier = _own(id, State.DRAFT)
    form = _bare_form(dossier)

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
    return _page("claims/check.html", dossier, form, step=pages.CHECK, hardships=hardships)


@blueprint.route("/claims/<uuid:id>/complete", methods=["GET", "POST"])
@guards.may(Verb.FILE_CLAIM)
def complete(id: UUID) -> Page | Response:
    """Show what the claim comes to now, and send it to the fund again."""
    dossier = _own(id, State.INCOMPLETE)
    form = _bare_form(dossier)

    def send() -> Response:
        actions.complete(guards.act(), id, version=form.seen_version)
        return redirect_after_post("claims.show", _("Aangevuld. Het fonds gaat weer verder."), id=id)

    asked = pages.fund_words(dossier.claim).asked
    return perform(form, send) or _page("claims/complete.html", dossier, form, asked=asked)


@blueprint.route("/claims/<uuid:id>/withdraw", methods=["GET", "POST"])
@guards.may(Verb.FILE_CLAIM)
def withdraw(id: UUID) -> Page | Response:
    """Ask whether the worker is sure, and withdraw."""
    dossier = _own(id, *rules.WITHDRAWABLE)
    was_draft = dossier.claim.state is State.DRAFT
    form = _bare_form(dossier)

    def give_up() -> Response:
        actions.withdraw(guards.act(), id, version=form.seen_version)
        if was_draft:
            return redirect_after_post("claims.index", _("Het concept is weg. De kosten staan nog bij het verblijf."))
        return redirect_after_post("claims.show", _("De aanvraag is ingetrokken."), id=id)

    return perform(form, give_up) or _page("claims/withdraw.html", dossier, form)


def _seen(claim: Claim) -> Dossier:
    access_log.add(claim.resident_id, claim.id, claim)
    return Dossier(session(), claim)


def _own(id: UUID, *states: State) -> Dossier:
    dossier = _seen(queries.own_claim(session(), guards.actor(), id))
    rules.refuse_wrong_step(dossier.claim.state, states)
    return dossier


def _own_line(id: UUID, *states: State) -> tuple[Dossier, Line]:
    dossier = _own(queries.own_line(session(), guards.actor(), id)[0].id, *states)
    return dossier, dossier.line(id)


def _onward(claim: Claim) -> str:
    return "claims.complete" if claim.state is State.INCOMPLETE else "claims.show"


def _bare_form(dossier: Dossier) -> VersionedForm:
    return VersionedForm(version=dossier.claim.version)


def _costs_form(dossier: Dossier) -> CostsForm:
    return CostsForm(dossier.claim, queries.open_costs(session(), guards.actor(), dossier.claim.stay_id))


def _costs_page(dossier: Dossier, form: CostsForm) -> Page:
    check = beforehand.with_costs(dossier, form.picked, clock.today())
    return _page("claims/costs.html", dossier, form, check=check, is_new=not dossier.claim.reference)


def _page(template: str, dossier: Dossier, form: VersionedForm, **more: Any) -> Page:
    form.follow(dossier.claim.version)
    shown = pages.shown(dossier, guards.actor(), clock.today())
    return render_template(template, form=form, ways=WAYS, **(shown | more)), form.status

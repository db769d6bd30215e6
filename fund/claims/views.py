"""The pages of a claim: begin, keep, check, submit; its whole life; complete and withdraw."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from fund import policy
from fund.claims import actions, drafts, pages, queries, terms
from fund.claims import precheck as beforehand
from fund.claims.forms import WAYS, AttachForm, ClaimForm, CostsForm, LineForm, MandateForm, NewEvidenceForm
from fund.claims.lines import PAYABLE
from fund.claims.models import Claim, Line
from fund.claims.rules import AT_FUND, NEXT, Move, State
from fund.core.errors import WrongStep
from fund.people import guards
from fund.people import queries as people
from fund.people.rules import Verb
from fund.regions.queries import shelter
from fund.residents import queries as residents
from fund.web import access_log, clock, filters
from fund.web.database import session
from fund.web.idempotency import changes_nothing
from fund.web.redirects import redirect_after_post

blueprint = Blueprint("claims", __name__)

Page = tuple[str, int]
MOST = 50
WITHDRAWABLE = frozenset(state for state, move in NEXT if move is Move.WITHDRAW)


@blueprint.app_template_filter("finding_sentence")
def finding_sentence(finding: policy.Finding) -> str:
    """Say what a rule found, in the language of the page."""
    return policy.sentence(finding, "nl" if filters.language() == "nl" else "en")


@blueprint.get("/claims")
@guards.may(Verb.READ_CLAIM)
def index() -> str:
    """Show the claims that she may see, the last changed first."""
    after = request.args.get("after", type=UUID)
    found = queries.index(session(), guards.actor(), after=after, most=MOST + 1)
    rows, onward = found[:MOST], found[MOST - 1].id if len(found) > MOST else None
    for claim in rows:
        access_log.add(claim.resident_id, claim.id)
    references = residents.references(session(), {claim.resident_id for claim in rows})
    return render_template(
        "claims/index.html", rows=rows, references=references, onward=onward, after=after, today=clock.today()
    )


@blueprint.get("/stays/<uuid:id>/claim/weigh")
@blueprint.route("/stays/<uuid:id>/claim", methods=["GET", "POST"])
@guards.may(Verb.FILE_CLAIM)
def start(id: UUID) -> Page | Response:
    """Ask which costs of a stay are claimed, and begin the draft with them."""
    sketch = _seen(drafts.sketch(guards.act(), id))
    form = _costs_form(sketch)
    made: list[Claim] = []
    if form.did(sketch, lambda: made.append(actions.draft(guards.act(), id, form.chosen))):
        return redirect_after_post("claims.show", _("Uw concept is bewaard."), id=made[0].id)
    return _costs_page(sketch, form)


@blueprint.post("/stays/<uuid:id>/claim/weigh")
@guards.may(Verb.FILE_CLAIM)
@changes_nothing
def weigh(id: UUID) -> Page:
    """Show what the chosen costs of a stay would come to."""
    sketch = _seen(drafts.sketch(guards.act(), id))
    return _costs_page(sketch, _costs_form(sketch))


@blueprint.get("/claims/<uuid:id>/precheck")
@blueprint.route("/claims/<uuid:id>/costs", methods=["GET", "POST"])
@guards.may(Verb.FILE_CLAIM)
def costs(id: UUID) -> Page | Response:
    """Ask which other costs of the stay are claimed."""
    claim = _own(id, State.DRAFT)
    form = _costs_form(claim)
    if form.did(claim, lambda: actions.pick(guards.act(), id, form.chosen, version=form.version.data)):
        return redirect_after_post("claims.show", _("De kosten staan erbij."), id=id)
    return _costs_page(claim, form)


@blueprint.post("/claims/<uuid:id>/precheck")
@guards.may(Verb.FILE_CLAIM)
@changes_nothing
def precheck(id: UUID) -> Page:
    """Show what a draft would come to with the chosen costs."""
    claim = _own(id, State.DRAFT)
    return _costs_page(claim, _costs_form(claim))


@blueprint.get("/claims/<uuid:id>")
@guards.may(Verb.READ_CLAIM)
def show(id: UUID) -> Page:
    """Show a draft as a working page; anything later with its whole life."""
    claim = _seen(queries.one(session(), guards.actor(), id))
    if claim.state is State.DRAFT:
        return _page("claims/draft.html", claim, ClaimForm(version=claim.version), step=pages.COSTS)
    return _life_page(claim)


@blueprint.route("/claims/lines/<uuid:id>", methods=["GET", "POST"])
@guards.may(Verb.FILE_CLAIM)
def line(id: UUID) -> Page | Response:
    """Ask who is paid for a line, and on a draft whether hardship is asked."""
    claim, of = _own_line(id, State.DRAFT, *PAYABLE)
    form = LineForm(session(), guards.actor(), claim, of)

    def keep() -> None:
        kind, payee_id = form.paid_to
        if payee_id and claim.state is not State.DRAFT:
            actions.name_account(guards.act(), id, payee_id)
            return
        actions.put_line(guards.act(), id, payee_kind=kind, payee_id=payee_id, version=form.version.data)
        actions.ask_hardship(guards.act(), id, form.hardship.data or "")

    if form.did(claim, keep):
        return redirect_after_post(
            "claims.show" if claim.state is State.DRAFT else "claims.pay_safely", _("Bewaard."), id=claim.id
        )
    return _page("claims/line.html", claim, form, line=of)


@blueprint.post("/claims/lines/<uuid:id>/drop")
@guards.may(Verb.FILE_CLAIM)
def drop(id: UUID) -> Response:
    """Take a line off a draft."""
    claim, _line = _own_line(id, State.DRAFT)
    actions.drop_line(guards.act(), id, version=request.form.get("version", type=int))
    return redirect_after_post(
        "claims.show", _("De kostenpost is van de aanvraag af. Hij blijft bij het verblijf staan."), id=claim.id
    )


@blueprint.route("/claims/lines/<uuid:id>/evidence", methods=["GET", "POST"])
@guards.may(Verb.FILE_CLAIM)
def evidence(id: UUID) -> Page | Response:
    """Ask which evidence stands behind a line: what is there, or something new."""
    claim, of = _own_line(id, State.DRAFT, State.INCOMPLETE)
    form = AttachForm(session(), guards.actor(), claim, of)
    if form.did(
        claim, lambda: actions.attach(guards.act(), id, *map(UUID, form.pieces.data or ()), version=form.version.data)
    ):
        return redirect_after_post(_onward(claim), _("Het bewijsstuk staat erbij."), id=claim.id)
    return _page("claims/evidence.html", claim, form, line=of, new=NewEvidenceForm(session(), claim, of, formdata=None))


@blueprint.post("/claims/lines/<uuid:id>/evidence/new")
@guards.may(Verb.FILE_CLAIM)
def add_evidence(id: UUID) -> Page | Response:
    """Add a new piece of evidence, and put it behind a line."""
    claim, of = _own_line(id, State.DRAFT, State.INCOMPLETE)
    new = NewEvidenceForm(session(), claim, of)

    def add() -> None:
        piece = new.add_to(session(), guards.actor(), clock.now(), claim.resident_id)
        actions.attach(guards.act(), id, piece.id, version=new.version.data)

    if new.did(claim, add):
        return redirect_after_post(
            _onward(claim), _("Toegevoegd. Laat nu een collega het bewijsstuk bevestigen."), id=claim.id
        )
    form = AttachForm(session(), guards.actor(), claim, of, formdata=None)
    form.status = new.status
    return _page("claims/evidence.html", claim, form, line=of, new=new)


@blueprint.get("/claims/<uuid:id>/payees")
@guards.may(Verb.FILE_CLAIM)
def pay_safely(id: UUID) -> Page:
    """Show who is paid, and whether that is safe for her."""
    claim = _own(id, State.DRAFT, *PAYABLE)
    return _page("claims/pay_safely.html", claim, ClaimForm(version=claim.version), step=pages.PAY_SAFELY)


@blueprint.route("/claims/<uuid:id>/mandate", methods=["GET", "POST"])
@guards.may(Verb.FILE_CLAIM)
def mandate(id: UUID) -> Page | Response:
    """Ask for the day of her mandate, or whether it is urgent."""
    claim = _own(id, State.DRAFT, *AT_FUND)
    form = MandateForm(version=claim.version, mandate_on=claim.mandate_on, urgent=claim.urgent)
    is_draft = claim.state is State.DRAFT
    if not is_draft:
        del form.urgent

    def keep() -> None:
        version = form.version.data
        if form.mandate_on.data:
            version = actions.mandate(guards.act(), id, form.mandate_on.data, version=version).version
        if is_draft:
            actions.urge(guards.act(), id, urgent=form.urgent.data, version=version)

    if form.did(claim, keep):
        return redirect_after_post("claims.check" if is_draft else "claims.show", _("Bewaard."), id=id)
    return _page("claims/mandate.html", claim, form, step=pages.MANDATE)


@blueprint.route("/claims/<uuid:id>/check", methods=["GET", "POST"])
@guards.may(Verb.FILE_CLAIM)
def check(id: UUID) -> Page | Response:
    """Show every answer once more, and submit."""
    claim = _own(id, State.DRAFT)
    form = ClaimForm(version=claim.version)
    if form.did(claim, lambda: actions.submit(guards.act(), id, version=form.version.data)):
        day = filters.day(claim.decide_by or clock.today())
        if claim.state is State.HELD:
            return redirect_after_post(
                "claims.show", _("Ingediend. Het budget is op: het fonds zoekt uiterlijk %(day)s geld.", day=day), id=id
            )
        return redirect_after_post("claims.show", _("Ingediend. Het fonds beslist uiterlijk %(day)s.", day=day), id=id)
    return _page("claims/check.html", claim, form, step=pages.CHECK, hardships=queries.hardships(session(), claim))


@blueprint.route("/claims/<uuid:id>/complete", methods=["GET", "POST"])
@guards.may(Verb.FILE_CLAIM)
def complete(id: UUID) -> Page | Response:
    """Show what the claim comes to now, and send it to the fund again."""
    claim = _own(id, State.INCOMPLETE)
    form = ClaimForm(version=claim.version)
    if form.did(claim, lambda: actions.complete(guards.act(), id, version=form.version.data)):
        return redirect_after_post("claims.show", _("Aangevuld. Het fonds gaat weer verder."), id=id)
    return _page("claims/complete.html", claim, form)


@blueprint.route("/claims/<uuid:id>/withdraw", methods=["GET", "POST"])
@guards.may(Verb.FILE_CLAIM)
def withdraw(id: UUID) -> Page | Response:
    """Ask whether she is sure, and withdraw."""
    claim = _own(id, *WITHDRAWABLE)
    was_draft = claim.state is State.DRAFT
    form = ClaimForm(version=claim.version)
    if form.did(claim, lambda: actions.withdraw(guards.act(), id, version=form.version.data)):
        if was_draft:
            return redirect_after_post("claims.index", _("Het concept is weg. De kosten staan nog bij het verblijf."))
        return redirect_after_post("claims.show", _("De aanvraag is ingetrokken."), id=id)
    return _page("claims/withdraw.html", claim, form)


def _seen(claim: Claim) -> Claim:
    access_log.add(claim.resident_id, claim.id)
    return claim


def _own(id: UUID, *states: State) -> Claim:
    claim = _seen(queries.own(session(), guards.actor(), id))
    if claim.state not in states:
        raise WrongStep("Dat kan nu niet: de aanvraag is intussen een stap verder.")
    return claim


def _own_line(id: UUID, *states: State) -> tuple[Claim, Line]:
    claim, of = queries.own_line(session(), guards.actor(), id)
    return _own(claim.id, *states), of


def _onward(claim: Claim) -> str:
    return "claims.complete" if claim.state is State.INCOMPLETE else "claims.show"


def _costs_form(claim: Claim) -> CostsForm:
    return CostsForm(claim, queries.open_costs(session(), guards.actor(), claim.stay_id))


def _costs_page(claim: Claim, form: CostsForm) -> Page:
    shown = beforehand.with_costs(session(), claim, form.picked, clock.today())
    return _page("claims/costs.html", claim, form, check=shown, is_new=not claim.reference)


def _page(template: str, claim: Claim, form: ClaimForm, **more: Any) -> Page:
    shown = pages.shown(session(), guards.actor(), claim, clock.today())
    return render_template(template, form=form, ways=WAYS, terms=terms, **(shown | more)), form.status


def _life_page(claim: Claim) -> Page:
    actor = guards.actor()
    steps = queries.life(session(), actor, claim)
    at_home = claim.shelter_id in actor.shelters(Verb.FILE_CLAIM)
    return render_template(
        "claims/show.html",
        claim=claim,
        reference=residents.references(session(), {claim.resident_id})[claim.resident_id],
        shelter=shelter(session(), claim.shelter_id).name,
        check=beforehand.latest(session(), claim),
        hardships=queries.hardships(session(), claim),
        steps=steps,
        names=people.names(session(), {step.by_id for step in steps if step.by_id}),
        at_home=at_home,
        lacking=pages.lacking(session(), claim) if at_home else [],
        withdrawable=claim.state in WITHDRAWABLE,
        today=clock.today(),
        terms=terms,
    ), 200

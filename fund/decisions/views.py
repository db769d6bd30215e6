"""The administrator's pages: the queue, one claim with all that its decision needs, and the letter."""

from uuid import UUID

from flask import Blueprint, render_template, request
from flask.sansio.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from fund.core.calendar import add_working_days, working_days_between
from fund.decisions import actions, fund_words, letters, pages, queries, terms
from fund.decisions.case import Case, case
from fund.decisions.forms import AskForm, DecisionForm, ObjectionForm, RemarkForm, beginning
from fund.decisions.models import Decision, Stage
from fund.decisions.queue import queue_page
from fund.decisions.reasons import SAID, Code
from fund.ledger import queries as ledger
from fund.people import guards
from fund.people.rules import Verb
from fund.policy import Language
from fund.texts.labels import in_page_language
from fund.web import access_log, clock, filters, sections
from fund.web.database import session
from fund.web.forms import VersionedForm, perform
from fund.web.idempotency import changes_nothing
from fund.web.redirects import redirect_after_post

blueprint = Blueprint("decisions", __name__)

Page = tuple[str, int]


@blueprint.app_template_filter("reason")
def reason(code: Code) -> str:
    """Return the sentence of a code, in the language of the page."""
    return in_page_language(SAID[code])


@blueprint.record
def fill_claim_pages(setup: BlueprintSetupState) -> None:
    """Say on a claim's own page what the fund wrote of it."""
    sections.fill(setup.app, "claims.fund_words", lambda claim: fund_words.of(session(), claim))


@blueprint.get("/queue")
@guards.may(Verb.READ_QUEUE)
def queue() -> str:
    """Show what waits for a decision, ordered by what is due first."""
    actor, today = guards.actor(), clock.today()
    found = queue_page(session(), actor, today, after=request.args.get("after", ""))
    for row in found.rows:
        access_log.add(row.claim.resident_id, row.claim.id, row.claim)
    budgets = ledger.budgets_of_year(session(), actor, today.year) if found.rows else ()
    page = pages.QueuePage(found, today)
    return render_template("decisions/queue.html", page=page, budgets=budgets, today=today)


@blueprint.get("/queue/<uuid:id>")
@guards.may(Verb.READ_QUEUE)
def show(id: UUID) -> Page:
    """Show one claim with all that its decision needs; once decided, what was decided."""
    of = _case(id)
    return _page(of, _fresh_form(of))


@blueprint.post("/queue/<uuid:id>/weigh")
@guards.may(Verb.DECIDE)
@changes_nothing
def weigh(id: UUID) -> Page:
    """Show what the decision would do as it is typed now; nothing is kept."""
    form, of = _typed(id, DecisionForm())
    if "follow" in request.form:
        form.adjust(of)
    return _page(of, form)


@blueprint.post("/queue/<uuid:id>/grant")
@guards.may(Verb.DECIDE)
def grant(id: UUID) -> Page | Response:
    """Grant what was typed."""
    form = DecisionForm()

    def decide() -> Response:
        decision = actions.grant(
            guards.act(),
            id,
            version=form.seen_version,
            lines=form.given,
            hardship=form.hardship.data,
            budget_id=form.budget_id,
            seen=form.seen.data,
        )
        return _after(id, decision)

    return perform(form, decide) or _decision_page(id, form)


@blueprint.post("/queue/<uuid:id>/propose")
@guards.may(Verb.DECIDE)
def propose(id: UUID) -> Page | Response:
    """Propose to refuse the whole claim: every amount is 0, whatever was typed."""
    form = DecisionForm()
    form.names_sum = False

    def decide() -> Response:
        decision = actions.propose_refusal(
            guards.act(),
            id,
            version=form.seen_version,
            lines={position: given.nothing for position, given in form.given.items()},
            hardship=form.hardship.data or "",
            seen=form.seen.data,
        )
        return _after(id, decision)

    return perform(form, decide) or _decision_page(id, form)


@blueprint.post("/queue/<uuid:id>/confirm")
@guards.may(Verb.DECIDE)
def confirm(id: UUID) -> Page | Response:
    """Confirm a proposal as its second person."""
    form = VersionedForm()

    def decide() -> Response:
        return _after(id, actions.confirm(guards.act(), id, version=form.seen_version))

    if confirmed := perform(form, decide):
        return confirmed
    of = _case(id)
    form.follow(of.claim.version)
    return _page(of, _fresh_form(of), second=form)


@blueprint.route("/queue/<uuid:id>/give-back", methods=["GET", "POST"])
@guards.may(Verb.DECIDE)
def give_back(id: UUID) -> Page | Response:
    """Ask what should change in a proposal, and give it back."""
    form = RemarkForm(version=_case(id).claim.version)

    def do() -> Response:
        actions.give_back(guards.act(), id, version=form.seen_version, remark=form.remark.data or "")
        return redirect_after_post("decisions.show", _("Teruggegeven. Wat er geschreven was, staat er nog."), id=id)

    return perform(form, do) or _form_page("decisions/give_back.html", id, form)


@blueprint.route("/queue/<uuid:id>/ask", methods=["GET", "POST"])
@guards.may(Verb.DECIDE)
def ask(id: UUID) -> Page | Response:
    """Ask the shelter to complete the claim."""
    form = AskForm(version=_case(id).claim.version, answer_by=terms.usual_answer_by(clock.today()))

    def do() -> Response:
        answer_by = form.answer_by.data
        actions.ask(guards.act(), id, version=form.seen_version, what=form.what.data or "", answer_by=answer_by)
        said = _("Gevraagd. De klok staat stil tot het antwoord, of tot %(day)s.", day=filters.day(answer_by))
        return redirect_after_post("decisions.show", said, id=id)

    return perform(form, do) or _form_page("decisions/ask.html", id, form)


@blueprint.route("/queue/<uuid:id>/objection", methods=["GET", "POST"], endpoint="object")
@guards.may(Verb.DECIDE)
def register_objection(id: UUID) -> Page | Response:
    """Register an objection, or a request for review."""
    form = ObjectionForm(version=_case(id).claim.version, received_on=clock.today())

    def do() -> Response:
        received_on = form.received_on.data
        actions.register_objection(guards.act(), id, version=form.seen_version, received_on=received_on)
        return redirect_after_post("decisions.show", _("Geregistreerd."), id=id)

    return perform(form, do) or _form_page("decisions/object.html", id, form)


@blueprint.get("/decisions/<uuid:id>/letter")
@guards.may(Verb.READ_CLAIM)
def letter(id: UUID) -> Response:
    """Send a decision's letter, in Dutch or, on request, in English."""
    language: Language = "en" if request.args.get("language") == "en" else "nl"
    claim, printed = queries.letter(session(), guards.actor(), id, language)
    access_log.add(claim.resident_id, claim.id, claim)
    answer = Response(printed, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{letters.file_name(claim.reference, language)}"'
    answer.headers["Content-Security-Policy"] = "sandbox"
    return answer


def _case(id: UUID, form: DecisionForm | None = None) -> Case:
    of = case(session(), guards.actor(), id, clock.today(), form.given if form else None)
    access_log.add(of.claim.resident_id, of.claim.id, of.claim)
    return of


def _fresh_form(of: Case) -> DecisionForm:
    return DecisionForm(formdata=None, data=beginning(of)).about(of)


def _typed(id: UUID, form: DecisionForm) -> tuple[DecisionForm, Case]:
    """Return the form as it was typed, with the claim weighed by its answers; a new form when the lines changed."""
    of = _case(id, form)
    if form.given.keys() == {each.line.position for each in of.lines}:
        return form.about(of), of
    fresh = _fresh_form(of)
    fresh.status, fresh.form_errors = form.status, form.form_errors
    return fresh, of


def _decision_page(id: UUID, typed: DecisionForm) -> Page:
    form, of = _typed(id, typed)
    form.follow_case(of)
    return _page(of, form)


def _after(id: UUID, decision: Decision) -> Response:
    if decision.stage is Stage.PROPOSED:
        return redirect_after_post("decisions.show", _("Voorgelegd. Een ander bevestigt het."), id=id)
    if decision.stage is Stage.GIVEN_BACK:
        said = _(
            "Aangehouden: er is geen geld voor een kostenpost die altijd betaald wordt. U hoeft niets over te typen."
        )
        return redirect_after_post("decisions.show", said, id=id)
    if not decision.granted:
        return redirect_after_post("decisions.queue", _("Afgewezen. De brief staat klaar voor de opvang."))
    granted = filters.euro(decision.granted)
    said = _("%(sum)s toegekend. De brief staat klaar, een ander geeft de betaling vrij.", sum=granted)
    return redirect_after_post("decisions.queue", said)


def _form_page(template: str, id: UUID, form: VersionedForm) -> Page:
    of = _case(id)
    form.follow(of.claim.version)
    return render_template(template, work=of, form=form, today=clock.today()), form.status


def _page(of: Case, form: DecisionForm, *, second: VersionedForm | None = None) -> Page:
    today, claim = clock.today(), of.claim
    page = render_template(
        "decisions/show.html",
        work=of,
        form=form,
        second=second or VersionedForm(formdata=None, version=claim.version),
        own=guards.actor().id,
        now=clock.now(),
        today=today,
        days_left=working_days_between(today, claim.decide_by) if claim.decide_by else 0,
        pay_by=add_working_days(today, of.terms.pay_days),
    )
    return page, second.status if second else form.status

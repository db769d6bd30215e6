"""The administrator's desk: what waits, one claim with all that its decision needs, and the letter."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from fund.claims.models import Claim
from fund.core.calendar import add_working_days, working_days_between
from fund.core.errors import Refusal, StaleClaim
from fund.decisions import actions, letters, queries, terms
from fund.decisions import work as desk
from fund.decisions.desk import Work
from fund.decisions.forms import AskForm, ClaimForm, DecisionForm, ObjectionForm, RemarkForm, beginning
from fund.decisions.models import Decision, Stage
from fund.decisions.queries import QueueKey
from fund.decisions.reasons import SAID, Code
from fund.decisions.rules import Given
from fund.decisions.writing import given
from fund.ledger import queries as ledger
from fund.people import guards
from fund.people.act import Act
from fund.people.rules import Verb
from fund.policy.words import Language
from fund.texts.labels import in_her_language
from fund.web import access_log, clock, filters
from fund.web.database import session
from fund.web.idempotency import changes_nothing
from fund.web.redirects import redirect_after_post

blueprint = Blueprint("decisions", __name__)

Page = tuple[str, int]


@blueprint.app_template_filter("reason")
def reason(code: Code) -> str:
    """Say why, in the language of the page."""
    return in_her_language(SAID[code])


@blueprint.app_template_global("asked_of")
def asked_of(claim: Claim) -> str:
    """Say what the fund asked to complete a claim; for its own pages, which the reader was given."""
    asked = queries.completion(session(), claim.id)
    return asked[1] if asked else ""


@blueprint.app_template_global("decided_of")
def decided_of(claim: Claim) -> tuple[Decision, dict[int, Given]] | None:
    """Return the decision on a claim and what it says of each line, by position; for pages of a claim that the reader was given."""
    decision = queries.standing(session(), claim.id, Stage.FINAL)
    if decision is None:
        return None
    return decision, {line.position: given(session(), line) for line in queries.lines_of(session(), decision.id)}


@blueprint.get("/queue")
@guards.may(Verb.READ_QUEUE)
def queue() -> str:
    """Show what waits for a decision, in order of what is due first."""
    actor, today = guards.actor(), clock.today()
    after = QueueKey.read(request.args.get("after", ""))
    found = queries.queue(session(), actor, today, after=after)
    for row in found.rows:
        access_log.add(row.claim.resident_id, row.claim.id)
    budgets = ledger.budgets(session(), actor, found.rows[0].claim.fund_id, today.year) if found.rows else ()
    return render_template("decisions/queue.html", found=found, after=after, budgets=budgets, today=today)


@blueprint.get("/queue/<uuid:id>")
@guards.may(Verb.READ_QUEUE)
def show(id: UUID) -> Page:
    """Show one claim with all that its decision needs; once decided, what was decided."""
    on_desk = _on_desk(id)
    return _page(on_desk, _fresh(on_desk))


@blueprint.post("/queue/<uuid:id>/weigh")
@guards.may(Verb.DECIDE)
@changes_nothing
def weigh(id: UUID) -> Page:
    """Answer what the decision does as it is typed now; nothing is kept."""
    form, on_desk = _typed(id)
    if "follow" in request.form:
        form.follow(on_desk)
    return _page(on_desk, form)


@blueprint.post("/queue/<uuid:id>/grant")
@guards.may(Verb.DECIDE)
def grant(id: UUID) -> Page | Response:
    """Grant what was typed."""

    def act(form: DecisionForm) -> Decision:
        return actions.grant(
            guards.act(),
            id,
            version=form.version.data or 0,
            lines=form.given,
            hardship=form.hardship.data,
            budget_id=form.budget_id,
            seen=form.seen.data,
        )

    return _decide(id, act)


@blueprint.post("/queue/<uuid:id>/propose")
@guards.may(Verb.DECIDE)
def propose(id: UUID) -> Page | Response:
    """Propose to refuse the whole claim: every amount is 0, whatever stood there."""

    def act(form: DecisionForm) -> Decision:
        lines = {position: given.nothing for position, given in form.given.items()}
        return actions.propose_refusal(
            guards.act(),
            id,
            version=form.version.data or 0,
            lines=lines,
            hardship=form.hardship.data or "",
            seen=form.seen.data,
        )

    return _decide(id, act, names_sum=False)


@blueprint.post("/queue/<uuid:id>/confirm")
@guards.may(Verb.DECIDE)
def confirm(id: UUID) -> Page | Response:
    """Confirm a proposal as its second person."""
    form = ClaimForm()
    made: list[Decision] = []
    if _did(
        form,
        lambda: made.append(actions.confirm(guards.act(), id, version=form.version.data or 0)),
    ):
        return _after(id, made[0])
    on_desk = _on_desk(id)
    return _page(on_desk, _fresh(on_desk), ask=form)


@blueprint.route("/queue/<uuid:id>/give-back", methods=["GET", "POST"])
@guards.may(Verb.DECIDE)
def give_back(id: UUID) -> Page | Response:
    """Ask what should change in a proposal, and give it back."""
    on_desk = _on_desk(id)
    form = RemarkForm(version=on_desk.claim.version)
    actor, remark = guards.actor(), form.remark.data or ""
    if _did(
        form,
        lambda: actions.give_back(Act(session(), actor, clock.now()), id, version=form.version.data or 0, remark=remark),
    ):
        return redirect_after_post("decisions.show", _("Teruggegeven. Wat er geschreven was, staat er nog."), id=id)
    return _small("decisions/give_back.html", id, form)


@blueprint.route("/queue/<uuid:id>/ask", methods=["GET", "POST"])
@guards.may(Verb.DECIDE)
def ask(id: UUID) -> Page | Response:
    """Ask the shelter to complete the claim."""
    on_desk = _on_desk(id)
    form = AskForm(version=on_desk.claim.version, answer_by=terms.usual_answer_by(clock.today()))
    actor, what, answer_by = guards.actor(), form.what.data or "", form.answer_by.data or date.min
    if _did(
        form,
        lambda: actions.ask(Act(session(), actor, clock.now()), id, version=form.version.data or 0, what=what, answer_by=answer_by),
    ):
        return redirect_after_post(
            "decisions.show",
            _("Gevraagd. De klok staat stil tot het antwoord, of tot %(day)s.", day=filters.day(answer_by)),
            id=id,
        )
    return _small("decisions/ask.html", id, form)


@blueprint.route("/queue/<uuid:id>/objection", methods=["GET", "POST"], endpoint="object")
@guards.may(Verb.DECIDE)
def register_objection(id: UUID) -> Page | Response:
    """Register an objection, or a request for review."""
    on_desk = _on_desk(id)
    form = ObjectionForm(version=on_desk.claim.version, received_on=clock.today())
    actor, received_on = guards.actor(), form.received_on.data or date.min
    version = form.version.data or 0
    if _did(
        form,
        lambda: actions.register_objection(Act(session(), actor, clock.now()), id, version=version, received_on=received_on),
    ):
        return redirect_after_post("decisions.show", _("Geregistreerd."), id=id)
    return _small("decisions/object.html", id, form)


@blueprint.get("/decisions/<uuid:id>/letter")
@guards.may(Verb.READ_CLAIM)
def letter(id: UUID) -> Response:
    """Send a decision's letter, in Dutch or, asked so, in English."""
    language: Language = "en" if request.args.get("language") == "en" else "nl"
    claim, printed = queries.letter(session(), guards.actor(), id, language)
    access_log.add(claim.resident_id, claim.id)
    answer = Response(printed, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{letters.file_name(claim.reference, language)}"'
    answer.headers["Content-Security-Policy"] = "sandbox"
    return answer


def _on_desk(id: UUID) -> Work:
    on_desk = desk.work(session(), guards.actor(), id, clock.today())
    access_log.add(on_desk.claim.resident_id, on_desk.claim.id)
    return on_desk


def _fresh(on_desk: Work) -> DecisionForm:
    return DecisionForm(formdata=None, data=beginning(on_desk)).about(on_desk)


def _typed(id: UUID) -> tuple[DecisionForm, Work]:
    """Return the form as it was typed, with the claim weighed by what she answered; a form of other lines begins anew."""
    form = DecisionForm()
    on_desk = desk.work(session(), guards.actor(), id, clock.today(), form.given)
    access_log.add(on_desk.claim.resident_id, on_desk.claim.id)
    if form.given.keys() != {of.line.position for of in on_desk.lines}:
        return _fresh(on_desk), on_desk
    return form.about(on_desk), on_desk


def _decide(id: UUID, act: Callable[[DecisionForm], Decision], *, names_sum: bool = True) -> Page | Response:
    form, on_desk = _typed(id)
    status = 422
    if not form.validate():
        pass
    elif names_sum and form.sum.data not in (None, "", str(form.total)):
        form.refuse(Refusal("Het totaal is nu %(total_cents)s. Kijk het na en kies dan opnieuw.", total_cents=form.total))
    else:
        try:
            return _after(id, act(form))
        except Refusal as refusal:
            session().rollback()
            form, on_desk = _typed(id)
            status = form.refuse_all(refusal, on_desk)
    return _page(on_desk, form, status)


def _after(id: UUID, decision: Decision) -> Response:
    if decision.stage is Stage.PROPOSED:
        return redirect_after_post("decisions.show", _("Voorgelegd. Een ander bevestigt het."), id=id)
    if decision.stage is Stage.GIVEN_BACK:
        return redirect_after_post(
            "decisions.show",
            _("Aangehouden: er is geen geld voor een kostenpost die altijd betaald wordt. U hoeft niets over te typen."),
            id=id,
        )
    if not decision.granted:
        return redirect_after_post("decisions.queue", _("Afgewezen. De brief staat klaar voor de opvang."))
    said = _("%(sum)s toegekend. De brief staat klaar, een ander geeft de betaling vrij.", sum=filters.euro(decision.granted))
    return redirect_after_post("decisions.queue", said)


def _did(form: ClaimForm, act: Callable[[], object]) -> bool:
    """Do it when the form was sent and is whole; a refusal is set beside its field, and nothing was done."""
    if not form.is_submitted() or not form.validate():
        return False
    try:
        act()
    except Refusal as refusal:
        session().rollback()
        beside = refusal.values.get("beside")
        form.refuse(refusal, form[str(beside)] if beside in form else None)
        form.refused = refusal
        return False
    return True


def _small(template: str, id: UUID, form: ClaimForm) -> Page:
    on_desk = _on_desk(id)
    if isinstance(form.refused, StaleClaim):
        form.version.data, form.version.raw_data = on_desk.claim.version, None
    status = form.refused.status if form.refused else 422 if form.is_submitted() else 200
    return render_template(template, work=on_desk, form=form, today=clock.today()), status


def _page(on_desk: Work, form: DecisionForm, status: int = 200, *, ask: ClaimForm | None = None) -> Page:
    today, claim = clock.today(), on_desk.claim
    second = ask or ClaimForm(formdata=None, version=claim.version)
    status = ask.refused.status if ask and ask.refused else status
    days_left = working_days_between(today, claim.decide_by) if claim.decide_by else 0
    page = render_template(
        "decisions/show.html",
        work=on_desk,
        form=form,
        second=second,
        own=guards.actor().id,
        now=clock.now(),
        today=today,
        days_left=days_left,
        pay_by=add_working_days(today, on_desk.terms.pay_days),
    )
    return page, status

"""Evidence of a resident: her list, a piece, and what a second worker answers to it. Her shelter's pages only."""

from datetime import datetime
from uuid import UUID

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from fund.core.errors import Refusal, StaleClaim
from fund.evidence import actions, queries
from fund.evidence.forms import DoubtForm, EvidenceForm
from fund.evidence.models import Evidence
from fund.people import guards
from fund.people.rules import Verb
from fund.residents import queries as residents
from fund.residents.models import Resident
from fund.texts.labels import evidence_kind
from fund.texts.queries import in_force
from fund.web import access_log, clock
from fund.web.database import session
from fund.web.redirects import redirect_after_post

blueprint = Blueprint("evidence", __name__)

Page = tuple[str, int]


@blueprint.get("/residents/<uuid:id>/evidence")
@guards.may(Verb.READ_CASELOAD)
def index(id: UUID) -> str:
    """Show the evidence of a resident."""
    her = _her(id)
    rows = queries.of_resident(session(), guards.actor(), id)
    return render_template("evidence/index.html", resident=her, rows=rows, actor=guards.actor())


@blueprint.get("/residents/<uuid:id>/evidence/new")
@guards.may(Verb.KEEP_CASELOAD)
def new(id: UUID) -> Page:
    """Ask for a piece of evidence."""
    her = _her(id)
    return _new(her, EvidenceForm(_kinds(her.region_id)))


@blueprint.post("/residents/<uuid:id>/evidence/new")
@guards.may(Verb.KEEP_CASELOAD)
def add(id: UUID) -> Page | Response:
    """Add a piece of evidence."""
    her = _her(id)
    form = EvidenceForm(_kinds(her.region_id))
    if not form.validate():
        return _new(her, form, 422)
    try:
        added = actions.add(guards.act(), resident_id=her.id, **form.typed)
    except Refusal as refusal:
        form.refuse_beside(refusal)
        return _new(her, form, refusal.status)
    return redirect_after_post(
        "evidence.show", _("Toegevoegd. Laat nu een collega het bewijsstuk bevestigen."), id=added.id
    )


@blueprint.get("/evidence/<uuid:id>")
@guards.may(Verb.READ_CASELOAD)
def show(id: UUID) -> Page:
    """Show a piece of evidence, with its pages."""
    evidence = _looked_at(id)
    return _shown(evidence, DoubtForm(evidence))


@blueprint.get("/evidence/<uuid:id>/pages/<int:number>")
@guards.may(Verb.READ_CASELOAD)
def page(id: UUID, number: int) -> Response:
    """Send one page as a picture that runs nothing and is kept nowhere."""
    evidence = _looked_at(id)
    answer = Response(queries.page(session(), guards.actor(), id, number), mimetype=evidence.media)
    answer.headers["Content-Disposition"] = f'attachment; filename="pagina-{number}.jpg"'
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@blueprint.post("/evidence/<uuid:id>/attest")
@guards.may(Verb.KEEP_CASELOAD)
def attest(id: UUID) -> Response:
    """Attest it as a second worker."""
    actions.attest(guards.act(), id, seen=_seen())
    return redirect_after_post("evidence.show", _("Bevestigd. Het fonds kan er nu op vertrouwen."), id=id)


@blueprint.post("/evidence/<uuid:id>/doubt")
@guards.may(Verb.KEEP_CASELOAD)
def doubt(id: UUID) -> Page | Response:
    """Say what is wrong with it, as a second worker."""
    evidence = _looked_at(id)
    form = DoubtForm(evidence)
    try:
        actions.doubt(guards.act(), id, form.doubt.data or "", seen=_seen())
    except Refusal as refusal:
        if "beside" not in refusal.values:
            raise
        form.refuse_beside(refusal)
        return _shown(evidence, form, refusal.status)
    return redirect_after_post("evidence.show", _("Uw collega ziet dit op haar beginpagina."), id=id)


@blueprint.get("/evidence/<uuid:id>/correct")
@guards.may(Verb.KEEP_CASELOAD)
def correct(id: UUID) -> Page:
    """Show what was typed of it, to be corrected."""
    evidence = _looked_at(id)
    typed = {name: getattr(evidence, name) for name in ("kind", "issuer", "number", "issued_on", "cents")}
    return _correct(evidence, EvidenceForm(_kinds(evidence.region_id), has_file=evidence.pages > 0, data=typed))


@blueprint.post("/evidence/<uuid:id>/correct")
@guards.may(Verb.KEEP_CASELOAD)
def corrected(id: UUID) -> Page | Response:
    """Correct it."""
    evidence = _looked_at(id)
    form = EvidenceForm(_kinds(evidence.region_id), has_file=evidence.pages > 0)
    if not form.validate():
        return _correct(evidence, form, 422)
    try:
        actions.correct(guards.act(), id, **form.typed)
    except Refusal as refusal:
        form.refuse_beside(refusal)
        return _correct(evidence, form, refusal.status)
    return redirect_after_post("evidence.show", _("Verbeterd. Laat nu een collega het bewijsstuk bevestigen."), id=id)


def _shown(evidence: Evidence, form: DoubtForm, status: int = 200) -> Page:
    actor = guards.actor()
    her = residents.one(session(), actor, evidence.resident_id)
    own = evidence.made_by == actor.id
    said = queries.doubt(session(), evidence)
    return render_template("evidence/show.html", evidence=evidence, resident=her, own=own, said=said, form=form), status


def _correct(evidence: Evidence, form: EvidenceForm, status: int = 200) -> Page:
    her = residents.one(session(), guards.actor(), evidence.resident_id)
    said = queries.doubt(session(), evidence)
    return render_template("evidence/correct.html", evidence=evidence, resident=her, said=said, form=form), status


def _seen() -> datetime | None:
    given = request.form.get("seen", "")
    try:
        return datetime.fromisoformat(given) if given else None
    except ValueError:
        raise StaleClaim from None


def _looked_at(id: UUID) -> Evidence:
    evidence = queries.one(session(), guards.actor(), id)
    access_log.add(evidence.resident_id, evidence.id)
    return evidence


def _new(her: Resident, form: EvidenceForm, status: int = 200) -> Page:
    return render_template("evidence/new.html", resident=her, form=form), status


def _kinds(region_id: UUID) -> dict[str, str]:
    return {code: evidence_kind(code) for code in in_force(session(), region_id, clock.today()).rules.evidence}


def _her(id: UUID) -> Resident:
    her = residents.one(session(), guards.actor(), id)
    access_log.add(her.id)
    return her

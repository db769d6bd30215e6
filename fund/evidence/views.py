"""Her shelter's pages of evidence: a resident's list, one of them, and the answer of a second worker."""

from datetime import datetime
from uuid import UUID

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from fund.core.errors import StaleClaim
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
from fund.web.forms import Form, perform
from fund.web.redirects import redirect_after_post

blueprint = Blueprint("evidence", __name__)

Page = tuple[str, int]


@blueprint.get("/residents/<uuid:id>/evidence")
@guards.may(Verb.READ_CASELOAD)
def index(id: UUID) -> str:
    """Show the evidence of a resident."""
    resident = _resident(id)
    rows = queries.evidence_of_resident(session(), guards.actor(), id)
    return render_template(
        "evidence/index.html",
        resident=resident,
        rows=rows,
        waiting=sum(evidence.waits for evidence in rows),
        wrong=sum(evidence.doubted_at is not None for evidence in rows),
        actor=guards.actor(),
    )


@blueprint.route("/residents/<uuid:id>/evidence/new", methods=["GET", "POST"])
@guards.may(Verb.KEEP_CASELOAD)
def add(id: UUID) -> Page | Response:
    """Ask for evidence, and add it."""
    resident = _resident(id)
    form = EvidenceForm(_kinds(resident.region_id))

    def do() -> Response:
        added = actions.add(guards.act(), resident_id=resident.id, **form.typed)
        said = _("Toegevoegd. Laat nu een collega het bewijsstuk bevestigen.")
        return redirect_after_post("evidence.show", said, id=added.id)

    page = perform(form, do)
    return page or (render_template("evidence/new.html", resident=resident, form=form), form.status)


@blueprint.get("/evidence/<uuid:id>")
@guards.may(Verb.READ_CASELOAD)
def show(id: UUID) -> Page:
    """Show evidence, with its pages."""
    evidence = _seen(id)
    return _shown(evidence, DoubtForm(evidence))


@blueprint.get("/evidence/<uuid:id>/pages/<int:number>")
@guards.may(Verb.READ_CASELOAD)
def page(id: UUID, number: int) -> Response:
    """Send one page as an image that runs no script and is not cached."""
    evidence = _seen(id)
    answer = Response(queries.page(session(), guards.actor(), id, number), mimetype=evidence.media)
    answer.headers["Content-Disposition"] = f'attachment; filename="pagina-{number}.jpg"'
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@blueprint.post("/evidence/<uuid:id>/attest")
@guards.may(Verb.KEEP_CASELOAD)
def attest(id: UUID) -> Response:
    """Attest it as a second worker."""
    actions.attest(guards.act(), id, seen=_version())
    return redirect_after_post("evidence.show", _("Bevestigd. Het fonds kan er nu op vertrouwen."), id=id)


@blueprint.post("/evidence/<uuid:id>/doubt")
@guards.may(Verb.KEEP_CASELOAD)
def doubt(id: UUID) -> Page | Response:
    """Say what is wrong with it, as a second worker."""
    evidence = _seen(id)
    form = DoubtForm(evidence)

    def do() -> Response:
        actions.doubt(guards.act(), id, form.doubt.data or "", seen=_version())
        return redirect_after_post("evidence.show", _("Uw collega ziet dit op haar beginpagina."), id=id)

    return perform(form, do) or _shown(evidence, form)


@blueprint.route("/evidence/<uuid:id>/correct", methods=["GET", "POST"])
@guards.may(Verb.KEEP_CASELOAD)
def correct(id: UUID) -> Page | Response:
    """Show what was typed of it, and correct it."""
    evidence = _seen(id)
    names = ("kind", "issuer", "number", "issued_on", "cents")
    typed = {name: getattr(evidence, name) for name in names} if request.method == "GET" else None
    form = EvidenceForm(_kinds(evidence.region_id), has_file=evidence.pages > 0, data=typed)

    def do() -> Response:
        actions.correct(guards.act(), id, **form.typed)
        said = _("Verbeterd. Laat nu een collega het bewijsstuk bevestigen.")
        return redirect_after_post("evidence.show", said, id=id)

    return perform(form, do) or _page("evidence/correct.html", evidence, form)


def _page(template: str, evidence: Evidence, form: Form, **more: object) -> Page:
    resident = residents.resident(session(), guards.actor(), evidence.resident_id)
    said = queries.doubt(session(), evidence)
    rendered = render_template(template, evidence=evidence, resident=resident, said=said, form=form, **more)
    return rendered, form.status


def _shown(evidence: Evidence, form: DoubtForm) -> Page:
    return _page("evidence/show.html", evidence, form, own=evidence.made_by == guards.actor().id)


def _version() -> datetime | None:
    """Return the moment at which the evidence on the page was written."""
    sent = request.form.get("seen", "")
    try:
        return datetime.fromisoformat(sent) if sent else None
    except ValueError:
        raise StaleClaim from None


def _seen(id: UUID) -> Evidence:
    evidence = queries.evidence_by_id(session(), guards.actor(), id)
    access_log.add(evidence.resident_id, evidence.id, evidence)
    return evidence


def _kinds(region_id: UUID) -> dict[str, str]:
    return {code: evidence_kind(code) for code in in_force(session(), region_id, clock.today()).rules.evidence}


def _resident(id: UUID) -> Resident:
    resident = residents.resident(session(), guards.actor(), id)
    access_log.add(resident.id, where=resident)
    return resident

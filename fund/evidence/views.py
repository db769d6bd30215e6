"""Evidence of a resident: her list, adding to it, looking at it, attesting it. Her shelter's pages only."""

from uuid import UUID

from flask import Blueprint, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from fund.core.errors import Refusal
from fund.evidence import actions, queries
from fund.evidence.forms import EvidenceForm
from fund.evidence.models import Evidence
from fund.people import guards
from fund.people.rules import Verb
from fund.residents import queries as residents
from fund.residents.models import Resident
from fund.texts.queries import in_force
from fund.texts.words import evidence_kind
from fund.web import clock, looks
from fund.web.answers import go
from fund.web.database import session
from fund.web.forms import Form

blueprint = Blueprint("evidence", __name__)


@blueprint.get("/residents/<uuid:id>/evidence")
@guards.may(Verb.READ_CASELOAD)
def index(id: UUID) -> str:
    """Show the evidence of a resident."""
    her = _her(id)
    rows = queries.of_resident(session(), guards.reader(), id)
    return render_template("evidence/index.html", resident=her, rows=rows, reader=guards.reader())


@blueprint.get("/residents/<uuid:id>/evidence/new")
@guards.may(Verb.KEEP_CASELOAD)
def new(id: UUID) -> tuple[str, int]:
    """Ask for a piece of evidence."""
    her = _her(id)
    return _new(her, EvidenceForm(_kinds(her.region_id)))


@blueprint.post("/residents/<uuid:id>/evidence/new")
@guards.may(Verb.KEEP_CASELOAD)
def add(id: UUID) -> tuple[str, int] | Response:
    """Add a piece of evidence."""
    her = _her(id)
    form = EvidenceForm(_kinds(her.region_id))
    if not form.validate():
        return _new(her, form, 422)
    try:
        added = _add(her, form)
    except Refusal as refusal:
        form.refuse(refusal, form[refusal.values["beside"]])
        return _new(her, form, refusal.status)
    return go("evidence.show", _("Toegevoegd. Laat nu een collega het bewijsstuk bevestigen."), id=added.id)


@blueprint.get("/evidence/<uuid:id>")
@guards.may(Verb.READ_CASELOAD)
def show(id: UUID) -> str:
    """Show a piece of evidence, with its pages."""
    evidence = queries.one(session(), guards.reader(), id)
    looks.at(evidence.resident_id, evidence.id)
    her = residents.one(session(), guards.reader(), evidence.resident_id)
    own = evidence.made_by == guards.reader().id
    return render_template("evidence/show.html", evidence=evidence, resident=her, own=own, form=Form())


@blueprint.get("/evidence/<uuid:id>/pages/<int:number>")
@guards.may(Verb.READ_CASELOAD)
def page(id: UUID, number: int) -> Response:
    """Send one page as a picture that runs nothing and is kept nowhere."""
    evidence = queries.one(session(), guards.reader(), id)
    looks.at(evidence.resident_id, evidence.id)
    answer = Response(queries.page(session(), guards.reader(), id, number), mimetype=evidence.media)
    answer.headers["Content-Disposition"] = f'attachment; filename="pagina-{number}.jpg"'
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@blueprint.post("/evidence/<uuid:id>/attest")
@guards.may(Verb.KEEP_CASELOAD)
def attest(id: UUID) -> Response:
    """Attest it as a second worker."""
    actions.attest(session(), guards.reader(), clock.now(), id)
    return go("evidence.show", _("Bevestigd. Het fonds kan er nu op vertrouwen."), id=id)


def _add(her: Resident, form: EvidenceForm) -> Evidence:
    return actions.add(
        session(),
        guards.reader(),
        clock.now(),
        resident_id=her.id,
        kind=form.kind.data,
        issuer=form.issuer.data or "",
        number=form.number.data,
        issued_on=form.issued_on.data,
        cents=form.cents.data,
        upload=form.file.data.read() if form.file.data else None,
    )


def _new(her: Resident, form: EvidenceForm, status: int = 200) -> tuple[str, int]:
    return render_template("evidence/new.html", resident=her, form=form), status


def _kinds(region_id: UUID) -> dict[str, str]:
    return {code: evidence_kind(code) for code in in_force(session(), region_id, clock.today()).rules.evidence}


def _her(id: UUID) -> Resident:
    her = residents.one(session(), guards.reader(), id)
    looks.at(her.id)
    return her

"""The pages of payouts: what is due, batches for a second person, the file to the bank, the bank's statement."""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, render_template
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from fund.core.errors import NotFound
from fund.payouts import actions, pages, queries
from fund.payouts.forms import NotExecutedForm, StatementForm
from fund.payouts.models import Batch, Payment
from fund.people import guards
from fund.people.rules import Verb
from fund.regions import queries as regions
from fund.web import access_log, filters
from fund.web.database import session
from fund.web.forms import Form, perform
from fund.web.redirects import redirect_after_post

blueprint = Blueprint("payouts", __name__, url_prefix="/payouts")


Page = tuple[str, int]


@blueprint.get("/", defaults={"id": None})
@blueprint.get("/fund/<uuid:id>")
@guards.may(Verb.READ_PAYOUTS)
def index(id: UUID | None) -> Page:
    """Show what is due in a fund, what waits for a second person, and what the bank still has to answer."""
    return _index(id, StatementForm())


@blueprint.post("/fund/<uuid:id>/batches")
@guards.may(Verb.RELEASE)
def batch(id: UUID) -> Response:
    """Put what is due into batches."""
    made = actions.batch(guards.act(), id)
    return redirect_after_post("payouts.index", _ready(len(made)), id=id)


@blueprint.post("/fund/<uuid:id>/statements")
@guards.may(Verb.RELEASE)
def read(id: UUID) -> Page | Response:
    """Read the bank's statement."""
    form = StatementForm()

    def do() -> Response:
        kept = actions.read_statement(guards.act(), id, form.source)
        return redirect_after_post("payouts.index", _said(kept.confirmed, kept.returned), id=id)

    return perform(form, do) or _index(id, form)


@blueprint.get("/<uuid:id>")
@guards.may(Verb.READ_PAYOUTS, fresh=True)
def show(id: UUID) -> str:
    """Show one batch: who is paid what, and for which lines."""
    made, payments = _seen(id)
    orders = queries.transfers(session(), made)
    return render_template(
        "payouts/show.html",
        batch=made,
        orders=orders,
        unanswered=pages.any_open(orders),
        answered=pages.any_answered(orders),
        reason=queries.bank_reason(session(), made),
        mine=guards.actor().id == made.released_by,
        own=guards.actor().id in queries.deciders(payments) | queries.involved(session(), payments),
        fund=regions.fund(session(), made.fund_id),
        form=Form(),
    )


@blueprint.post("/<uuid:id>/release")
@guards.may(Verb.RELEASE, fresh=True)
def release(id: UUID) -> Response:
    """Release a batch as a second person."""
    made = actions.release(guards.act(), id)
    return redirect_after_post(
        "payouts.show",
        _("Vrijgegeven: %(amount)s. Stuur nu het bestand naar de bank.", amount=filters.euro(made.cents)),
        id=id,
    )


@blueprint.post("/<uuid:id>/undo")
@guards.may(Verb.RELEASE)
def undo(id: UUID) -> Response:
    """Take an open batch apart."""
    fund_id = queries.batch(session(), guards.actor(), id).fund_id
    actions.undo(guards.act(), id)
    said = _("De batch is uit elkaar gehaald. De betalingen staan weer klaar.")
    return redirect_after_post("payouts.index", said, id=fund_id)


@blueprint.route("/<uuid:id>/not-executed", methods=["GET", "POST"])
@guards.may(Verb.RELEASE, fresh=True)
def not_executed(id: UUID) -> Page | Response:
    """Note that the bank executed nothing of a batch."""
    form = NotExecutedForm()
    made = queries.batch(session(), guards.actor(), id)

    def do() -> Response:
        actions.not_executed(guards.act(), id, form.reason.data or "")
        said = _("Genoteerd. De betalingen staan weer klaar voor een nieuwe batch.")
        return redirect_after_post("payouts.show", said, id=id)

    return perform(form, do) or (render_template("payouts/not_executed.html", batch=made, form=form), form.status)


@blueprint.get("/<uuid:id>/file")
@guards.may(Verb.RELEASE, fresh=True)
def download(id: UUID) -> Response:
    """Send the file for the bank: each time the same bytes."""
    made, _payments = _seen(id)
    return _attachment(queries.file(session(), made), f"batch-{made.message}.xml")


def _index(id: UUID | None, form: StatementForm) -> Page:
    funds = regions.funds(session(), guards.actor().regions(Verb.READ_PAYOUTS))
    fund = next((fund for fund in funds if id in (None, fund.id)), None)
    if fund is None:
        raise NotFound
    waiting = queries.unpaid_lines(session(), guards.actor(), fund.id)
    desk = pages.Desk(waiting, queries.batches(session(), guards.actor(), fund.id))
    read = queries.statements(session(), guards.actor(), fund.id)
    page = render_template("payouts/index.html", funds=funds, fund=fund, desk=desk, read=read, form=form)
    return page, form.status


def _seen(id: UUID) -> tuple[Batch, Sequence[Payment]]:
    """Return a batch and its payments; everyone whose payment is in it is looked at."""
    made = queries.batch(session(), guards.actor(), id)
    payments = queries.payments_of(session(), made)
    for payment in payments:
        access_log.add(payment.resident_id, made.id)
    return made, payments


def _ready(count: int) -> str:
    if not count:
        return str(_("Er is niets klaargezet: wat openstaat, wacht op een veilige betaalweg. De opvang ziet dat ook."))
    said = filters.spelled(count).capitalize()
    return str(
        ngettext(
            "De batch staat klaar. Een ander geeft haar vrij.",
            "%(count)s batches staan klaar. Een ander geeft ze vrij.",
            count,
            count=said,
        )
    )


def _said(confirmed: int, returned: int) -> str:
    many, back = (filters.spelled(count).capitalize() for count in (confirmed, returned))
    said = ngettext("Eén betaling is bevestigd.", "%(count)s betalingen zijn bevestigd.", confirmed, count=many)
    if not returned:
        return str(said)
    came = ngettext(
        "Eén kwam terug en staat weer klaar.", "%(count)s kwamen terug en staan weer klaar.", returned, count=back
    )
    return f"{said} {came}"


def _attachment(source: bytes, name: str) -> Response:
    answer = Response(source, mimetype="application/xml")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer

"""The books on the screen: budgets, months, one month with its checks, one account, the close, the downloads."""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, Response, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response as AnyResponse

from fund.core.calendar import Month
from fund.core.errors import NotFound
from fund.ledger import actions, chart, export, pages, queries
from fund.ledger.chart import ChartAccount, EntryKind, Source
from fund.people import guards
from fund.people.rules import Verb
from fund.regions.models import Fund
from fund.web import clock, filters
from fund.web.database import session
from fund.web.forms import Form
from fund.web.redirects import redirect_after_post

blueprint = Blueprint("ledger", __name__, url_prefix="/ledger")

FIRST_FEW = 5

KINDS = {
    EntryKind.CONTRIBUTED: _l("bijdrage ontvangen"),
    EntryKind.RESERVED: _l("gereserveerd"),
    EntryKind.FREED: _l("reservering vrijgevallen"),
    EntryKind.GRANTED: _l("toegekend"),
    EntryKind.RELEASED: _l("vrijgegeven"),
    EntryKind.PAID: _l("betaald"),
    EntryKind.RETURNED: _l("teruggekomen van de bank"),
    EntryKind.REOPENED: _l("weer te betalen"),
    EntryKind.REFUNDED: _l("terugbetaald aan het fonds"),
    EntryKind.REVERSED: _l("teruggeboekt"),
}

SOURCES = {
    Source.SPECIFIC_GRANT: _l("specifieke uitkering"),
    Source.GIFT: _l("gift"),
    Source.GENERAL_GRANT: _l("algemene uitkering"),
    Source.RESERVE: _l("bestemmingsreserve"),
}


@blueprint.get("/", defaults={"id": None})
@blueprint.get("/<uuid:id>")
@guards.may(Verb.READ_LEDGER)
def months(id: UUID | None) -> str:
    """Show a fund's months and which of them wait to be closed."""
    funds, fund = _funds(id)
    lines = queries.month_list(session(), guards.actor(), fund.id)
    waiting = [line for line in lines if line.closed_at is None and line.month.until <= clock.today()]
    return render_template("ledger/months.html", funds=funds, fund=fund, lines=lines, waiting=waiting)


@blueprint.get("/<uuid:id>/<month>")
@guards.may(Verb.READ_LEDGER)
def month(id: UUID, month: str) -> str:
    """Show what a month came to, and whether its books are right."""
    page = queries.month(session(), guards.actor(), id, _month(month))
    code = _busiest(page)
    rows = [row for row in page.books.rows if code in (row.debit, row.credit)]
    may_close = page.fund.region_id in guards.actor().regions(Verb.CLOSE_MONTH)
    accounts = queries.accounts(session())
    return render_template(
        "ledger/month.html",
        page=page,
        totals=pages.MonthTotals.of(page.books),
        checked=pages.Checked.of(page.books, accounts),
        payments=pages.payments(page.books),
        code=code,
        rows=rows[:FIRST_FEW],
        count=len(rows),
        names=_names(accounts),
        kinds=KINDS,
        closable=may_close and page.may_close(clock.today()),
        is_over=page.books.month.until <= clock.today(),
    )


@blueprint.get("/<uuid:id>/<month>/account/<code>")
@guards.may(Verb.READ_LEDGER)
def account(id: UUID, month: str, code: str) -> str:
    """Show the entries on one account in a month, a page at a time."""
    of = _month(month)
    fund = queries.fund(session(), guards.actor(), id)
    names = _names(queries.accounts(session()))
    if code not in names:
        raise NotFound
    page = queries.entries(session(), guards.actor(), id, of, code, after=request.args.get("after", ""))
    return render_template(
        "ledger/account.html",
        fund=fund,
        month=of,
        code=code,
        page=page,
        names=names,
        kinds=KINDS,
    )


@blueprint.get("/<uuid:id>/<month>/close")
@guards.may(Verb.CLOSE_MONTH, fresh=True)
def closing(id: UUID, month: str) -> str:
    """Show what a close will fix, before it is done."""
    page = queries.month(session(), guards.actor(), id, _month(month), Verb.CLOSE_MONTH)
    if not page.may_close(clock.today()):
        raise NotFound
    return render_template(
        "ledger/closing.html",
        page=page,
        totals=pages.MonthTotals.of(page.books),
        checked=pages.Checked.of(page.books, queries.accounts(session())),
        form=Form(),
    )


@blueprint.post("/<uuid:id>/<month>/close")
@guards.may(Verb.CLOSE_MONTH, fresh=True)
def close(id: UUID, month: str) -> AnyResponse:
    """Close a month."""
    of = _month(month)
    fund = queries.fund(session(), guards.actor(), id, Verb.CLOSE_MONTH)
    texts = queries.texts_of_month(session(), fund.region_id, of)
    actions.close_month(guards.act(), id, of, texts=texts)
    return redirect_after_post(
        "ledger.month", _("%(month)s is afgesloten.", month=filters.month(of).capitalize()), id=id, month=str(of)
    )


@blueprint.get("/<uuid:id>/<month>/download/<end>")
@guards.may(Verb.DOWNLOAD_LEDGER)
def download(id: UUID, month: str, end: str) -> Response:
    """Give a month as a file."""
    page = queries.month(session(), guards.actor(), id, _month(month), Verb.DOWNLOAD_LEDGER)
    if end == "csv":
        body = export.ledger_csv(page.books)
    elif end == "xlsx":
        body = export.ledger_xlsx(page.books, queries.accounts(session()))
    elif end == "json" and page.close:
        body = page.close.manifest
    else:
        raise NotFound
    answer = Response(body, content_type=export.FORMATS[end])
    answer.headers["Content-Disposition"] = f'attachment; filename="{export.file_name(page.books.month, end)}"'
    return answer


@blueprint.get("/budgets", defaults={"id": None, "year": None})
@blueprint.get("/<uuid:id>/budgets", defaults={"year": None})
@blueprint.get("/<uuid:id>/budgets/<int:year>")
@guards.may(Verb.READ_LEDGER)
def budgets(id: UUID | None, year: int | None) -> str:
    """Show what each budget of a year has left."""
    funds, fund = _funds(id)
    years = queries.budget_years(session(), guards.actor(), fund.id)
    of = clock.today().year if year is None else year
    if year is not None and year not in years:
        raise NotFound
    served = queries.budgets_and_categories(session(), guards.actor(), fund.id, of)
    budgets, only_for = [budget for budget, _only in served], {budget.id: only for budget, only in served}
    return render_template(
        "ledger/budgets.html",
        funds=funds,
        fund=fund,
        year=of,
        years=years,
        budgets=budgets,
        sums=pages.YearBudgets(budgets),
        only_for=only_for,
        sources=SOURCES,
    )


def _funds(id: UUID | None) -> tuple[list[Fund], Fund]:
    funds = list(queries.funds(session(), guards.actor()))
    fund = next((fund for fund in funds if id in (None, fund.id)), None)
    if fund is None:
        raise NotFound
    return funds, fund


def _month(text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError:
        raise NotFound from None


def _names(accounts: Sequence[ChartAccount]) -> dict[str, str]:
    return {account.code: account.en if filters.language() == "en" else account.nl for account in accounts}


def _busiest(page: queries.MonthPage) -> str | None:
    """Return the account of costs with most entries, which the month shows as an example.

    None where nothing was granted.
    """
    costs = [code for row in page.books.rows for code in (row.debit, row.credit) if chart.is_cost(code)]
    return max(sorted(set(costs)), key=costs.count, default=None)

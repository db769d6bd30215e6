"""Who reads which books; what a month, an account and a year come to."""

from datetime import date

import pytest
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from fund.core.calendar import Month
from fund.core.errors import NotFound
from fund.ledger import actions, journal, queries
from fund.people.act import Act
from fund.people.rules import Verb
from fund.texts.models import PolicyText
from tests.ledger.cast import FEE, Cast, Line, adopt, on

SEPTEMBER = Month(2026, 9)


@pytest.fixture
def worked(session: Session, cast: Cast) -> Cast:
    """A year's money, two lines granted, one of them paid and partly refunded, one still reserved."""
    budget_id = adopt(session, cast, 500_000)
    for position, cents in ((1, 40_000), (2, 30_000), (3, 20_000)):
        Line(session, cast, cents, position=position).reserve(on(9, position))
    for position, cents in ((1, 40_000), (2, 30_000)):
        Line(session, cast, cents, position=position).grant(on(9, 10))
    paid = Line(session, cast, 40_000)
    paid.pay(on(9, 12), budget_id)
    actions.post(
        Act(session, cast.hendriks, on(11, 2)), cast.fund_id, journal.refunded(paid.subject(budget_id), FEE, 5_000)
    )
    return cast


def test_administrator_and_auditor_read_their_own_funds_books(session: Session, worked: Cast) -> None:
    for actor in (worked.hendriks, worked.van_loon):
        assert [fund.id for fund in queries.funds(session, actor)] == [worked.fund_id]
        assert queries.month(session, actor, worked.fund_id, SEPTEMBER).fund.id == worked.fund_id


def test_next_door_there_are_no_such_books(session: Session, worked: Cast) -> None:
    for actor in (worked.vos, worked.overseer):
        assert queries.budgets_and_categories(session, actor, worked.fund_id, 2026) == []
        assert queries.month_list(session, actor, worked.fund_id) == []
        for refused in (
            lambda actor=actor: queries.fund(session, actor, worked.fund_id),
            lambda actor=actor: queries.month(session, actor, worked.fund_id, SEPTEMBER),
            lambda actor=actor: queries.entries(session, actor, worked.fund_id, SEPTEMBER, "1100"),
        ):
            with pytest.raises(NotFound):
                refused()


def test_an_auditor_closes_nothing(session: Session, worked: Cast) -> None:
    with pytest.raises(NotFound):
        queries.month(session, worked.van_loon, worked.fund_id, SEPTEMBER, Verb.CLOSE_MONTH)


def test_the_list_names_every_month_and_what_it_cost(session: Session, worked: Cast) -> None:
    lines = queries.month_list(session, worked.van_loon, worked.fund_id)
    assert [(str(line.month), line.count, line.cost, line.paid) for line in lines] == [
        ("2026-11", 1, -5_000, -5_000),
        ("2026-10", 0, 0, 0),
        ("2026-09", 9, 70_000, 40_000),
        ("2026-08", 0, 0, 0),
        ("2026-07", 1, 0, 0),
    ]


def test_a_month_opens_with_what_the_last_one_closed_with(session: Session, worked: Cast) -> None:
    page = queries.month(session, worked.hendriks, worked.fund_id, SEPTEMBER)
    figures = {
        figure.code: (figure.opening, figure.debit, figure.credit, figure.closing) for figure in page.books.figures()
    }
    assert figures["1100"] == (500_000, 0, 40_000, 460_000)
    assert figures["4100"] == (0, 70_000, 0, 70_000)
    assert figures["9100"] == (0, 90_000, 70_000, 20_000)
    assert sum(figure.closing for figure in page.books.figures()) == 0
    after = queries.month(session, worked.hendriks, worked.fund_id, SEPTEMBER.following)
    assert {figure.code: figure.opening for figure in after.books.figures()} == {
        code: closing for code, (_, _, _, closing) in figures.items() if closing
    }


@pytest.mark.parametrize("month", ["2026-06", "2026-12"])
def test_before_the_first_and_after_the_last_entry_there_is_no_month(
    session: Session, worked: Cast, month: str
) -> None:
    with pytest.raises(NotFound):
        queries.month(session, worked.hendriks, worked.fund_id, Month.parse(month))


def test_an_account_is_read_page_by_page(session: Session, worked: Cast) -> None:
    whole = queries.entries(session, worked.van_loon, worked.fund_id, SEPTEMBER, "9100")
    assert (len(whole.rows), whole.onward) == (5, "")
    first = queries.entries(session, worked.van_loon, worked.fund_id, SEPTEMBER, "9100", most=3)
    rest = queries.entries(session, worked.van_loon, worked.fund_id, SEPTEMBER, "9100", after=first.onward, most=3)
    assert [*first.rows, *rest.rows] == whole.rows
    assert rest.onward == ""


def test_what_is_free_is_what_nothing_has_a_claim_on(session: Session, worked: Cast) -> None:
    ((budget, only_for),) = queries.budgets_and_categories(session, worked.hendriks, worked.fund_id, 2026)
    assert only_for == ()
    assert budget.free == 500_000 - 20_000 - 70_000 + 5_000
    assert queries.budgets_and_categories(session, worked.hendriks, worked.fund_id, 2027) == []
    assert queries.budget_years(session, worked.hendriks, worked.fund_id) == [2026]


def test_a_payment_finds_what_its_line_is_about(session: Session, worked: Cast) -> None:
    found = queries.subjects(session, worked.fund_id, [("VF-9SVC-M4", 1), ("VF-9SVC-M4", 3)])
    assert set(found) == {("VF-9SVC-M4", 1)}
    subject = found["VF-9SVC-M4", 1]
    assert (subject.category, subject.decided_by, subject.released_by) == ("SHELTER_FEE", "fb-04", None)


def test_the_overseer_compares_money_and_open_months(session: Session, worked: Cast) -> None:
    (standing,) = queries.fund_years(session, worked.overseer, 2026)
    ((budget, only_for),) = standing.budgets
    assert (standing.fund_id, budget.amount, budget.reserved) == (worked.fund_id, 500_000, 20_000)
    assert (budget.committed, budget.paid, standing.closed_until) == (30_000, 35_000, None)
    assert (only_for, budget.free) == ((), 500_000 - 85_000)
    assert [of.budgets for of in queries.fund_years(session, worked.overseer, 2027)] == [()]
    with pytest.raises(NotFound):
        queries.fund_years(session, worked.hendriks, 2026)


def test_a_page_takes_at_most_three_statements(engine: Engine, session: Session, worked: Cast) -> None:
    session.flush()
    seen: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *about: seen.append(about[2]))
    for read in (
        lambda: queries.month(session, worked.hendriks, worked.fund_id, SEPTEMBER),
        lambda: queries.month_list(session, worked.hendriks, worked.fund_id),
        lambda: queries.budgets_and_categories(session, worked.hendriks, worked.fund_id, 2026),
        lambda: queries.entries(session, worked.hendriks, worked.fund_id, SEPTEMBER, "1100"),
    ):
        seen.clear()
        read()
        assert 0 < len(seen) <= 3


def test_a_close_names_the_texts_that_were_in_force_in_its_month(session: Session, cast: Cast) -> None:
    region_id = cast.hendriks.roles[0].region_id
    assert region_id is not None
    nation = session.scalars(select(PolicyText)).one()  # from January
    for name, from_, region in (("b", (9, 1), None), ("c", (9, 15), region_id), ("d", (10, 1), region_id)):
        session.add(
            PolicyText(
                region_id=region,
                title=name,
                body="",
                sha256=name * 64,
                from_=date(2026, *from_),
                published_at=on(1, 1),
                published_by=None,
            )
        )
    session.flush()
    in_force = {month: queries.texts_of_month(session, region_id, Month(2026, month)) for month in (8, 9, 10)}
    assert in_force == {8: [nation.sha256], 9: ["b" * 64, "c" * 64], 10: ["b" * 64, "d" * 64]}

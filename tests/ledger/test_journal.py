"""The journal as mini-ledgers, with beancount as the oracle: the same journal, the same balances."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from beancount import loader
from beancount.core import realization
from hypothesis import given
from hypothesis import strategies as st

from fund.core.money import plain
from fund.ledger import chain, chart, journal
from fund.ledger.chart import AllowedFlow, EntryKind, Source
from fund.ledger.journal import Effect, Posting, Row, Subject

FEE = Subject(claim_reference="VF-9SVC-M4", position=1, category="SHELTER_FEE", budget_id=UUID(int=1))
LOCKS = replace(FEE, category="SAFETY", position=2)
COSTS = {str(code): f"CATEGORY_{code}" for code in range(4100, 4330, 10)}


def by_beancount(postings: Sequence[Posting]) -> dict[str, int]:
    """Let beancount keep the same journal."""
    codes = [*(account.code for account in chart.ACCOUNTS), *COSTS]
    opened = [f"2026-01-01 open Assets:A{code} EUR" for code in codes]
    written = [
        f'2026-09-01 * "{posting.kind}"\n  Assets:A{posting.debit}  {plain(posting.cents)} EUR\n'
        f"  Assets:A{posting.credit}\n"
        for posting in postings
    ]
    entries, errors, _ = loader.load_string("\n".join(opened + written))
    assert not errors
    found = {}
    for account in realization.iter_children(realization.realize(entries)):  # type: ignore[no-untyped-call]
        balance = account.balance.get_currency_units("EUR").number
        if account.account.startswith("Assets:A") and balance:
            found[account.account.removeprefix("Assets:A")] = int(balance * 100)
    return found


def balances(postings: Sequence[Posting]) -> dict[str, int]:
    return {code: cents for code, cents in journal.balances(postings).items() if cents}


def test_a_claim_from_contribution_to_refund_keeps_beancounts_balances() -> None:
    story = [
        *journal.contributed(FEE, Source.SPECIFIC_GRANT, 1_000_000),
        *journal.contributed(FEE, Source.GIFT, 5_000),
        *journal.reserved(FEE, 185_083),
        *journal.granted(FEE, "4100", 185_083, 180_000),
        *journal.reserved(LOCKS, 124_000),
        *journal.granted(LOCKS, "4150", 124_000, 100_000),
        *journal.released(FEE, 180_000),
        *journal.paid(FEE, 180_000),
        *journal.returned(FEE, 180_000),
        *journal.reopened(FEE, 180_000),
        *journal.released(LOCKS, 100_000),
        *journal.paid(LOCKS, 100_000),
        *journal.refunded(LOCKS, "4150", 40_000),
        *journal.reserved(replace(FEE, position=3), 700),
    ]
    assert balances(story) == by_beancount(story)
    assert balances(story) == {
        "0500": -1_000_000,
        "8000": -5_000,
        "1100": 945_000,
        "1620": -180_000,
        "4100": 180_000,
        "4150": 60_000,
        "9000": -700,
        "9100": 700,
    }
    assert journal.effect(story) == Effect(amount=1_005_000, reserved=700, committed=180_000, paid=60_000)


ALLOWED = {*chart.FLOWS, *(flow for cost in COSTS for flow in chart.flows_of(cost))}


def cost_of(subject: Subject) -> str:
    return next(code for code, category in COSTS.items() if category == subject.category)


CENTS = st.integers(min_value=1, max_value=10**12)
EVENTS: list[Callable[[Subject, int], list[Posting]]] = [
    journal.reserved,
    journal.freed,
    journal.released,
    journal.paid,
    journal.returned,
    journal.reopened,
    lambda subject, cents: journal.refunded(subject, cost_of(subject), cents),
    lambda subject, cents: journal.granted(subject, cost_of(subject), cents, max(1, cents // 2)),
    lambda subject, cents: journal.contributed(subject, Source.RESERVE, cents),
    lambda subject, cents: journal.contributed(subject, Source.GENERAL_GRANT, cents),
]
SUBJECTS = st.sampled_from(sorted(COSTS.values())).map(lambda category: replace(FEE, category=category))
POSTINGS = st.lists(
    st.builds(lambda event, subject, cents: event(subject, cents), st.sampled_from(EVENTS), SUBJECTS, CENTS), max_size=8
)


@given(POSTINGS)
def test_whatever_happens_beancount_agrees_and_every_flow_is_allowed(events: list[list[Posting]]) -> None:
    postings = [posting for event in events for posting in event]
    assert balances(postings) == by_beancount(postings)
    assert sum(journal.balances(postings).values()) == 0
    assert {AllowedFlow(posting.kind, posting.debit, posting.credit) for posting in postings} <= ALLOWED


@given(POSTINGS)
def test_a_reversal_takes_every_effect_back(events: list[list[Posting]]) -> None:
    for posting in (
        posting for event in events for posting in event if posting.kind not in (EntryKind.RESERVED, EntryKind.FREED)
    ):
        row = row_of(posting)
        (undone,) = journal.reversed_(row, "fb-11")
        assert AllowedFlow(undone.kind, undone.debit, undone.credit) in ALLOWED
        assert journal.effect([posting, undone]) == Effect()
        assert (undone.reverses, undone.decided_by, undone.category) == (row.number, "fb-11", row.category)


def test_a_grant_keeps_the_nights_that_it_is_for() -> None:
    nights = replace(FEE, from_=date(2026, 12, 20), until=date(2027, 1, 4))
    assert all(
        (posting.from_, posting.until) == (nights.from_, nights.until)
        for posting in journal.granted(nights, "4100", 100, 90)
    )


@pytest.mark.parametrize("cents", [0, -1])
def test_nothing_moves_nothing(cents: int) -> None:
    with pytest.raises(ValueError):
        journal.reserved(FEE, cents)


def test_earmarked_money_goes_nowhere_but_to_claims() -> None:
    """From the bank to a float, to the council, or straight to a cost: there is no such flow."""
    out_of_the_bank = {(flow.kind, flow.debit) for flow in ALLOWED if flow.credit == chart.BANK}
    costs = {("reversed", code) for code in COSTS}
    assert (
        out_of_the_bank == {("paid", "1190"), ("reversed", "1190"), ("reversed", "0500"), ("reversed", "8000")} | costs
    )


def test_a_flow_is_allowed_when_it_is_one_of_the_books_or_of_a_cost() -> None:
    assert all(chart.is_allowed(flow) for flow in ALLOWED)
    wrong = [
        AllowedFlow("paid", "4100", "1100"),
        AllowedFlow("granted", "1620", "4100"),
        AllowedFlow("granted", "9100", "1620"),
    ]
    assert not any(chart.is_allowed(flow) for flow in wrong)
    assert not any(chart.is_cost(account.code) for account in chart.ACCOUNTS)


def row_of(posting: Posting) -> Row:
    """Number a posting, for what looks at one entry only."""
    return chain.written(UUID(int=2), 40, chain.START, datetime(2026, 9, 1, 8, 30, tzinfo=UTC), [posting])[0]

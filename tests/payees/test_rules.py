"""What the answers to the safety questions allow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fund.core.errors import Refusal
from fund.payees.rules import OWN_ACCOUNT, Answer, Safety, Way, allowed, fit_holder

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN

answers = st.sampled_from(Answer)
safeties = st.builds(Safety, answers, answers, st.none() | answers, st.none() | answers)
kinds = st.sampled_from(["insurer", "landlord", "supplier", OWN_ACCOUNT])


@given(kinds, safeties)
def test_directly_only_when_he_sees_neither_bill_nor_payment(kind: str, safety: Safety) -> None:
    direct = Way.DIRECT in allowed(kind, safety)
    assert not direct or (safety.sees_bill, safety.sees_payment) == (NO, NO)
    if kind != OWN_ACCOUNT:
        assert direct == ((safety.sees_bill, safety.sees_payment) == (NO, NO))


@given(kinds, safeties)
def test_back_to_herself_only_on_an_account_of_her_alone_that_keeps_it(kind: str, safety: Safety) -> None:
    assert Way.REIMBURSE not in allowed(kind, safety) or (safety.only_hers, safety.overdrawn) == (YES, NO)


@given(safeties)
def test_her_own_account_is_paid_only_when_all_four_answers_are_safe(safety: Safety) -> None:
    safe = safety == Safety(NO, NO, YES, NO)
    assert bool(allowed(OWN_ACCOUNT, safety) & {Way.DIRECT, Way.REIMBURSE}) == safe


@given(kinds, safeties)
def test_there_is_always_a_way_that_shows_nothing(kind: str, safety: Safety) -> None:
    assert {Way.RESIDENTS_ACCOUNT, Way.HOLD} <= allowed(kind, safety)


@given(kinds, safeties, st.sampled_from(["sees_bill", "sees_payment", "only_hers", "overdrawn"]))
def test_not_knowing_never_opens_a_way(kind: str, safety: Safety, question: str) -> None:
    told = {name: getattr(safety, name) for name in ("sees_bill", "sees_payment", "only_hers", "overdrawn")}
    unsure = Safety(**(told | {question: UNKNOWN}))
    assert allowed(kind, unsure) <= allowed(kind, safety)


def test_a_holder_is_written_without_loose_spaces() -> None:
    assert fit_holder("  Slotenmaker   Veilig ", "") == "Slotenmaker Veilig"


@pytest.mark.parametrize(
    ("holder", "said"),
    [
        ("", "op welke naam"),
        ("x" * 71, "ten hoogste 70"),
        ("Mw. JANSEN, mina Jansen", "haar naam"),
        ("Mina Jansen", "haar naam"),
    ]
    + [
        ("M. Jánsen", "haar naam"),
        ("Иванов", "gewone letters"),
        ("Σ - (Ω)", "gewone letters"),
        ("№" * 36, "ten hoogste 70"),
    ],
)
def test_a_holder_is_refused(holder: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        fit_holder(holder, "Mina Jansen")


@pytest.mark.parametrize("holder", ["Müller & Zn.", "H&M", "5 Sterren", "Bouwbedrijf Janssens"])
def test_a_holder_that_the_bank_can_read_is_taken(holder: str) -> None:
    assert fit_holder(holder, "Mina Jansen") == holder

"""Who may release, and what the bank reads."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fund.core.errors import NotAllowed, Refusal
from fund.payees.rules import in_sepa
from fund.payouts import rules

OURS = "VF-7KQ3-M2"
ONE, OTHER = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize("deciders", [{ONE}, {OTHER, ONE}, {ONE, None}])
def test_who_decided_first_or_second_does_not_release(deciders: set[UUID | None]) -> None:
    with pytest.raises(NotAllowed, match="beslissing van uzelf"):
        rules.refuse_own_decision(ONE, deciders)


def test_another_releases() -> None:
    rules.refuse_own_decision(uuid4(), {ONE, OTHER, None})


def test_the_same_attempt_has_the_same_id_and_another_attempt_another() -> None:
    first = rules.end_to_end([(ONE, 0), (OTHER, 0)])
    assert first == rules.end_to_end([(OTHER, 0), (ONE, 0)])
    assert len({first, rules.end_to_end([(ONE, 1), (OTHER, 0)]), rules.end_to_end([(ONE, 0)])}) == 3
    assert len(first) == 16


@pytest.mark.parametrize("kind", ["shelter", "residents_account"])
def test_what_goes_to_a_shelter_goes_as_one_sum(kind: str) -> None:
    assert rules.together(kind)
    assert not rules.together("landlord")


def test_a_creditor_reads_his_own_reference_so_that_the_bill_closes() -> None:
    assert rules.remittance("landlord", "Factuur 2026-118", OURS, "Mina Haak") == "Factuur 2026-118"
    assert rules.remittance("landlord", "7" * 35, OURS, "Mina Haak") == "7" * 35
    assert rules.remittance("landlord", "7" * 36, OURS, "Mina Haak") == OURS


@pytest.mark.parametrize("kind", ["resident", "shelter", "residents_account"])
def test_her_own_account_and_the_shelters_read_only_ours(kind: str) -> None:
    assert rules.remittance(kind, "Factuur 2026-118", OURS, "Mina Haak") == OURS


@pytest.mark.parametrize(
    ("own", "reads"),
    [
        (None, OURS),
        ("", OURS),
        ("W. Achterbergh", OURS),
        ("ACHTERBERGH/7781", OURS),
        ("huur okt. Achterbergh 7781", "huur okt. 7781"),
        ("Wilhelmina 12", "12"),
        ("opvang 12", "12"),
        ("vrouwenopvang", OURS),
        ("Polis\N{NO-BREAK SPACE}№ 12 ⚠", "Polis No 12"),
        ("Müller & Zn 3", "Muller + Zn 3"),
    ],
)
def test_her_name_telling_words_and_strange_letters_stay_out_of_a_reference(own: str | None, reads: str) -> None:
    assert rules.remittance("landlord", own, OURS, "Wilhelmina van Achterbergh") == reads


@given(own=st.text(max_size=35), name=st.text(st.characters(categories=["L", "Zs"]), min_size=3, max_size=30))
def test_whatever_was_typed_a_bank_reads_no_telling_word_and_not_her_name(own: str, name: str) -> None:
    said = rules.remittance("landlord", f"{own} {name} 1", OURS, name)
    hers = [word for word in in_sepa(name).casefold().split() if len(word) > 2 and word.isalnum()]
    assert said and not rules.telling(said)
    assert said == OURS or not {*said.casefold().split()} & {*hers}


def test_paying_takes_no_longer_than_the_term_in_working_days() -> None:
    assert rules.pay_by(date(2026, 12, 23), 3) == date(2026, 12, 29)


def test_who_released_does_not_say_that_it_was_not_executed() -> None:
    with pytest.raises(NotAllowed, match="zelf vrij"):
        rules.refuse_own_release(ONE, ONE)
    rules.refuse_own_release(ONE, OTHER)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("  ", "wat de bank als reden gaf"), ("...", "wat de bank als reden gaf"), ("x" * 501, "te lang")],
)
def test_the_bank_gives_a_reason_of_some_words(typed: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        rules.fit_reason(typed)
    assert rules.fit_reason(f" Limiet \n bereikt {'x' * 484}") == f"Limiet bereikt {'x' * 484}"

"""How soon things happen, and how much is advanced."""

from datetime import date

import pytest

from fund import policy
from tests.policy.texts import texts

ON = date(2026, 9, 1)


def test_the_terms_of_each_region() -> None:
    assert policy.terms(texts("havenmond"), ON) == policy.Terms(10, 1, 5, None)
    assert policy.terms(texts("noordervaart"), ON) == policy.Terms(5, 1, 5, None)
    assert policy.terms(texts("heuvelrand"), ON) == policy.Terms(10, 1, 5, 100000)


@pytest.mark.parametrize(
    ("name", "claimed", "cents"),
    [
        ("heuvelrand", 30000, 30000),
        ("heuvelrand", 90000, 50000),
        ("havenmond", 90000, 72000),
        ("havenmond", 55000, 50000),
        ("havenmond", 100, 100),
    ],
)
def test_the_advance_of_each_region(name: str, claimed: int, cents: int) -> None:
    assert policy.advance(claimed, texts(name), ON) == cents


def test_before_the_first_text_nothing_is_in_force() -> None:
    with pytest.raises(policy.NotInForce):
        policy.terms(texts(), date(2025, 12, 31))
    with pytest.raises(policy.NotInForce):
        policy.in_force(texts(), date(2025, 12, 31))

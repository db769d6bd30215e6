"""References can be read aloud, and nothing can be read in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fund.core import references

chance = st.binary(min_size=16, max_size=16)


@given(chance)
def test_a_reference_has_no_vowel_and_no_doubtful_sign(source: bytes) -> None:
    for written in (references.claim(source), references.resident(source).removeprefix("R-"), references.bank(source)):
        assert set(written.removeprefix("VF-").replace("-", "")) <= set(references.ALPHABET)
    assert not set(references.ALPHABET) & set("AEIOU01")


@given(chance)
def test_shapes(source: bytes) -> None:
    assert [len(part) for part in references.claim(source).split("-")] == [2, 4, 2]
    assert len(references.resident(source)) == 6
    assert len(references.bank(source)) == 16  # a bank takes 35, some show 16


@given(chance)
def test_the_same_bytes_give_the_same_reference(source: bytes) -> None:
    assert references.claim(source) == references.claim(source)


def test_other_bytes_give_another_reference() -> None:
    assert len({references.claim(number.to_bytes(8)) for number in range(10_000)}) == 10_000


@pytest.mark.parametrize("short", [b"", b"12345"])
def test_too_little_chance_is_refused(short: bytes) -> None:
    with pytest.raises(ValueError, match="bytes needed"):
        references.claim(short)

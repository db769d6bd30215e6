"""What a text knows of itself, and that no text breaks the reader."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fund import policy
from tests.policy.texts import nation, region
from tests.policy.wrong import NATION, changed, problems


def test_a_text_knows_its_hash_and_its_own_amounts() -> None:
    text = nation()
    assert len(text.sha256) == 64
    assert policy.read(NATION) == text
    assert policy.read(NATION + "\n").sha256 != text.sha256
    assert set(region("heuvelrand").amounts) == {"second_look"}


def test_versions_of_an_amount_stand_in_order_and_are_of_one_kind() -> None:
    late = '{ from = 2026-07-01, eur = "300.00", source = "later" }'
    kept = '[ { from = 2026-01-01, eur = "250.00", source = "voorstel, bijlage bedragen" } ]'
    assert policy.read(changed(kept, kept[:-2] + f", {late} ]"))
    assert "staan niet op volgorde van datum" in problems(changed(kept, f"[ {late}, {kept[2:]}"))[0]
    mixed = kept[:-2] + ', { from = 2026-07-01, count = 3, source = "later" } ]'
    assert "zijn niet van dezelfde soort" in problems(changed(kept, mixed))[0]


@given(st.text(max_size=300))
def test_any_text_is_read_or_told_what_is_wrong(text: str) -> None:
    with pytest.raises(policy.UnreadableText) as unreadable:
        policy.read(text)
    assert all(problem.sentence for problem in unreadable.value.problems)


@given(
    st.integers(0, len(NATION) - 1),
    st.sampled_from(['"', "[", "]", "{", "}", "=", "\n", "#", "9", "x", " ", "é", "\\", "."]),
)
def test_one_character_put_anywhere_in_a_text_never_breaks_the_reader(at: int, letter: str) -> None:
    try:
        policy.read(NATION[:at] + letter + NATION[at:])
    except policy.UnreadableText as unreadable:
        assert unreadable.problems

"""A claim as a file: every error names its key, and all are told at once."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fund import policy
from tests.policy.texts import claim, line, past, texts


def problems(written: object) -> list[str]:
    with pytest.raises(policy.UnreadableText) as unreadable:
        policy.claim_from_json(written, texts())
    return [str(problem) for problem in unreadable.value.problems]


def at(path: str, value: Any) -> dict[str, Any]:
    """A good claim with one value changed; `...` takes the key out."""
    written = deepcopy(
        claim(line("SHELTER_FEE", "31.37", facts={"night_rate": "31.37"}), history=(past("PETS", "1.00"),))
    )
    holder: Any = written
    *way, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    for step in way:
        holder = holder[step]
    if value is ...:
        del holder[last]
    else:
        holder[last] = value
    return written


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("filed", "2026-01-01", "‘filed’ bestaat niet. Bedoelt u ‘filed_on’?"),
        ("filed_on", ..., "‘filed_on’ ontbreekt."),
        ("filed_on", "05-10-2026", "‘filed_on’ wil een datum als \"2026-01-31\", maar is ‘05-10-2026’."),
        ("filed_on", "2026-02-30", "‘filed_on’ wil een datum"),
        ("filed_on", "٢٠٢٦-01-01", "‘filed_on’ wil een datum"),
        ("filed_on", "0001-01-01", "‘filed_on’ wil een datum"),
        ("facts/childs", 1, "‘facts.childs’ bestaat niet. Bedoelt u ‘children’?"),
        ("facts/children", -1, "‘facts.children’ wil een getal van 0 tot en met 20."),
        ("facts/children", 21, "‘facts.children’ wil een getal van 0 tot en met 20."),
        ("facts/children", True, "‘facts.children’ wil een getal van 0 tot en met 20."),
        ("facts/flight", True, "‘facts.flight’ hoort bij een kostenpost."),
        ("facts", [], "‘facts’ wil een object tussen accolades."),
        ("lines", [], "‘lines’ wil een lijst van 1 tot 200."),
        ("lines/0/facts/children", 1, "‘lines[0].facts.children’ hoort bij de aanvraag als geheel."),
        ("lines/0/facts/night_rate", "31,37",
         "‘lines[0].facts.night_rate’ wil een bedrag als \"12.50\", maar is ‘31,37’."),
        ("lines/0/facts/night_rate", 31.37, "‘lines[0].facts.night_rate’ wil een bedrag"),
        ("lines/0/facts/flight", "yes", "‘lines[0].facts.flight’ wil true of false."),
        ("lines/0/category", "SHELTERFEE",
         "‘lines[0].category’ is ‘SHELTERFEE’, en dat staat niet in de teksten. Bedoelt u ‘SHELTER_F"),
        ("lines/0/category", ["PETS"], "‘lines[0].category’ is een lijst, en dat staat niet in de teksten."),
        ("lines/0/payee", "partner", "‘lines[0].payee’ is ‘partner’, en dat staat niet in de teksten."),
        ("lines/0/evidence/0/kind", "fee_ordr", "‘lines[0].evidence[0].kind’ is ‘fee_ordr’"),
        ("lines/0/evidence/0/at", "x", "‘lines[0].evidence[0].at’ bestaat niet."),
        ("lines/0/claimed", "1E+400", "‘lines[0].claimed’ wil een bedrag als \"12.50\", maar is ‘1E+400’."),
        ("lines/0/claimed", "-1.00", "‘lines[0].claimed’ wil een bedrag"),
        ("lines/0/claimed", "NaN", "‘lines[0].claimed’ wil een bedrag"),
        ("lines/0/claimed", "١٢.٥٠", "‘lines[0].claimed’ wil een bedrag"),
        ("lines/0/units", 1.5, "‘lines[0].units’ wil een getal van 0 tot en met 100000."),
        ("lines/0/until", "2026-09-01", "‘lines[0].until’ ligt niet na ‘from’. De laatste dag telt niet mee."),
        ("lines/0", "x", "‘lines[0]’ wil een object tussen accolades."),
        ("history/0/same", ["stays"],
         "‘history[0].same’ is ‘stays’, en dat staat niet in de teksten. Bedoelt u ‘stay’?"),
        ("history/0/same", "stay", "‘history[0].same’ wil een lijst van woorden."),
        ("history/0/programme", "A B", "‘history[0].programme’ wil een naam van kleine letters."),
        ("history/0/unlimited", 1, "‘history[0].unlimited’ wil true of false."),
        ("history/0/name", "x", "‘history[0].name’ bestaat niet."),
    ],
)  # fmt: skip
def test_each_fault_names_its_key(path: str, value: Any, sentence: str) -> None:
    (problem,) = problems(at(path, value))
    assert problem.startswith(sentence)


@pytest.mark.parametrize(
    "path", ["facts/children", "lines/0/units", "lines/0/category", "lines/0/claimed", "filed_on", "lines"]
)
def test_a_number_of_5000_digits_is_told_too(path: str) -> None:
    assert len(problems(at(path, 10**5000 if path != "lines" else [10**5000]))) == 1


def test_all_faults_are_told_at_once() -> None:
    written = at("filed_on", "x")
    written["lines"][0]["payee"] = "x"
    assert len(problems(written)) == 2


def test_null_is_unknown() -> None:
    assert "children" not in policy.claim_from_json(at("facts/children", None), texts()).facts


def test_what_may_be_left_out() -> None:
    written = claim(line("PETS", "1.00"), history=(past("PETS", "1.00", surplus="-0.50"),))
    del written["lines"][0]["received"], written["lines"][0]["facts"], written["lines"][0]["evidence"]
    read = policy.claim_from_json(written, texts())
    assert read.lines[0].received == 0
    assert read.history[0] == policy.Past("PETS", 100, 1, date(2026, 8, 15), surplus=-50)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["filed_on", "facts", "lines", "history", "category", "evidence", "claimed", "same", "x"]),
            inner,
        )
    ),
    max_leaves=20,
)


@given(_JSON)
def test_any_file_is_read_or_told_what_is_wrong(written: object) -> None:
    with pytest.raises(policy.UnreadableText) as unreadable:
        policy.claim_from_json(written, texts())
    assert unreadable.value.problems

"""The worked cases: each line to the cent, in its own region."""

from typing import Any

import pytest

from fund import policy
from fund.core.money import plain
from tests.policy.texts import as_file, scenarios, texts

CLAIMS = [
    pytest.param(told, id=f"{name}-{told['region']}: {case['point']}")
    for name, case in scenarios()
    for told in case["claims"]
]


@pytest.mark.parametrize("told", CLAIMS)
def test_a_worked_case_comes_out_to_the_cent(told: dict[str, Any]) -> None:
    known = texts(told["region"])
    found = policy.assess(policy.claim_from_json(as_file(told), known), known)
    assert [plain(line.granted) for line in found.lines] == [line["granted"] for line in told["lines"]]
    assert (found.outcome, plain(found.claimed), plain(found.granted)) == (
        told["outcome"],
        told["claimed"],
        told["granted"],
    )


@pytest.mark.parametrize("told", CLAIMS)
def test_a_receipt_run_again_gives_the_same_bytes(told: dict[str, Any]) -> None:
    known = texts(told["region"])
    claim = policy.claim_from_json(as_file(told), known)
    kept = policy.receipt(claim, policy.assess(claim, known))
    assert policy.rerun(kept, known) == kept


@pytest.mark.parametrize("told", CLAIMS)
def test_a_claim_written_and_read_again_is_the_same_claim(told: dict[str, Any]) -> None:
    known = texts(told["region"])
    claim = policy.claim_from_json(as_file(told), known)
    assert policy.claim_from_json(policy.claim_as_json(claim), known) == claim


def test_the_cases_are_found() -> None:
    assert len(scenarios()) >= 8

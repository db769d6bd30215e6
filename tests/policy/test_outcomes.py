"""What a line comes to, and what a claim's outcome is."""

import pytest

from fund import policy
from fund.policy.decide.findings import Finding
from tests.policy.texts import assess, claim, granted, line, outcome, texts


def test_a_line_is_granted_whole_in_part_or_refused_at_nought() -> None:
    assert [
        one.outcome
        for one in assess(claim(line("MOVING", "600.00"), line("PETS", "20.00"), line("SCHOOL", "30.00"))).lines
    ] == [
        "granted",
        "part",
        "refused",
    ]


def test_what_was_received_is_taken_off_and_never_more_than_the_cost_is_paid() -> None:
    assert granted(claim(line("MOVING", "500.00", received="450.00"))) == [5000]
    assert granted(claim(line("MOVING", "500.00", received="900.00"))) == [0]
    assert granted(claim(line("MOVING", "900.00", received="450.00"))) == [45000]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([line("MOVING", "10.00")], "granted"),
        ([line("MOVING", "10.00"), line("MOVING", "700.00")], "part"),
        ([line("SCHOOL", "10.00")], "refused"),
        ([line("MOVING", "10.00"), line("SCHOOL", "10.00")], "part"),
        ([line("MOVING", "10.00"), line("SHELTER_FEE", "10.00", evidence=[])], "incomplete"),
        ([line("SHELTER_FEE", "10.00", evidence=[]), line("OTHER", "10.00")], "referred"),
    ],
)
def test_the_claims_outcome_is_referred_then_incomplete_then_what_the_lines_come_to(
    lines: list[dict[str, object]], expected: str
) -> None:
    assert outcome(*lines) == expected


def test_one_lines_outcome_is_refuse_before_refer_before_ask() -> None:
    late = line("MOVING", "10.00", from_="2028-01-01", until="2028-01-02", evidence=[])
    told = assess(claim(late, left_on="2026-09-01", filed_on="2028-02-01"))
    assert told.outcome == "referred"
    assert assess(claim(late | {"payee": "court"}, left_on="2026-09-01", filed_on="2028-02-01")).outcome == "refused"


def test_every_finding_is_there_also_after_one_fails() -> None:
    refused = assess(claim(line("MOVING", "700.00", payee="court", evidence=[]))).lines[0]
    assert [(found.rule, found.held) for found in refused.findings] == [
        ("in-window", True),
        ("filed-in-time", True),
        ("MOVING.payees", False),
        ("MOVING.evidence.1", False),
        ("MOVING.limits.1", False),
    ]
    assert refused.findings[-1].cut == 10000


def test_a_cost_outside_the_window_is_a_question_for_a_person_and_never_silently_refused() -> None:
    early = line("MOVING", "10.00", from_="2026-06-30", until="2026-07-01")
    assert outcome(early) == "referred"
    assert outcome(early | {"facts": {"hardship": True}}) == "granted"
    assert outcome(early | {"facts": {"hardship": False}}) == "refused"
    assert outcome(early | {"from": "2026-07-02", "until": "2026-07-03"}) == "granted"


def test_an_unknown_fact_asks_or_refers_where_the_rule_names_an_administrators_fact() -> None:
    living = line("LIVING", "100.00")
    assert outcome(living, children=None) == "incomplete"
    assert outcome(living, admitted_on=None) == "referred"
    assert outcome(line("MOVING", "10.00"), children=None) == "granted"


def test_a_cost_before_any_text_is_referred() -> None:
    told = assess(claim(line("MOVING", "10.00", from_="2025-12-01", until="2025-12-02"), admitted_on="2025-12-01"))
    assert (told.outcome, told.lines[0].findings[0].rule) == ("referred", "in-force")


def test_an_empty_claim_is_incomplete() -> None:
    read = policy.claim_from_json(claim(line("MOVING", "10.00")), texts())
    assert policy.assess(policy.ClaimFacts(read.filed_on, read.facts, ()), texts()).outcome == "incomplete"


@pytest.mark.parametrize(
    ("held", "cut", "is_obstacle"), [(True, 0, False), (True, 100, True), (False, 0, True), (None, 0, True)]
)
def test_what_was_not_met_is_not_known_or_cuts_stands_in_the_way(
    held: bool | None, cut: int, is_obstacle: bool
) -> None:
    assert Finding("limit", "everyone", "", held=held, cut=cut).is_obstacle is is_obstacle

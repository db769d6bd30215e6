"""What a claim would get with the evidence that it lacks."""

from fund import policy
from tests.policy.texts import claim, line, texts


def test_if_complete_says_what_the_missing_evidence_would_bring() -> None:
    known = texts("havenmond")
    written = claim(line("SAFETY", "1240.00", evidence=[]), line("MOVING", "100.00"), line("OTHER", "10.00"))
    read = policy.claim_from_json(written, known)
    now, then = policy.assess(read, known), policy.if_complete(read, known)
    assert (now.granted, then.granted) == (10000, 110000)
    assert [line.outcome for line in then.lines] == ["part", "granted", "referred"]
    assert policy.if_complete(policy.ClaimFacts(read.filed_on, read.facts, read.lines[1:]), known) == policy.assess(
        policy.ClaimFacts(read.filed_on, read.facts, read.lines[1:]), known
    )


def test_if_complete_renews_a_statement_that_is_too_old() -> None:
    fee = line(
        "SHELTER_FEE", "31.37", from_="2027-01-01", until="2027-02-01", facts={"night_rate": "31.37", "nights_due": 1}
    )
    fee["evidence"] = [{"kind": "no_home_statement", "on": "2026-10-01"}]
    read = policy.claim_from_json(claim(fee, filed_on="2027-03-01"), texts())
    assert policy.if_complete(read, texts()).outcome == "granted"

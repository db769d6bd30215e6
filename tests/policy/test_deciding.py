"""Decide: what a line comes to, what stops it, and what earlier grants leave."""

from pathlib import Path

import pytest

from fund import policy
from tests.policy.texts import assess, claim, granted, line, nation, past, region, texts


def outcome(*lines: dict[str, object], **more: object) -> str:
    return assess(claim(*lines, **more)).outcome  # type: ignore[arg-type]


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


# --- evidence and payees ---


def evidence(*kinds: str, on: str = "2026-09-01") -> list[dict[str, str]]:
    return [{"kind": kind, "on": on} for kind in kinds]


def test_a_declaration_does_up_to_250() -> None:
    assert outcome(line("MOVING", "250.00", evidence=evidence("declaration"))) == "granted"
    assert outcome(line("MOVING", "250.01", evidence=evidence("declaration"))) == "incomplete"
    assert outcome(line("MOVING", "250.00", evidence=[])) == "incomplete"


def test_a_bill_alone_is_no_fee_order() -> None:
    fee = line("SHELTER_FEE", "31.37", facts={"night_rate": "31.37", "nights_due": 1})
    assert outcome(fee | {"evidence": evidence("bill", "declaration")}) == "incomplete"
    assert outcome(fee | {"evidence": evidence("fee_order")}) == "granted"


def test_from_night_184_the_shelter_states_each_quarter_that_there_is_no_home() -> None:
    late = {
        "from_": "2027-01-01",
        "until": "2027-02-01",
        "units": 31,
        "facts": {"night_rate": "31.37", "nights_due": 31},
    }
    fee = line("SHELTER_FEE", "972.47", **late, evidence=evidence("fee_order"))
    assert outcome(fee, filed_on="2027-03-01", admitted_on="2026-08-02") == "granted"
    assert outcome(fee, filed_on="2027-03-01", admitted_on="2026-08-01") == "incomplete"
    stated = fee | {"evidence": evidence("fee_order") + evidence("no_home_statement", on="2026-11-01")}
    assert outcome(stated, filed_on="2027-03-01") == "granted"
    old = fee | {"evidence": evidence("fee_order") + evidence("no_home_statement", on="2026-10-31")}
    assert outcome(old, filed_on="2027-03-01") == "incomplete"


def test_whoever_advanced_a_lawful_cost_may_be_paid_and_nobody_else() -> None:
    for payee in ("resident", "shelter", "debt_administrator", "landlord"):
        assert outcome(line("DEPOSIT", "10.00", payee=payee)) == "granted"
    assert outcome(line("DEPOSIT", "10.00", payee="supplier")) == "refused"


# --- limits and what was granted before ---


def test_once_is_once_a_stay() -> None:
    moving = line("MOVING", "600.00")
    assert granted(claim(moving, history=(past("MOVING", "450.00", same=["resident", "stay"]),))) == [15000]
    assert granted(claim(moving, history=(past("MOVING", "450.00", same=["resident"]),))) == [60000]
    assert granted(claim(moving, history=(past("PETS", "450.00"),))) == [60000]
    assert granted(claim(line("MOVING", "400.00"), line("MOVING", "400.00"))) == [40000, 20000]


def test_a_year_is_a_calendar_year() -> None:
    health = line("HEALTH_EXCESS", "385.00")
    assert granted(claim(health, history=(past("HEALTH_EXCESS", "100.00", on="2026-01-01", same=["resident"]),))) == [
        28500
    ]
    assert granted(claim(health, history=(past("HEALTH_EXCESS", "100.00", on="2025-12-31", same=["resident"]),))) == [
        38500
    ]


def test_a_school_year_begins_in_august() -> None:
    school = line("SCHOOL", "300.00")
    assert granted(claim(school, history=(past("SCHOOL", "100.00", on="2026-08-01"),), children=1)) == [20000]
    assert granted(claim(school, history=(past("SCHOOL", "100.00", on="2026-07-31"),), children=1)) == [30000]


def test_travel_is_bound_by_the_month_and_the_flight_is_not() -> None:
    trip = line("TRAVEL", "200.00", facts={"flight": False})
    assert granted(claim(trip, trip)) == [20000, 5000]
    assert granted(claim(trip, trip | {"from": "2026-10-01", "until": "2026-10-02"})) == [20000, 20000]
    flight = line("TRAVEL", "900.00", facts={"flight": True})
    assert granted(claim(flight, trip, flight)) == [90000, 20000, 90000]
    assert granted(claim(trip, history=(past("TRAVEL", "900.00", on="2026-09-01", unlimited=True),))) == [20000]
    assert granted(claim(trip, history=(past("TRAVEL", "100.00", on="2026-09-01"),))) == [15000]
    assert outcome(line("TRAVEL", "20.00")) == "incomplete"


def test_travel_over_two_months_has_two_months() -> None:
    both = line("TRAVEL", "600.00", from_="2026-09-15", until="2026-10-15", facts={"flight": False})
    assert granted(claim(both)) == [50000]


def test_locks_are_bound_by_the_event() -> None:
    locks = line("SAFETY", "500.00")
    assert granted(claim(locks, locks)) == [50000, 25000]
    assert granted(claim(locks, history=(past("SAFETY", "500.00"),))) == [50000]
    assert granted(claim(locks, history=(past("SAFETY", "500.00", same=["resident", "stay", "event"]),))) == [25000]


def test_days_of_living_money_run_out_and_the_claim_is_cut_in_proportion() -> None:
    living = line("LIVING", "147.80", units=10, from_="2026-08-01", until="2026-08-11")
    assert granted(claim(living, history=(past("LIVING", "1000.00", 85),))) == [6 * 1478]
    assert granted(claim(living, history=(past("LIVING", "0.00", 91),))) == [0]


def test_months_beyond_the_most_take_their_part_of_the_claim_half_up() -> None:
    care = line("CHILDCARE", "400.01", units=4)
    assert granted(claim(care)) == [30001]
    assert granted(claim(care, history=(past("CHILDCARE", "100.00", 1),))) == [20001]


def test_units_are_drawn_also_at_nought_and_a_cap_by_unit_is_cumulative() -> None:
    cheap = line("STORAGE", "10.00", units=1)
    dear = line("STORAGE", "500.00", units=1)
    assert granted(claim(cheap, dear)) == [1000, 23000]
    nothing = line("STORAGE", "10.00", units=1, received="10.00")
    assert assess(claim(nothing)).lines[0].units == 1
    assert granted(claim(nothing, dear)) == [0, 24000]


def test_a_line_that_is_asked_or_refused_draws_nothing() -> None:
    refused = line("MOVING", "600.00", payee="court")
    assert granted(claim(refused, line("MOVING", "600.00"))) == [0, 60000]
    assert assess(claim(refused)).lines[0].units == 0


def test_a_sum_of_earlier_grants_counts_as_one() -> None:
    assert granted(claim(line("MOVING", "600.00"), history=(past("MOVING", "100.00", 3, times=3),))) == [50000]


def test_another_programmes_grants_do_not_count() -> None:
    assert granted(claim(line("MOVING", "600.00"), history=(past("MOVING", "100.00", programme="elders"),))) == [60000]


# --- versions ---


def later(old: str, new: str) -> policy.Policy:
    text = nation().toml.replace("from = 2026-01-01\nclock", "from = 2026-09-15\nclock").replace(old, new)
    return policy.read(text)


def test_each_line_has_the_version_of_its_own_date() -> None:
    known = (nation(), later('eur = "600.00"', 'eur = "700.00"'))
    told = assess(
        claim(
            line("MOVING", "900.00"),
            line("SAFETY", "1.00"),
            line("MOVING", "900.00", from_="2026-09-15", until="2026-09-16"),
        ),
        *known,
    )
    assert [one.granted for one in told.lines] == [60000, 100, 10000]
    assert [text.from_ for text in told.receipt.policies] == ["2026-09-15", "2026-01-01"]


def test_the_clock_of_a_text_or_of_an_amount_picks_the_date() -> None:
    by_filing = later('clock = "cost"', 'clock = "filing"')
    assert granted(claim(line("MOVING", "900.00")), nation(), by_filing) == [60000]
    first, second = (
        '{ from = 2026-01-01, eur = "600.00", source = "a"',
        '{ from = 2026-09-15, eur = "1.00", source = "b"',
    )
    row = next(row for row in nation().toml.split("\n") if row.startswith("moving"))
    for clock, expected in (("cost", 60000), ("filing", 100)):
        text = policy.read(
            nation().toml.replace(row, f'moving = [ {first}, clock = "{clock}" }}, {second}, clock = "{clock}" }} ]')
        )
        assert granted(claim(line("MOVING", "900.00")), text) == [expected]


def test_an_amount_by_the_date_of_an_event_asks_for_that_date() -> None:
    row = next(row for row in nation().toml.split("\n") if row.startswith("moving"))
    fact = '[facts.event_on]\ntype = "date"\nof = "claim"\nneed = "artikel 1"\nnl = "Wanneer?"\nen = "When?"\n\n[amounts]\n'
    text = policy.read(
        nation().toml.replace(row, row.replace(", source", ', clock = "event", source')).replace("[amounts]\n", fact)
    )
    assert assess(claim(line("MOVING", "900.00")), text).outcome == "incomplete"
    assert granted(claim(line("MOVING", "900.00"), event_on="2026-02-02"), text) == [60000]


def test_texts_of_two_regions_are_refused() -> None:
    read = policy.claim_from_json(claim(line("MOVING", "1.00")), texts())
    with pytest.raises(ValueError, match="meer dan één regio"):
        policy.assess(read, (nation(), region("havenmond"), region("heuvelrand")))


def test_the_receipt_of_the_first_case_is_always_the_same() -> None:
    fee = line(
        "SHELTER_FEE",
        "1850.83",
        from_="2026-08-03",
        until="2026-10-01",
        units=59,
        facts={"night_rate": "31.37", "nights_due": 59},
    )
    fee["evidence"] = evidence("fee_order", on="2026-08-24")
    read = policy.claim_from_json(
        claim(fee, admitted_on="2026-08-03", left_on="2026-10-01", filed_on="2026-10-05"), texts()
    )
    kept = policy.receipt(read, policy.assess(read, texts()))
    golden = (Path(__file__).parent / "receipt.json").read_bytes().strip()
    assert kept.replace(nation().sha256.encode(), b"HASH") == golden

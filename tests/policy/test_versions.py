"""Which version of a text and of an amount a line has, and the receipt that names them."""

from pathlib import Path

import pytest

from fund import policy
from tests.policy.texts import assess, claim, granted, line, nation, region, texts


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
    fact = '[facts.event_on]\ntype = "date"\nof = "claim"\nneed = "artikel 1"\nnl = "Wanneer?"\nen = "When?"\n'
    fact += "\n[amounts]\n"
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
    fee["evidence"] = [{"kind": "fee_order", "on": "2026-08-24"}]
    read = policy.claim_from_json(
        claim(fee, admitted_on="2026-08-03", left_on="2026-10-01", filed_on="2026-10-05"), texts()
    )
    kept = policy.receipt(read, policy.assess(read, texts()))
    golden = (Path(__file__).parent / "receipt.json").read_bytes().strip()
    assert kept.replace(nation().sha256.encode(), b"HASH") == golden

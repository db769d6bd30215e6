"""`fund policy`: the worked cases to the cent, an empty claim, and a sentence for whatever can't be read."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Fund
from tests.policy.texts import HERE, as_file, scenarios

NATION, REGIONS = HERE / "nation.toml", HERE / "regions"
CLAIMS = [pytest.param(told, id=f"{name}-{told['region']}") for name, case in scenarios() for told in case["claims"]]


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    return tmp_path / "facts.json"


def _write(facts: Path, told: dict[str, Any]) -> Path:
    facts.write_text(json.dumps(as_file(told)))
    return REGIONS / f"{told['region']}.toml"


@pytest.mark.parametrize("told", CLAIMS)
def test_a_worked_case_comes_out_to_the_cent(fund: Fund, facts: Path, told: dict[str, Any]) -> None:
    region = _write(facts, told)
    said = fund("policy", "assess", "--policy", NATION, "--policy", region, "--facts", facts, "--json")
    answer = json.loads(said.out)
    assert (said.code, said.err) == (0, "")
    assert (answer["outcome"], answer["claimed"], answer["granted"]) == (
        told["outcome"],
        told["claimed"],
        told["granted"],
    )
    assert [line["granted"] for line in answer["lines"]] == [line["granted"] for line in told["lines"]]
    assert answer["receipt"] and {"nl", "en", "article", "held"} <= answer["lines"][0]["findings"][0].keys()


def test_in_words_each_line_says_why_it_gets_less(fund: Fund, facts: Path) -> None:
    told = next(
        told
        for name, case in scenarios()
        for told in case["claims"]
        if name.startswith("04") and told["outcome"] == "part"
    )
    region = _write(facts, told)
    said = fund("policy", "assess", "--policy", NATION, "--policy", region, "--facts", facts)
    assert f"{told['outcome']}: {told['granted']} of {told['claimed']}" in said.out and "artikel" in said.out


def test_a_region_alone_stands_on_the_nation_that_we_ship_in_any_order(fund: Fund, facts: Path) -> None:
    region = _write(facts, CLAIMS[0].values[0])  # type: ignore[arg-type]
    alone = fund("policy", "assess", "--policy", region, "--facts", facts, "--json")
    turned = fund("policy", "assess", "--policy", region, "--policy", NATION, "--facts", facts, "--json")
    both = fund("policy", "assess", "--policy", NATION, "--policy", region, "--facts", facts, "--json")
    assert alone.out == turned.out == both.out and both.code == 0


@pytest.mark.parametrize("text", [NATION, *sorted(REGIONS.glob("*.toml"))], ids=lambda file: file.stem)
def test_a_text_that_we_ship_is_in_order(fund: Fund, text: Path) -> None:
    said = fund("policy", "check", text)
    assert said.code == 0 and "in order, in force from 2026-01-01" in said.out


@pytest.mark.parametrize("text", [NATION, REGIONS / "havenmond.toml"], ids=lambda file: file.stem)
def test_an_empty_claim_asks_everything_and_can_be_filled_in(fund: Fund, facts: Path, text: Path) -> None:
    said = fund("policy", "facts", text)
    claim = json.loads(said.out)
    assert (said.code, len(claim["lines"])) == (0, 23)
    claim["facts"] = {"children": 0, "admitted_on": "2026-08-01"}
    claim["lines"] = [line | {"claimed": "10.00", "until": "2026-01-02", "facts": {}} for line in claim["lines"]]
    facts.write_text(json.dumps(claim))
    assert fund("policy", "assess", "--policy", text, "--facts", facts).code == 0


TEXTS = {
    "broken TOML": (b"[policy\nlayer =", ":1:"),
    "no text": (b"\xff\xfe\x00\x01", "this is no text"),
    "an empty file": (b"", "Bij ‘policy’ ontbreekt ‘layer’."),
    "nothing of ours": (b"[tool]\nname = 1\n", ":1: De sleutel ‘tool’ bestaat hier niet."),
    "a wrong word": (NATION.read_bytes().replace(b"article =", b"artikle =", 1), "article"),
    "a long line": (b"a = " + b"[" * 5000, ":1: Deze regel is te lang"),
    "deeply nested": (b"a = " + b"[" * 3000, ":1: Te veel haakjes in elkaar."),
}


@pytest.mark.parametrize("fault", TEXTS)
def test_a_text_that_cannot_be_read_is_a_sentence(fund: Fund, tmp_path: Path, fault: str) -> None:
    file = tmp_path / "text.toml"
    file.write_bytes(TEXTS[fault][0])
    said = fund("policy", "check", file)
    assert said.code == 1 and said.out == ""
    assert str(file) in said.err and TEXTS[fault][1] in said.err and "Traceback" not in said.err


CLAIM = as_file(CLAIMS[0].values[0])  # type: ignore[arg-type]
FACTS = {
    "broken JSON": (b"{", "this is no JSON"),
    "no text": (b"\xff\xfe{", "this is no text"),
    "deeply nested": (b"[" * 200_000, "this is no JSON"),
    "a list": (b"[]", "‘de aanvraag’ wil een object"),
    "an unknown key": (json.dumps(CLAIM | {"colour": "blue"}).encode(), "colour"),
    "an unknown category": (
        json.dumps(CLAIM | {"lines": [CLAIM["lines"][0] | {"category": "YACHT"}]}).encode(),
        "YACHT",
    ),
    "an amount with a comma": (
        json.dumps(CLAIM | {"lines": [CLAIM["lines"][0] | {"claimed": "12,50"}]}).encode(),
        "claimed",
    ),
    "no day": (json.dumps(CLAIM | {"filed_on": "soon"}).encode(), "filed_on"),
}


@pytest.mark.parametrize("fault", FACTS)
def test_facts_that_cannot_be_read_are_a_sentence(fund: Fund, facts: Path, fault: str) -> None:
    facts.write_bytes(FACTS[fault][0])
    said = fund("policy", "assess", "--facts", facts)
    assert said.code == 1 and said.out == ""
    assert str(facts) in said.err and FACTS[fault][1] in said.err and "Traceback" not in said.err


@pytest.mark.parametrize(
    "typed",
    [("policy", "check", "nowhere.toml"), ("policy", "assess"), ("policy", "assess", "--facts", "/nowhere.json")],
)
def test_a_missing_file_is_a_sentence(fund: Fund, typed: tuple[str, ...]) -> None:
    said = fund(*typed)
    assert said.code == 1 and said.err

"""A region's text laid over the nation's."""

import pytest

from fund import policy
from tests.policy.texts import nation, region
from tests.policy.wrong import problems

REGION = """[policy]
layer = "region"
region = "elders"
title = "Elders"
source = "proef"
from = 2026-01-01
"""


def test_a_region_that_changes_the_nations_facts_is_refused() -> None:
    told = problems(REGION + "\n[facts.children]\nprotected = false\n", over_the_nation=True)
    assert told == ["Regel 8: ‘children’ is een gegeven van de landelijke tekst. Een regio verandert dat niet."]


def test_a_regions_rule_is_checked_against_the_nations_names() -> None:
    toml = REGION + '\n[categories.PETS]\npays = "units * pets_dag"\n'
    assert problems(toml, over_the_nation=True) == [
        "Regel 9, kolom 17: ‘pets_dag’ is hier onbekend. Bedoelt u ‘pets_day’?"
    ]
    assert policy.read(toml).rules is None


def test_a_regions_condition_is_pointed_at_in_its_own_text() -> None:
    toml = REGION + '\n[[conditions]]\nid = "no-other-article"\narticle = "artikel 1"\nholds = "hardschip"\n'
    toml += 'otherwise = "refuse"\nnl = "Zo."\nen = "So."\n'
    assert problems(toml, over_the_nation=True) == [
        "Regel 11, kolom 10: ‘hardschip’ is hier onbekend. Bedoelt u ‘hardship’?"
    ]


def test_a_region_says_only_where_it_differs() -> None:
    rules = policy.layered(nation(), region("havenmond"))
    floor = policy.layered(nation(), None)
    assert rules.categories["PETS"] == floor.categories["PETS"]
    assert rules.amounts["pets_day"] != floor.amounts["pets_day"]
    assert rules.amounts["clothing"] == floor.amounts["clothing"]


def test_a_regions_table_goes_key_by_key_a_list_whole_and_a_condition_by_its_id() -> None:
    toml = REGION + '[categories.PETS]\npayees = ["boarding"]\nlimits = []\n'
    toml += '[[conditions]]\nid = "no-other-article"\narticle = "artikel 1"\nholds = "yes"\notherwise = "refer"\n'
    toml += 'nl = "Zo."\nen = "So."\n'
    rules = policy.layered(nation(), policy.read(toml))
    pets = rules.categories["PETS"]
    assert (pets.payees, pets.limits, pets.article) == (("boarding",), (), "artikel 11 lid 11")
    assert [rule.id for rule in rules.conditions] == ["in-window", "filed-in-time", "no-other-article"]
    assert rules.conditions[2].article == "artikel 1"


def test_a_nation_cannot_be_laid_over_a_nation_nor_a_region_under_one() -> None:
    with pytest.raises(policy.UnreadableText, match="geen tekst van een regio"):
        policy.layered(nation(), nation())
    with pytest.raises(policy.UnreadableText, match="geen landelijke tekst"):
        policy.layered(region("havenmond"), None)

"""What a form asks and offers."""

from datetime import date

from fund import policy
from tests.policy.texts import nation, texts

ON = date(2026, 9, 1)


def asked(category: str, name: str | None = None) -> list[str]:
    return [fact.name for fact in policy.questions(policy.in_force(texts(name), ON), category)]


def test_a_form_asks_what_the_decision_needs_and_nothing_else() -> None:
    assert asked("MOVING") == ["admitted_on", "left_on"]
    assert asked("LIVING") == ["children", "admitted_on", "left_on"]
    assert asked("SHELTER_FEE") == ["admitted_on", "left_on", "night_rate", "nights_due"]
    assert asked("TRAVEL") == ["admitted_on", "left_on", "flight"]
    assert asked("TRAVEL", "havenmond") == asked("TRAVEL")


def test_no_form_asks_what_an_administrator_weighs() -> None:
    for offered in policy.categories(texts()):
        assert "hardship" not in asked(offered.code)


def test_every_fact_of_the_nation_is_asked_somewhere_or_weighed() -> None:
    used = {name for offered in policy.categories(texts()) for name in asked(offered.code)}
    facts = policy.layered(nation(), None).facts
    assert set(facts) == used | {"hardship"}
    assert all(fact.question.nl.endswith("?") and fact.question.en.endswith("?") for fact in facts.values())
    assert all(fact.need.startswith("artikel ") for fact in facts.values())


def test_a_region_may_ask_more_and_both_are_asked() -> None:
    toml = '[policy]\nlayer = "region"\nregion = "elders"\ntitle = "E"\nsource = "s"\nfrom = 2026-01-01\n'
    toml += '[facts.floors]\ntype = "count"\nof = "line"\nneed = "artikel 1"\n'
    toml += 'nl = "Hoeveel trappen?"\nen = "How many stairs?"\n'
    toml += '[categories.MOVING]\npays = "claimed if floors > 3 else moving"\n'
    pair = policy.in_force((nation(), policy.read(toml, nation())), ON)
    assert [fact.name for fact in policy.questions(pair, "MOVING")] == ["admitted_on", "left_on", "floors"]


def test_a_category_is_offered_with_its_words() -> None:
    offered = {one.code: one for one in policy.categories(texts("havenmond"), ON)}
    assert len(offered) == 23
    fee = offered["SHELTER_FEE"]
    assert (fee.name.nl, fee.name.en, fee.unit, fee.article) == (
        "Eigen bijdrage opvang",
        "Shelter fee",
        "night",
        "artikel 4 lid 1",
    )
    assert fee.payees == ("shelter", "resident", "debt_administrator")
    assert fee.evidence == ("fee_order", "no_home_statement")
    assert [code for code, one in offered.items() if one.guaranteed] == ["SHELTER_FEE", "LIVING", "SAFETY"]
    assert [code for code, one in offered.items() if one.guaranteed is None] == ["TRAVEL"]
    rules = policy.in_force(texts("havenmond"), ON).rules
    assert rules.payees["landlord"].nl == "verhuurder"
    assert rules.evidence["fee_order"].en == "fee order"
    assert all(
        set(one.payees) <= set(rules.payees) and set(one.evidence) <= set(rules.evidence) for one in offered.values()
    )

"""What a form asks and offers, where a period is cut, and how soon things happen."""

from datetime import date

import pytest

from fund import policy
from fund.policy.language.tree import names
from tests.policy.texts import REGIONS, nation, texts

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
    toml += '[facts.floors]\ntype = "count"\nof = "line"\nneed = "artikel 1"\nnl = "Hoeveel trappen?"\nen = "How many stairs?"\n'
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


# --- cuts ---

FACTS = {"admitted_on": date(2026, 8, 1), "left_on": date(2026, 10, 1)}


def edges(category: str, from_: date, until: date, *known: policy.Policy) -> list[str]:
    found = policy.cuts(category, from_, until, known or texts("havenmond"), FACTS)
    assert found[0][0] == from_ and found[-1][1] == until
    assert all(end == start for (_, end), (start, _) in zip(found, found[1:], strict=False))
    return [start.isoformat() for start, _ in found[1:]]


def test_a_line_inside_the_window_and_one_version_is_not_cut() -> None:
    assert edges("STORAGE", date(2026, 8, 1), date(2026, 12, 1)) == []


def test_a_line_over_an_edge_of_the_window_is_cut_there() -> None:
    assert edges("STORAGE", date(2026, 6, 1), date(2026, 9, 1)) == ["2026-07-02"]
    assert edges("STORAGE", date(2027, 9, 1), date(2027, 12, 1)) == ["2027-10-02"]
    assert policy.cuts("STORAGE", date(2027, 9, 1), date(2027, 12, 1), texts(), {"admitted_on": date(2026, 8, 1)}) == [
        (date(2027, 9, 1), date(2027, 12, 1))
    ]


def test_a_shelter_fee_is_cut_where_the_statement_begins_to_be_asked() -> None:
    assert edges("SHELTER_FEE", date(2026, 12, 1), date(2027, 3, 1)) == ["2027-01-31"]


def test_a_line_is_cut_where_a_text_or_an_amount_of_its_own_changes() -> None:
    row = next(row for row in nation().toml.split("\n") if row.startswith("pets_day "))
    raised = row[:-2] + ', { from = 2026-09-10, eur = "16.00", source = "s" } ]'
    first = policy.read(nation().toml.replace(row, raised))
    second = policy.read(nation().toml.replace("from = 2026-01-01\nclock", "from = 2026-09-20\nclock"))
    assert edges("PETS", date(2026, 9, 1), date(2026, 10, 1), first, second) == ["2026-09-10", "2026-09-20"]
    assert edges("STORAGE", date(2026, 9, 1), date(2026, 10, 1), first, second) == ["2026-09-20"]
    by_filing = policy.read(nation().toml.replace('clock = "cost"', 'clock = "filing"').replace(row, raised))
    assert edges("PETS", date(2026, 9, 1), date(2026, 10, 1), by_filing) == []


def test_a_yearly_cap_cuts_at_the_year() -> None:
    assert edges("HEALTH_OTHER", date(2026, 12, 1), date(2027, 2, 1)) == ["2027-01-01"]
    assert edges("SCHOOL", date(2026, 7, 20), date(2026, 9, 1)) == ["2026-08-01"]


# --- terms ---


def test_the_terms_of_each_region() -> None:
    assert policy.terms(texts("havenmond"), ON) == policy.Terms(10, 1, 5, None)
    assert policy.terms(texts("noordervaart"), ON) == policy.Terms(5, 1, 5, None)
    assert policy.terms(texts("heuvelrand"), ON) == policy.Terms(10, 1, 5, 100000)


@pytest.mark.parametrize(
    ("name", "claimed", "cents"),
    [
        ("heuvelrand", 30000, 30000),
        ("heuvelrand", 90000, 50000),
        ("havenmond", 90000, 72000),
        ("havenmond", 55000, 50000),
        ("havenmond", 100, 100),
    ],
)
def test_the_advance_of_each_region(name: str, claimed: int, cents: int) -> None:
    assert policy.advance(claimed, texts(name), ON) == cents


def test_before_the_first_text_nothing_is_in_force() -> None:
    with pytest.raises(policy.NotInForce):
        policy.terms(texts(), date(2025, 12, 31))
    with pytest.raises(policy.NotInForce):
        policy.in_force(texts(), date(2025, 12, 31))


# --- the texts themselves ---

FLOOR = {
    "living_adult_day": 1478, "living_child_day": 739, "living_days": 91, "clothing": 15000, "clothing_child": 10000,
    "housing_month": 93293, "housing_months": 3, "travel_month": 25000, "safety": 75000, "moving": 60000,
    "furnishing": 250000, "furnishing_child": 50000, "deposit": 279879, "health_excess": 38500, "health_other": 20000,
    "premium_month": 17658, "premium_months": 3, "address_month": 3000, "address_months": 12, "phone_once": 17500,
    "phone_month": 2000, "phone_months": 6, "childcare_months": 3, "school_child": 30000, "storage_month": 12000,
    "storage_months": 6, "pets_day": 1500, "pets_days": 60, "interpreter_month": 30000, "declaration_limit": 25000,
    "advance_least": 50000,
}  # fmt: skip


def test_the_nations_amounts() -> None:
    assert {name: amount.on(ON) for name, amount in nation().amounts.items()} == FLOOR


@pytest.mark.parametrize(
    ("name", "differs"),
    [
        (
            "noordervaart",
            {
                "living_adult_day": 1600,
                "living_child_day": 800,
                "living_days": 120,
                "furnishing": 300000,
                "furnishing_child": 60000,
                "travel_month": 30000,
            },
        ),
        ("havenmond", {"safety": 100000, "pets_day": 1800, "pets_days": 90, "housing_months": 4}),
        ("heuvelrand", {}),
    ],
)
def test_where_a_region_differs(name: str, differs: dict[str, int]) -> None:
    amounts = policy.in_force(texts(name), ON).rules.amounts
    assert {key: amounts[key].on(ON) for key in FLOOR if amounts[key].on(ON) != FLOOR[key]} == differs


def test_every_amount_is_used_by_a_rule() -> None:
    for name in REGIONS:
        rules = policy.in_force(texts(name), ON).rules
        nodes = [node for code in rules.categories for node in rules.expressions_on(code)]
        nodes += [node for node in (rules.terms.advance, rules.terms.second_look_above) if node]
        assert set(rules.amounts) <= {used for node in nodes for used in names(node)}

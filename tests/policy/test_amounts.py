"""The amounts of the texts that come with the program."""

from datetime import date

import pytest

from fund import policy
from fund.policy.language.tree import names
from tests.policy.texts import REGIONS, nation, texts

ON = date(2026, 9, 1)


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

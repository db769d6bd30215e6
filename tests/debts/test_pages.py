"""What a resident's overview shows of her costs: their sums, and whether some can be claimed."""

from dataclasses import replace

from fund.debts.pages import ResidentCosts
from fund.debts.rules import Stand
from tests.debts.test_rules import COST


def test_her_costs_are_added_up() -> None:
    assert ResidentCosts([COST, COST]).sums.accrued == 2 * (COST.cents - COST.received)


def test_costs_can_be_claimed_while_some_are_on_no_claim() -> None:
    filed = replace(COST, stand=Stand.FILED)
    assert ResidentCosts([filed, replace(COST, stand=Stand.NOTED)]).claimable
    assert not ResidentCosts([filed]).claimable and not ResidentCosts([]).claimable

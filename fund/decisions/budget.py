"""The room for a claim in the budgets of its fund, and from which of them it may be paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from fund.claims.models import Claim, Line
from fund.claims.rules import State
from fund.core.money import Cents
from fund.ledger import queries as ledger
from fund.people.rules import Actor


@dataclass(frozen=True, slots=True)
class BudgetChoice:
    """A budget from which an administrator may choose to pay, with its free cents."""

    id: UUID
    name: str
    free: Cents


@dataclass(frozen=True, slots=True)
class BudgetRoom:
    """What the fund has free this year, and what is reserved for this claim already.

    `budgets`: those that may pay every line for which a budget is chosen, none where no line needs one; `unfit`: the
    names of the others.
    """

    year: int
    budgets: tuple[BudgetChoice, ...]
    unfit: tuple[str, ...]
    amount: Cents
    paid: Cents
    committed: Cents
    reserved: Cents
    reserved_here: Cents

    @property
    def free(self) -> Cents:
        """Return the cents that are neither paid, committed nor reserved."""
        return self.amount - self.paid - self.committed - self.reserved

    def free_after(self, granted: Cents) -> Cents:
        """Return what is free once this amount is granted."""
        return self.free + self.reserved_here - granted


def budget_room(session: Session, actor: Actor, claim: Claim, lines: Sequence[Line], year: int) -> BudgetRoom:
    """Return the room for a claim in the budgets of a year that the reader may see."""
    served = ledger.budgets_and_categories(session, actor, claim.fund_id, year)
    budgets = [budget for budget, _only_for in served]
    costs = {line.category for line in lines if not line.guaranteed}
    fitting = [budget for budget, only_for in served if not only_for or costs <= set(only_for)] if costs else []
    return BudgetRoom(
        year=year,
        budgets=tuple(BudgetChoice(budget.id, budget.name, budget.free) for budget in fitting),
        unfit=tuple(budget.name for budget in budgets if costs and budget not in fitting),
        amount=sum(budget.amount for budget in budgets),
        paid=sum(budget.paid for budget in budgets),
        committed=sum(budget.committed for budget in budgets),
        reserved=sum(budget.reserved for budget in budgets),
        reserved_here=0 if claim.state is State.HELD else sum(line.held or 0 for line in lines),
    )

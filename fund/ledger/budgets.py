"""Budgets (oormerken): adopt one, and let it pay the costs that it is for."""

from collections.abc import Collection, Set
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from fund.core.money import Cents
from fund.db import insert_unless_there
from fund.ledger import chart, journal
from fund.ledger.chart import Source
from fund.ledger.entries import open_book, post
from fund.ledger.journal import Subject
from fund.ledger.models import Budget, BudgetCategory, Flow
from fund.people.act import Act
from fund.texts.queries import cost_accounts


def adopt_budget(
    act: Act,
    fund_id: UUID,
    *,
    year: int,
    source: Source,
    name: str,
    purpose: str,
    terms: str,
    cents: Cents,
    categories: Collection[str] = (),
) -> Budget:
    """Adopt a budget (oormerk) and receive its money; opens the fund's book where there is none. Done at set-up.

    `categories`: for which costs it is, by their codes; none for every cost, also those that a later text adds.
    """
    open_book(act, fund_id)
    budget = Budget(
        fund_id=fund_id,
        year=year,
        source=source,
        name=name,
        purpose=purpose,
        terms=terms,
        for_every_cost=not categories,
        amount=0,
        reserved=0,
        committed=0,
        paid=0,
    )
    act.session.add(budget)
    act.session.flush()
    if categories:
        serve(act.session, budget.id, set(categories))
    post(act, fund_id, journal.contributed(Subject(budget_id=budget.id, decided_by=act.by.pseudonym), source, cents))
    return budget


def serve(session: Session, budget_id: UUID, categories: Set[str]) -> None:
    """Let a budget pay these costs, and money flow over their accounts. The fund's book is locked."""
    accounts = cost_accounts(session, categories)
    if len(accounts) < len(categories):
        raise ValueError("a budget is for categories that have an account")
    flows = [flow._asdict() for account in accounts for flow in chart.flows_of(account.code)]
    session.execute(insert_unless_there(session, Flow), flows)  # another fund may have added them, or do so now
    session.execute(
        insert(BudgetCategory), [{"budget_id": budget_id, "category": account.category} for account in accounts]
    )

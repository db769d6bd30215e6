"""Who may release what, and what the bank reads. Pure."""

import hashlib
from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from fund.core import calendar, references
from fund.core.errors import NotAllowed
from fund.payees.rules import OF_THE_SHELTER, OWN_ACCOUNT


def refuse_own_decision(releaser: UUID, deciders: Collection[UUID | None]) -> None:
    """Refuse that whoever decided, first or second, also releases; NotAllowed."""
    if releaser in deciders:
        raise NotAllowed("In deze batch zit een beslissing van uzelf. Een ander geeft de betaling vrij.")


def end_to_end(attempts: Sequence[tuple[UUID, int]]) -> str:
    """Derive a transfer's id from its payments and their attempt: the same again for the same, another for another try."""
    named = "|".join(sorted(f"{payment}:{attempt}" for payment, attempt in attempts))
    return references.bank(hashlib.sha256(named.encode()).digest())


def together(kind: str) -> bool:
    """Tell whether payments to that kind of payee travel as one sum: to a shelter, with a specification by reference."""
    return kind in OF_THE_SHELTER


def remittance(kind: str, creditors_own: str | None, ours: str) -> str:
    """Return what the payee reads: a creditor his own reference, so that the bill closes; everybody else only our neutral one."""
    if kind == OWN_ACCOUNT or together(kind) or not creditors_own:
        return ours
    return creditors_own


def pay_by(decided_on: date, pay_days: int) -> date:
    """Return the last working day of the term for paying, counted from the day after the decision."""
    return calendar.add_working_days(decided_on, pay_days)

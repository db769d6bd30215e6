"""The chart of accounts (rekeningschema) and the allowed flows, as data. Pure."""

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import Final, NamedTuple


class Source(StrEnum):
    """Where a budget's money comes from; in the order in which budgets are used up."""

    SPECIFIC_GRANT = "specific_grant"  # specifieke uitkering: must be accounted for (SiSa), so it goes first
    GIFT = "gift"
    GENERAL_GRANT = "general_grant"  # deel van de algemene uitkering
    RESERVE = "reserve"  # bestemmingsreserve (BBV 43)


class EntryKind(StrEnum):
    """The kind of an entry: what happened."""

    CONTRIBUTED = "contributed"  # bijdrage ontvangen
    RESERVED = "reserved"  # gereserveerd
    FREED = "freed"  # vrijgevallen
    GRANTED = "granted"  # toegekend
    RELEASED = "released"  # vrijgegeven
    PAID = "paid"  # betaald
    RETURNED = "returned"  # teruggekomen van de bank
    REOPENED = "reopened"  # weer te betalen
    REFUNDED = "refunded"  # terugbetaald door de ontvanger
    REVERSED = "reversed"  # teruggeboekt


class ChartAccount(NamedTuple):
    """One account (rekening): its code, its name in both languages, and the category whose costs stand on it."""

    code: str
    nl: str
    en: str
    category: str | None = None


class AllowedFlow(NamedTuple):
    """One flow that is allowed: this kind, from this credit account to this debit account."""

    kind: str
    debit: str
    credit: str


BUDGETS, BANK, IN_TRANSIT, PAYABLE = "0500", "1100", "1190", "1620"
CONTRIBUTIONS, COMMITTED, RESERVATIONS = "8000", "9000", "9100"

ACCOUNTS: Final[tuple[ChartAccount, ...]] = (
    ChartAccount(BUDGETS, "Oormerken", "Budgets"),
    ChartAccount(BANK, "Bank", "Bank"),
    ChartAccount(IN_TRANSIT, "Onderweg", "In transit"),
    ChartAccount("1300", "Terug te vorderen", "To recover"),
    ChartAccount("1310", "Kasvoorschot opvang", "Float at a shelter"),
    ChartAccount(PAYABLE, "Nog te betalen", "Payable"),
    ChartAccount(CONTRIBUTIONS, "Bijdragen", "Contributions"),
    ChartAccount(COMMITTED, "Verplichtingen, tegenrekening", "Commitments, contra"),
    ChartAccount(RESERVATIONS, "Gereserveerd", "Reserved"),
)
"""The accounts of the books except those of costs: a text that is published opens one for each of its categories."""

COSTS: Final = "4"
"""With this the codes of cost accounts begin, and no others."""

CONTRIBUTED_TO: Final[dict[Source, str]] = {
    Source.SPECIFIC_GRANT: BUDGETS,
    Source.RESERVE: BUDGETS,
    Source.GIFT: CONTRIBUTIONS,
    Source.GENERAL_GRANT: CONTRIBUTIONS,
}
"""Where a contribution is credited.

Money that must be accounted for, or that came from a reserve, is no income yet (BBV 43, 49).
"""

_FORTH: Final[tuple[AllowedFlow, ...]] = (
    AllowedFlow(EntryKind.CONTRIBUTED, BANK, BUDGETS),
    AllowedFlow(EntryKind.CONTRIBUTED, BANK, CONTRIBUTIONS),
    AllowedFlow(EntryKind.RELEASED, PAYABLE, IN_TRANSIT),
    AllowedFlow(EntryKind.PAID, IN_TRANSIT, BANK),
    AllowedFlow(EntryKind.RETURNED, BANK, IN_TRANSIT),
    AllowedFlow(EntryKind.REOPENED, IN_TRANSIT, PAYABLE),
)


def _and_back(flows: Collection[AllowedFlow]) -> tuple[AllowedFlow, ...]:
    back = {AllowedFlow(EntryKind.REVERSED, flow.credit, flow.debit) for flow in flows}
    return tuple(sorted({*flows, *back}))


FLOWS: Final[tuple[AllowedFlow, ...]] = (
    *_and_back(_FORTH),
    AllowedFlow(EntryKind.RESERVED, RESERVATIONS, COMMITTED),
    AllowedFlow(EntryKind.FREED, COMMITTED, RESERVATIONS),
)
"""Every allowed flow but those of a cost. What was reserved is freed, not reversed."""


def costs(accounts: Iterable[ChartAccount]) -> dict[str, str]:
    """Return the code of each category's account."""
    return {account.category: account.code for account in accounts if account.category}


def is_cost(code: str) -> bool:
    """Tell whether an account is one of costs."""
    return code.startswith(COSTS)


def flows_of(cost: str) -> tuple[AllowedFlow, ...]:
    """Return the allowed flows of a cost account."""
    granted = AllowedFlow(EntryKind.GRANTED, cost, PAYABLE)
    return _and_back((granted, AllowedFlow(EntryKind.REFUNDED, BANK, cost)))


def is_allowed(flow: AllowedFlow) -> bool:
    """Tell whether money may flow so."""
    return flow in FLOWS or any(is_cost(code) and flow in flows_of(code) for code in (flow.debit, flow.credit))

"""The menu: for each role the few places that she needs. Pure."""

from fund.people.rules import Reader, Role

PLACES: dict[Role, tuple[str, ...]] = {
    Role.WORKER: ("home.start", "residents.index", "claims.index", "payees.index"),
    Role.SHELTER_LEAD: ("home.start", "residents.index", "claims.index", "payees.index", "people.team"),
    Role.ADMINISTRATOR: ("decisions.queue", "payouts.index", "ledger.budgets", "ledger.months"),
    Role.AUDITOR: ("ledger.months", "ledger.budgets"),
    Role.OVERSEER: ("oversight.regions",),
    Role.OPERATOR: ("people.accounts",),
}


def places(reader: Reader) -> list[str]:
    """Return the endpoints of her menu: those of all her roles, each once, her first task first."""
    return list(dict.fromkeys(endpoint for standing in reader.standings for endpoint in PLACES[standing.role]))

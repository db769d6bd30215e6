"""The menu: for each role the few places that it needs. Pure."""

from os.path import commonprefix

from fund.people.rules import Actor, Role

QUEUE, PAYOUTS = "decisions.queue", "payouts.index"
COUNTED = frozenset({QUEUE, PAYOUTS})
"""The words that say how much waits there."""

PLACES: dict[Role, tuple[str, ...]] = {
    Role.WORKER: ("home.start", "residents.index", "claims.index", "payees.index", "texts.index", "home.manual"),
    Role.SHELTER_LEAD: (
        "home.start",
        "residents.index",
        "claims.index",
        "payees.index",
        "people.team",
        "texts.index",
        "home.manual",
    ),
    Role.ADMINISTRATOR: (
        QUEUE,
        PAYOUTS,
        "ledger.budgets",
        "ledger.months",
        "texts.index",
        "home.manual",
    ),
    Role.AUDITOR: ("ledger.months", "ledger.budgets", "texts.index", "home.manual"),
    Role.OVERSEER: ("oversight.regions", "texts.index", "home.manual"),
    Role.OPERATOR: ("people.accounts", "home.manual"),
}

MANUALS: dict[Role, str] = {
    Role.WORKER: "shelter",
    Role.SHELTER_LEAD: "shelter",
    Role.ADMINISTRATOR: "administrator",
    Role.AUDITOR: "auditor",
    Role.OVERSEER: "overseer",
    Role.OPERATOR: "operator",
}


ALIKE = {"ledger.account": "ledger.month", "ledger.closing": "ledger.month"}  # pages of one month
UNDER = {
    "debts": "residents",
    "stays": "residents",
    "evidence": "residents",
}  # packages whose pages stand under another's word


def places(actor: Actor) -> list[str]:
    """Return the endpoints of an actor's menu: those of all roles, each once, the first role's first."""
    return list(dict.fromkeys(endpoint for standing in actor.roles for endpoint in PLACES[standing.role]))


def current(places: list[str], endpoint: str) -> str | None:
    """Return the place of the menu under which a page stands: the one of its package whose name is most alike.

    >>> current(["ledger.budgets", "ledger.months"], "ledger.month")
    'ledger.months'
    >>> current(["ledger.budgets", "ledger.months"], "ledger.closing")
    'ledger.months'
    """
    package, _, name = ALIKE.get(endpoint, endpoint).partition(".")
    alike = [place for place in places if place.partition(".")[0] == UNDER.get(package, package)]
    return max(alike, key=lambda place: len(commonprefix((place.partition(".")[2], name))), default=None)

"""The chart of accounts (rekeningschema) and the allowed flows, as data. Pure."""

from enum import StrEnum
from typing import Final, NamedTuple


class Source(StrEnum):
    """Where an earmark's money comes from; in the order in which earmarks are used up."""

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
    """One account (rekening): its code and its name in both languages."""

    code: str
    nl: str
    en: str


class AllowedFlow(NamedTuple):
    """One flow that is allowed: this kind, from this credit account to this debit account."""

    kind: str
    debit: str
    credit: str


EARMARK, BANK, IN_TRANSIT, PAYABLE = "0500", "1100", "1190", "1620"
CONTRIBUTIONS, COMMITTED, RESERVATIONS = "8000", "9000", "9100"

_CATEGORIES: Final = (
    ("SHELTER_FEE", "Eigen bijdrage opvang", "Shelter fee"),
    ("LIVING", "Leefgeld", "Living money"),
    ("CLOTHING", "Kleding en toiletartikelen", "Clothing and toiletries"),
    ("DOUBLE_HOUSING", "Dubbele woonlasten", "Double housing costs"),
    ("TRAVEL", "Reiskosten", "Travel"),
    ("SAFETY", "Sloten en veiligheid", "Locks and safety"),
    ("MOVING", "Verhuiskosten", "Moving"),
    ("FURNISHING", "Woninginrichting", "Furnishing"),
    ("DEPOSIT", "Waarborgsom en eerste huur", "Deposit and first rent"),
    ("HEALTH_EXCESS", "Eigen risico zorg", "Health insurance excess"),
    ("HEALTH_OTHER", "Zorg die niet vergoed wordt", "Care that is not insured"),
    ("HEALTH_PREMIUM", "Zorgpremie", "Health insurance premium"),
    ("IDENTITY", "Identiteits- en verblijfspapieren", "Identity and residence papers"),
    ("ADDRESS", "Briefadres of postbus", "Postal address"),
    ("PHONE", "Telefoon en simkaart", "Phone and SIM card"),
    ("CHILDCARE", "Kinderopvang, eigen deel", "Childcare, own share"),
    ("SCHOOL", "Schoolkosten", "School costs"),
    ("LEGAL", "Rechtsbijstand en griffierecht", "Legal aid and court fees"),
    ("STORAGE", "Opslag inboedel", "Storage"),
    ("PETS", "Opvang huisdier", "Boarding of a pet"),
    ("DEBT_INTAKE", "Intake schuldhulp of bewind", "Debt help intake"),
    ("INTERPRETER", "Tolk en vertaling", "Interpreter and translation"),
    ("OTHER", "Overige kosten", "Other costs"),
)

COST: Final[dict[str, str]] = {category: str(4100 + 10 * n) for n, (category, _, _) in enumerate(_CATEGORIES)}
"""The cost account of each category, 4100 to 4320."""

CATEGORY: Final[dict[str, str]] = {code: category for category, code in COST.items()}

ACCOUNTS: Final[tuple[ChartAccount, ...]] = (
    ChartAccount(EARMARK, "Oormerken", "Earmarks"),
    ChartAccount(BANK, "Bank", "Bank"),
    ChartAccount(IN_TRANSIT, "Onderweg", "In transit"),
    ChartAccount("1300", "Terug te vorderen", "To recover"),
    ChartAccount("1310", "Kasvoorschot opvang", "Float at a shelter"),
    ChartAccount(PAYABLE, "Nog te betalen", "Payable"),
    *(ChartAccount(COST[category], nl, en) for category, nl, en in _CATEGORIES),
    ChartAccount(CONTRIBUTIONS, "Bijdragen", "Contributions"),
    ChartAccount(COMMITTED, "Verplichtingen, tegenrekening", "Commitments, contra"),
    ChartAccount(RESERVATIONS, "Gereserveerd", "Reserved"),
)

CONTRIBUTED_TO: Final[dict[Source, str]] = {
    Source.SPECIFIC_GRANT: EARMARK,
    Source.RESERVE: EARMARK,
    Source.GIFT: CONTRIBUTIONS,
    Source.GENERAL_GRANT: CONTRIBUTIONS,
}
"""Where a contribution is credited: money that must be accounted for or that came from a reserve is no income yet (BBV 43, 49)."""

_FORTH: Final[tuple[AllowedFlow, ...]] = (
    AllowedFlow(EntryKind.CONTRIBUTED, BANK, EARMARK),
    AllowedFlow(EntryKind.CONTRIBUTED, BANK, CONTRIBUTIONS),
    *(AllowedFlow(EntryKind.GRANTED, code, PAYABLE) for code in COST.values()),
    AllowedFlow(EntryKind.RELEASED, PAYABLE, IN_TRANSIT),
    AllowedFlow(EntryKind.PAID, IN_TRANSIT, BANK),
    AllowedFlow(EntryKind.RETURNED, BANK, IN_TRANSIT),
    AllowedFlow(EntryKind.REOPENED, IN_TRANSIT, PAYABLE),
    *(AllowedFlow(EntryKind.REFUNDED, BANK, code) for code in COST.values()),
)

FLOWS: Final[tuple[AllowedFlow, ...]] = tuple(
    sorted(
        {
            *_FORTH,
            *(AllowedFlow(EntryKind.REVERSED, flow.credit, flow.debit) for flow in _FORTH),
            AllowedFlow(EntryKind.RESERVED, RESERVATIONS, COMMITTED),
            AllowedFlow(EntryKind.FREED, COMMITTED, RESERVATIONS),
        }
    )
)
"""Every allowed flow. What was reserved is freed, not reversed."""

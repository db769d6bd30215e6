"""The three invented regions: their funds, shelters, budgets and people."""

from dataclasses import dataclass

from fund.core.money import Cents
from fund.ledger.chart import Source
from fund.people.rules import Role
from fund.regions.models import LegalForm

PASSWORD = "oefenen-mag-hier"  # noqa: S105 - the demo's, printed for whoever tries it


@dataclass(frozen=True, slots=True)
class PlannedBudget:
    """A budget to adopt for a year."""

    source: Source
    name: str
    purpose: str
    cents: Cents
    categories: tuple[str, ...] = ()  # for which costs; empty: for every cost


@dataclass(frozen=True, slots=True)
class DemoShelter:
    """A shelter, under its neutral name."""

    name: str
    places: int
    post_box: str
    waived_nights: int = 0


@dataclass(frozen=True, slots=True)
class DemoRegion:
    """A region, with its fund, shelters and budgets."""

    code: str
    name: str
    legal_form: LegalForm
    inhabitants: int
    account_name: str
    address: str
    objection_address: str
    phone: str
    shelters: tuple[DemoShelter, ...]
    budgets: tuple[PlannedBudget, ...]
    in_parts: bool = False  # the budget comes in two parts, and the first is used up before the second is adopted


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at work. `at` is a shelter's name, a region's code, or empty for the nation."""

    email: str
    name: str
    role: Role
    at: str
    pseudonym: str


PLACES = (
    DemoRegion(
        "noordervaart",
        "Noordervaart",
        LegalForm.FOUNDATION,
        412_000,
        "Stichting Noordervaart",
        "Postbus 210, 1000 AB Noordervaart",
        "Postbus 211, 1000 AB Noordervaart",
        "000 210 0210",
        (DemoShelter("Huis Lindehof", 14, "Postbus 2140, 1000 AC Noordervaart", waived_nights=28),),
        (
            PlannedBudget(Source.SPECIFIC_GRANT, "Rijksuitkering opvang", "Kosten van opvang", 600_000_00),
            PlannedBudget(Source.RESERVE, "Regionale reserve", "Kosten van opvang", 280_000_00),
            PlannedBudget(
                Source.GIFT,
                "Giften",
                "Een eerste woning, kleding en school",
                20_000_00,
                ("FURNISHING", "CLOTHING", "SCHOOL"),
            ),
        ),
    ),
    DemoRegion(
        "havenmond",
        "Havenmond",
        LegalForm.MUNICIPALITY,
        1_105_000,
        "Gemeente Havenmond KF",
        "Postbus 300, 2000 AA Havenmond",
        "Postbus 301, 2000 AA Havenmond",
        "000 300 0300",
        (
            DemoShelter("Huis Zuidwal", 24, "Postbus 3140, 2000 AC Havenmond"),
            DemoShelter("Huis Kadezicht", 14, "Postbus 3150, 2000 AD Havenmond"),
        ),
        (
            PlannedBudget(Source.SPECIFIC_GRANT, "Rijksuitkering opvang", "Kosten van opvang", 1_500_000_00),
            PlannedBudget(Source.RESERVE, "Regionale reserve", "Kosten van opvang", 700_000_00),
            PlannedBudget(Source.GIFT, "Giften", "Wat geen ander betaalt", 200_000_00, ("PETS", "PHONE", "OTHER")),
        ),
    ),
    DemoRegion(
        "heuvelrand",
        "Heuvelrand",
        LegalForm.MUNICIPALITY,
        298_000,
        "Gemeente Heuvelrand KF",
        "Postbus 400, 3000 AA Heuvelrand",
        "Postbus 401, 3000 AA Heuvelrand",
        "000 400 0400",
        (DemoShelter("Huis Beukenlaan", 9, "Postbus 4140, 3000 AC Heuvelrand"),),
        (
            PlannedBudget(Source.SPECIFIC_GRANT, "Rijksuitkering opvang", "Kosten van opvang", 150_000_00),
            PlannedBudget(Source.RESERVE, "Regionale reserve", "Kosten van opvang", 30_000_00),
        ),
        in_parts=True,
    ),
)

PEOPLE = (
    Person("s.bakker@zuidwal.example", "S. Bakker", Role.WORKER, "Huis Zuidwal", "zw-01"),
    Person("l.visser@zuidwal.example", "L. Visser", Role.WORKER, "Huis Zuidwal", "zw-02"),
    Person("r.kaya@zuidwal.example", "R. Kaya", Role.SHELTER_LEAD, "Huis Zuidwal", "zw-03"),
    Person("j.smit@kadezicht.example", "J. Smit", Role.WORKER, "Huis Kadezicht", "kz-01"),
    Person("n.mulder@kadezicht.example", "N. Mulder", Role.SHELTER_LEAD, "Huis Kadezicht", "kz-02"),
    Person("f.jansen@lindehof.example", "F. Jansen", Role.WORKER, "Huis Lindehof", "lh-01"),
    Person("h.dijkstra@lindehof.example", "H. Dijkstra", Role.SHELTER_LEAD, "Huis Lindehof", "lh-02"),
    Person("k.peters@beukenlaan.example", "K. Peters", Role.WORKER, "Huis Beukenlaan", "bl-01"),
    Person("w.bos@beukenlaan.example", "W. Bos", Role.SHELTER_LEAD, "Huis Beukenlaan", "bl-02"),
    Person("m.hendriks@havenmond.example", "M. Hendriks", Role.ADMINISTRATOR, "havenmond", "fb-01"),
    Person("d.okafor@havenmond.example", "D. Okafor", Role.ADMINISTRATOR, "havenmond", "fb-02"),
    Person("e.vos@havenmond.example", "E. Vos", Role.ADMINISTRATOR, "havenmond", "fb-03"),
    Person("a.postma@noordervaart.example", "A. Postma", Role.ADMINISTRATOR, "noordervaart", "fb-11"),
    Person("b.haddad@noordervaart.example", "B. Haddad", Role.ADMINISTRATOR, "noordervaart", "fb-12"),
    Person("c.vermeer@noordervaart.example", "C. Vermeer", Role.ADMINISTRATOR, "noordervaart", "fb-13"),
    Person("g.willemse@heuvelrand.example", "G. Willemse", Role.ADMINISTRATOR, "heuvelrand", "fb-21"),
    Person("i.arslan@heuvelrand.example", "I. Arslan", Role.ADMINISTRATOR, "heuvelrand", "fb-22"),
    Person("o.kuiper@heuvelrand.example", "O. Kuiper", Role.ADMINISTRATOR, "heuvelrand", "fb-23"),
    Person("p.vanloon@controle.example", "P. van Loon", Role.AUDITOR, "havenmond", "au-01"),
    Person("t.degraaf@controle.example", "T. de Graaf", Role.AUDITOR, "noordervaart", "au-02"),
    Person("u.yilmaz@controle.example", "U. Yilmaz", Role.AUDITOR, "heuvelrand", "au-03"),
    Person("j.willems@toezicht.example", "J. Willems", Role.OVERSEER, "", "ov-01"),
    Person("beheer@kostenfonds.example", "V. Aalders", Role.OPERATOR, "", "op-01"),
)

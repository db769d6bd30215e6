"""Create the three regions: funds, keys, shelters, accounts, texts, payees, budgets."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from schwifty import IBAN
from sqlalchemy.orm import Session

from fund.demo.cast import Cast
from fund.demo.highlights import EMPTY, back, first_part
from fund.demo.places import PEOPLE, PLACES, DemoRegion, DemoShelter, PlannedBudget
from fund.demo.stories import Story
from fund.keys import actions as keys
from fund.keys.queries import keyring
from fund.ledger import actions as ledger
from fund.payees import actions as payees
from fund.people import actions as people
from fund.people.act import Act
from fund.people.rules import Role
from fund.policy import nation_text, region_text
from fund.regions import actions as regions
from fund.texts import actions as texts

BANK = "ABNA"
SUPPLIERS = {
    "insurer": "Zorgpolis Midden",
    "landlord": "Wonen Rondom",
    "landlord_or_bank": "Hypotheek Plus",
    "supplier": "Slotenservice De Sleutel",
    "boarding": "Pension De Poot",
    "lawyer": "Advocatuur Noord",
    "court": "Griffie",
    "school": "Basisschool De Ster",
    "childcare": "Kinderopvang Zon",
}


def account(number: int) -> str:
    """Return an invented IBAN with valid check digits."""
    return str(IBAN.generate("NL", bank_code=BANK, account_code=f"{number:010}"))


def places(cast: Cast, at: datetime, hashed: Callable[[str], str], password: str) -> None:
    """Create regions, funds, shelters and accounts."""
    with cast.maker.begin() as session:
        texts.publish(session, at, nation_text())
        for number, place in enumerate(PLACES, 1):
            _region(session, cast, at, place, number)
        one = hashed(password)
        for person in PEOPLE:
            made = people.open_account(
                session, at, email=person.email, name=person.name, pseudonym=person.pseudonym, password_hash=one
            )
            cast.accounts[person.email] = made.id
            shelter, region = cast.shelters.get(person.at), cast.regions.get(person.at)
            if shelter:
                region = next(
                    cast.regions[place.code] for place in PLACES if person.at in {of.name for of in place.shelters}
                )
            people.appoint(session, made.id, person.role, from_=_since(at), region_id=region, shelter_id=shelter)


def _since(at: datetime) -> date:
    return at.date() - timedelta(days=30)


def _region(session: Session, cast: Cast, at: datetime, place: DemoRegion, number: int) -> None:
    region = regions.found(
        session, code=place.code, name=place.name, legal_form=place.legal_form, inhabitants=place.inhabitants
    )
    keys.found(session, keyring(session), region.id, at)
    fund = regions.endow(
        session,
        region.id,
        name=f"Fonds {place.name}",
        account_name=place.account_name,
        iban=account(100 + number),
        bic=str(IBAN(account(100 + number)).bic),
        address=place.address,
        objection_address=place.objection_address,
        phone=place.phone,
    )
    cast.regions[place.code], cast.funds[place.code] = region.id, fund.id
    texts.publish(session, at, region_text(place.code), region_id=region.id)
    for shelter in place.shelters:
        opened = regions.open_shelter(
            session,
            region.id,
            name=shelter.name,
            places=shelter.places,
            post_box=shelter.post_box,
            waived_nights=shelter.waived_nights,
        )
        cast.shelters[shelter.name] = opened.id


def payees_of(cast: Cast, at: datetime) -> None:
    """Register each shelter's own accounts and its usual payees; the lead does it, a worker checks."""
    number = 1000
    for place in PLACES:
        for shelter in place.shelters:
            named = {
                "shelter": f"Stichting {shelter.name}",
                "residents_account": f"Beheer {shelter.name.split()[-1]}",
                **SUPPLIERS,
            }
            for kind, holder in named.items():
                number += 1
                made = _payee(cast, at, shelter, kind=kind, holder=holder, iban=account(number))
                cast.payees[shelter.name, kind] = made


def _payee(cast: Cast, at: datetime, shelter: DemoShelter, *, kind: str, holder: str, iban: str) -> UUID:
    def register(act: Act) -> UUID:
        shelter_id = cast.shelters[shelter.name]
        return payees.register(act, shelter_id=shelter_id, resident_id=None, kind=kind, holder=holder, iban=iban).id

    made = cast.act(_at(shelter, Role.SHELTER_LEAD), at, register)
    cast.act(_at(shelter, Role.WORKER), at + timedelta(hours=1), lambda act: payees.check(act, made))
    return made


def budgets(cast: Cast, at: datetime, stories: list[Story], today: date) -> None:
    """Adopt the budgets of each year of the demo.

    Where a budget comes in two parts, only its first part is adopted for the year in which that part is used up.
    """
    for place in PLACES:
        for year in range(at.year, today.year + 1):
            if place.in_parts and year == back(today, EMPTY).year:
                cast.first_parts[place.code] = cents = first_part(today, stories, year)
                whole = place.budgets[0]
                _adopt(cast, at, place, year, replace(whole, name=f"{whole.name}, eerste deel", cents=cents))
            else:
                for budget in place.budgets:
                    _adopt(cast, at, place, year, budget)


def second_part(cast: Cast, at: datetime, place: DemoRegion) -> None:
    """Adopt the rest of the budget, once the first part is used up."""
    first, *others = place.budgets
    rest = replace(first, name=f"{first.name}, tweede deel", cents=first.cents - cast.first_parts[place.code])
    for budget in (rest, *others):
        _adopt(cast, at, place, at.year, budget)


def _adopt(cast: Cast, at: datetime, place: DemoRegion, year: int, budget: PlannedBudget) -> None:
    def done(act: Act) -> None:
        ledger.adopt_budget(
            act,
            cast.funds[place.code],
            year=year,
            source=budget.source,
            name=budget.name,
            purpose=budget.purpose,
            terms="Alleen voor kosten volgens de beleidsregel.",
            cents=budget.cents,
            categories=budget.categories,
        )

    cast.act(
        next(person.email for person in PEOPLE if person.role is Role.ADMINISTRATOR and person.at == place.code),
        at,
        done,
    )


def _at(shelter: DemoShelter, role: Role) -> str:
    return next(person.email for person in PEOPLE if person.at == shelter.name and person.role is role)

"""Found the three regions: funds, keys, shelters, accounts, texts, payees, budgets."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID

from schwifty import IBAN
from sqlalchemy.orm import Session

from fund.core.calendar import Month
from fund.demo.places import PEOPLE, PLACES, House, Place
from fund.demo.stage import Stage
from fund.keys import actions as keys
from fund.keys.queries import keyring
from fund.ledger import actions as ledger
from fund.payees import actions as payees
from fund.people import actions as people
from fund.people.rules import Role
from fund.policy.shipped import nation_text, region_text
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
    """Return an invented IBAN that is well formed."""
    return str(IBAN.generate("NL", bank_code=BANK, account_code=f"{number:010}"))


def places(stage: Stage, at: datetime, hashed: Callable[[str], str], password: str) -> None:
    """Found regions, funds, shelters and accounts."""
    with stage.maker.begin() as session:
        texts.publish(session, at, nation_text())
        for number, place in enumerate(PLACES, 1):
            _region(session, stage, at, place, number)
        one = hashed(password)
        for person in PEOPLE:
            made = people.open_account(session, at, email=person.email, name=person.name, pseudonym=person.pseudonym, password_hash=one)
            stage.accounts[person.email] = made.id
            house, region = stage.houses.get(person.at), stage.regions.get(person.at)
            if house:
                region = next(stage.regions[place.code] for place in PLACES if person.at in {of.name for of in place.houses})
            people.appoint(session, made.id, person.role, from_=_since(at), region_id=region, shelter_id=house)


def _since(at: datetime) -> date:
    return at.date() - timedelta(days=30)


def _region(session: Session, stage: Stage, at: datetime, place: Place, number: int) -> None:
    region = regions.found(session, code=place.code, name=place.name, legal_form=place.legal_form, inhabitants=place.inhabitants)
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
    stage.regions[place.code], stage.funds[place.code] = region.id, fund.id
    texts.publish(session, at, region_text(place.code), region_id=region.id)
    for house in place.houses:
        opened = regions.open_shelter(
            session, region.id, name=house.name, places=house.places, post_box=house.post_box, waived_nights=house.waived_nights
        )
        stage.houses[house.name] = opened.id


def payees_of(stage: Stage, at: datetime) -> None:
    """Register each shelter's own accounts and its usual payees, by the lead, checked by a worker."""
    number = 1000
    for place in PLACES:
        for house in place.houses:
            lead, worker = _at(house, Role.SHELTER_LEAD), _at(house, Role.WORKER)
            named = {"shelter": f"Stichting {house.name}", "residents_account": f"Beheer {house.name.split()[-1]}", **SUPPLIERS}
            for kind, holder in named.items():
                number += 1
                stage.payees[house.name, kind] = _payee(stage, at, (lead, worker), house, kind, (holder, account(number)))


def _payee(stage: Stage, at: datetime, pair: tuple[str, str], house: House, kind: str, paid: tuple[str, str]) -> UUID:
    lead, worker = pair
    made = stage.act(
        lead,
        at,
        lambda session, by, at: (
            payees.register(
                session, by, at, shelter_id=stage.houses[house.name], resident_id=None, kind=kind, holder=paid[0], iban=paid[1]
            ).id
        ),
    )
    stage.act(worker, at + timedelta(hours=1), lambda session, by, at: payees.check(session, by, at, made))
    return made


def budgets(stage: Stage, at: datetime, until: date) -> None:
    """Adopt a budget for each year that the demo meets."""
    for place in PLACES:
        first = next(person.email for person in PEOPLE if person.role is Role.ADMINISTRATOR and person.at == place.code)
        for year in range(at.year, Month.of(until).year + 1):
            for earmark in place.earmarks:
                stage.act(
                    first,
                    at,
                    lambda session, by, at, of=place, earmark=earmark, year=year: ledger.adopt_budget(
                        session,
                        by,
                        at,
                        stage.funds[of.code],
                        year=year,
                        source=earmark.source,
                        name=earmark.name,
                        purpose=earmark.purpose,
                        terms="Alleen voor kosten volgens de beleidsregel.",
                        cents=earmark.cents,
                    ),
                )


def _at(house: House, role: Role) -> str:
    return next(person.email for person in PEOPLE if person.at == house.name and person.role is role)

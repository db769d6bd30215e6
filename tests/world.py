"""A small world that tests walk through: two regions, three shelters, everybody who works there,
and claims as far as claims can be.

Built once for each kind of database, by the real actions; a test gets a copy of its own,
with the keys and the secret that belong to it."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from schwifty import IBAN
from sqlalchemy.orm import Session

import fund.policy
from fund.core.money import Cents
from fund.keys import actions as keys
from fund.keys.queries import keyring
from fund.ledger import actions as ledger
from fund.ledger.chart import Source
from fund.payees import actions as payees
from fund.people import actions as people
from fund.people.act import Act
from fund.people.rules import Actor, Role, RoleAssignment
from fund.regions import actions as regions
from fund.regions.models import Fund, LegalForm
from fund.texts import actions as texts

TEXTS = Path(fund.policy.__file__).parent
PASSWORD = "een-lang-wachtwoord"
NOW = datetime(2026, 12, 2, 9, 12, tzinfo=UTC)  # November is over, and not closed
LONG_AGO = datetime(2025, 12, 1, tzinfo=UTC)
ADOPTED = datetime(2026, 10, 1, 8, tzinfo=UTC)
BUDGET = 50_000_000


@dataclass(frozen=True)
class Shelter:
    """A shelter: two workers and a lead, the accounts that are paid there, and what is known of it by name (ids)."""

    shelter_id: UUID
    region_id: UUID
    fund_id: UUID
    worker: Actor
    colleague: Actor
    lead: Actor
    payees: dict[str, UUID] = field(default_factory=dict)
    things: dict[str, UUID] = field(default_factory=dict)


@dataclass(frozen=True)
class Office:
    """A region's fund: three administrators and an auditor. The first and the second decide, the third releases."""

    region_id: UUID
    fund_id: UUID
    iban: str
    first: Actor
    second: Actor
    third: Actor
    auditor: Actor


@dataclass(frozen=True)
class World:
    """Everything by name. `own` and `next_door` are shelters of Havenmond, a municipality;
    `abroad` of Noordervaart, a foundation."""

    own: Shelter
    next_door: Shelter
    abroad: Shelter
    office: Office
    other_office: Office
    overseer: Actor
    operator: Actor


def email(person: Actor) -> str:
    """Return the address by which one of the world signs in."""
    return f"{person.pseudonym}@voorbeeld.nl"


def found(session: Session, hash_: str) -> World:
    """Put every place, person, text, budget and account in place; nobody stays anywhere yet."""
    texts.publish(session, LONG_AGO, (TEXTS / "nation.toml").read_text())
    office = found_office(session, "havenmond", LegalForm.MUNICIPALITY, hash_)
    other = found_office(session, "noordervaart", LegalForm.FOUNDATION, hash_)
    return World(
        own=open_shelter(session, office, "Huis Zuidwal", hash_),
        next_door=open_shelter(session, office, "Huis Kadezicht", hash_),
        abroad=open_shelter(session, other, "Huis Lindehof", hash_, waived_nights=28),
        office=office,
        other_office=other,
        overseer=person(session, "J. Willems", "toezicht", RoleAssignment(Role.OVERSEER), hash_),
        operator=person(session, "V. Aalders", "beheer", RoleAssignment(Role.OPERATOR), hash_),
    )


def found_office(
    session: Session,
    code: str,
    legal_form: LegalForm,
    hash_: str,
    *,
    cents: Cents = BUDGET,
    adopted: datetime = ADOPTED,
) -> Office:
    """Found a region with its fund, its text as it is shipped, and a budget for 2026;
    the nation's text is there already."""
    region = regions.found(session, code=code, name=code.title(), legal_form=legal_form, inhabitants=400_000)
    keys.found(session, keyring(session), region.id, LONG_AGO)
    fund = endow(session, region.id, code)
    texts.publish(session, LONG_AGO, (TEXTS / "regions" / f"{code}.toml").read_text(), region_id=region.id)
    desk = RoleAssignment(Role.ADMINISTRATOR, region.id)
    office = Office(
        region_id=region.id,
        fund_id=fund.id,
        iban=fund.iban,
        first=person(session, "M. Hendriks", f"{code[:4]}-1", desk, hash_),
        second=person(session, "T. Bosman", f"{code[:4]}-2", desk, hash_),
        third=person(session, "E. Okafor", f"{code[:4]}-3", desk, hash_),
        auditor=person(session, "P. van Loon", f"{code[:4]}-4", RoleAssignment(Role.AUDITOR, region.id), hash_),
    )
    if cents:
        year = {
            "year": 2026,
            "source": Source.GENERAL_GRANT,
            "name": "Algemeen",
            "purpose": "",
            "terms": "",
            "cents": cents,
        }
        ledger.adopt_budget(Act(session, office.first, adopted), fund.id, **year)  # type: ignore[arg-type]
    return office


def open_shelter(session: Session, office: Office, name: str, hash_: str, *, waived_nights: int = 0) -> Shelter:
    """Open a shelter with its people, and the accounts of itself, its residents and a supplier;
    each checked by a colleague."""
    region_id, code = office.region_id, name.split()[-1][:6].lower()
    opened = regions.open_shelter(
        session, region_id, name=name, places=20, post_box="Postbus 1, 1000 AA", waived_nights=waived_nights
    )
    at_work, leads = (
        RoleAssignment(Role.WORKER, region_id, opened.id),
        RoleAssignment(Role.SHELTER_LEAD, region_id, opened.id),
    )
    shelter = Shelter(
        opened.id,
        region_id,
        office.fund_id,
        worker=person(session, "S. Bakker", f"{code}-1", at_work, hash_),
        colleague=person(session, "A. de Wit", f"{code}-2", at_work, hash_),
        lead=person(session, "M. Lind", f"{code}-3", leads, hash_),
    )
    holders = {"shelter": f"Stichting {name}", "residents_account": "Beheer Rekening", "supplier": "Berging De Sleutel"}
    for number, (kind, holder) in enumerate(holders.items()):
        iban = account(int.from_bytes(opened.id.bytes[:3]) * 10 + number)
        made = payees.register(
            Act(session, shelter.lead, ADOPTED),
            shelter_id=opened.id,
            resident_id=None,
            kind=kind,
            holder=holder,
            iban=iban,
        )
        payees.check(Act(session, shelter.worker, ADOPTED), made.id)
        shelter.payees[kind] = made.id
    return shelter


def person(session: Session, name: str, pseudonym: str, standing: RoleAssignment, hash_: str) -> Actor:
    """Open an account that stands somewhere since long ago."""
    opened = people.open_account(
        session, LONG_AGO, email=f"{pseudonym}@voorbeeld.nl", name=name, pseudonym=pseudonym, password_hash=hash_
    )
    place = {"region_id": standing.region_id, "shelter_id": standing.shelter_id}
    people.appoint(session, opened.id, standing.role, from_=date(2026, 1, 1), **place)
    return Actor(opened.id, name, (standing,), pseudonym)


def account(number: int) -> str:
    """Return an invented IBAN that is well formed."""
    return str(IBAN.generate("NL", bank_code="ABNA", account_code=f"{number:010}"))


def endow(session: Session, region_id: UUID, code: str) -> Fund:
    post = "Postbus 2, 1000 AB"
    return regions.endow(
        session,
        region_id,
        name=f"Fonds {code.title()}",
        account_name=f"{code.title()} KF",
        iban=account(len(code)),
        bic="ABNANL2A",
        address=post,
        objection_address=post,
        phone="000 300 0300",
    )

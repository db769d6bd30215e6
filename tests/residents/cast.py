"""Two regions, three shelters and who works there: enough to be refused next door and across the border."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from fund.keys import actions as keys
from fund.keys.queries import keyring
from fund.people import actions as people
from fund.people.act import Act
from fund.people.rules import Actor, Role, RoleAssignment
from fund.regions import actions as regions
from fund.regions.models import LegalForm
from fund.residents import actions as residents
from fund.residents.models import Resident

AT = datetime(2026, 9, 14, 9, 30, tzinfo=UTC)
TODAY = date(2026, 9, 14)

NAME = "Wilhelmina Achterbergh"
FILE_NUMBER = "DOS-2026-99117"
CONTACT = "Alleen bellen op 06-55512345, nooit voor tienen"


@dataclass(frozen=True)
class Cast:
    """Bakker and De Wit work at one shelter under Lind; Nijs works next door, Vos in another region,
    Fonk for the fund."""

    region_id: UUID
    shelter_id: UUID
    bakker: Actor
    de_wit: Actor
    lind: Actor
    nijs: Actor
    vos: Actor
    fonk: Actor
    resident: Resident


def cast(session: Session) -> Cast:
    """Put everyone in place, with one resident."""
    here, there = (_region(session, code) for code in ("havenmond", "heuvelrand"))
    home = regions.open_shelter(
        session, here, name="Huis Zuidwal", places=20, post_box="Postbus 1, 1000 AA Havenmond"
    ).id
    next_door = regions.open_shelter(
        session, here, name="Huis Noordwal", places=20, post_box="Postbus 1, 1000 AA Havenmond"
    ).id
    abroad = regions.open_shelter(
        session, there, name="Huis Oostwal", places=20, post_box="Postbus 1, 1000 AA Havenmond"
    ).id
    bakker = _person(session, "S. Bakker", RoleAssignment(Role.WORKER, here, home))
    return Cast(
        region_id=here,
        shelter_id=home,
        bakker=bakker,
        de_wit=_person(session, "A. de Wit", RoleAssignment(Role.WORKER, here, home)),
        lind=_person(session, "M. Lind", RoleAssignment(Role.SHELTER_LEAD, here, home)),
        nijs=_person(session, "P. Nijs", RoleAssignment(Role.WORKER, here, next_door)),
        vos=_person(session, "K. Vos", RoleAssignment(Role.WORKER, there, abroad)),
        fonk=_person(session, "T. Fonk", RoleAssignment(Role.ADMINISTRATOR, here)),
        resident=register(session, bakker, home),
    )


def register(session: Session, by: Actor, shelter_id: UUID, name: str = NAME) -> Resident:
    """Register a resident."""
    return residents.register(
        Act(session, by, AT), shelter_id=shelter_id, file_number=FILE_NUMBER, name=name, contact_rule=CONTACT
    )


def _region(session: Session, code: str) -> UUID:
    region = regions.found(
        session, code=code, name=code.title(), legal_form=LegalForm.MUNICIPALITY, inhabitants=400_000
    )
    keys.found(session, keyring(session), region.id, AT)
    regions.endow(
        session,
        region.id,
        name=f"Kostenfonds {region.name}",
        account_name="Stichting Kostenfonds",
        iban="NL91ABNA0417164300",
        bic="ABNANL2A",
        address="Postbus 2, 1000 AA Havenmond",
        objection_address="Postbus 3, 1000 AA Havenmond",
        phone="010 1234567",
    )
    return region.id


def _person(session: Session, name: str, standing: RoleAssignment) -> Actor:
    mail = f"{name.split()[-1].lower()}@voorbeeld.nl"
    account = people.open_account(
        session, AT, email=mail, name=name, pseudonym=f"p-{name[:2]}{name[-3:]}", password_hash="x"
    )
    people.appoint(
        session, account.id, standing.role, from_=TODAY, region_id=standing.region_id, shelter_id=standing.shelter_id
    )
    return Actor(account.id, name, (standing,), account.pseudonym)

"""The cast of tests.claims.cast with two administrators, and claims that wait for them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from fund.claims import actions as claims
from fund.claims.models import Claim
from fund.decisions.rules import Given
from fund.people import actions as people
from fund.people.act import Act
from fund.people.rules import Actor, Role, RoleAssignment
from fund.stays.models import Cost
from fund.texts import actions as texts
from tests.claims import cast as before

FILED = before.AT
AT = datetime(2026, 10, 7, 9, tzinfo=UTC)
TODAY = date(2026, 10, 7)
WORDS = "De gemeente vergoedt deze kosten al, dus het fonds hoeft dat niet te doen."
HARD = "Wij hebben afgewogen of dit te hard voor haar is."


@dataclass(frozen=True)
class Cast(before.Cast):
    """Everyone of tests.claims.cast; Hendriks and Bos administer her fund, Vliet the fund next door."""

    hendriks: Actor
    bos: Actor
    vliet: Actor

    def submitted(self, *costs: Cost, at: datetime = FILED) -> Claim:
        """Submit a claim with these costs."""
        return claims.submit(Act(self.session, self.bakker, at), before.ready(self, *costs).id)

    def two_look_above(self, cents: int) -> None:
        """Have a text from 6 October on, that asks for a second look above this sum."""
        toml = (before.TEXTS / "regions" / "havenmond.toml").read_text()
        head, rest = toml.replace("from = 2026-01-01\n", "from = 2026-10-06\n", 1).split("[amounts]")
        limit = f'second_look = [ {{ from = 2026-01-01, eur = "{cents / 100:.2f}", source = "proef" }} ]'
        rest = rest.replace("[terms]", '[terms]\nsecond_look_above = "second_look"\nsecond_look_article = "artikel 16"')
        texts.publish(self.session, before.AT, f"{head}[amounts]\n{limit}\n{rest}", region_id=self.region_id)

    def clothing(self, cents: int = 15000) -> Cost:
        """Note clothing with its attested bill: no more than € 250,00 with one child, and not guaranteed."""
        return self.cost("CLOTHING", cents, "supplier", self.evidence("bill"))

    def storage(self, cents: int = 10000) -> Cost:
        """Note a month of storage with its attested bill."""
        bill = self.evidence("bill")
        return self.cost("STORAGE", cents, "supplier", bill, from_=date(2026, 9, 1), until=date(2026, 10, 1))


def cast(session: Session, cents: int = before.BUDGET) -> Cast:
    """Put everyone in place."""
    here = before.cast(session, cents)
    there = here.vos.roles[0].region_id
    return Cast(
        **vars(here),
        hendriks=administrator(session, "M. Hendriks", "fb-04", RoleAssignment(Role.ADMINISTRATOR, here.region_id)),
        bos=administrator(session, "T. Bos", "fb-11", RoleAssignment(Role.ADMINISTRATOR, here.region_id)),
        vliet=administrator(session, "K. Vliet", "fb-21", RoleAssignment(Role.ADMINISTRATOR, there)),
    )


def administrator(session: Session, name: str, pseudonym: str, standing: RoleAssignment) -> Actor:
    """Open an account with a standing."""
    mail = f"{name.split()[-1].lower()}@voorbeeld.nl"
    account = people.open_account(session, before.AT, email=mail, name=name, pseudonym=pseudonym, password_hash="x")
    day = before.TODAY - timedelta(days=60)
    people.appoint(
        session, account.id, standing.role, from_=day, region_id=standing.region_id, shelter_id=standing.shelter_id
    )
    return Actor(account.id, name, (standing,), pseudonym)


def all_of(*cents: int) -> dict[int, Given]:
    """Grant these amounts by the rules, the first line's first."""
    return {position: Given(amount) for position, amount in enumerate(cents, start=1)}

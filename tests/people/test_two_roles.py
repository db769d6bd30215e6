"""Who has two roles acts by the one that the page asks for, there;
an administrator of two regions keeps their money apart."""

from datetime import date
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from fund.payouts.models import Batch
from fund.people import actions as people
from fund.people.models import Membership
from fund.people.rules import Actor, Role, RoleAssignment, Verb
from fund.trail.models import AccessEntry
from tests.visitor import Visitor, words
from tests.world import World

SHELTER, OTHER, REGION = (UUID(int=number) for number in (1, 2, 3))


def roles_seen(session: Session, person: Actor) -> list[str]:
    """Return the roles by which somebody saw something, each as often as it was written down."""
    roles = session.scalars(select(AccessEntry.role).where(AccessEntry.by_id == person.id)).all()
    session.rollback()
    return sorted(roles)


def also(session: Session, person: Actor, role: Role, *, shelter_id: UUID | None = None, region_id: UUID) -> None:
    """Give a person another role, which began before the one there is."""
    people.appoint(session, person.id, role, from_=date(2024, 1, 1), shelter_id=shelter_id, region_id=region_id)
    session.execute(update(Membership).where(Membership.role != role).values(from_=date(2025, 1, 1)))
    session.commit()


def test_a_role_is_the_one_that_may_there() -> None:
    person = Actor(
        UUID(int=9),
        "N. Vos",
        (
            RoleAssignment(Role.WORKER, REGION, OTHER),
            RoleAssignment(Role.SHELTER_LEAD, REGION, SHELTER),
            RoleAssignment(Role.ADMINISTRATOR, REGION),
        ),
    )
    assert person.role_for(Verb.READ_QUEUE) is Role.ADMINISTRATOR
    assert person.role_for(Verb.READ_CLAIM, OTHER, REGION) is Role.WORKER
    assert person.role_for(Verb.READ_CLAIM, SHELTER, REGION) is Role.SHELTER_LEAD
    assert person.role_for(Verb.READ_CLAIM, UUID(int=4), REGION) is Role.ADMINISTRATOR
    with pytest.raises(LookupError):
        person.role_for(Verb.COMPARE_REGIONS)


def test_the_access_log_names_the_role_by_which_somebody_acts(
    app: Flask, session: Session, world: World, december: object
) -> None:
    also(session, world.office.first, Role.WORKER, shelter_id=world.abroad.shelter_id, region_id=world.abroad.region_id)
    person = Visitor(app, world.office.first)
    person.see(f"/queue/{world.own.things['submitted']}")
    assert roles_seen(session, world.office.first) == ["administrator"]
    person.see(f"/claims/{world.own.things['submitted']}")
    person.see(f"/claims/{world.abroad.things['submitted']}")
    assert roles_seen(session, world.office.first) == ["administrator", "administrator", "worker"]


def test_an_administrator_of_two_regions_puts_each_funds_payments_ready_apart(
    app: Flask, session: Session, world: World, december: object
) -> None:
    also(session, world.office.first, Role.ADMINISTRATOR, region_id=world.other_office.region_id)
    person = Visitor(app, world.office.first)
    for office in (world.office, world.other_office):
        before = set(session.scalars(select(Batch.id)))
        session.rollback()
        page = f"/payouts/fund/{office.fund_id}"
        assert "Uitbetalen" in words(person.get(page))
        assert person.done(page, "/batches") == page
        made_now = session.scalars(select(Batch).where(Batch.id.not_in(before))).all()
        assert {batch.fund_id for batch in made_now} <= {office.fund_id}
        session.rollback()
    stranger = Visitor(app, world.office.third)
    assert stranger.get(f"/payouts/fund/{world.other_office.fund_id}").status_code == 404

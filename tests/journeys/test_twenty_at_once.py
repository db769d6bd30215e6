"""Twenty administrators grant at once, each another claim, against the last 100.00: no more than that is promised."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, func, select, update
from sqlalchemy.orm import Session

from fund.claims import actions as claims
from fund.claims.models import Claim, Line
from fund.core.errors import OverBudget
from fund.decisions import actions as decisions
from fund.decisions.rules import Given
from fund.evidence import actions as evidence
from fund.keys.keyring import Keyring
from fund.ledger.models import Budget
from fund.ledger.verify import verify
from fund.people.act import Act
from fund.people.rules import Actor
from fund.regions.models import LegalForm
from fund.residents import actions as residents
from fund.stays import actions as stays
from fund.stays.rules import Place
from fund.texts import actions as texts
from tests.at_once import at_once
from tests.history import at, noted
from tests.world import LONG_AGO, TEXTS, Shelter, found_office, open_shelter, person

TWENTY, EACH, LAST = 20, 700, 10_000


@dataclass(frozen=True)
class Desk:
    """One administrator with one claim."""

    by: Actor
    claim_id: UUID
    version: int


@pytest.fixture
def desks(session: Session) -> list[Desk]:
    texts.publish(session, LONG_AGO, (TEXTS / "nation.toml").read_text())
    office = found_office(session, "havenmond", LegalForm.MUNICIPALITY, "x", cents=LAST)
    shelter = open_shelter(session, office, "Huis Zuidwal", "x")
    made = [
        desk(session, shelter, person(session, f"A. {n}", f"adm-{n}", office.first.roles[0], "x"))
        for n in range(TWENTY)
    ]
    session.commit()
    return made


def desk(session: Session, shelter: Shelter, by: Actor) -> Desk:
    """Submit a claim of 7.00 for clothing, which is not guaranteed:
    nothing is set aside for it before it is granted."""
    her = residents.register(
        Act(session, shelter.worker, at(11, 2)),
        shelter_id=shelter.shelter_id,
        file_number="D",
        name="",
        contact_rule="",
    )
    stay = stays.admit(
        Act(session, shelter.worker, at(11, 2)), her.id, admitted_on=date(2026, 9, 1), place=Place.SHELTER, children=0
    )
    told: dict[str, Any] = {"kind": "declaration", "issuer": "Bureau", "number": None, "cents": None}
    told["issued_on"] = date(2026, 9, 12)
    word = evidence.add(Act(session, shelter.worker, at(11, 2)), resident_id=her.id, upload=None, **told)
    clothes = noted("CLOTHING", EACH, "shelter", shelter)
    cost = stays.note_cost(Act(session, shelter.worker, at(11, 2)), stay.id, clothes, evidence_ids=[word.id])
    claim = claims.draft(Act(session, shelter.worker, at(11, 2)), stay.id, [cost.id])
    claims.mandate(Act(session, shelter.worker, at(11, 2)), claim.id, date(2026, 9, 2))
    claim = claims.submit(Act(session, shelter.worker, at(11, 2)), claim.id)
    return Desk(by, claim.id, claim.version)


def granting(desk: Desk) -> Callable[[Session], object]:
    lines = {1: Given(EACH)}
    return lambda session: decisions.grant(
        Act(session, desk.by, at(11, 3)), desk.claim_id, version=desk.version, lines=lines
    )


def promised(session: Session) -> int:
    session.expire_all()
    found = session.scalar(select(func.coalesce(func.sum(Line.granted), 0)))
    session.commit()
    return int(found or 0)


def test_twenty_at_once_promise_no_more_than_there_is(
    engine: Engine, keyring: Keyring, session: Session, desks: list[Desk]
) -> None:
    said = at_once(engine, keyring, [granting(desk) for desk in desks])
    assert Counter(said) == {"done": LAST // EACH, "OverBudget": TWENTY - LAST // EACH}
    assert promised(session) == LAST // EACH * EACH
    budget = session.scalars(select(Budget)).one()
    assert (budget.reserved, budget.committed) == (0, LAST // EACH * EACH)
    assert len(session.scalars(select(Claim).where(Claim.granted > 0)).all()) == LAST // EACH
    assert verify(session) == []


def test_who_reads_then_writes_is_caught(engine: Engine, keyring: Keyring, session: Session, desks: list[Desk]) -> None:
    read = Barrier(len(desks), timeout=60)

    def naive(desk: Desk) -> Callable[[Session], object]:
        def promise(session: Session) -> None:
            with Session(engine) as reading:
                budget = reading.scalars(select(Budget)).one()
                free, committed = budget.free, budget.committed
            read.wait()
            if free < EACH:
                raise OverBudget("Op.")
            session.execute(update(Budget).values(committed=committed + EACH))
            session.execute(update(Line).where(Line.claim_id == desk.claim_id).values(granted=EACH))

        return promise

    at_once(engine, keyring, [naive(desk) for desk in desks])
    assert promised(session) > LAST

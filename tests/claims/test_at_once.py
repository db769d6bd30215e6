"""At once, on both databases: a cost stands on one claim, the last money is held once, a claim is submitted once."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from fund.claims import actions
from fund.claims.models import Claim, Line
from fund.claims.rules import State
from fund.core.errors import StaleClaim
from fund.keys.keyring import Keyring
from fund.ledger.models import Budget
from fund.people.act import Act
from tests.at_once import at_once
from tests.claims import cast as people
from tests.claims.cast import AT, Cast, ready


def picking(cast: Cast, claim_id: UUID, cost: UUID) -> Callable[[Session], object]:
    return lambda session: actions.pick(Act(session, cast.bakker, AT), claim_id, [cost])


def submitting(cast: Cast, claim_id: UUID, version: int | None = None) -> Callable[[Session], object]:
    return lambda session: actions.submit(Act(session, cast.bakker, AT), claim_id, version=version)


def test_two_drafts_that_pick_one_cost_at_once_do_not_both_get_it(
    engine: Engine, keyring: Keyring, session: Session, cast: Cast
) -> None:
    cost = cast.cost("CLOTHING", 18500, "shelter", cast.evidence("declaration")).id
    drafts = [actions.draft(Act(session, cast.bakker, AT), cast.stay.id).id for _ in range(4)]
    session.commit()
    said = at_once(engine, keyring, [picking(cast, id, cost) for id in drafts])
    assert said == ["Refusal", "Refusal", "Refusal", "done"]
    assert len(session.scalars(select(Line).where(Line.cost_id == cost)).all()) == 1


def test_the_last_money_is_held_for_one_claim_and_the_other_waits_with_a_clock(
    engine: Engine, keyring: Keyring, session: Session
) -> None:
    cast = people.cast(session, 100_000)
    claims = [ready(cast, cast.cost("SAFETY", 90_000, "supplier", cast.evidence("bill"))).id for _ in range(4)]
    session.commit()
    said = at_once(engine, keyring, [submitting(cast, id) for id in claims])
    assert said == ["done"] * 4
    session.expire_all()
    states = sorted(claim.state for claim in session.scalars(select(Claim).where(Claim.id.in_(claims))))
    assert states == [State.HELD, State.HELD, State.HELD, State.SUBMITTED]
    assert session.scalars(select(Budget)).one().reserved == 90_000


def test_one_claim_is_submitted_once(engine: Engine, keyring: Keyring, session: Session, cast: Cast) -> None:
    claim = ready(cast, cast.fee())
    seen = claim.version
    session.commit()
    said = at_once(engine, keyring, [submitting(cast, claim.id, seen)] * 3)
    assert said == [StaleClaim.__name__, StaleClaim.__name__, "done"]
    assert session.scalars(select(Budget)).one().reserved == 185083

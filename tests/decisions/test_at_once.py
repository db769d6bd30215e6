"""Two administrators at once: the fund's lock lets one go first, and the other sees what is there then."""

from collections.abc import Callable

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from fund.claims.models import Claim, Line
from fund.decisions import actions
from fund.decisions.models import Decision, Stage
from fund.keys.keyring import Keyring
from fund.people.act import Act
from fund.people.rules import Actor
from tests.at_once import at_once
from tests.decisions.cast import AT, Cast, all_of

ONCE = 25000  # all that clothing gives in a stay with one child


def granting(by: Actor, claim: Claim) -> Callable[[Session], object]:
    id, version = claim.id, claim.version
    return lambda session: actions.grant(Act(session, by, AT), id, version=version, lines=all_of(ONCE))


def test_one_claim_is_decided_once(session: Session, engine: Engine, keyring: Keyring, cast: Cast) -> None:
    claim = cast.submitted(cast.clothing(ONCE))
    session.commit()
    assert at_once(engine, keyring, [granting(cast.hendriks, claim), granting(cast.bos, claim)]) == [
        "StaleClaim",
        "done",
    ]
    assert session.scalar(select(func.count()).where(Decision.stage == Stage.FINAL)) == 1


def test_of_two_claims_for_what_is_given_once_one_is_granted(
    session: Session, engine: Engine, keyring: Keyring, cast: Cast
) -> None:
    one, other = cast.submitted(cast.clothing(ONCE)), cast.submitted(cast.clothing(ONCE))
    session.commit()
    assert at_once(engine, keyring, [granting(cast.hendriks, one), granting(cast.bos, other)]) == ["StaleClaim", "done"]
    assert session.scalar(select(func.sum(Line.granted))) == ONCE

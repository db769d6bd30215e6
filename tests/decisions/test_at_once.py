"""Two administrators at once: the fund's lock lets one go first, and the other sees what is there then."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from fund.claims.models import Claim, Line
from fund.core.errors import Refusal
from fund.decisions import actions
from fund.decisions.models import Decision, Stage
from fund.keys.keyring import Keyring
from fund.people.act import Act
from fund.people.rules import Actor
from tests.decisions.cast import AT, Cast, all_of

ONCE = 25000  # all that clothing gives in a stay with one child


def at_once(engine: Engine, keyring: Keyring, deeds: list[Callable[[Session], object]]) -> list[str]:
    """Do these at once, each in its own transaction; returns what became of each."""
    ready = Barrier(len(deeds))

    def do(deed: Callable[[Session], object]) -> str:
        ready.wait()
        try:
            with Session(engine, info={"keyring": keyring}) as session, session.begin():
                deed(session)
        except Refusal as refusal:
            return type(refusal).__name__
        return "done"

    with ThreadPoolExecutor(len(deeds)) as pool:
        return sorted(pool.map(do, deeds))


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

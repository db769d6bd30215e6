"""Two administrators at the same payments at once: each payment is put ready once, and each batch goes out once."""

from collections.abc import Callable

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from fund.claims.models import Claim
from fund.keys.keyring import Keyring
from fund.payouts import actions
from fund.payouts.models import Batch
from fund.people.act import Act
from fund.people.rules import Actor
from tests.at_once import at_once
from tests.everyone import Everyone
from tests.payouts.batches import PAY, RELEASE, batch, entries, payments


def batching(by: Actor, everyone: Everyone) -> Callable[[Session], object]:
    return lambda session: actions.batch(Act(session, by, PAY), everyone.fund_id)


def releasing(by: Actor, batch_id: object) -> Callable[[Session], object]:
    return lambda session: actions.release(Act(session, by, RELEASE), batch_id)  # type: ignore[arg-type]


def test_a_batch_is_released_once(everyone: Everyone, claim: Claim, engine: Engine, keyring: Keyring) -> None:
    (made,) = batch(everyone)
    everyone.session.commit()
    both = [releasing(everyone.fonk, made.id), releasing(everyone.bos, made.id)]
    assert at_once(engine, keyring, both) == ["WrongStep", "done"]
    assert len(entries(everyone.session, "released")) == len(payments(everyone.session)) == 2


def test_a_payment_is_put_ready_once(everyone: Everyone, claim: Claim, engine: Engine, keyring: Keyring) -> None:
    everyone.session.commit()
    assert at_once(engine, keyring, [batching(everyone.fonk, everyone), batching(everyone.bos, everyone)]) == [
        "Refusal",
        "done",
    ]
    assert [made.count for made in everyone.session.scalars(select(Batch))] == [len(payments(everyone.session))] == [2]

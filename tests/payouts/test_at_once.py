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
from tests.house import House
from tests.payouts.batches import PAY, RELEASE, batch, entries, payments


def batching(by: Actor, house: House) -> Callable[[Session], object]:
    return lambda session: actions.batch(Act(session, by, PAY), house.fund_id)


def releasing(by: Actor, batch_id: object) -> Callable[[Session], object]:
    return lambda session: actions.release(Act(session, by, RELEASE), batch_id)  # type: ignore[arg-type]


def test_a_batch_is_released_once(house: House, claim: Claim, engine: Engine, keyring: Keyring) -> None:
    (made,) = batch(house)
    house.session.commit()
    both = [releasing(house.fonk, made.id), releasing(house.bos, made.id)]
    assert at_once(engine, keyring, both) == ["WrongStep", "done"]
    assert len(entries(house.session, "released")) == len(payments(house.session)) == 2


def test_a_payment_is_put_ready_once(house: House, claim: Claim, engine: Engine, keyring: Keyring) -> None:
    house.session.commit()
    assert at_once(engine, keyring, [batching(house.fonk, house), batching(house.bos, house)]) == ["Refusal", "done"]
    assert [made.count for made in house.session.scalars(select(Batch))] == [len(payments(house.session))] == [2]

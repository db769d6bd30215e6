"""How many statements an action sends, and that a decision asks nothing twice: the table is printed by `pytest -s`."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

from fund.keys.keyring import Keyring
from tests.guards.actions import RUNS, Run, Scene
from tests.world import World

ASKS_NOTHING_TWICE = ("decisions.grant", "claims.submit")
BESIDE = ("SAVEPOINT", "RELEASE", "ROLLBACK")


@contextmanager
def sent(on: Connection) -> Iterator[list[tuple[str, str]]]:
    """Collect what is sent meanwhile: each statement with its parameters."""
    found: list[tuple[str, str]] = []

    def listen(connection: object, cursor: object, statement: str, parameters: object, *rest: object) -> None:
        if not statement.startswith(BESIDE):
            found.append((" ".join(statement.split()), repr(parameters)))

    event.listen(on, "before_cursor_execute", listen)
    try:
        yield found
    finally:
        event.remove(on, "before_cursor_execute", listen)


def statements(run: Run, world: World, stage: Connection, keyring: Keyring) -> list[tuple[str, str]]:
    """Do an action in a session that knows nothing yet, and undo it."""

    def opened() -> Session:
        return Session(
            stage, join_transaction_mode="create_savepoint", expire_on_commit=False, info={"keyring": keyring}
        )

    with stage.begin_nested() as all_of_it:
        with opened() as earlier:
            scene = Scene(world, earlier)
            before = run.first(scene)
            earlier.commit()
        with opened() as session, sent(stage) as found:
            run.do(replace(scene, session=session, before=before))
            session.flush()
        all_of_it.rollback()
    return found


def test_no_action_sends_more_than_it_may(session: Session, world: World, keyring: Keyring) -> None:
    stage = session.connection()
    counted = {run.name: statements(run, world, stage, keyring) for run in RUNS}
    print(f"\n{'action':28} {'statements':>10} {'distinct':>8} {'repeats':>7} {'most':>5}")
    for run in RUNS:
        found = counted[run.name]
        once = set(found)
        print(f"{run.name:28} {len(found):10} {len(once):8} {len(found) - len(once):7} {run.most:5}")
    beyond = {run.name: len(counted[run.name]) for run in RUNS if len(counted[run.name]) > run.most}
    assert beyond == {}, "more than their Run in tests/guards/actions.py allows"
    twice = {name: [each for each, times in Counter(counted[name]).items() if times > 1] for name in ASKS_NOTHING_TWICE}
    assert twice == {name: [] for name in ASKS_NOTHING_TWICE}


@pytest.mark.parametrize("name", ["decisions.grant"])
def test_what_is_asked_twice_is_seen(session: Session, world: World, keyring: Keyring, name: str) -> None:
    (run,) = (run for run in RUNS if run.name == name)
    twice = replace(run, do=lambda scene: (run.first(scene), run.first(scene)))
    found = statements(twice, world, session.connection(), keyring)
    assert len(found) > len(set(found))

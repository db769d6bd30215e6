"""Several people at once, each in a transaction of their own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from fund.core.errors import Refusal
from fund.keys.keyring import Keyring


def at_once(engine: Engine, keyring: Keyring, actions: Sequence[Callable[[Session], object]]) -> list[str]:
    """Take these actions at once; return what became of each, sorted: done, or the kind of refusal."""
    ready = Barrier(len(actions), timeout=60)

    def take(action: Callable[[Session], object]) -> str:
        ready.wait()
        try:
            with Session(engine, info={"keyring": keyring}) as session, session.begin():
                action(session)
        except Refusal as refusal:
            return type(refusal).__name__
        return "done"

    with ThreadPoolExecutor(len(actions)) as pool:
        return sorted(pool.map(take, actions))

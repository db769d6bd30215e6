"""Wrong texts, and what is said of them."""

import pytest

from fund import policy
from tests.policy.texts import HERE, nation

NATION = (HERE / "nation.toml").read_text()


def problems(toml: str, *, over_the_nation: bool = False) -> list[str]:
    with pytest.raises(policy.UnreadableText) as unreadable:
        policy.read(toml, nation() if over_the_nation else None)
    return [str(problem) for problem in unreadable.value.problems]


def changed(old: str, new: str) -> str:
    assert old in NATION
    return NATION.replace(old, new, 1)


def line_of(text: str, toml: str = NATION) -> int:
    return toml[: toml.index(text)].count("\n") + 1

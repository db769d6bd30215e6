"""Nothing behind the web layer reads a clock or throws dice: person, session and moment are handed in."""

import ast

import pytest

from tests.guards.tree import CODE, named, python, tree

# new ids; the web layer; the demo; the command; keys; secrets that an installation makes for itself once
ALLOWED = ("fund/db.py", "fund/web/", "fund/demo/", "fund/cli/", "fund/keys/", "config.py")

CALLS = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "time": {"time", "time_ns", "monotonic", "localtime", "gmtime"},
    "uuid": {"uuid1", "uuid4"},
    "os": {"urandom"},
}
MODULES = {"random", "secrets", "time"}
NAMES = {"uuid1", "uuid4", "urandom"}


def _read(node: ast.AST) -> list[str]:
    """Name the clocks and dice that one node reads."""
    match node:
        case ast.Attribute(value=ast.Name(id=of) | ast.Attribute(attr=of), attr=name) if name in CALLS.get(of, ()):
            return [f"{of}.{name}"]
        case ast.Import(names=names):
            return [name.name for name in names if name.name in MODULES]
        case ast.ImportFrom(module=module, names=names):
            return [name.name for name in names if module in MODULES or name.name in NAMES]
    return []


def _faults(module: ast.Module) -> list[str]:
    return [f"{getattr(node, 'lineno', 0)}: {clock}" for node in ast.walk(module) for clock in _read(node)]


def test_only_the_doors_read_the_clock() -> None:
    behind = [file for file in python(*CODE) if not named(file).startswith(ALLOWED)]
    assert [f"{named(file)}:{fault}" for file in behind for fault in _faults(tree(file))] == []


@pytest.mark.parametrize(
    "planted",
    [
        "import datetime\ndatetime.datetime.now()",
        "from datetime import datetime\ndatetime.now(UTC)",
        "from datetime import date\nclock = date.today",
        "from uuid import uuid4",
        "import uuid\nuuid.uuid4()",
        "import secrets",
        "from random import choice",
        "import time\n",
        "from os import urandom",
    ],
)
def test_a_planted_clock_is_seen(planted: str) -> None:
    assert _faults(ast.parse(planted))

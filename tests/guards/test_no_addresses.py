"""The project runs anywhere: no file names a package registry's address or a path of one machine."""

import re

import pytest

from tests.databases import TOP
from tests.guards.tree import tracked

# a gap ~ in each, so that this file does not name them itself
REGISTRIES = [
    r"pypi~\.(org|python)",
    r"python~hosted",
    r"registry~\.(npmjs|yarnpkg)",
    r"deb~\.debian",
    r"archive~\.ubuntu",
    r"index~-url\s*[=h]",
]
PLACES = [
    re.escape(f"{TOP.parent.as_posix()}/") if TOP.parent.as_posix() != "/" else "$^",
    r"/~(work|root|Users|home/\w+)/[\w.]",
    r"\.\./~shared",
]
PLANTED = [
    "https://pypi~.org/simple",
    "--index~-url https://x",
    f"{TOP.parent}/~x",
    "/~root/.venv",
    "registry~.npmjs.org",
]
NOWHERE = re.compile("|".join(REGISTRIES + PLACES).replace("~", ""))
LOCKED = re.compile(r'"resolved"\s*:')


def _faults(name: str, text: str) -> list[str]:
    found = [f"{name}: {match.group()}" for match in NOWHERE.finditer(text)]
    return found + [f"{name}: an address" for _ in LOCKED.findall(text) if name == "package-lock.json"]


def test_no_file_names_an_address_or_a_place() -> None:
    assert [fault for name, text in tracked() for fault in _faults(name, text)] == []


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_address_is_seen(planted: str) -> None:
    assert _faults("README.md", planted.replace("~", ""))

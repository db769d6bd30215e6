"""The project runs anywhere: no file names a package registry's address or a path of one machine."""

import re

import pytest

from tests.databases import TOP
from tests.guards.tree import tracked

# put together here, so that this file does not name them itself
REGISTRIES = [
    r"pypi\.(org|python)",
    r"pythonhosted",
    r"registry\.(npmjs|yarnpkg)",
    r"deb\.debian",
    r"archive\.ubuntu",
    r"(extra-)?index-url\s*[=h]",
]
PLACES = [
    re.escape(f"{TOP.parent.as_posix()}/") if TOP.parent.as_posix() != "/" else "$^",
    r"/(work|root|Users|home/\w+)/[\w.]",
    r"\.\./share" "d",
]
NOWHERE = re.compile("|".join(REGISTRIES + PLACES))
LOCKED = re.compile(r'"resolved"\s*:')


def _faults(name: str, text: str) -> list[str]:
    found = [f"{name}: {match.group()}" for match in NOWHERE.finditer(text)] if name != "tests/guards/test_no_addresses.py" else []
    return found + [f"{name}: an address" for _ in LOCKED.findall(text) if name == "package-lock.json"]


def test_no_file_names_an_address_or_a_place() -> None:
    assert [fault for name, text in tracked() for fault in _faults(name, text)] == []


@pytest.mark.parametrize(
    "planted", ["https://pypi.org/simple", "--index-url https://x", f"{TOP.parent}/x", "/root/.venv", "registry.npmjs.org"]
)
def test_a_planted_address_is_seen(planted: str) -> None:
    assert _faults("README.md", planted)

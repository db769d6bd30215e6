"""publiccode.yaml has what the standard (0.4) demands, in Dutch and in English, and says what pyproject.toml says."""

import tomllib
from typing import Any

import pytest
import yaml

from tests.databases import TOP

MANDATORY = {
    "publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus", "softwareType",
    "description", "legal", "maintenance", "localisation",
}  # fmt: skip


@pytest.fixture(scope="module")
def said() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((TOP / "publiccode.yaml").read_text(encoding="utf-8"))
    return read


def test_every_mandatory_key_is_there(said: dict[str, Any]) -> None:
    assert said.keys() >= MANDATORY
    assert (said["publiccodeYmlVersion"], said["softwareType"]) == ("0.4", "standalone/web")
    assert said["maintenance"]["type"] in {"internal", "contract", "community", "none"}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_is_described_in_a_length_that_a_catalogue_shows(said: dict[str, Any], language: str) -> None:
    described = said["description"][language]
    assert len(described["shortDescription"]) <= 150 <= len(described["longDescription"]) <= 10_000
    assert described["features"]
    assert language in said["localisation"]["availableLanguages"]


def test_the_licence_is_the_packages(said: dict[str, Any]) -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert said["legal"]["license"] == project["license"] == "EUPL-1.2"
    assert (TOP / "LICENSE").read_text(encoding="utf-8").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")

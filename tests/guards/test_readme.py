"""The README is true: every setting, every command and every package is there, and every picture exists."""

import re

import click
import pytest

from config import Settings
from fund.cli.command import group
from tests.databases import TOP

README = (TOP / "README.md").read_text(encoding="utf-8")


def commands(of: click.Group, before: str = "fund") -> list[str]:
    found = []
    for name, command in of.commands.items():
        found += commands(command, f"{before} {name}") if isinstance(command, click.Group) else [f"{before} {name}"]
    return found


@pytest.mark.parametrize("command", commands(group))
def test_every_command_is_there(command: str) -> None:
    assert command in README


def test_no_other_command_is_there() -> None:
    lines = [line for line in README.splitlines() if line.startswith("    fund ")]
    said = {match for line in lines for match in re.findall(r"fund (?:policy|ledger|db|demo|serve)(?: [a-z]+)?", line)}
    assert said == set(commands(group))


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_there(name: str) -> None:
    assert f"`FUND_{name.upper()}`" in README


@pytest.mark.parametrize(
    "package", [folder.name for folder in (TOP / "fund").iterdir() if (folder / "__init__.py").exists()]
)
def test_every_package_is_on_the_map(package: str) -> None:
    assert re.search(rf"\b{package}\b", README)


def test_every_picture_exists() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert pictures
    assert all((TOP / picture).is_file() for picture in pictures)


def test_every_file_that_the_recipes_name_exists() -> None:
    recipes = (TOP / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:fund|templates|tests|migrations)/[a-z_/0-9.]+)`", recipes)
    assert named
    assert [name for name in named if not (TOP / name).exists()] == []

"""A package's pages look back, as its code does: they use no filter, global or template that a later package brings."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import meta, nodes

from tests.databases import TOP
from tests.guards.tree import named, templates

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)


def order() -> list[str]:
    """Return the packages in their order, the first one first, as contract 1 has them."""
    contracts = tomllib.loads((TOP / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers: list[str] = next(each for each in contracts if each.get("exhaustive"))["layers"]
    return [name.strip() for layer in reversed(layers) for name in layer.split("|")]


def brought(app: Flask, template: str) -> Iterator[tuple[str, str]]:
    """Yield what a template uses that a package brings: (what it is, the package)."""
    tree = app.jinja_env.parse(template)
    kinds = ((nodes.Filter, app.jinja_env.filters), (nodes.Name, app.jinja_env.globals))
    for kind, known in kinds:
        for name in {node.name for node in tree.find_all(kind)}:  # type: ignore[attr-defined]
            module = getattr(known.get(name), "__module__", None) or ""
            if module.startswith("fund."):
                yield name, module.split(".")[1]
    for other in meta.find_referenced_templates(tree):
        if other:
            yield other, other.split("/")[0]


def faults(app: Flask, package: str, template: str) -> list[str]:
    """Return what a package's template uses of a later one."""
    known = order()
    later = set(known[known.index(package) + 1 :])
    return sorted(f"{what} of {owner}" for what, owner in brought(app, template) if owner in later)


def pages() -> list[Path]:
    """List the templates that belong to a package."""
    return [file for file in templates() if file.suffix == ".html" and file.parent.name in order()]


def test_no_page_uses_what_a_later_package_brings(app: Flask) -> None:
    found = {named(file): faults(app, file.parent.name, file.read_text(encoding="utf-8")) for file in pages()}
    assert found and {name: each for name, each in found.items() if each} == {}


@pytest.mark.parametrize(
    ("planted", "seen"),
    [
        ("{{ code|reason }}", "reason of decisions"),
        ("{{ asked(claim) }}", "asked of decisions"),
        ('{% from "home/news.html" import news_item %}', "home/news.html of home"),
    ],
)
def test_a_planted_look_ahead_is_seen(app: Flask, monkeypatch: pytest.MonkeyPatch, planted: str, seen: str) -> None:
    def asked(claim: object) -> str:
        return str(claim)

    asked.__module__ = "fund.decisions.views"
    monkeypatch.setitem(app.jinja_env.globals, "asked", asked)
    assert faults(app, "claims", planted) == [seen]
    assert faults(app, "home", planted) == []

"""Nothing grows past what a reader can hold: cut along a noun of the field."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.guards.tree import functions, named, python, templates, tree

GROUPS = {"the fund": python("fund", "config.py"), "its tests": python("tests")}  # a migration is a list of columns
WIDEST = 120


def _mostly(sizes: dict[str, int], below: int) -> bool:
    return sum(size < below for size in sizes.values()) >= 0.9 * len(sizes)


def _longest(sizes: dict[str, int], above: int) -> list[str]:
    return sorted(f"{name}: {size}" for name, size in sizes.items() if size > above)


@pytest.mark.parametrize("group", GROUPS)
def test_no_file_over_300_lines_and_most_under_200(group: str) -> None:
    sizes = {named(file): len(file.read_text(encoding="utf-8").splitlines()) for file in GROUPS[group]}
    assert _longest(sizes, 300) == []
    assert _mostly(sizes, 200), _longest(sizes, 199)


def test_no_template_over_300_lines_and_most_under_200() -> None:
    sizes = {named(file): len(file.read_text(encoding="utf-8").splitlines()) for file in templates()}
    assert _longest(sizes, 300) == []
    assert _mostly(sizes, 200), _longest(sizes, 199)


@pytest.mark.parametrize("group", GROUPS)
def test_no_function_over_50_lines_and_most_under_25(group: str) -> None:
    sizes = {
        f"{named(file)}:{function.lineno} {function.name}": (function.end_lineno or 0) - function.lineno + 1
        for file in GROUPS[group]
        for function in functions(tree(file))
    }
    assert _longest(sizes, 50) == []
    assert _mostly(sizes, 25), _longest(sizes, 24)


def _too_wide(files: Iterable[Path]) -> list[str]:
    return [
        f"{named(file)}:{number}"
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > WIDEST
    ]


def test_no_template_has_a_line_over_120() -> None:
    assert _too_wide(templates()) == []


def test_no_python_has_a_line_over_120() -> None:
    """The linter passes over lines without a space, and over those that are long by a `# type: ignore`."""
    assert _too_wide(python("fund", "tests", "migrations", "config.py")) == []


def test_a_planted_long_line_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.guards.tree.TOP", tmp_path)
    (tmp_path / "long.html").write_text(f"{'x' * 120}\n{'x' * 121}\n", encoding="utf-8")
    assert _too_wide([tmp_path / "long.html"]) == ["long.html:2"]

"""Names say what a thing is. A word that fits everything says nothing."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import Date, DateTime
from sqlalchemy.types import TypeDecorator

from fund.db import Base
from tests.guards.tree import CODE, named, python, templates, tree

EMPTY = frozenset(
    {
        "helper",
        "helpers",
        "util",
        "utils",
        "manager",
        "process",
        "handle",
        "handler",
        "data",
        "info",
        "client",
        "common",
        "misc",
    }
)
# what a library calls by its own name
CALLED = frozenset(
    {"process", "process_bind_param", "process_result_value", "process_formdata", "handle_user_exception"}
)
CALLED_BY_LIBRARIES = frozenset({"_get_file_stream", "log_exception", "load_config"})
WORDS_OF_THE_FIELD = frozenset({"data key", "data keys"})  # cryptography: the key under which data is sealed


def _words(name: str) -> list[str]:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|_", " ", name).lower().split()


def _is_empty(name: str) -> bool:
    words = _words(name)
    return not words or (" ".join(words) not in WORDS_OF_THE_FIELD and bool(EMPTY & set(words)))


def _names(file: Path) -> list[str]:
    defined = [node.name for node in ast.walk(tree(file)) if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    return [name for name in [file.stem, *defined] if name.strip("_") and name not in CALLED]


def test_no_name_that_fits_everything() -> None:
    assert [f"{named(file)}: {name}" for file in python(*CODE) for name in _names(file) if _is_empty(name)] == []


def test_every_value_is_frozen() -> None:
    """Except what counts while a file is read; the demo's people change as their stories go on."""
    of_the_code = [file for file in python(*CODE) if file.parent.name != "demo"]
    changing = [
        node.name
        for file in of_the_code
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ClassDef)
        for said in map(ast.unparse, node.decorator_list)
        if said.startswith("dataclass") and "frozen=True" not in said
    ]
    assert changing == ["LineBalance"]


def test_nothing_is_there_for_the_tests_alone() -> None:
    """Each function and class that no decorator registers is named once more: in fund/, a template or a migration."""
    code = python(*CODE, "migrations")
    said = Counter(
        word for file in [*code, *templates()] for word in re.findall(r"\w+", file.read_text(encoding="utf-8"))
    )
    unused = [
        node.name
        for file in code
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not (node.decorator_list or node.name.startswith("__"))
        and said[node.name] == 1
    ]
    assert set(unused) - CALLED_BY_LIBRARIES == set()


@pytest.mark.parametrize("planted", ["ClaimManager", "money_utils", "process", "_handle_upload", "clientInfo"])
def test_a_planted_name_is_seen(planted: str) -> None:
    assert _is_empty(planted)


def test_a_package_opens_with_what_it_holds_and_nothing_else() -> None:
    for file in python("fund"):
        if file.name == "__init__.py":
            module = tree(file)
            assert len(ast.get_docstring(module) or "") > 40, named(file)
            rest = module.body[1:]
            if named(file) == "fund/policy/__init__.py" or file.parent.name == "views":  # each is imported as one name
                rest = [node for node in rest if not isinstance(node, ast.ImportFrom | ast.Assign)]
            assert rest == [], named(file)


def test_a_column_ends_in_what_it_is() -> None:
    """`_on` is a date, `_at` a moment."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
            assert isinstance(kind, Date) or not _ends(column.name, "on"), column
            assert isinstance(kind, DateTime) or not _ends(column.name, "at"), column


def _ends(name: str, word: str) -> bool:
    return name == word or name.endswith(f"_{word}")


def _classes(file: Path) -> list[str]:
    return [node.name for node in tree(file).body if isinstance(node, ast.ClassDef)]


def test_no_class_name_in_two_packages() -> None:
    packages: dict[str, set[str]] = {}
    for file in python("fund"):
        for name in _classes(file):
            packages.setdefault(name, set()).add(named(file).split("/")[1])
    assert {name: where for name, where in packages.items() if len(where) > 1} == {}, "one of them needs another name"


def test_no_file_has_a_gerunds_name() -> None:
    nouns = {"keyring"}
    assert [named(file) for file in python("fund") if file.stem.endswith("ing") and file.stem not in nouns] == []

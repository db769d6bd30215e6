"""Policy has one door, and its classes have names of their own."""

import ast
from collections import Counter
from collections.abc import Iterable

from tests.guards.tree import named, python, tree


def _within(sources: Iterable[tuple[str, ast.Module]]) -> list[str]:
    """Return what is imported from a module inside policy."""
    found = []
    for name, module in sources:
        for node in ast.walk(module):
            modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            modules += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            found += [f"{name}: {module}" for module in modules if module.startswith("fund.policy.")]
    return found


def _elsewhere() -> list[tuple[str, ast.Module]]:
    own = ("fund/policy/", "tests/policy/")
    return [(named(file), tree(file)) for file in python("fund", "tests") if not named(file).startswith(own)]


def test_nobody_outside_imports_a_module_of_the_inside() -> None:
    assert _within(_elsewhere()) == []


def test_an_import_from_the_inside_is_seen() -> None:
    planted = ast.parse("from fund.policy.decide.engine import assess\nimport fund.policy.language.tree\n")
    assert _within([("planted", planted)]) == [
        "planted: fund.policy.decide.engine",
        "planted: fund.policy.language.tree",
    ]


def _namesakes(modules: Iterable[tuple[str, ast.Module]]) -> list[str]:
    """Return the public classes of policy whose name stands twice."""
    classes = [(file, node.name) for file, module in modules for node in module.body if isinstance(node, ast.ClassDef)]
    times = Counter(name for _, name in classes if not name.startswith("_"))
    return [f"{file}: {name}" for file, name in classes if file.startswith("fund/policy/") and times[name] > 1]


def test_no_class_of_policy_has_a_namesake_outside() -> None:
    assert _namesakes((named(file), tree(file)) for file in python("fund")) == []


def test_a_namesake_is_seen() -> None:
    twice = [(file, ast.parse("class Line: ...")) for file in ("fund/policy/decide/claim.py", "fund/claims/models.py")]
    assert _namesakes(twice) == ["fund/policy/decide/claim.py: Line"]

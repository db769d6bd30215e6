"""The import contracts hold, and each is seen broken by a fault planted in a copy of the tree."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.databases import TOP
from tests.guards.tree import named, python, tree

# contract: where a line is planted, and the line
FAULTS = {
    "1 later packages look back": ("trail/queries.py", "import fund.people.rules"),
    "2 inside a package": ("regions/models.py", "import fund.regions.queries"),
    "3 Flask stays in the web layer": ("residents/queries.py", "import fund.web.errors"),
    "3b whatever a file is called": ("ledger/journal.py", "import werkzeug"),
    "4 pure": ("people/rules.py", "import secrets"),
    "4b z3 only proves": ("regions/actions.py", "import z3"),
    "5 the books": ("oversight/queries.py", "import fund.ledger.models"),
    "6 inside policy": ("policy/decide/engine.py", "import fund.policy.explain.sentences"),
    "7 policy through its package": ("stays/queries.py", "import fund.policy.decide.engine"),
    "8 verbs of stays": ("claims/queries.py", "import fund.stays.costs"),
    "8b verbs of claims": ("home/queries.py", "import fund.claims.submission"),
    "8c verbs of decisions": ("payouts/queries.py", "import fund.decisions.finalise"),
    "8d verbs of payouts": ("demo/office.py", "import fund.payouts.statements"),
}


def _verdicts(top: Path) -> tuple[dict[str, str], str]:
    """Run the contracts on a tree; return KEPT or BROKEN for each, and all that was said."""
    program = Path(sys.executable).parent / "lint-imports"
    run = subprocess.run([program, "--no-cache", "--no-logo"], cwd=top, capture_output=True, text=True, check=False)
    return dict(re.findall(r"^(.+?) (KEPT|BROKEN)\b", run.stdout, re.MULTILINE)), run.stdout + run.stderr


def _copy(to: Path) -> Path:
    shutil.copytree(TOP / "fund", to / "fund", ignore=shutil.ignore_patterns("__pycache__", "static", "translations"))
    shutil.copy(TOP / "pyproject.toml", to)
    return to


def test_every_contract_is_kept() -> None:
    verdicts, said = _verdicts(TOP)
    assert verdicts == dict.fromkeys(FAULTS, "KEPT"), said


def test_every_contract_is_seen_broken(tmp_path: Path) -> None:
    shelter = _copy(tmp_path)
    for place, line in FAULTS.values():
        with (shelter / "fund" / place).open("a") as file:
            file.write(f"\n{line}\n")
    verdicts, said = _verdicts(shelter)
    assert verdicts == dict.fromkeys(FAULTS, "BROKEN"), said
    for place, line in FAULTS.values():
        module = "fund." + place.removesuffix(".py").replace("/", ".")
        assert re.search(rf"{re.escape(module)} -> {re.escape(line.removeprefix('import '))}", said), line


def test_a_room_without_a_place_in_the_order_is_seen(tmp_path: Path) -> None:
    shelter = _copy(tmp_path)
    (shelter / "fund/toolbox.py").write_text("")
    assert "toolbox" in _verdicts(shelter)[1]


def _past_the_actions(sources: Iterable[tuple[str, ast.Module]]) -> list[str]:
    """Return where a test imports a file of verbs that is not of its own package: contracts see only fund/."""
    contracts = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    verbs = {file for each in contracts if each["name"].startswith("8") for file in each["protected_modules"]}
    found = []
    for name, module in sources:
        nodes = [node for node in ast.walk(module) if isinstance(node, ast.ImportFrom)]
        imported = {node.module or "" for node in nodes} | {
            f"{node.module}.{a.name}" for node in nodes for a in node.names
        }
        found += [f"{name}: {file}" for file in sorted(imported & verbs) if file.split(".")[1] != name.split("/")[1]]
    return found


def test_tests_of_other_packages_call_verbs_by_the_actions_too() -> None:
    assert _past_the_actions((named(file), tree(file)) for file in python("tests")) == []


def test_a_test_that_reaches_past_the_actions_is_seen() -> None:
    planted = ast.parse("from fund.payouts import statements\nfrom fund.stays.costs import note_cost\n")
    assert _past_the_actions([("tests/home/test_views.py", planted), ("tests/stays/test_costs.py", planted)]) == [
        "tests/home/test_views.py: fund.payouts.statements",
        "tests/home/test_views.py: fund.stays.costs",
        "tests/stays/test_costs.py: fund.payouts.statements",
    ]


@pytest.mark.parametrize("light", ["fund.policy", "fund.core.money"])
def test_the_rules_load_neither_flask_nor_sqlalchemy(light: str) -> None:
    asked = f"import sys, {light}; print(sorted({{'flask', 'sqlalchemy', 'werkzeug'}} & set(sys.modules)))"
    assert (
        subprocess.run([sys.executable, "-c", asked], cwd=TOP, capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )

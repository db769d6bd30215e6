"""What a new verb needs beside its action, and nothing else would miss: its sentence on the claim, its count."""

import ast
import importlib
import inspect
import re
from collections.abc import Iterator

from tests.databases import TOP
from tests.guards.actions import RUNS
from tests.guards.tree import python, tree

WITHIN_OTHERS = {
    "claims": {"assess_and_hold", "keep", "keep_receipt", "mark_paying", "settle"},
    "ledger": {"commit", "free", "lock", "open_book", "post", "reserve", "reverse"},
}
"""Actions that other actions take: they are counted in those."""


def actions() -> Iterator[str]:
    """Name each function of a package's actions that takes an act first."""
    for file in sorted((TOP / "fund").glob("*/actions.py")):
        package = file.parent.name
        module = importlib.import_module(f"fund.{package}.actions")
        own = [name for name, found in vars(module).items() if getattr(found, "__module__", "") == module.__name__]
        for name in set(getattr(module, "__all__", own)) - WITHIN_OTHERS.get(package, set()):
            found = getattr(module, name)
            if inspect.isfunction(found) and not name.startswith("_") and "act" in inspect.signature(found).parameters:
                yield f"{package}.{name}"


def recorded() -> Iterator[str]:
    """Name each verb that is written down about a claim."""
    for file in python("fund/claims", "fund/decisions", "fund/payouts"):
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "record":
                for said in ast.walk(node.args[0]):
                    if isinstance(said, ast.Constant):
                        yield str(said.value)


def test_every_verb_on_a_claim_has_its_sentence_in_the_claims_life() -> None:
    sentences = set(re.findall(r'"(\w+\.\w+)"', (TOP / "templates/claims/life.html").read_text(encoding="utf-8")))
    verbs = set(recorded())
    assert {"claims.submit", "decisions.confirm", "payouts.paid"} <= verbs
    assert verbs - sentences == set(), "without a sentence in templates/claims/life.html"


def test_every_action_is_counted() -> None:
    found = set(actions())
    assert {"claims.submit", "decisions.grant", "payouts.release"} <= found
    assert found - {run.name for run in RUNS} == set(), "without a Run in tests/guards/actions.py"

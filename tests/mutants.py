"""Change random places of fund/, one at a time, and tell which change no test of its package sees.

`python -m tests.mutants 200 --seed 5`: runs on SQLite, two at a time, each in a copy of the tree. Not a part of the
suite: it takes some hours of a processor. What survives needs a test or a reason.
"""

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from typing import Any

TOP = Path(__file__).parents[1]
AT_ONCE, SECONDS = 2, 150
KEPT = ("fund", "migrations", "templates", "tests", "config.py", "pyproject.toml", "README.md", "CONTRIBUTING.md")
LINKED = (".venv", "node_modules", "package.json", "package-lock.json", "Makefile", "publiccode.yaml", ".git")
WITHOUT = ("demo", "cli")  # what they do is seen by running them, which takes minutes each
SWAPPED: dict[type[ast.AST], str] = {
    ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Eq: "!=", ast.NotEq: "==",
    ast.In: "not in", ast.NotIn: "in", ast.Is: "is not", ast.IsNot: "is", ast.And: "or", ast.Or: "and",
    ast.Add: "-", ast.Sub: "+",
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """A place of a file, and what stands there instead."""

    file: Path
    line: int
    before: str
    after: str
    source: str

    @property
    def tests(self) -> list[str]:
        """Return the tests of its package."""
        folder = Path("tests", self.file.parts[1].removesuffix(".py"))
        return [str(folder)] if (TOP / folder).is_dir() else ["tests/core", "tests/web"]

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.before} -> {self.after}"


def instead(node: ast.AST) -> str | None:
    """Say what could stand in a node's place; None for a node that is let be."""
    match node:
        case ast.Compare(ops=[op]) | ast.BinOp(op=op) if type(op) in SWAPPED:
            left, right = (node.left, node.comparators[0]) if isinstance(node, ast.Compare) else (node.left, node.right)
            return f"({ast.unparse(left)} {SWAPPED[type(op)]} {ast.unparse(right)})"
        case ast.BoolOp(op=op, values=values):
            return f"({f' {SWAPPED[type(op)]} '.join(f'({ast.unparse(each)})' for each in values)})"
        case ast.UnaryOp(op=ast.Not()):
            return f"bool({ast.unparse(node.operand)})"
        case ast.IfExp():
            return f"({ast.unparse(node.orelse)})"
        case _:
            return PLAIN.get(type(node), lambda node: None)(node)


def _constant(node: ast.Constant) -> str | None:
    if isinstance(node.value, bool):
        return str(not node.value)
    return str(node.value + 1) if isinstance(node.value, int) else None


PLAIN: dict[type[ast.AST], Callable[[Any], str | None]] = {
    ast.Constant: _constant,
    ast.Expr: lambda node: "pass" if isinstance(node.value, ast.Call) else None,
    ast.Return: lambda node: "return None" if node.value and ast.unparse(node.value) != "None" else None,
}


def mutants(file: Path) -> Iterator[Mutant]:
    """Make every mutant of a file that still is Python; docstrings, annotations and types are let be."""
    source = (TOP / file).read_text(encoding="utf-8")
    lines = source.splitlines(keepends=True)
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.expr | ast.stmt) or node.lineno != node.end_lineno:
            continue
        row = lines[node.lineno - 1].encode()
        text = row[node.col_offset : node.end_col_offset].decode()
        after = instead(node)
        if after is not None:
            changed = row[: node.col_offset] + after.encode() + row[node.end_col_offset :]
            whole = "".join([*lines[: node.lineno - 1], changed.decode(), *lines[node.lineno :]])
            if _is_python(whole):
                yield Mutant(file, node.lineno, text, after, whole)


def _is_python(source: str) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


def copy_of_tree(folder: Path) -> Path:
    """Copy what tests change or read, and link the rest."""
    for name in KEPT:
        if (TOP / name).is_dir():
            shutil.copytree(TOP / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(TOP / name, folder / name)
    for name in LINKED:
        (folder / name).symlink_to(TOP / name)
    return folder


def is_seen(mutant: Mutant, tree: Path) -> bool:
    """Tell whether a test fails on a mutant, or never ends."""
    was = (tree / mutant.file).read_bytes()
    (tree / mutant.file).write_text(mutant.source, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-k", "not postgresql"]
    try:
        ran = subprocess.run(
            [*command, *mutant.tests],
            cwd=tree,
            env=os.environ | {"PYTHONPATH": str(tree)},
            timeout=SECONDS,
            check=False,
            capture_output=True,
        )
    except subprocess.TimeoutExpired:
        return True
    finally:
        (tree / mutant.file).write_bytes(was)
    assert ran.returncode in (0, 1, 2, 4), ran.stderr.decode()  # passed; failed; neither tests nor conftest imported
    return ran.returncode != 0


def main() -> None:
    """Make, run and tell."""
    asked = argparse.ArgumentParser()
    asked.add_argument("count", type=int)
    asked.add_argument("--seed", type=int, default=0)
    said = asked.parse_args()
    files = sorted(
        file.relative_to(TOP)
        for file in (TOP / "fund").rglob("*.py")
        if file.relative_to(TOP).parts[1] not in WITHOUT and "static" not in file.parts
    )
    every = [mutant for file in files for mutant in mutants(file)]
    chosen = random.Random(said.seed).sample(every, said.count)
    with tempfile.TemporaryDirectory() as temporary, ThreadPoolExecutor(AT_ONCE) as pool:
        trees: Queue[Path] = Queue()
        for number in range(AT_ONCE):
            (folder := Path(temporary, str(number))).mkdir()
            trees.put(copy_of_tree(folder))

        def run(mutant: Mutant) -> bool:
            tree = trees.get()
            try:
                return is_seen(mutant, tree)
            finally:
                trees.put(tree)

        seen = 0
        for mutant, is_caught in zip(chosen, pool.map(run, chosen), strict=True):
            seen += is_caught
            print("caught  " if is_caught else "SURVIVED", mutant, flush=True)
    print(f"{seen} of {len(chosen)} caught by the tests of their package; {len(every)} places in all")


if __name__ == "__main__":
    main()

"""The project's own files, as guards read them."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.databases import TOP

CODE = ("fund", "config.py")


def python(*under: str) -> list[Path]:
    """List the Python files under these folders (or the files themselves)."""
    found = [TOP / name for name in under if name.endswith(".py")]
    return found + sorted(file for name in under for file in (TOP / name).rglob("*.py"))


def templates() -> list[Path]:
    """List the templates."""
    return sorted(file for file in (TOP / "templates").rglob("*") if file.suffix in {".html", ".typ", ".txt"})


def named(file: Path) -> str:
    """Name a file from the top."""
    return file.relative_to(TOP).as_posix()


def tree(file: Path) -> ast.Module:
    """Parse a Python file."""
    return ast.parse(file.read_text(encoding="utf-8"), named(file))


def functions(of: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Walk all functions, inner ones too."""
    return (node for node in ast.walk(of) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def tracked() -> Iterator[tuple[str, str]]:
    """Walk the files that git keeps, or would, and that are text: (name, text)."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=TOP,
        capture_output=True,
        check=True,
    ).stdout
    for name in filter(None, listed.decode().split("\0")):
        file = TOP / name
        if file.is_file() and b"\0" not in (bytes_ := file.read_bytes()):
            yield name, bytes_.decode("utf-8")

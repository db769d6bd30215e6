"""What `make` says: its own list of targets, and a sentence for each thing that is missing."""

import os
import re
import shutil
import socket
import subprocess
from pathlib import Path

from tests.databases import TOP

MAKE = shutil.which("make") or "make"
DOCUMENTS = ("README.md", "CONTRIBUTING.md")


def make(*typed: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "FUND_"))}
    return subprocess.run(
        [MAKE, "--silent", *typed], cwd=TOP, env=kept | environment, capture_output=True, text=True, check=False
    )


def targets() -> set[str]:
    return set(re.findall(r"^make ([a-z]+) ", make("help").stdout, re.MULTILINE))


def test_help_names_every_target_that_a_document_names() -> None:
    named = {name for file in DOCUMENTS for name in re.findall(r"\bmake ([a-z]+)\b", (TOP / file).read_text())}
    assert {"demo", "test", "serve", "check"} <= named & targets()
    assert named - targets() - {"run"} == set()


def test_a_missing_browser_is_a_sentence_and_no_skipped_test(tmp_path: Path) -> None:
    said = make("chromium", "APT=", PATH=str(tmp_path))
    assert said.returncode and "Chromium is missing, and the tests walk in it: install it" in said.stdout


def test_a_missing_python_is_a_sentence(tmp_path: Path) -> None:
    place = tmp_path / "clone"
    place.mkdir()
    shutil.copy(TOP / "Makefile", place)
    said = make("-C", str(place), ".venv/.python", "APT=", "PYTHON=python3.99")
    assert said.returncode and "None of python3.99 is Python 3.11 to 3.14 with its venv module" in said.stdout


def test_a_taken_port_is_a_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = make("demo", f"PORT={port}")
    assert said.returncode and f"Port {port} is taken" in said.stderr


def test_a_package_that_is_not_there_is_a_sentence() -> None:
    said = make("check", "PACKAGE=nothing")
    assert said.returncode and "there is no package nothing" in said.stderr

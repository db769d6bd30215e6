"""Run every check at once, go on after one fails, and end with what held: `python -m tests.all [tests...]`.

`--without-tests` leaves the tests and the look at dependencies out;
`--package claims` looks at one package alone, on SQLite; `--package guards` at what holds for all of them.
"""

import argparse
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

PYTEST = ["pytest", "--numprocesses=2", "--dist=worksteal"]
QUICK = {
    "format": ["ruff", "format", "--check", "--quiet"],
    "style": ["ruff", "check", "--quiet"],
    "types": ["mypy"],
    "contracts": ["lint-imports", "--no-logo"],
}

# a second run reads what the first one compiled, also where the environment keeps nothing that was compiled
COMPILED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _of_package(name: str) -> dict[str, list[str]]:
    folders = [folder for folder in (f"fund/{name}", f"tests/{name}") if Path(folder).is_dir()]
    return {
        "format": ["ruff", "format", "--check", "--quiet", *folders],
        "style": ["ruff", "check", "--quiet", *folders],
        "tests": [*PYTEST, "-k", "not postgresql", *folders],
    }


@dataclass(frozen=True)
class Ended:
    """How a check ended: whether it held, after how many seconds, and what it said where it was not heard."""

    held: bool
    seconds: float
    said: str = ""


def _run(program: str, *arguments: str, heard: bool = False) -> Ended:
    since = time.monotonic()
    beside_python = Path(sys.executable).parent / program
    ended = subprocess.run(
        [beside_python, *arguments],
        check=False,
        env=COMPILED,
        text=True,
        stdout=None if heard else subprocess.PIPE,
        stderr=None if heard else subprocess.STDOUT,
    )
    return Ended(ended.returncode == 0, time.monotonic() - since, ended.stdout or "")


def _chosen() -> dict[str, list[str]]:
    parser = argparse.ArgumentParser()
    parser.add_argument("tests", nargs="*", help="files or folders; without any, every test")
    parser.add_argument("--without-tests", action="store_true")
    parser.add_argument("--package")
    asked = parser.parse_args()
    if asked.package:
        if not Path("tests", asked.package).is_dir():
            parser.error(f"there is no package {asked.package} with tests of its own")
        return _of_package(asked.package)
    if asked.without_tests:
        return QUICK
    return QUICK | {"dependencies": ["deptry", "."], "tests": [*PYTEST, *asked.tests]}


def main() -> int:
    """Run the checks, all at once, and say what did not hold; 0 when all held."""
    chosen = _chosen()
    tests = chosen.pop("tests", None)
    with ThreadPoolExecutor() as pool:
        running = {name: pool.submit(_run, *command) for name, command in chosen.items()}
        results = {"tests": _run(*tests, heard=True)} if tests else {}
        results = {name: ended.result() for name, ended in running.items()} | results
    for name, ended in results.items():
        if not ended.held and ended.said:
            print(f"\n── {name}: {' '.join(chosen[name])}\n{ended.said.strip()}")
    print()
    for name, ended in results.items():
        print(f"{'holds ' if ended.held else 'FAILED'}  {ended.seconds:6.1f} s  {name}")
    return 0 if all(ended.held for ended in results.values()) else 1


if __name__ == "__main__":
    sys.exit(main())

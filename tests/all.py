"""Run every check in one go, go on after one fails, and end with what held: `python -m tests.all [tests...]`.

`--without-tests` leaves the tests and the look at dependencies out;
`--package claims` looks at one package alone, on SQLite; `--package guards` at what holds for all of them.
"""

import argparse
import os
import subprocess
import sys
import time
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


def _run(name: str, program: str, *arguments: str) -> tuple[bool, float]:
    print(f"\n── {name}: {program} {' '.join(arguments)}", flush=True)
    since = time.monotonic()
    beside_python = Path(sys.executable).parent / program
    held = subprocess.run([beside_python, *arguments], check=False, env=COMPILED).returncode == 0
    return held, time.monotonic() - since


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
    """Run the checks; 0 when all held."""
    results = {name: _run(name, *command) for name, command in _chosen().items()}
    print()
    for name, (held, seconds) in results.items():
        print(f"{'holds ' if held else 'FAILED'}  {seconds:6.1f} s  {name}")
    return 0 if all(held for held, _ in results.values()) else 1


if __name__ == "__main__":
    sys.exit(main())

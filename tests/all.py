"""Run every check in one go, go on after one fails, and end with what held: `python -m tests.all [tests...]`."""

import subprocess
import sys
import time
from pathlib import Path

CHECKS = {
    "style": ["ruff", "check", "--quiet"],
    "types": ["mypy"],
    "contracts": ["lint-imports", "--no-logo"],
    "dependencies": ["deptry", "."],
    "tests": ["pytest", "--numprocesses=2", "--dist=worksteal"],
}


def _run(name: str, program: str, *arguments: str) -> tuple[bool, float]:
    print(f"\n── {name}: {program} {' '.join(arguments)}", flush=True)
    since = time.monotonic()
    beside_python = Path(sys.executable).parent / program
    held = subprocess.run([beside_python, *arguments], check=False).returncode == 0
    return held, time.monotonic() - since


def main(chosen: list[str]) -> int:
    """Run the checks; 0 when all held."""
    results = {name: _run(name, *command, *chosen * (name == "tests")) for name, command in CHECKS.items()}
    print()
    for name, (held, seconds) in results.items():
        print(f"{'holds ' if held else 'FAILED'}  {seconds:6.1f} s  {name}")
    return 0 if all(held for held, _ in results.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

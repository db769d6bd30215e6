"""Run the `fund` command as who types it, and hear what it says."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from fund.cli.command import main


@dataclass(frozen=True)
class Said:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str


Fund = Callable[..., Said]


@pytest.fixture
def fund(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Fund:
    monkeypatch.setenv("FUND_DATA", str(tmp_path / "data"))

    def run(*typed: object) -> Said:
        monkeypatch.setattr("sys.argv", ["fund", *map(str, typed)])
        try:
            main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        heard = capsys.readouterr()
        return Said(code, heard.out, heard.err)

    return run

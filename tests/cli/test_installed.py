"""`fund ledger`, `fund db` and `fund demo` on an installation:
what they print, and a sentence for each thing that is wrong."""

import csv
import json
import socket
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.cli.conftest import Fund
from tests.everyone import Everyone, cast
from tests.guards.triggers import BOOK_TABLES
from tests.payouts.batches import batch, release


@pytest.fixture
def books(session: Session, database_url: str, fund: Fund, monkeypatch: pytest.MonkeyPatch) -> Everyone:
    """The books of Havenmond with one payment under way, in the database that the command is told of."""
    everyone = cast(session)
    insured = everyone.payee("supplier")
    everyone.route(insured)
    everyone.granted(everyone.storage_from(insured))
    release(everyone, batch(everyone)[0])
    session.commit()
    monkeypatch.setenv("FUND_DATABASE_URL", database_url)
    return everyone


def test_right_books_are_right(fund: Fund, books: Everyone) -> None:
    assert (fund("ledger", "verify").out, fund("ledger", "verify", "--json").out) == ("The books are right.\n", "[]\n")


def test_a_changed_row_is_named(fund: Fund, books: Everyone) -> None:
    session = books.session
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("DROP TRIGGER entry_no_update"))
    else:
        session.execute(text(f"ALTER TABLE {BOOK_TABLES[0]} DISABLE TRIGGER USER"))
    session.execute(text("UPDATE entry SET cents = cents + 1 WHERE number = 3"))
    session.commit()
    said = fund("ledger", "verify")
    assert said.code == 1 and "entry 3" in said.err and said.out == ""
    listed = fund("ledger", "verify", "--json")
    assert listed.code == 1 and {fault["number"] for fault in json.loads(listed.out)} >= {3}


def test_a_month_is_written_to_a_file(fund: Fund, books: Everyone, tmp_path: Path) -> None:
    to = tmp_path / "october.csv"
    said = fund("ledger", "export", "havenmond", "2026-10", "-o", to)
    assert said.code == 0 and str(to) in said.out
    rows = list(csv.reader(StringIO(to.read_text(encoding="utf-8-sig")), delimiter=";"))
    assert [row for row in rows if "100,00" in row]
    assert (
        fund("ledger", "export", "havenmond", "2026-10", "--format", "xlsx", "-o", tmp_path / "october.xlsx").code == 0
    )
    assert "Totalen" in load_workbook(tmp_path / "october.xlsx").sheetnames


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (("nowhere", "2026-10"), "no region. Known here: havenmond, heuvelrand"),
        (("havenmond", "october"), "write it as 2026-09"),
        (("havenmond", "2026-13"), "write it as 2026-09"),
        (("havenmond", "2031-01"), "no entries"),
    ],
)
@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_what_cannot_be_exported_is_a_sentence(
    fund: Fund, books: Everyone, tmp_path: Path, asked: tuple[str, str], says: str
) -> None:
    said = fund("ledger", "export", *asked, "-o", tmp_path / "out.csv")
    assert said.code == 1 and says in said.err and not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_a_folder_that_is_not_there_is_a_sentence(fund: Fund, books: Everyone, tmp_path: Path) -> None:
    said = fund("ledger", "export", "havenmond", "2026-10", "-o", tmp_path / "nowhere" / "out.csv")
    assert said.code == 1 and "nowhere/out.csv can't be used" in said.err


@pytest.mark.parametrize(
    "url", ["sqlite:////nowhere/at/all.sqlite", "postgresql+psycopg://x@127.0.0.1:1/x", "no address", "oracle9://x"]
)
def test_a_database_that_cannot_be_reached_is_a_sentence(fund: Fund, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("FUND_DATABASE_URL", url)
    for typed in (("ledger", "verify"), ("ledger", "export", "havenmond", "2026-10", "-o", "x.csv"), ("db", "upgrade")):
        said = fund(*typed)
        assert said.code == 1 and "database can't be used" in said.err and said.out == ""


@pytest.mark.parametrize("holds", [b"", b"this is no database, but it is long enough to look like one" * 100])
def test_a_file_that_is_no_database_of_ours_is_a_sentence(
    fund: Fund, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, holds: bytes
) -> None:
    (tmp_path / "file.sqlite").write_bytes(holds)
    monkeypatch.setenv("FUND_DATABASE_URL", f"sqlite:///{tmp_path / 'file.sqlite'}")
    said = fund("ledger", "verify")
    assert said.code == 1 and "database can't be used" in said.err


def test_a_setting_that_is_wrong_is_a_sentence(fund: Fund, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUND_IDLE_MINUTES", "never")
    said = fund("ledger", "verify")
    assert said.code == 1 and said.err.startswith("FUND_IDLE_MINUTES: ")


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_an_upgrade_may_be_done_again(fund: Fund, database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUND_DATABASE_URL", database_url)
    assert [fund("db", "upgrade").out for _ in range(2)] == ["The database is up to date.\n"] * 2


@pytest.mark.parametrize("command", ["demo", "serve"])
def test_a_taken_port_is_a_sentence(fund: Fund, command: str, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = fund(command, "--port", port, *(("--data", tmp_path / "demo") if command == "demo" else ()))
    assert said.code == 1 and f"Port {port} is taken" in said.err and not (tmp_path / "demo").exists()


@pytest.mark.parametrize("port", [0, -1, 70000, "eight"])
def test_a_port_that_is_none_is_a_sentence(fund: Fund, port: object) -> None:
    said = fund("demo", "--port", port)
    assert said.code == 1 and "port" in said.err


def test_a_folder_that_no_demo_made_is_left_alone(fund: Fund, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "fund.sqlite").write_text("an installed fund")
    said = fund("demo", "--seed-only", "--data", theirs)
    assert said.code == 1 and "something else than a demo" in said.err
    assert (theirs / "fund.sqlite").read_text() == "an installed fund"


@pytest.mark.parametrize("typed", [("publish",), ("ledger", "close"), ("payouts", "release"), ("--no-such-thing",)])
def test_what_needs_two_people_has_no_command(fund: Fund, typed: tuple[str, ...]) -> None:
    said = fund(*typed)
    assert said.code == 1 and "No such" in said.err


def test_help_is_no_fault(fund: Fund) -> None:
    said = fund("--help")
    assert said.code == 0 and all(word in said.out for word in ("demo", "serve", "db", "policy", "ledger"))

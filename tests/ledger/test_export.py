"""What is downloaded: the same bytes each time, readable by a Dutch spreadsheet, no formula, no sheet missing."""

import csv
from dataclasses import replace
from io import BytesIO, StringIO
from uuid import UUID
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from fund.core.calendar import Month
from fund.ledger import export, files, months, queries
from fund.ledger.chart import ChartAccount
from fund.ledger.figures import MonthBooks
from tests.ledger.cast import Cast, Line, adopt, on

SEPTEMBER = Month(2026, 9)


@pytest.fixture
def books(session: Session, cast: Cast) -> MonthBooks:
    budget_id = adopt(session, cast, 500_000)
    line = Line(session, cast, 185_083)
    line.reserve(on(9, 1))
    line.grant(on(9, 2))
    line.pay(on(9, 3), budget_id)
    return months.read(session, cast.fund_id, SEPTEMBER)


@pytest.fixture
def accounts(session: Session, cast: Cast) -> list[ChartAccount]:
    return queries.accounts(session)


def test_csv_is_dutch(books: MonthBooks) -> None:
    raw = export.ledger_csv(books)
    assert raw.startswith(b"\xef\xbb\xbfnummer;moment;maand;")
    read = list(csv.DictReader(StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    assert [line["nummer"] for line in read] == ["2", "3", "4", "5", "6"]
    granted = read[2]
    assert (granted["soort"], granted["debet"], granted["credit"], granted["bedrag"]) == (
        "granted",
        "4100",
        "1620",
        "1850,83",
    )
    assert (granted["vanaf"], granted["tot"], granted["aanvraag"]) == ("2026-08-03", "2026-10-01", "VF-9SVC-M4")
    assert granted["moment"] == "2026-09-02T09:00:00.000000Z"
    assert [line["hash"] for line in read] == [row.hash for row in books.rows]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(books: MonthBooks, accounts: list[ChartAccount], start: str) -> None:
    wicked = f'{start}cmd|"/c calc"!A1'
    row = replace(books.rows[0], claim_reference=wicked)
    assert files.safe_cell(wicked) == "'" + wicked
    assert f"'{start}cmd" in files.ledger_csv([row]).decode()
    sheet = load_workbook(BytesIO(export.ledger_xlsx(replace(books, rows=(row,)), accounts)))["9100"]
    cell = sheet.cell(2, files.HEADS.index("aanvraag") + 1)
    assert cell.data_type == "s"


def test_the_workbook_has_the_totals_and_a_sheet_for_each_account(
    books: MonthBooks, accounts: list[ChartAccount]
) -> None:
    workbook = load_workbook(BytesIO(export.ledger_xlsx(books, accounts)))
    assert workbook.sheetnames == ["Totalen", "0500", "1100", "1190", "1620", "4100", "9000", "9100"]
    totals = {row[0]: row[1:] for row in workbook["Totalen"].iter_rows(min_row=2, values_only=True)}
    assert totals["1100 Bank"] == (5000, 0, 1850.83, 3149.17)
    assert totals["4100 Eigen bijdrage opvang"] == (0, 1850.83, 0, 1850.83)
    assert sum(round(float(str(row[3])) * 100) for row in totals.values()) == 0
    amounts = [row[files.HEADS.index("bedrag")] for row in workbook["1620"].iter_rows(min_row=2, values_only=True)]
    assert amounts == [-1850.83, 1850.83]


def test_the_same_entries_give_the_same_bytes(books: MonthBooks, accounts: list[ChartAccount]) -> None:
    first = export.ledger_xlsx(books, accounts)
    assert export.ledger_csv(books) == export.ledger_csv(books)
    assert export.ledger_xlsx(books, accounts) == first
    with ZipFile(BytesIO(first)) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
        assert b"2026-08-31T22:00:00Z" in parts.read("docProps/core.xml")


def test_no_file_name_tells_anything_but_the_month() -> None:
    assert {export.file_name(SEPTEMBER, end) for end in export.FORMATS} == {
        "ledger-2026-09.csv",
        "ledger-2026-09.xlsx",
        "manifest-2026-09.json",
    }


def test_an_empty_month_is_a_file_too() -> None:
    empty = MonthBooks(UUID(int=1), SEPTEMBER, (), {})
    assert export.ledger_csv(empty).count(b"\n") == 1
    assert load_workbook(BytesIO(export.ledger_xlsx(empty, ()))).sheetnames == ["Totalen"]

"""What leaves the books: a month as CSV and as a workbook, beside its close's manifest.

Same entries, same bytes; no personal fact.
"""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from fund.core.calendar import Month, start_of
from fund.ledger import files
from fund.ledger.chart import ChartAccount
from fund.ledger.figures import Figure, MonthBooks
from fund.ledger.journal import Row

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
"""The media type of each download, by the end of its name."""

_AMOUNT, _NUMBERS = (
    files.HEADS.index("bedrag"),
    {files.HEADS.index(head) for head in ("nummer", "journaal", "regel", "tegenboeking van")},
)
_SAFE = {"constant_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}


def file_name(month: Month, end: str) -> str:
    """Return the name of a download: nothing in it but the month."""
    return f"{'manifest' if end == 'json' else 'ledger'}-{month}.{end}"


def ledger_csv(books: MonthBooks) -> bytes:
    """Return a month's entries as CSV: the very bytes whose hash the manifest holds."""
    return files.ledger_csv(books.rows)


def ledger_xlsx(books: MonthBooks, accounts: Sequence[ChartAccount]) -> bytes:
    """Return a month as a workbook: the totals, then one sheet for each account that has a balance or moved."""
    held = BytesIO()
    workbook = Workbook(held, _SAFE)
    workbook.set_properties({"created": start_of(books.month.first).replace(tzinfo=None)})  # not the moment of download
    looks = {"money": workbook.add_format({"num_format": "#,##0.00"}), "head": workbook.add_format({"bold": True})}
    figures = books.figures()
    _totals(workbook.add_worksheet("Totalen"), figures, {each.code: each.nl for each in accounts}, looks)
    for figure in figures:
        its_rows = [row for row in books.rows if figure.code in (row.debit, row.credit)]
        _account(workbook.add_worksheet(figure.code), figure, its_rows, looks)
    workbook.close()
    return held.getvalue()


def _totals(sheet: Any, figures: Sequence[Figure], names: Mapping[str, str], looks: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, 4, 16)
    sheet.write_row(0, 0, ("Rekening", "Begin", "Debet", "Credit", "Eind"), looks["head"])
    for line, figure in enumerate(figures, start=1):
        sheet.write_string(line, 0, f"{figure.code} {names[figure.code]}")
        for column, cents in enumerate((figure.opening, figure.debit, figure.credit, figure.closing), start=1):
            sheet.write_number(line, column, cents / 100, looks["money"])


def _account(sheet: Any, figure: Figure, rows: Sequence[Row], looks: dict[str, Any]) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(files.HEADS), 14)
    sheet.write_row(0, 0, files.HEADS, looks["head"])
    for line, row in enumerate(rows, start=1):
        signed = row.cents if row.debit == figure.code else -row.cents
        for column, text in enumerate(files.cells(row)):
            if column == _AMOUNT:
                sheet.write_number(line, column, signed / 100, looks["money"])  # a workbook knows no cents
            elif column in _NUMBERS and text:
                sheet.write_number(line, column, int(text))
            else:
                sheet.write_string(line, column, text)

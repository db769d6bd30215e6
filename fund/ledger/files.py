"""The bytes of a month: ledger.csv and manifest.json. Pure: same entries, same bytes."""

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from io import StringIO

from fund.core.money import plain
from fund.ledger.figures import InFlight, MonthBooks
from fund.ledger.journal import Row

FORMAT = "kostenfonds-month-1"
CSV = "ledger.csv"

HEADS = (
    "nummer",
    "moment",
    "maand",
    "soort",
    "journaal",
    "debet",
    "credit",
    "bedrag",
    "aanvraag",
    "regel",
    "ontvanger",
    "oormerk",
    "categorie",
    "vanaf",
    "tot",
    "beleidstekst",
    "besloten door",
    "vrijgegeven door",
    "tegenboeking van",
    "vorige hash",
    "hash",
)

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def ledger_csv(rows: Iterable[Row]) -> bytes:
    """Write entries for a Dutch spreadsheet: UTF-8 with BOM, `;`, decimal comma, no cell that could be a formula."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADS)
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in cells(row)])
    return text.getvalue().encode("utf-8-sig")


def cells(row: Row) -> list[str]:
    """Return an entry as text, in the order of HEADS; moments in UTC, amounts with a decimal comma."""
    values = (
        row.number,
        moment(row.at),
        row.month,
        row.kind,
        row.journal,
        row.debit,
        row.credit,
        plain(row.cents).replace(".", ","),
        row.claim_reference,
        row.position,
        row.payee,
        row.budget_id,
        row.category,
        row.from_,
        row.until,
        row.text_sha256,
        row.decided_by,
        row.released_by,
        row.reverses,
        row.previous_hash,
        row.hash,
    )
    return ["" if value is None else str(value) for value in values]


def safe_cell(text: str) -> str:
    """Return the text so that no spreadsheet reads a formula in it.

    >>> safe_cell("=1+1")
    "'=1+1"
    """
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text


def moment(at: datetime) -> str:
    """Write a moment in UTC, to the microsecond.

    >>> moment(datetime(2026, 9, 1, 8, 30, tzinfo=UTC))
    '2026-09-01T08:30:00.000000Z'
    """
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def manifest(
    books: MonthBooks,
    open_lines: Sequence[InFlight],
    *,
    texts: Iterable[str],
    previous_sha256: str | None,
    closed_at: datetime,
    closed_by: str,
) -> bytes:
    """Write the manifest of a month: what it came to, what stood open, and the hash of everything it rests on."""
    form = {
        "format": FORMAT,
        "fund": str(books.fund_id),
        "month": str(books.month),
        "entries": {
            "first": books.rows[0].number if books.rows else None,
            "last": books.last_number,
            "count": len(books.rows),
        },
        "head": books.head,
        "accounts": [{**asdict(figure), "closing": figure.closing} for figure in books.figures()],
        "in_flight": [asdict(line) for line in open_lines],
        "files": {CSV: sha256(ledger_csv(books.rows)).hexdigest()},
        "texts": sorted(texts),
        "previous": previous_sha256,
        "closed_at": moment(closed_at),
        "closed_by": closed_by,
    }
    return (json.dumps(form, ensure_ascii=True, indent=2, sort_keys=True) + "\n").encode("ascii")


def agrees(written: bytes, books: MonthBooks) -> bool:
    """Tell whether a manifest was written of these very entries."""
    try:
        said = json.loads(written)
        return bool(said["head"] == books.head and said["files"][CSV] == sha256(ledger_csv(books.rows)).hexdigest())
    except (ValueError, LookupError, TypeError):
        return False

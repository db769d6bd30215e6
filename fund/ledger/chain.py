"""The hash chain: one canonical, versioned form of an entry, and SHA-256 over it. Pure.

The form is a JSON array of text, integers and null, so that no two entries share it; a change of form is a new version.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from fund.core.calendar import Month, day_of
from fund.ledger.journal import Posting, Row

VERSION = "kostenfonds-entry-1"
START = "0" * 64  # what the first entry of a fund follows

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def canonical(row: Row) -> bytes:
    """Return the bytes that are hashed: dates as ISO text, the moment as whole microseconds since 1970."""
    form: list[str | int | None] = [
        VERSION,
        row.fund_id.hex,
        row.number,
        (row.at - _EPOCH) // _MICROSECOND,
        str(row.month),
        str(row.kind),
        row.journal,
        row.debit,
        row.credit,
        row.cents,
        row.claim_reference,
        row.position,
        row.payee,
        None if row.budget_id is None else row.budget_id.hex,
        row.category,
        _day(row.from_),
        _day(row.until),
        row.text_sha256,
        row.decided_by,
        row.released_by,
        row.reverses,
        row.previous_hash,
    ]
    return json.dumps(form, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def hash_of(row: Row) -> str:
    """Return the SHA-256 (hex) of an entry; its own `hash` plays no part."""
    return sha256(canonical(row)).hexdigest()


def written(fund_id: UUID, last_number: int, head: str, at: datetime, postings: Sequence[Posting]) -> list[Row]:
    """Give the entries of one event their number, month and hash, after `last_number`, whose hash is `head`."""
    rows: list[Row] = []
    for number, posting in enumerate(postings, start=last_number + 1):
        row = Row(
            **{field.name: getattr(posting, field.name) for field in fields(Posting)},
            fund_id=fund_id,
            number=number,
            at=at.astimezone(UTC),
            month=Month.of(day_of(at)),
            journal=last_number + 1,
            previous_hash=head,
            hash="",
        )
        head = hash_of(row)
        rows.append(replace(row, hash=head))
    return rows


def breaks(rows: Iterable[Row], head: str = START) -> Iterator[int]:
    """Yield the number of each entry that does not follow `head`, or whose hash is not its own."""
    for row in rows:
        if row.previous_hash != head or row.hash != hash_of(row):
            yield row.number
        head = row.hash


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()

"""The canonical form and its hashes, fixed for ever: golden vectors."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest

from fund.core.calendar import Month
from fund.ledger import chain
from fund.ledger.journal import Posting, Row

FUND = UUID("00000000-0000-4000-8000-000000000001")
BUDGET = UUID("00000000-0000-4000-8000-000000000002")
AT = datetime(2026, 9, 30, 22, 0, 0, 1, tzinfo=UTC)

CONTRIBUTED = Posting(
    kind="contributed", debit="1100", credit="0500", cents=90_000_000, budget_id=BUDGET, decided_by="fb-04"
)
GRANTED = Posting(
    kind="granted",
    debit="4100",
    credit="1620",
    cents=185_083,
    claim_reference="VF-9SVC-M4",
    position=1,
    payee="9f" * 32,
    budget_id=BUDGET,
    category="SHELTER_FEE",
    from_=date(2026, 8, 3),
    until=date(2026, 10, 1),
    text_sha256="ab" * 32,
    decided_by="fb-04",
)

ROWS = chain.written(FUND, 0, chain.START, AT, [CONTRIBUTED, GRANTED])

GOLDEN = [
    (
        '["kostenfonds-entry-1","00000000000040008000000000000001",1,1790805600000001,"2026-10","contributed",1,'
        '"1100","0500",90000000,null,null,null,"00000000000040008000000000000002",'
        'null,null,null,null,"fb-04",null,null,"' + "0" * 64 + '"]',
        "3b9af865ffe6cf490b4880bf393efce40f7b5426be27025354c57f332799fcc8",
    ),
    (
        '["kostenfonds-entry-1","00000000000040008000000000000001",2,1790805600000001,"2026-10","granted",1,'
        '"4100","1620",185083,"VF-9SVC-M4",1,"'
        + "9f" * 32
        + '","00000000000040008000000000000002","SHELTER_FEE","2026-08-03","2026-10-01","'
        + "ab" * 32
        + '","fb-04",null,null,"3b9af865ffe6cf490b4880bf393efce40f7b5426be27025354c57f332799fcc8"]',
        "369fe31f922b92e2aa1d45af3137ad673684cf73bde5f4d43d851f1381e0a74c",
    ),
]


@pytest.mark.parametrize("place", [0, 1])
def test_the_form_and_the_hash_are_those_of_version_1(place: int) -> None:
    form, hashed = GOLDEN[place]
    assert chain.canonical(ROWS[place]).decode() == form
    assert ROWS[place].hash == chain.hash_of(ROWS[place]) == hashed


def test_another_time_zone_is_the_same_moment() -> None:
    elsewhere = AT.astimezone(timezone(timedelta(hours=5)))
    assert chain.written(FUND, 0, chain.START, elsewhere, [CONTRIBUTED])[0].hash == ROWS[0].hash


CHANGES: dict[str, Any] = {
    "fund_id": BUDGET,
    "number": 3,
    "at": AT + timedelta(microseconds=1),
    "month": Month(2026, 11),
    "kind": "refunded",
    "journal": 2,
    "debit": "4110",
    "credit": "1100",
    "cents": 185_084,
    "claim_reference": "VF-9SVC-M5",
    "position": 2,
    "payee": None,
    "budget_id": FUND,
    "category": "LIVING",
    "from_": date(2026, 8, 4),
    "until": date(2026, 10, 2),
    "text_sha256": None,
    "decided_by": "fb-05",
    "released_by": "fb-11",
    "reverses": 1,
    "previous_hash": "1" * 64,
}


def test_every_part_of_an_entry_is_in_its_hash() -> None:
    assert CHANGES.keys() == {field for field in Row.__dataclass_fields__ if field != "hash"}
    hashes = {chain.hash_of(replace(ROWS[1], **{name: value})) for name, value in CHANGES.items()}
    assert len(hashes | {ROWS[1].hash}) == len(CHANGES) + 1


def test_a_text_cannot_pass_for_two() -> None:
    one = replace(ROWS[1], payee='x","y', category="z")
    two = replace(ROWS[1], payee="x", category='y","z')
    assert chain.hash_of(one) != chain.hash_of(two)


def test_a_chain_breaks_where_it_was_changed() -> None:
    rows = chain.written(FUND, 0, chain.START, AT, [CONTRIBUTED, GRANTED, GRANTED])
    assert list(chain.breaks(rows)) == []
    assert list(chain.breaks([rows[0], replace(rows[1], cents=1), rows[2]])) == [2]
    assert list(chain.breaks([rows[0], rows[2]])) == [3]
    assert list(chain.breaks(rows[1:])) == [2]

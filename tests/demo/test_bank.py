"""The demo's bank: what it reads of a payment file, and what it answers."""

from datetime import UTC, date, datetime

import pytest

from fund.demo import bank
from fund.payouts import camt, sepa

FUND = sepa.Party("Gemeente Havenmond", "NL91ABNA0417164300", "ABNANL2A")
TO = sepa.Party("Zorgpolis Midden", "NL20INGB0001234567", "INGBNL2A")
DAY = date(2026, 10, 9)


def test_it_pays_what_the_file_asks_and_says_so() -> None:
    file = sepa.file(
        sepa.Head(FUND, "MESSAGE", datetime(2026, 10, 8, tzinfo=UTC), DAY),
        [sepa.CreditTransfer("ONE", TO, 12345, "F-1")],
    )
    (found,) = bank.transfers(file)
    assert (found.end_to_end, found.cents, found.iban) == ("ONE", 12345, TO.iban)
    said = camt.read(bank.statement(FUND.iban, DAY, [found], [found]))
    assert [(booked.end_to_end, booked.cents, booked.credit, booked.code) for booked in said.booked] == [
        ("ONE", 12345, False, None),
        ("ONE", 12345, True, "AC04"),
    ]


def test_a_file_without_an_id_is_no_file() -> None:
    with pytest.raises(ValueError, match="EndToEndId"):
        bank.transfers(b"<Document xmlns='x'><CdtTrfTxInf><Amt/></CdtTrfTxInf></Document>")

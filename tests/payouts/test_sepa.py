"""The file to the bank: what it holds, and what never goes into one."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from lxml import etree

from fund.payouts import sepa
from fund.payouts.sepa import CreditTransfer, Head, Party, UnfitFile

HEAD = Head(
    Party("Gemeente Havenmond", "NL91 ABNA 0417 1643 00", "ABNANL2A"),
    "MESSAGE2345",
    datetime(2026, 10, 8, 9, tzinfo=UTC),
    date(2026, 10, 8),
)
INSURER = Party("Zorgpolis Müller & Zn", "NL20INGB0001234567", "INGBNL2A")
ONE = CreditTransfer("FIRST", INSURER, 12345, "Polis 7781")
TWO = CreditTransfer("SECOND", Party("Beheer Zuid", "NL44RABO0123456789", "RABONL2U"), 100, "VF-7KQ3-M2")


def _texts(file: bytes, name: str) -> list[str | None]:
    return [found.text for found in etree.fromstring(file).iter(f"{{*}}{name}")]


def test_a_file_says_who_is_paid_how_much_and_with_which_reference() -> None:
    file = sepa.file(HEAD, [ONE, TWO])
    assert _texts(file, "InstdAmt") == ["123.45", "1.00"]
    assert _texts(file, "CtrlSum") == ["124.45", "124.45"] and _texts(file, "NbOfTxs") == ["2", "2"]
    assert _texts(file, "EndToEndId") == ["FIRST", "SECOND"]
    assert _texts(file, "Ustrd") == ["Polis 7781", "VF-7KQ3-M2"]
    assert _texts(file, "IBAN") == ["NL91ABNA0417164300", "NL20INGB0001234567", "NL44RABO0123456789"]
    assert _texts(file, "Nm") == ["Gemeente Havenmond", "Gemeente Havenmond", "Zorgpolis Muller + Zn", "Beheer Zuid"]
    assert _texts(file, "MsgId") == _texts(file, "PmtInfId") == ["MESSAGE2345"]
    assert _texts(file, "CreDtTm") == ["2026-10-08T11:00:00"]
    assert _texts(file, "BtchBookg") == ["false"]


def test_no_address_stands_in_a_file() -> None:
    file = sepa.file(HEAD, [ONE])
    assert not {"PstlAdr", "AdrLine", "TwnNm", "Ctry"} & {
        etree.QName(found).localname for found in etree.fromstring(file).iter("{*}*")
    }


def test_the_same_orders_make_the_same_bytes() -> None:
    assert sepa.file(HEAD, [ONE, TWO]) == sepa.file(HEAD, [ONE, TWO])


def test_its_own_schema_accepts_it_and_refuses_a_planted_fault() -> None:
    file = sepa.file(HEAD, [ONE])
    schema = sepa._schema()
    assert schema.validate(etree.fromstring(file))
    assert not schema.validate(etree.fromstring(file.replace(b"<ChrgBr>SLEV</ChrgBr>", b"<ChrgBr>WHO</ChrgBr>")))
    with pytest.raises(UnfitFile):
        sepa._valid(file.replace(b"<PmtMtd>TRF</PmtMtd>", b""))


FAULTS: dict[str, dict[str, Any]] = {
    "an amount of nothing": {"cents": 0},
    "a negative amount": {"cents": -1},
    "too much": {"cents": 10**13},
    "a typing error in the IBAN": {"to": replace(INSURER, iban="NL20INGB0001234568")},
    "no IBAN": {"to": replace(INSURER, iban="")},
    "no BIC": {"to": replace(INSURER, bic="")},
    "a BIC that is none": {"to": replace(INSURER, bic="ING")},
    "no name": {"to": replace(INSURER, name=" ")},
    "a name of signs": {"to": replace(INSURER, name="⚠⚠")},
    "a long name": {"to": replace(INSURER, name="x" * 71)},
    "a long remittance": {"remittance": "x" * 141},
    "no remittance": {"remittance": ""},
    "letters that no bank takes": {"remittance": "Polis № 1"},
    "a telling remittance": {"remittance": "eigen bijdrage Opvang"},
    "a long id": {"end_to_end": "X" * 36},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_wrong_never_goes_to_the_bank(fault: str) -> None:
    with pytest.raises(UnfitFile):
        sepa.file(HEAD, [TWO, replace(ONE, **FAULTS[fault])])


def test_an_id_twice_never_goes_to_the_bank() -> None:
    with pytest.raises(UnfitFile, match="twice"):
        sepa.file(HEAD, [ONE, replace(TWO, end_to_end=ONE.end_to_end)])


def test_an_empty_file_never_goes_to_the_bank() -> None:
    with pytest.raises(UnfitFile):
        sepa.file(HEAD, [])


@pytest.mark.parametrize("name", ["Vrouwenopvang Havenmond", "Fonds tegen geweld", "Women's shelter"])
def test_a_fund_pays_under_a_neutral_name(name: str) -> None:
    with pytest.raises(UnfitFile):
        sepa.file(replace(HEAD, debtor=replace(HEAD.debtor, name=name)), [ONE])

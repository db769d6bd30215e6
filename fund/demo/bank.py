"""The demo's bank: reads a payment file, pays it, and answers with a statement; an account may send money back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from lxml import etree

from fund.core import money
from fund.core.money import Cents

CAMT = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"


@dataclass(frozen=True, slots=True)
class BankTransfer:
    """One transfer of a payment file."""

    end_to_end: str
    amount: str
    iban: str

    @property
    def cents(self) -> Cents:
        """Return its amount."""
        return money.from_plain(self.amount)


def transfers(file: bytes) -> list[BankTransfer]:
    """Read the transfers of a pain.001 file."""
    root = etree.fromstring(file, etree.XMLParser(resolve_entities=False, no_network=True))
    return [
        BankTransfer(_text(found, "EndToEndId"), _text(found, "InstdAmt"), _text(found.find("{*}CdtrAcct"), "IBAN"))
        for found in root.iter("{*}CdtTrfTxInf")
    ]


def statement(iban: str, on: date, paid: Collection[BankTransfer], sent_back: Collection[BankTransfer] = ()) -> bytes:
    """Write an account's statement of a day (camt.053.001.08): what was paid, what came back (AC04, account closed)."""
    document = etree.Element("Document", {"xmlns": CAMT})
    of = etree.SubElement(document, "BkToCstmrStmt")
    head = etree.SubElement(of, "GrpHdr")
    _put(head, "MsgId", f"ST{on:%Y%m%d}")
    _put(head, "CreDtTm", f"{on}T18:00:00")
    stmt = etree.SubElement(of, "Stmt")
    _put(stmt, "Id", f"{on:%Y%m%d}")
    _put(etree.SubElement(etree.SubElement(stmt, "Acct"), "Id"), "IBAN", iban)
    for transfer in paid:
        _entry(stmt, on, transfer, "DBIT")
    for transfer in sent_back:
        _entry(stmt, on, transfer, "CRDT", code="AC04")
    return bytes(etree.tostring(document, xml_declaration=True, encoding="UTF-8"))


def _entry(stmt: etree._Element, on: date, transfer: BankTransfer, way: str, code: str | None = None) -> None:
    entry = etree.SubElement(stmt, "Ntry")
    amount = _put(entry, "Amt", transfer.amount)
    amount.set("Ccy", "EUR")
    _put(entry, "CdtDbtInd", way)
    _put(etree.SubElement(entry, "Sts"), "Cd", "BOOK")
    _put(etree.SubElement(entry, "BookgDt"), "Dt", on.isoformat())
    detail = etree.SubElement(etree.SubElement(entry, "NtryDtls"), "TxDtls")
    _put(etree.SubElement(detail, "Refs"), "EndToEndId", transfer.end_to_end)
    if code:
        _put(etree.SubElement(etree.SubElement(detail, "RtrInf"), "Rsn"), "Cd", code)


def _put(parent: etree._Element, name: str, text: str) -> etree._Element:
    child = etree.SubElement(parent, name)
    child.text = text
    return child


def _text(element: etree._Element | None, name: str) -> str:
    found = next(element.iter(f"{{*}}{name}"), None) if element is not None else None
    if found is None or not found.text:
        raise ValueError(name)
    return found.text

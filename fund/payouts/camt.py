"""Read the bank's statement: camt.053 in, its booked entries out. Pure: no network, no entities, no DTD."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lxml import etree

from fund.core import money
from fund.core.money import Cents


@dataclass(frozen=True, slots=True)
class Booked:
    """One booked transaction. `credit`: money came in. `code`: why a payment came back (ISO 20022, `AC04`)."""

    on: date
    cents: Cents
    credit: bool
    end_to_end: str | None
    code: str | None


@dataclass(frozen=True, slots=True)
class BankStatement:
    """A statement of one account."""

    iban: str
    booked: tuple[Booked, ...]


class UnreadableStatement(ValueError):
    """A file that is not a camt.053 statement."""


def read(source: bytes) -> BankStatement:
    """Read a statement.

    Raises:
        UnreadableStatement: not XML, with a DTD, no camt.053, another currency, or more than one account.
    """
    # without huge_tree the parser itself refuses what is too large or too deep
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError as wrong:
        raise UnreadableStatement("no xml") from wrong
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableStatement("a DTD")
    if "camt.053" not in (etree.QName(root).namespace or ""):
        raise UnreadableStatement("no camt.053")
    accounts = {_text(statement, "{*}Acct/{*}Id/{*}IBAN") for statement in root.iterfind(".//{*}Stmt")}
    if len(accounts) != 1 or None in accounts:
        raise UnreadableStatement("one account")
    return BankStatement("".join(str(accounts.pop()).split()), tuple(_all(root)))


def _all(root: etree._Element) -> Iterator[Booked]:
    for entry in root.iterfind(".//{*}Stmt/{*}Ntry"):
        status = _text(entry, "{*}Sts/{*}Cd") or _text(entry, "{*}Sts")
        if status == "BOOK":
            yield from _of_entry(entry)


def _of_entry(entry: etree._Element) -> Iterator[Booked]:
    details = list(entry.iterfind("{*}NtryDtls/{*}TxDtls"))
    if len(details) == 1:
        yield _booked(entry, details[0], _amount(details[0]) or _amount(entry))
    elif details and all(_amount(detail) is not None for detail in details):
        yield from (_booked(entry, detail, _amount(detail)) for detail in details)
    else:  # a sum without its parts: nobody can tell which of our transfers it is
        yield _booked(entry, entry, _amount(entry))


def _booked(entry: etree._Element, detail: etree._Element, cents: Cents | None) -> Booked:
    if cents is None:
        raise UnreadableStatement("an amount")
    return Booked(
        on=_day(entry),
        cents=cents,
        credit=(_text(detail, "{*}CdtDbtInd") or _text(entry, "{*}CdtDbtInd")) == "CRDT",
        end_to_end=_text(detail, "{*}Refs/{*}EndToEndId"),
        code=_text(detail, "{*}RtrInf/{*}Rsn/{*}Cd"),
    )


def _amount(of: etree._Element) -> Cents | None:
    amount = of.find("{*}Amt")
    if amount is None:
        amount = of.find("{*}AmtDtls/{*}TxAmt/{*}Amt")
    return None if amount is None else _cents(amount)


def _cents(amount: etree._Element) -> Cents:
    if amount.get("Ccy") != "EUR":
        raise UnreadableStatement("an amount in euro")
    whole, _, decimals = (amount.text or "").strip().partition(".")
    try:
        return money.from_plain(f"{whole}.{decimals.ljust(2, '0')}")
    except money.NotMoney as wrong:
        raise UnreadableStatement("an amount") from wrong


def _day(entry: etree._Element) -> date:
    text = _text(entry, "{*}BookgDt/{*}Dt") or _text(entry, "{*}BookgDt/{*}DtTm") or ""
    try:
        return date.fromisoformat(text[:10])
    except ValueError as wrong:
        raise UnreadableStatement("a booking day") from wrong


def _text(element: etree._Element, path: str) -> str | None:
    found = element.find(path)
    return found.text.strip() if found is not None and found.text and found.text.strip() else None

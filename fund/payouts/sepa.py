"""Make the file to the bank: pain.001.001.09, without addresses, checked against its schema.

Pure: the same orders give the same bytes.

The library accepts a wrong IBAN and an amount of zero, cuts text silently and reads the clock: so each is checked here
first, and the ids and the moment that it made up are replaced by ours.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files

from lxml import etree
from schwifty import IBAN
from schwifty.exceptions import SchwiftyException
from sepaxml import SepaTransfer

from fund.core.calendar import AMSTERDAM
from fund.core.money import MOST_CENTS, Cents
from fund.payees.rules import in_sepa
from fund.payouts.rules import telling

SCHEMA = "pain.001.001.09"
MOST_NAME = 70  # the schema allows 140, banks do not
_SEPA = re.compile(r"[A-Za-z0-9/\-?:().,'+ ]+")


@dataclass(frozen=True, slots=True)
class Party:
    """A bank account as the bank needs it."""

    name: str
    iban: str = field(repr=False)
    bic: str


@dataclass(frozen=True, slots=True)
class CreditTransfer:
    """One credit transfer."""

    end_to_end: str
    to: Party
    cents: Cents
    remittance: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head of the file: who pays, its message id, when it was made, and on which day to pay."""

    debtor: Party
    message: str
    at: datetime
    execute_on: date


class UnfitFile(ValueError):
    """A file that must not go to the bank."""


def file(head: Head, orders: Sequence[CreditTransfer]) -> bytes:
    """Return the bytes of one file with these transfers.

    Raises:
        UnfitFile: nothing to pay, a wrong account, an amount of zero, a text that is too long, reveals too much or is
            not in SEPA's characters, an id twice, or a file that its schema refuses.
    """
    if not orders:
        raise UnfitFile("no orders")
    if len({order.end_to_end for order in orders}) != len(orders):
        raise UnfitFile("an end-to-end id twice")
    payer = _checked(head.debtor)
    _neutral(payer.name)
    _neutral(head.message)
    transfer = SepaTransfer(
        {"name": payer.name, "IBAN": payer.iban, "BIC": payer.bic, "batch": True, "currency": "EUR"},
        schema=SCHEMA,
        clean=False,
    )
    for order in orders:
        transfer.add_payment(_payment(order, head.execute_on))
    return _valid(_headed(transfer.export(validate=False), head))


def _payment(order: CreditTransfer, execute_on: date) -> dict[str, object]:
    if not 0 < order.cents <= MOST_CENTS:
        raise UnfitFile("an amount of nothing, or of too much")
    to = _checked(order.to)
    return {
        "name": to.name,
        "IBAN": to.iban,
        "BIC": to.bic,
        "amount": order.cents,
        "execution_date": execute_on,
        "description": _neutral(order.remittance),
        "endtoend_id": _neutral(order.end_to_end),
    }


def _checked(account: Party) -> Party:
    name = in_sepa(account.name)
    if not 0 < len(name) <= MOST_NAME:
        raise UnfitFile("a name of the wrong length")
    try:
        return Party(name, IBAN(account.iban).compact, account.bic)
    except SchwiftyException as wrong:
        raise UnfitFile("a wrong account") from wrong


def _neutral(text: str) -> str:
    if not _SEPA.fullmatch(text) or telling(text):
        raise UnfitFile("a text that the bank must not read")
    return text


def _headed(source: bytes, head: Head) -> bytes:
    root = etree.fromstring(source)
    for path, text in (
        ("{*}GrpHdr/{*}MsgId", head.message),
        ("{*}GrpHdr/{*}CreDtTm", f"{head.at.astimezone(AMSTERDAM):%Y-%m-%dT%H:%M:%S}"),
        ("{*}PmtInf/{*}PmtInfId", head.message),
        ("{*}PmtInf/{*}BtchBookg", "false"),  # booked one by one: a total without ids would confirm nothing
    ):
        root.find(f".//{path}").text = text  # type: ignore[union-attr]  # the schema demands them
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _valid(file: bytes) -> bytes:
    try:
        _schema().assertValid(etree.fromstring(file))
    except etree.DocumentInvalid as wrong:
        raise UnfitFile(str(wrong)) from wrong
    return file


@lru_cache(maxsize=1)
def _schema() -> etree.XMLSchema:
    # the library parses its schema again for each file, which takes a second; here it is parsed once
    return etree.XMLSchema(file=str(files("sepaxml") / "schemas" / f"{SCHEMA}.xsd"))

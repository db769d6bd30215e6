"""The file to the bank: pain.001.001.09, without any address, checked against its schema. Pure.

The library takes a wrong IBAN and an amount of nothing, and cuts text silently: so each is checked here first.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib.resources import files

from lxml import etree
from schwifty import IBAN
from sepaxml import SepaTransfer

from fund.core.money import Cents

SCHEMA = "pain.001.001.09"
MOST_NAME, MOST_REMITTANCE, MOST_ID = 70, 140, 35
_SEPA = re.compile(r"[A-Za-z0-9/\-?:().,'+ ]+")


@dataclass(frozen=True, slots=True)
class Account:
    """A bank account as the bank needs it."""

    name: str
    iban: str = field(repr=False)
    bic: str


@dataclass(frozen=True, slots=True)
class Order:
    """One credit transfer."""

    end_to_end: str
    to: Account
    cents: Cents
    remittance: str


class Unfit(ValueError):
    """A file that must not go to the bank."""


def file(debtor: Account, orders: Sequence[Order], execute_on: date) -> bytes:
    """Return the bytes of one file with these transfers.

    Raises:
        Unfit: a wrong IBAN, an amount of nothing, a text that is too long, an id twice, or a file that its schema refuses.
    """
    if not orders:
        raise Unfit("no orders")
    if len({order.end_to_end for order in orders}) != len(orders):
        raise Unfit("an end-to-end id twice")
    for order in orders:
        _check(order)
    IBAN(debtor.iban)
    transfer = SepaTransfer(
        {"name": debtor.name, "IBAN": debtor.iban, "BIC": debtor.bic, "batch": True, "currency": "EUR"}, schema=SCHEMA, clean=True
    )
    for order in orders:
        transfer.add_payment(
            {
                "name": order.to.name,
                "IBAN": order.to.iban,
                "BIC": order.to.bic,
                "amount": order.cents,
                "execution_date": execute_on,
                "description": order.remittance,
                "endtoend_id": order.end_to_end,
            }
        )
    return _valid(bytes(transfer.export(validate=False)))


def plain(text: str, most: int) -> str:
    """Return the text as SEPA takes it, or Unfit when it holds other characters or is too long."""
    if not _SEPA.fullmatch(text) or len(text) > most:
        raise Unfit(text)
    return text


def _valid(file: bytes) -> bytes:
    schema = _schema()
    if not schema.validate(etree.fromstring(file)):
        raise Unfit(str(schema.error_log.last_error))
    return file


@lru_cache(maxsize=1)
def _schema() -> etree.XMLSchema:
    # the library reads its schema anew for each file, in a second; this one once, and the same schema
    return etree.XMLSchema(file=str(files("sepaxml") / "schemas" / f"{SCHEMA}.xsd"))


def _check(order: Order) -> None:
    if order.cents <= 0:
        raise Unfit("an order of nothing")
    if not order.to.bic:
        raise Unfit("an order without BIC")
    IBAN(order.to.iban)
    if len(order.to.name) > MOST_NAME or not order.to.name.strip():
        raise Unfit("a name of the wrong length")
    plain(order.remittance, MOST_REMITTANCE)
    plain(order.end_to_end, MOST_ID)

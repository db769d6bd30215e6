"""The cast of these tests, and a bank that answers."""

import json
from collections.abc import Iterator
from threading import Thread
from urllib.request import Request, urlopen

import pytest
from mockbank.server import Config, make_server  # type: ignore[import-untyped]

from fund.claims.models import Claim
from tests.casts import Make
from tests.everyone import Everyone, cast


@pytest.fixture(scope="session")
def makes() -> dict[str, Make]:
    return {"everyone": cast}


@pytest.fixture
def everyone(lent: Everyone) -> Everyone:
    return lent


@pytest.fixture
def claim(everyone: Everyone) -> Claim:
    """Storage of 100.00 paid directly, and the shelter's fee of 1,850.83."""
    insured = everyone.payee("supplier")
    everyone.payee("shelter", "Stichting Zuidwal")
    everyone.route(insured)
    return everyone.granted(everyone.storage_from(insured), everyone.fee())


class Bank:
    """A bank on this machine: takes a payment file, and gives the statement of each day that its clock passes."""

    def __init__(self, address: str) -> None:
        self.address = address

    def call(self, path: str, body: bytes | None = None, method: str = "") -> bytes:
        request = Request(self.address + path, data=body, method=method or ("GET" if body is None else "POST"))
        with urlopen(request, timeout=30) as answer:
            said: bytes = answer.read()
        return said

    def tell(self, path: str, method: str = "POST", **about: object) -> None:
        self.call(path, json.dumps(about).encode(), method)

    def statements(self, iban: str) -> list[bytes]:
        """Let a day pass, and collect what the bank says of the account."""
        self.call("/_mock/advance?days=1", b"")
        return [
            letter["body"].encode()
            for letter in json.loads(self.call("/_mock/mailbox?type=camt.053"))
            if iban in letter["body"]
        ]


@pytest.fixture
def bank() -> Iterator[Bank]:
    server = make_server(Config(port=0, quiet=True, clock="2026-10-08T09:00", timezone="Europe/Amsterdam"))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield Bank(f"http://127.0.0.1:{server.server_address[1]}")
    server.shutdown()
    thread.join()
    server.server_close()

"""The demo as the README starts it: `fund demo` with its own gunicorn,
from a new resident to a paid claim and a closed month."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html
from playwright.sync_api import APIResponse, Browser

from fund.core.calendar import Month, day_of
from fund.demo import bank
from fund.demo.places import PASSWORD
from tests.history import page as paper
from tests.visitor import filled, form_of

TOP = Path(__file__).parents[2]
WORKER, COLLEAGUE = "f.jansen@lindehof.example", "h.dijkstra@lindehof.example"
DECIDES, RELEASES, AUDITOR = (
    "b.haddad@noordervaart.example",
    "c.vermeer@noordervaart.example",
    "t.degraaf@controle.example",
)


class HttpVisitor:
    """Somebody signed in at the served demo, over HTTP."""

    def __init__(self, browser: Browser, served: str, email: str) -> None:
        self.http = browser.new_context(base_url=served).request
        form = self.see("/sign-in").forms[0]
        signed_in = self.http.post("/sign-in", form=dict(form.form_values()) | {"email": email, "password": PASSWORD})
        assert signed_in.ok, signed_in.status

    def get(self, path: str) -> APIResponse:
        answer = self.http.get(path)
        assert answer.ok, f"{path}: {answer.status}"
        return answer

    def see(self, path: str) -> html.HtmlElement:
        return html.document_fromstring(self.get(path).text())

    def done(self, path: str, to: str = "", **typed: Any) -> str:
        """Send a form of a page that must be taken; returns where it leads."""
        form, action = form_of(self.see(path), to)
        fields = {name: value for name, value in (filled(form) | typed).items() if value != []}
        sent = {name: value[0] if isinstance(value, list) else value for name, value in fields.items()}
        answer = self.http.post(action or path, multipart=sent, max_redirects=0)
        assert answer.status == 303, f"{path}: {answer.status} {words(answer.text())}"
        return str(answer.headers["location"])


def words(page: str) -> str:
    whole: html.HtmlElement = html.document_fromstring(page or "<p></p>")
    return " ".join(whole.text_content().split())


def today() -> date:
    return day_of(datetime.now(UTC))


def file(content: bytes, kind: str = "image/png") -> dict[str, Any]:
    return {"name": f"stuk.{kind[-3:]}", "mimeType": kind, "buffer": content}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start `fund demo` on a free port, and end it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("served") / "demo"
    command = [str(Path(sys.executable).with_name("fund")), "demo", "--port", str(port), "--data", str(folder)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FUND_")}
    with subprocess.Popen(command, cwd=TOP, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            assert any("http://127.0.0.1" in line for line in server.stdout), "it never said that it serves"
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nobody listens")


def test_a_claim_is_filed_decided_paid_and_a_month_closed(browser: Browser, served: str) -> None:
    worker, colleague = (HttpVisitor(browser, served, email) for email in (WORKER, COLLEAGUE))
    claim = files(worker, colleague)
    decides, releases = (HttpVisitor(browser, served, email) for email in (DECIDES, RELEASES))
    grants(decides, claim)
    sent = pays(decides, releases, reference_of(worker, claim))
    assert re.search(r"€\s700,00 betaald", words(worker.get(claim).text()))
    assert b"700.00" in sent
    closes(releases, HttpVisitor(browser, served, AUDITOR))


def files(worker: HttpVisitor, colleague: HttpVisitor) -> str:
    """Register a resident, note her new locks with their bill, which a colleague confirms,
    and file a claim for them."""
    on = today()
    facts = {
        "file_number": "D-77001",
        "name": "Wilhelmina Achterbergh",
        "admitted_on": f"{on - timedelta(days=3):%d-%m-%Y}",
    }
    stay = worker.done("/residents/new", **facts, place="shelter", children="1")
    noted = f"{stay}/costs/new?category=SAFETY"
    supplier = next(
        value
        for value in worker.see(noted).xpath("//select[@name='payee']/option/@value")
        if re.match("supplier:.", value)
    )
    bill = {
        "issuer": "Slotenmaker De Haak",
        "bill_number": "2026-118",
        "kind": "bill",
        "issued_on": f"{on:%d-%m-%Y}",
        "total": "700,00",
    }
    spent = {
        "cents": "700,00",
        "from_": f"{on - timedelta(days=1):%d-%m-%Y}",
        "reference": "118-2026",
        "payee": supplier,
    }
    worker.done(noted, "category=SAFETY", **spent, **bill, file=file(paper()))
    evidence = worker.see(stay).xpath("string(//a[contains(@href, '/evidence')]/@href)")
    colleague.done(
        colleague.see(evidence).xpath("string(//main//a[starts-with(@href, '/evidence/')]/@href)"), "/attest"
    )
    claim = worker.done(f"{stay}/claim", "/claim")
    asks = worker.see(f"{claim}/payees").xpath("string(//main//a[contains(@href, '/route')]/@href)")
    worker.done(asks, "", sees_bill="no", sees_payment="no", way="direct", consent_on=f"{on:%d-%m-%Y}")
    worker.done(f"{claim}/mandate", mandate_on=f"{on:%d-%m-%Y}")
    worker.done(f"{claim}/check", "/check")
    return claim


def reference_of(worker: HttpVisitor, claim: str) -> str:
    found = re.search(r"VF-\w{4}-\w{2}", worker.get(claim).text())
    assert found
    return found[0]


def grants(administrator: HttpVisitor, claim: str) -> None:
    desk = claim.replace("/claims/", "/queue/")
    began = time.monotonic()
    administrator.done(desk, "/grant")
    print(f"\ngranted in {time.monotonic() - began:.2f} s, as served")


def pays(decides: HttpVisitor, releases: HttpVisitor, reference: str) -> bytes:
    """Put ready what is granted, release it as another person, and read what the bank answers; returns the file."""
    decides.done("/payouts/", "/batches")
    batches = dict.fromkeys(releases.see("/payouts/").xpath("//main//a[starts-with(@href, '/payouts/')]/@href"))
    batch = next(link for link in batches if reference in releases.get(link).text())
    releases.done(batch, "/release")
    sent = releases.get(f"{batch}/file").body()
    iban = etree.fromstring(sent).findtext(".//{*}DbtrAcct//{*}IBAN")
    statement = bank.statement(str(iban), today(), bank.transfers(sent))
    releases.done("/payouts/", "/statements", file=file(statement, "text/xml"))
    return sent


def closes(administrator: HttpVisitor, auditor: HttpVisitor) -> None:
    """Close last month, which nobody in this region has closed yet; the auditor downloads it."""
    last = Month.of(today()).preceding
    month = administrator.see("/ledger/").xpath(f"string(//main//a[contains(@href, '/{last}')]/@href)")
    administrator.done(f"{month}/close", "/close")
    assert "Afgesloten" in words(auditor.get(month).text())
    assert auditor.get(f"{month}/download/csv").body().startswith("\ufeffnummer;".encode())
    assert auditor.get(f"{month}/download/json").json()["month"] == str(last)

"""Every deed that a form can do, once: who does it, on which page, and what she types.
A new form must come in here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any

from fund.demo import bank
from tests.history import page as paper
from tests.visitor import Visitor, filled, form_of
from tests.world import World, account

REASON = "De gemeente betaalde deze kosten al."
HARDSHIP = "Wij hebben afgewogen of dit te hard voor haar is."


@dataclass(frozen=True)
class Deed:
    """One deed. `row` is its line in access.txt; `page` shows the form, whose action ends with `to`."""

    row: str
    role: str
    page: str
    to: str
    typed: dict[str, Any] = field(default_factory=dict)
    file: Callable[[World, Visitor], bytes] | None = None

    def form(self, world: World, walker: Visitor) -> tuple[str, dict[str, Any]]:
        """Open the page; returns where its form leads, and what it sends once everything is typed."""
        names = world.own.things | world.own.payees | {"fund": world.own.fund_id}
        page, to = self.page.format_map(names), self.to.format_map(names)
        form, action = form_of(walker.see(page), to)
        typed = {
            name: value.format_map(names) if isinstance(value, str) else value for name, value in self.typed.items()
        }
        return action or page, filled(form) | typed

    def files(self, world: World, walker: Visitor) -> dict[str, Any]:
        """Return the file that comes along, anew each time: a form takes it away."""
        return {"file": (BytesIO(self.file(world, walker)), "stuk.png")} if self.file else {}


def _paper(world: World, walker: Visitor) -> bytes:
    return paper()


def _statement(world: World, walker: Visitor) -> bytes:
    sent = walker.get(f"/payouts/{world.own.things['released_batch']}/file").data
    return bank.statement(world.office.iban, date(2026, 11, 10), bank.transfers(sent))


STAY, CLAIM, LINE, DESK = "/stays/{stay}", "/claims/{draft}", "/claims/lines/{line}", "/queue/{submitted}"
REGISTERED = {
    "admitted_on": "20-11-2026",
    "place": "shelter",
    "children": "1",
    "file_number": "D-900",
    "name": "Tineke",
    "contact_rule": "Nooit",
}
EVIDENCE = {"kind": "bill", "issuer": "Winkel De Hoek", "number": "2026-7", "issued_on": "02-11-2026", "cents": "25,00"}
PHONE = {
    "cents": "25,00",
    "from_": "02-11-2026",
    "until": "30-11-2026",
    "payee": "supplier:{supplier}",
    "issuer": "Winkel De Hoek",
}
PAYEE = {"kind": "landlord", "holder": "Wonen Rondom", "iban": account(77)}
ROUTE = {"sees_bill": "no", "sees_payment": "yes", "way": "residents_account", "consent_on": "01-12-2026"}
LESS = {"lines-0-reason": REASON, "lines-0-code": "covered_elsewhere", "hardship": HARDSHIP}
REFUSED = LESS | {"lines-1-reason": REASON, "lines-1-code": "covered_elsewhere"}

DEEDS = (
    Deed("/residents/new", "worker", "/residents/new", "", REGISTERED),
    Deed("/residents/{resident}/correct", "worker", "/residents/{resident}/correct", "", {"name": "Wilma de Tweede"}),
    Deed("/residents/{resident}/evidence/new", "worker", "/residents/{resident}/evidence/new", "", EVIDENCE, _paper),
    Deed("/evidence/{paper}/attest", "worker", "/evidence/{paper}", "/attest"),
    Deed(
        "/evidence/{paper}/doubt",
        "worker",
        "/evidence/{paper}",
        "/doubt",
        {"doubt": "Op het stuk staat een ander bedrag."},
    ),
    Deed("/evidence/{paper}/correct", "worker", "/evidence/{paper}/correct", "", {"cents": "26,00"}, _paper),
    Deed("/payees/new", "worker", "/payees/new", "", PAYEE),
    Deed("/residents/{resident}/payees/new", "worker", "/residents/{resident}/payees/new", "", PAYEE),
    Deed("/payees/{payee}/check", "worker", "/payees/{payee}", "/check"),
    Deed("/payees/{payee}/route", "worker", "/payees/{supplier}/route?resident={resident}", "", ROUTE),
    Deed("/stays/{stay}/leave", "worker", f"{STAY}/leave", "", {"left_on": "30-11-2026"}),
    Deed(
        "/stays/{stay}/orders/new",
        "worker",
        f"{STAY}/orders/new",
        "",
        {"issued_on": "01-12-2026", "per": "night", "cents": "31,37", "issuer": "Bureau"},
        _paper,
    ),
    Deed(
        "/stays/{stay}/fees/new",
        "worker",
        f"{STAY}/fees/new",
        "",
        {"from_": "01-11-2026", "until": "30-11-2026", "reference": "N-11"},
    ),
    Deed("/stays/{stay}/costs/new", "worker", f"{STAY}/costs/new?category=PHONE", "category=PHONE", PHONE),
    Deed("/costs/{cost}", "worker", "/costs/{cost}", "", {"cents": "26,00"}),
    Deed("/costs/{cost}/drop", "worker", "/costs/{cost}", "/drop"),
    Deed("/stays/{free_stay}/claim", "worker", "/stays/{free_stay}/claim", "/claim"),
    Deed("/claims/{draft}/costs", "worker", f"{CLAIM}/costs", "/costs"),
    Deed("/claims/{draft}/mandate", "worker", f"{CLAIM}/mandate", "", {"mandate_on": "01-12-2026"}),
    Deed("/claims/{draft}/check", "worker", f"{CLAIM}/check", "/check"),
    Deed("/claims/{incomplete}/complete", "worker", "/claims/{incomplete}/complete", ""),
    Deed("/claims/{submitted}/withdraw", "worker", "/claims/{submitted}/withdraw", ""),
    Deed("/claims/lines/{line}", "worker", LINE, "", {"hardship": "Zij heeft niets anders om aan te trekken."}),
    Deed("/claims/lines/{line}/evidence", "worker", f"{LINE}/evidence", "/evidence", {"evidence": "{paper}"}),
    Deed("/claims/lines/{line}/evidence/new", "worker", f"{LINE}/evidence", "/evidence/new", EVIDENCE, _paper),
    Deed("/claims/lines/{line}/drop", "worker", CLAIM, "/{line}/drop"),
    Deed("/queue/{submitted}/grant", "admin", DESK, "/grant", LESS | {"lines-0-cents": "1,00"}),
    Deed("/queue/{submitted}/propose", "admin", DESK, "/propose", REFUSED),
    Deed(
        "/queue/{submitted}/ask",
        "admin",
        f"{DESK}/ask",
        "",
        {"what": "Stuur de rekening van de winkel.", "answer_by": "21-12-2026"},
    ),
    Deed("/queue/{proposed}/confirm", "admin", "/queue/{proposed}", "/confirm"),
    Deed(
        "/queue/{proposed}/give-back",
        "admin",
        "/queue/{proposed}/give-back",
        "",
        {"remark": "Kijk nog eens naar de kleding."},
    ),
    Deed("/queue/{batched}/objection", "admin", "/queue/{batched}/objection", "", {"received_on": "01-12-2026"}),
    Deed("/payouts/fund/{fund}/batches", "admin", "/payouts/", "/batches"),
    Deed("/payouts/fund/{fund}/statements", "admin", "/payouts/", "/statements", {}, _statement),
    Deed("/payouts/{batched_batch}/release", "admin", "/payouts/{batched_batch}", "/release"),
    Deed(
        "/payouts/{sent_batch}/not-executed",
        "admin",
        "/payouts/{sent_batch}/not-executed",
        "",
        {"reason": "Het bestand is geweigerd: limiet bereikt."},
    ),
    Deed("/payouts/{undone_batch}/undo", "admin", "/payouts/{undone_batch}", "/undo"),
    Deed("/ledger/{fund}/{month}/close", "admin", "/ledger/{fund}/2026-11/close", "/close"),
    Deed("/accounts/{standing}/end", "operator", "/accounts", "{standing}/end"),
)

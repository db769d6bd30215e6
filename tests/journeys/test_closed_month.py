"""From a cost at a shelter to a closed month, in a browser: register, file, decide, release, pay, close, audit."""

import csv
import io
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import openpyxl
import pytest
import sepaxml
import time_machine
from flask import Flask
from lxml import etree
from playwright.sync_api import Page
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from config import Settings
from fund.claims.models import Claim, Line
from fund.cli.command import main as command
from fund.core.errors import MonthClosed
from fund.demo import bank
from fund.ledger import actions as ledger
from fund.ledger.chart import Source
from fund.people.act import Act
from tests.journeys.hands import Hands
from tests.ledger.test_close import tamper
from tests.living import page as paper
from tests.world import BUDGET, World

XSD = Path(sepaxml.__file__).parent / "schemas/pain.001.001.09.xsd"
FEE, LOCKS, ASKED_FOR_LOCKS = 185083, 100000, 124000
MONTH = "2026-10"

Verified = Callable[[], tuple[int, str]]


def at(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


@pytest.fixture
def hands(page: Page, app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hands]:
    # a browser has a clock of its own, that nothing here moves: how long a session lasts is for the server to say
    monkeypatch.setattr(app.session_interface, "get_expiration_time", lambda app, session: None)
    with time_machine.travel(at(10, 5), tick=True) as clock:
        yield Hands(page, clock)


@pytest.fixture
def verified(settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Verified:
    """Run `fund ledger verify`; tells its exit code and what it said."""
    monkeypatch.setenv("FUND_DATABASE_URL", settings.url)
    monkeypatch.setenv("FUND_DATA", str(settings.data))
    monkeypatch.setattr(sys, "argv", ["fund", "ledger", "verify"])

    def run() -> tuple[int, str]:
        capsys.readouterr()
        try:
            command()
        except SystemExit as ended:
            return int(ended.code or 0), capsys.readouterr().err
        return 0, capsys.readouterr().out

    return run


def test_from_a_cost_to_a_closed_month(hands: Hands, empty_world: World, session: Session, verified: Verified) -> None:
    world, office = empty_world, empty_world.office
    session.commit()
    hands.be(world.own.worker, at(10, 5))
    stay = registers(hands)
    notes_the_fee(hands, stay)
    notes_the_locks(hands, stay, world)
    hands.be(world.own.colleague, at(10, 5, 11))
    attests(hands, stay)
    hands.be(world.own.worker, at(10, 5, 13))
    files(hands, stay)
    hands.be(office.first, at(10, 7))
    grants_in_part(hands)
    hands.be(office.third, at(10, 7, 13))
    sent = releases(hands)
    hands.clock.move_to(at(10, 8, 12))
    hands.be(office.third, at(10, 8, 12))
    reads_the_statement(hands, sent, office.iban)
    hands.be(office.second, at(11, 3))
    closes(hands, office.fund_id)
    hands.be(office.auditor, at(11, 4))
    audits(hands, session, office.fund_id)
    no_more_in_october(session, world)
    finds_a_changed_byte(session, verified)


def registers(hands: Hands) -> str:
    hands.open("/residents/new")
    hands.fill(
        admitted_on="03-08-2026",
        children="1",
        file_number="D-26017",
        name="Wilhelmina Achterbergh",
        contact_rule="Nooit bellen",
    )
    hands.choose(place="shelter")
    hands.press("Inschrijven")
    hands.sees("Ingeschreven als R-")
    return hands.id


def notes_the_fee(hands: Hands, stay: str) -> None:
    hands.follow("Vertrek noteren")
    hands.fill(left_on="01-10-2026")
    hands.press("")
    hands.open(f"/stays/{stay}/orders/new")
    hands.fill(issued_on="24-08-2026", from_="03-08-2026", cents="31,37", issuer="Bureau Bijdragen")
    hands.choose(per="night")
    hands.give("file", paper())
    hands.press("Besluit noteren")
    hands.open(f"/stays/{stay}/fees/new")
    hands.sees("€ 1.850,83", "#check")
    hands.fill(until="20-09-2026")
    hands.sees("€ 1.537,13", "#check")  # live, as she types: 49 nights
    hands.fill(until="30-09-2026")
    hands.sees("€ 1.850,83", "#check")
    hands.press("Noteren")
    hands.sees("59 nachten eigen bijdrage")


def notes_the_locks(hands: Hands, stay: str, world: World) -> None:
    hands.open(f"/stays/{stay}/costs/new?category=SAFETY")
    hands.fill(
        cents="1240,00",
        from_="20-09-2026",
        issuer="Slotenmaker De Sleutel",
        bill_number="2026-118",
        reference="118-2026",
    )
    hands.choose(payee=f"supplier:{world.own.payees['supplier']}")
    hands.unfold("Bewijsstuk toevoegen")
    hands.choose(kind="bill")
    hands.fill(issued_on="21-09-2026", total="1240,00")
    hands.give("file", paper())
    hands.press("Noteren")
    hands.sees("De kosten zijn genoteerd")
    hands.sees("€ 3.090,83")


def attests(hands: Hands, stay: str) -> None:
    hands.open(f"/stays/{stay}")
    hands.follow("Bewijsstukken")
    evidence = hands.page.url
    for kind in ("Bijdragebesluit", "Rekening"):
        hands.open(evidence)
        hands.follow(kind)
        assert hands.page.locator(".kf-doc img").evaluate(
            "picture => picture.decode().then(() => picture.naturalWidth)"
        )
        hands.press("Bevestigen dat dit klopt")
        hands.sees("Bevestigd door een tweede medewerker")


def files(hands: Hands, stay: str) -> None:
    hands.open(f"/stays/{stay}/claim")
    hands.sees("€ 2.850,83 van € 3.090,83", "#check")
    boxes = hands.page.locator("input[name=costs]")
    boxes.nth(1).uncheck()
    hands.sees(
        "€ 1.850,83 van € 1.850,83" if "bijdrage" in first_label(hands) else "€ 1.000,00 van € 1.240,00", "#check"
    )
    boxes.nth(1).check()
    hands.sees("€ 2.850,83 van € 3.090,83", "#check")
    hands.press("Bewaren en verder")
    hands.follow("Verder: veilig betalen")
    hands.follow("Vragen stellen")
    hands.choose(sees_bill="no", sees_payment="no")
    hands.page.wait_for_load_state("networkidle")
    hands.choose(way="direct")
    hands.fill(consent_on="01-10-2026")
    hands.press("Bewaren")
    hands.follow("Verder: machtiging")
    hands.fill(mandate_on="01-10-2026")
    hands.press("Bewaren en verder")
    hands.press("Indienen")
    hands.sees("Ingediend. Het fonds beslist uiterlijk")


def first_label(hands: Hands) -> str:
    return hands.page.locator("label[for^=costs]").first.inner_text()


def grants_in_part(hands: Hands) -> None:
    hands.open("/queue")
    hands.follow("VF-")
    lines = hands.page.locator("section.kf-frame")
    for place in range(lines.count()):
        if "1.240,00" in lines.nth(place).inner_text():
            hands.choose(**{f"lines-{place}-code": "above_maximum"})
            hands.fill(**{f"lines-{place}-reason": "Het fonds betaalt ten hoogste € 1.000,00 voor sloten."})
    hands.press("€ 2.850,83 toekennen")
    hands.sees("€ 2.850,83 toegekend.")


def releases(hands: Hands) -> bytes:
    hands.open("/payouts/")
    hands.press("Klaarzetten: € 2.850,83")
    hands.page.locator("main tbody a").first.click()
    hands.press("€ 2.850,83 vrijgeven")
    sent = hands.takes("Bestand voor de bank")
    etree.XMLSchema(etree.parse(XSD)).assertValid(etree.fromstring(sent))
    assert {transfer.amount for transfer in bank.transfers(sent)} == {"1850.83", "1000.00"}
    assert b"Achterbergh" not in sent
    return sent


def reads_the_statement(hands: Hands, sent: bytes, iban: str) -> None:
    hands.open("/payouts/")
    hands.give("file", bank.statement(iban, date(2026, 10, 8), bank.transfers(sent)), "text/xml")
    hands.press("Afschrift inlezen")
    hands.sees("betalingen zijn bevestigd")


def closes(hands: Hands, fund_id: UUID) -> None:
    hands.open(f"/ledger/{fund_id}/{MONTH}/close")
    hands.press("")
    hands.sees("afgesloten")


def audits(hands: Hands, session: Session, fund_id: UUID) -> None:
    hands.open(f"/ledger/{fund_id}/{MONTH}")
    rows = list(csv.DictReader(io.StringIO(hands.takes("CSV").decode("utf-8-sig")), delimiter=";"))
    book = openpyxl.load_workbook(io.BytesIO(hands.takes("Excel")))
    totals = {
        str(row[0])[:4]: round(float(str(row[4])) * 100)
        for row in book["Totalen"].iter_rows(min_row=2, values_only=True)
    }
    granted = session.scalar(select(func.sum(Line.granted)).join(Claim))
    assert granted == FEE + LOCKS
    paid = [
        round(float(row["bedrag"].replace(".", "").replace(",", ".")) * 100) for row in rows if row["credit"] == "1100"
    ]
    assert sorted(paid) == [LOCKS, FEE]
    assert totals["1100"] == BUDGET - granted
    session.commit()


def no_more_in_october(session: Session, world: World) -> None:
    late = {"year": 2026, "source": Source.GIFT, "name": "Gift", "purpose": "", "terms": "", "cents": 100}
    with pytest.raises(MonthClosed):
        ledger.adopt_budget(Act(session, world.office.first, at(10, 30)), world.office.fund_id, **late)  # type: ignore[arg-type]
    session.rollback()


def finds_a_changed_byte(session: Session, verified: Verified) -> None:
    assert verified() == (0, "The books are right.\n")
    tamper(session, "UPDATE entry SET cents = cents + 1 WHERE number = 2")
    session.commit()
    code, said = verified()
    assert (code, "entry 2" in said) == (1, True)

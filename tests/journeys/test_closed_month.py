"""From a cost at a shelter to a closed month, in a browser: register, file, decide, release, pay, close, audit."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sepaxml
from lxml import etree
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
from tests.browser import Screen
from tests.history import page as paper
from tests.journeys.steps import at, closes, downloads, pays_safely_and_submits, reads_the_statement, registers
from tests.ledger.forgery import tamper
from tests.world import BUDGET, World

XSD = Path(sepaxml.__file__).parent / "schemas/pain.001.001.09.xsd"
FEE, LOCKS, ASKED_FOR_LOCKS = 185083, 100000, 124000

Verified = Callable[[], tuple[int, str]]


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


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)  # test_demo_as_served goes this way on SQLite
def test_from_a_cost_to_a_closed_month(
    screen: Screen, empty_world: World, session: Session, verified: Verified
) -> None:
    world, office = empty_world, empty_world.office
    session.commit()
    screen.be(world.own.worker, at(10, 5))
    stay = registers(screen)
    notes_the_fee(screen, stay)
    notes_the_locks(screen, stay, world)
    screen.be(world.own.colleague, at(10, 5, 11))
    attests(screen, stay)
    screen.be(world.own.worker, at(10, 5, 13))
    files(screen, stay)
    screen.be(office.first, at(10, 7))
    grants_in_part(screen)
    screen.be(office.third, at(10, 7, 13))
    sent = releases(screen)
    screen.clock.move_to(at(10, 8, 12))
    screen.be(office.third, at(10, 8, 12))
    reads_the_statement(screen, sent, office.iban, "betalingen zijn bevestigd")
    screen.be(office.second, at(11, 3))
    closes(screen, office.fund_id)
    screen.be(office.auditor, at(11, 4))
    audits(screen, session, office.fund_id)
    no_more_in_october(session, world)
    finds_a_changed_byte(session, verified)


def notes_the_fee(screen: Screen, stay: str) -> None:
    screen.follow("Vertrek noteren")
    screen.fill(left_on="01-10-2026")
    screen.press("")
    screen.open(f"/stays/{stay}/orders/new")
    screen.fill(issued_on="24-08-2026", from_="03-08-2026", cents="31,37", issuer="Bureau Bijdragen")
    screen.choose(per="night")
    screen.give("file", paper())
    screen.press("Besluit noteren")
    screen.open(f"/stays/{stay}/fees/new")
    screen.sees("€ 1.850,83", "#check")
    screen.fill(until="20-09-2026")
    screen.sees("€ 1.537,13", "#check")  # live, as she types: 49 nights
    screen.fill(until="30-09-2026")
    screen.sees("€ 1.850,83", "#check")
    screen.press("Noteren")
    screen.sees("59 nachten eigen bijdrage")


def notes_the_locks(screen: Screen, stay: str, world: World) -> None:
    screen.open(f"/stays/{stay}/costs/new?category=SAFETY")
    screen.fill(
        cents="1240,00",
        from_="20-09-2026",
        issuer="Slotenmaker De Sleutel",
        bill_number="2026-118",
        reference="118-2026",
    )
    screen.choose(payee=f"supplier:{world.own.payees['supplier']}")
    screen.unfold("Bewijsstuk toevoegen")
    screen.choose(kind="bill")
    screen.fill(issued_on="21-09-2026", total="1240,00")
    screen.give("file", paper())
    screen.press("Noteren")
    screen.sees("De kosten zijn genoteerd")
    screen.sees("€ 3.090,83")


def attests(screen: Screen, stay: str) -> None:
    screen.open(f"/stays/{stay}")
    screen.follow("Bewijsstukken")
    evidence = screen.page.url
    for kind in ("Bijdragebesluit", "Rekening"):
        screen.open(evidence)
        screen.follow(kind)
        assert screen.page.locator(".kf-doc img").evaluate(
            "picture => picture.decode().then(() => picture.naturalWidth)"
        )
        screen.press("Bevestigen dat dit klopt")
        screen.sees("Bevestigd door een tweede medewerker")


def files(screen: Screen, stay: str) -> None:
    screen.open(f"/stays/{stay}/claim")
    screen.sees("€ 2.850,83 van € 3.090,83", "#check")
    boxes = screen.page.locator("input[name=costs]")
    boxes.nth(1).uncheck()
    screen.sees(
        "€ 1.850,83 van € 1.850,83" if "bijdrage" in first_label(screen) else "€ 1.000,00 van € 1.240,00", "#check"
    )
    boxes.nth(1).check()
    screen.sees("€ 2.850,83 van € 3.090,83", "#check")
    pays_safely_and_submits(screen, "01-10-2026")


def first_label(screen: Screen) -> str:
    return screen.page.locator("label[for^=costs]").first.inner_text()


def grants_in_part(screen: Screen) -> None:
    screen.open("/queue")
    screen.follow("VF-")
    lines = screen.page.locator("section.kf-frame")
    for place in range(lines.count()):
        if "1.240,00" in lines.nth(place).inner_text():
            screen.choose(**{f"lines-{place}-code": "above_maximum"})
            screen.fill(**{f"lines-{place}-reason": "Het fonds betaalt ten hoogste € 1.000,00 voor sloten."})
    screen.press("€ 2.850,83 toekennen")
    screen.sees("€ 2.850,83 toegekend.")


def releases(screen: Screen) -> bytes:
    screen.open("/payouts/")
    screen.press("Klaarzetten: € 2.850,83")
    screen.page.locator("main tbody a").first.click()
    screen.press("€ 2.850,83 vrijgeven")
    sent = screen.takes("Bestand voor de bank")
    etree.XMLSchema(etree.parse(XSD)).assertValid(etree.fromstring(sent))
    assert {transfer.amount for transfer in bank.transfers(sent)} == {"1850.83", "1000.00"}
    assert b"Achterbergh" not in sent
    return sent


def audits(screen: Screen, session: Session, fund_id: UUID) -> None:
    rows, book = downloads(screen, fund_id)
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
    late: dict[str, Any] = {
        "year": 2026,
        "source": Source.GIFT,
        "name": "Gift",
        "purpose": "",
        "terms": "",
        "cents": 100,
    }
    with pytest.raises(MonthClosed):
        ledger.adopt_budget(Act(session, world.office.first, at(10, 30)), world.office.fund_id, **late)
    session.rollback()


def finds_a_changed_byte(session: Session, verified: Verified) -> None:
    assert verified() == (0, "The books are right.\n")
    tamper(session, "UPDATE entry SET cents = cents + 1 WHERE number = 2")
    session.commit()
    code, said = verified()
    assert (code, "entry 2" in said) == (1, True)

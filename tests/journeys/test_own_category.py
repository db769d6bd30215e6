"""A region publishes a category of its own: its cost is noted, claimed, granted, paid, and its month closed."""

import csv
import io
from datetime import date
from uuid import UUID

import openpyxl
from sqlalchemy import select
from sqlalchemy.orm import Session
from tests.journeys.hands import Hands
from tests.living import page as paper

from fund.claims.models import Claim, Line
from fund.demo import bank
from fund.ledger.models import Budget, BudgetCategory
from fund.ledger.verify import verify
from fund.texts import actions as texts
from tests.journeys.test_closed_month import MONTH, at, closes, hands, registers
from tests.texts.own import CATEGORY, EVIDENCE, PAYEE, own
from tests.world import BUDGET, World, account

__all__ = ["hands"]

ASKED, GRANTED = 13500, 12000


def test_from_a_category_of_its_own_to_a_closed_month(hands: Hands, empty_world: World, session: Session) -> None:
    office, house = empty_world.office, empty_world.own
    session.commit()
    hands.be(house.worker, at(10, 2))
    stay = registers(hands)
    texts.publish(session, at(10, 2), own("2026-10-03"), by_id=office.first.id, region_id=office.region_id)
    session.commit()
    hands.be(house.worker, at(10, 5))
    registers_the_repairer(hands)
    hands.be(house.lead, at(10, 5, 10))
    checks_the_repairer(hands)
    hands.be(house.worker, at(10, 5, 11))
    notes_the_repair(hands, stay)
    hands.be(house.colleague, at(10, 5, 12))
    attests(hands, stay)
    hands.be(house.worker, at(10, 5, 13))
    files(hands, stay)
    hands.be(office.first, at(10, 7))
    grants_in_part(hands)
    hands.be(office.third, at(10, 7, 13))
    sent = releases(hands)
    hands.be(office.third, at(10, 8, 12))
    reads_the_statement(hands, sent, office.iban)
    hands.be(office.second, at(11, 3))
    sees_the_earmark(hands, office.fund_id)
    closes(hands, office.fund_id)
    hands.be(office.auditor, at(11, 4))
    audits(hands, office.fund_id)
    stands_in_the_books(session, office.fund_id)


def registers_the_repairer(hands: Hands) -> None:
    hands.open("/payees/new")
    hands.sees("fietsenmaker")
    hands.choose(kind=PAYEE)
    hands.fill(holder="Fietsen De Ketting", iban=account(4711))
    hands.press("Bewaren")
    hands.sees("Fietsen De Ketting")


def checks_the_repairer(hands: Hands) -> None:
    hands.open("/payees")
    hands.sees("Fietsenmaker")
    hands.follow("Fietsen De Ketting")
    hands.press("Naam en nummer kloppen")


def notes_the_repair(hands: Hands, stay: str) -> None:
    hands.open(f"/stays/{stay}/costs/new")
    hands.follow("Fietsreparatie")
    payee = hands.page.locator("select[name=payee] option", has_text="De Ketting").get_attribute("value")
    assert payee
    hands.choose(payee=payee)
    hands.fill(cents="135,00", from_="04-10-2026", issuer="Fietsen De Ketting", bill_number="118")
    hands.choose(kind=EVIDENCE)
    hands.fill(issued_on="04-10-2026", total="135,00")
    hands.give("file", paper())
    hands.press("Noteren")
    hands.sees("De kosten zijn genoteerd")
    hands.sees("Fietsreparatie")


def attests(hands: Hands, stay: str) -> None:
    hands.open(f"/stays/{stay}")
    hands.follow("Bewijsstukken")
    hands.follow("Reparatiebon")
    hands.press("Bevestigen dat dit klopt")
    hands.sees("Bevestigd door een tweede medewerker")


def files(hands: Hands, stay: str) -> None:
    hands.open(f"/stays/{stay}/claim")
    hands.sees("€ 120,00 van € 135,00", "#check")
    hands.press("Bewaren en verder")
    hands.follow("Verder: veilig betalen")
    hands.follow("Vragen stellen")
    hands.choose(sees_bill="no", sees_payment="no")
    hands.page.wait_for_load_state("networkidle")
    hands.choose(way="direct")
    hands.fill(consent_on="05-10-2026")
    hands.press("Bewaren")
    hands.follow("Verder: machtiging")
    hands.fill(mandate_on="05-10-2026")
    hands.press("Bewaren en verder")
    hands.press("Indienen")
    hands.sees("Ingediend. Het fonds beslist uiterlijk")


def grants_in_part(hands: Hands) -> None:
    hands.open("/queue")
    hands.follow("VF-")
    hands.sees("Fietsreparatie")
    hands.sees("Reparatiebon")
    hands.choose(**{"lines-0-code": "above_maximum"})
    hands.fill(**{"lines-0-reason": "Het fonds betaalt ten hoogste € 120,00."})
    hands.press("€ 120,00 toekennen")
    hands.sees("€ 120,00 toegekend.")


def releases(hands: Hands) -> bytes:
    hands.open("/payouts/")
    hands.sees("Fietsreparatie")
    hands.press("Klaarzetten: € 120,00")
    hands.page.locator("main tbody a").first.click()
    hands.sees("Fietsreparatie")
    hands.press("€ 120,00 vrijgeven")
    sent = hands.takes("Bestand voor de bank")
    assert {transfer.amount for transfer in bank.transfers(sent)} == {"120.00"}
    return sent


def reads_the_statement(hands: Hands, sent: bytes, iban: str) -> None:
    hands.open("/payouts/")
    hands.give("file", bank.statement(iban, date(2026, 10, 8), bank.transfers(sent)), "text/xml")
    hands.press("Afschrift inlezen")
    hands.sees("bevestigd")


def sees_the_earmark(hands: Hands, fund_id: UUID) -> None:
    hands.open(f"/ledger/{fund_id}/budgets")
    hands.sees("Algemeen")
    assert "Fietsreparatie" not in hands.page.locator("main").inner_text()  # still for every cost, and not for this one


def audits(hands: Hands, fund_id: UUID) -> None:
    hands.open(f"/ledger/{fund_id}/{MONTH}")
    hands.sees("4330 Fietsreparatie")
    rows = list(csv.DictReader(io.StringIO(hands.takes("CSV").decode("utf-8-sig")), delimiter=";"))
    assert [(row["debet"], row["bedrag"], row["categorie"]) for row in rows if row["soort"] == "granted"] == [
        ("4330", "120,00", CATEGORY)
    ]
    book = openpyxl.load_workbook(io.BytesIO(hands.takes("Excel")))
    totals = {str(row[0]): row[4] for row in book["Totalen"].iter_rows(min_row=2, values_only=True)}
    assert totals["4330 Fietsreparatie"] == GRANTED / 100
    hands.open(f"/ledger/{fund_id}/{MONTH}/account/4330")
    hands.sees("Fietsreparatie")


def stands_in_the_books(session: Session, fund_id: UUID) -> None:
    line, claim = session.execute(select(Line, Claim).join(Claim)).one()
    assert (line.category, line.payee_kind, line.claimed, claim.granted) == (CATEGORY, PAYEE, ASKED, GRANTED)
    budget = session.scalars(select(Budget).where(Budget.fund_id == fund_id)).one()
    assert (budget.for_every_cost, budget.paid, budget.free) == (True, GRANTED, BUDGET - GRANTED)
    assert session.scalars(select(BudgetCategory.category).where(BudgetCategory.budget_id == budget.id)).all() == [
        CATEGORY
    ]
    assert verify(session) == []

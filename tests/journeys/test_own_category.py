"""A region publishes a category of its own: its cost is noted, claimed, granted, paid, and its month closed."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from fund.claims.models import Claim, Line
from fund.demo import bank
from fund.ledger.models import Budget, BudgetCategory
from fund.ledger.verify import verify
from fund.texts import actions as texts
from fund.texts.queries import cost_accounts
from tests.browser import Screen
from tests.history import page as paper
from tests.journeys.steps import MONTH, at, closes, downloads, pays_safely_and_submits, reads_the_statement, registers
from tests.texts.own import CATEGORY, EVIDENCE, PAYEE, own
from tests.world import BUDGET, World, account

ASKED, GRANTED = 13500, 12000


def test_from_a_category_of_its_own_to_a_closed_month(screen: Screen, empty_world: World, session: Session) -> None:
    office, shelter = empty_world.office, empty_world.own
    session.commit()
    screen.be(shelter.worker, at(10, 2))
    stay = registers(screen)
    texts.publish(session, at(10, 2), own("2026-10-03"), by_id=office.first.id, region_id=office.region_id)
    session.commit()
    screen.be(shelter.worker, at(10, 5))
    registers_the_repairer(screen)
    screen.be(shelter.lead, at(10, 5, 10))
    checks_the_repairer(screen)
    screen.be(shelter.worker, at(10, 5, 11))
    notes_the_repair(screen, stay)
    screen.be(shelter.colleague, at(10, 5, 12))
    attests(screen, stay)
    screen.be(shelter.worker, at(10, 5, 13))
    files(screen, stay)
    screen.be(office.first, at(10, 7))
    grants_in_part(screen)
    screen.be(office.third, at(10, 7, 13))
    sent = releases(screen)
    screen.clock.move_to(at(10, 8, 12))
    screen.be(office.third, at(10, 8, 12))
    reads_the_statement(screen, sent, office.iban, "bevestigd")
    screen.be(office.second, at(11, 3))
    sees_the_budget(screen, office.fund_id)
    closes(screen, office.fund_id)
    screen.be(office.auditor, at(11, 4))
    (opened,) = cost_accounts(session, {CATEGORY})
    session.commit()
    audits(screen, office.fund_id, opened.code)
    stands_in_the_books(session, office.fund_id)


def registers_the_repairer(screen: Screen) -> None:
    screen.open("/payees/new")
    screen.sees("fietsenmaker")
    screen.choose(kind=PAYEE)
    screen.fill(holder="Fietsen De Ketting", iban=account(4711))
    screen.press("Bewaren")
    screen.sees("Fietsen De Ketting")


def checks_the_repairer(screen: Screen) -> None:
    screen.open("/payees")
    screen.sees("Fietsenmaker")
    screen.follow("Fietsen De Ketting")
    screen.press("Naam en nummer kloppen")


def notes_the_repair(screen: Screen, stay: str) -> None:
    screen.open(f"/stays/{stay}/costs/new")
    screen.follow("Fietsreparatie")
    payee = screen.page.locator("select[name=payee] option", has_text="De Ketting").get_attribute("value")
    assert payee
    screen.choose(payee=payee)
    screen.fill(cents="135,00", from_="04-10-2026", issuer="Fietsen De Ketting", bill_number="118")
    screen.choose(kind=EVIDENCE)
    screen.fill(issued_on="04-10-2026", total="135,00")
    screen.give("file", paper())
    screen.press("Noteren")
    screen.sees("De kosten zijn genoteerd")
    screen.sees("Fietsreparatie")


def attests(screen: Screen, stay: str) -> None:
    screen.open(f"/stays/{stay}")
    screen.follow("Bewijsstukken")
    screen.follow("Reparatiebon")
    screen.press("Bevestigen dat dit klopt")
    screen.sees("Bevestigd door een tweede medewerker")


def files(screen: Screen, stay: str) -> None:
    screen.open(f"/stays/{stay}/claim")
    screen.sees("€ 120,00 van € 135,00", "#check")
    pays_safely_and_submits(screen, "05-10-2026")


def grants_in_part(screen: Screen) -> None:
    screen.open("/queue")
    screen.follow("VF-")
    screen.sees("Fietsreparatie")
    screen.sees("Reparatiebon")
    screen.choose(**{"lines-0-code": "above_maximum"})
    screen.fill(**{"lines-0-reason": "Het fonds betaalt ten hoogste € 120,00."})
    screen.press("€ 120,00 toekennen")
    screen.sees("€ 120,00 toegekend.")


def releases(screen: Screen) -> bytes:
    screen.open("/payouts/")
    screen.sees("Fietsreparatie")
    screen.press("Klaarzetten: € 120,00")
    screen.page.locator("main tbody a").first.click()
    screen.sees("Fietsreparatie")
    screen.press("€ 120,00 vrijgeven")
    sent = screen.takes("Bestand voor de bank")
    assert {transfer.amount for transfer in bank.transfers(sent)} == {"120.00"}
    return sent


def sees_the_budget(screen: Screen, fund_id: UUID) -> None:
    screen.open(f"/ledger/{fund_id}/budgets")
    screen.sees("Algemeen")
    assert (
        "Fietsreparatie" not in screen.page.locator("main").inner_text()
    )  # still for every cost, and not for this one


def audits(screen: Screen, fund_id: UUID, code: str) -> None:
    rows, book = downloads(screen, fund_id)
    screen.sees(f"{code} Fietsreparatie")
    assert [(row["debet"], row["bedrag"], row["categorie"]) for row in rows if row["soort"] == "granted"] == [
        (code, "120,00", CATEGORY)
    ]
    totals = {str(row[0]): row[4] for row in book["Totalen"].iter_rows(min_row=2, values_only=True)}
    assert totals[f"{code} Fietsreparatie"] == GRANTED / 100
    screen.open(f"/ledger/{fund_id}/{MONTH}/account/{code}")
    screen.sees("Fietsreparatie")


def stands_in_the_books(session: Session, fund_id: UUID) -> None:
    line, claim = session.execute(select(Line, Claim).join(Claim)).one()
    assert (line.category, line.payee_kind, line.claimed, claim.granted) == (CATEGORY, PAYEE, ASKED, GRANTED)
    budget = session.scalars(select(Budget).where(Budget.fund_id == fund_id)).one()
    assert (budget.for_every_cost, budget.paid, budget.free) == (True, GRANTED, BUDGET - GRANTED)
    assert session.scalars(select(BudgetCategory.category).where(BudgetCategory.budget_id == budget.id)).all() == [
        CATEGORY
    ]
    assert verify(session) == []

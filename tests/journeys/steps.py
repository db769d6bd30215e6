"""Steps that journeys share, from a resident's arrival to a closed month."""

import csv
import io
from datetime import UTC, date, datetime
from uuid import UUID

import openpyxl
from openpyxl import Workbook

from fund.demo import bank
from tests.browser import Screen

MONTH = "2026-10"


def at(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def registers(screen: Screen) -> str:
    """Register a resident; returns the id of her stay."""
    screen.open("/residents/new")
    screen.fill(
        admitted_on="03-08-2026",
        children="1",
        file_number="D-26017",
        name="Wilhelmina Achterbergh",
        contact_rule="Nooit bellen",
    )
    screen.choose(place="shelter")
    screen.press("Inschrijven")
    screen.sees("Ingeschreven als R-")
    return screen.id


def pays_safely_and_submits(screen: Screen, on: str) -> None:
    """Go on from a draft with its costs: the questions about the account, her mandate on a day, submission."""
    screen.press("Bewaren en verder")
    screen.follow("Verder: veilig betalen")
    screen.follow("Vragen stellen")
    screen.choose(sees_bill="no", sees_payment="no")
    screen.page.wait_for_load_state("networkidle")
    screen.choose(way="direct")
    screen.fill(consent_on=on)
    screen.press("Bewaren")
    screen.follow("Verder: machtiging")
    screen.fill(mandate_on=on)
    screen.press("Bewaren en verder")
    screen.press("Indienen")
    screen.sees("Ingediend. Het fonds beslist uiterlijk")


def reads_the_statement(screen: Screen, sent: bytes, iban: str, said: str) -> None:
    """Read a statement in which the bank executed all that it was sent."""
    screen.open("/payouts/")
    screen.give("file", bank.statement(iban, date(2026, 10, 8), bank.transfers(sent)), "text/xml")
    screen.press("Afschrift inlezen")
    screen.sees(said)


def closes(screen: Screen, fund_id: UUID) -> None:
    screen.open(f"/ledger/{fund_id}/{MONTH}/close")
    screen.press("")
    screen.sees("afgesloten")


def downloads(screen: Screen, fund_id: UUID) -> tuple[list[dict[str, str]], Workbook]:
    """Open the month and download its entries, as CSV and as a workbook."""
    screen.open(f"/ledger/{fund_id}/{MONTH}")
    rows = list(csv.DictReader(io.StringIO(screen.takes("CSV").decode("utf-8-sig")), delimiter=";"))
    return rows, openpyxl.load_workbook(io.BytesIO(screen.takes("Excel")))

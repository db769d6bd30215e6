"""The books on the screen: what each role sees, downloads and closes; next door there is nothing."""

import re
from collections.abc import Iterator
from datetime import date, datetime

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event, text
from sqlalchemy.orm import Session

from fund.ledger import actions, journal
from fund.people import actions as people
from fund.people.act import Act
from fund.people.models import Account
from fund.people.rules import Actor, Role
from fund.regions import queries as regions
from fund.web import database
from tests.ledger.cast import Cast, Line, adopt, cast, on
from tests.visitor import Visitor

TODAY = on(10, 5)
MONTH = "/ledger/{fund}/2026-09"


@pytest.fixture(params=["sqlite"])
def databases(request: pytest.FixtureRequest) -> object:
    return request.getfixturevalue("sqlite_databases")


@pytest.fixture
def today() -> Iterator[datetime]:
    with time_machine.travel(TODAY, tick=False):
        yield TODAY


@pytest.fixture
def worked(engine: Engine, today: datetime) -> Cast:
    """A fund's book from July to September, in the app's own database."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        made = cast(session)
        budget_id = adopt(session, made, 500_000)
        for position, cents in ((1, 185_083), (2, 30_000), (3, 20_000)):
            Line(session, made, cents, position=position).reserve(on(8, position))
        Line(session, made, 185_083).grant(on(9, 2))
        Line(session, made, 185_083).pay(on(9, 3), budget_id)
        Line(session, made, 30_000, position=2).grant(on(9, 4))
        released = Line(session, made, 30_000, position=2)
        actions.post(
            Act(session, made.hendriks, on(9, 29)), made.fund_id, journal.released(released.subject(budget_id), 30_000)
        )
    return made


def sign_in(app: Flask, engine: Engine, made: Cast, role: Role, *, next_door: bool = False) -> FlaskClient:
    """Give a browser in which such a person has just signed in."""
    with Session(engine) as session, session.begin():
        region_id = regions.fund(session, made.next_door_id if next_door else made.fund_id).region_id
        account: Account = people.open_account(
            session,
            TODAY,
            email=f"{role}{next_door}@example.org",
            name="Iemand",
            pseudonym=f"{role[:2]}-{next_door:d}",
            password_hash="x",
        )
        people.appoint(
            session,
            account.id,
            role,
            from_=date(2026, 1, 1),
            region_id=None if role in (Role.OVERSEER, Role.OPERATOR) else region_id,
        )
        person = Actor(account.id, account.name, (), account.pseudonym)
    return Visitor(app, person).client


@pytest.fixture
def auditor(app: Flask, engine: Engine, worked: Cast) -> FlaskClient:
    return sign_in(app, engine, worked, Role.AUDITOR)


@pytest.fixture
def administrator(app: Flask, engine: Engine, worked: Cast) -> FlaskClient:
    return sign_in(app, engine, worked, Role.ADMINISTRATOR)


def keys(page: str) -> dict[str, str]:
    """Return what a form must send along."""
    return {name: re.findall(rf'name="{name}" value="([^"]+)"', page)[-1] for name in ("csrf_token", "once")}


def main(page: str) -> str:
    """Return what the page itself says: the foot names its own address."""
    return page[page.index("<main") : page.index("</main>")]


def close(browser: FlaskClient, worked: Cast, month: str) -> int:
    address = f"/ledger/{worked.fund_id}/{month}/close"
    return browser.post(address, data=keys(browser.get(address).text)).status_code


def test_the_list_says_what_waits(auditor: FlaskClient, worked: Cast) -> None:
    page = auditor.get("/ledger/").text
    assert "Drie maanden wachten op afsluiting" in page
    assert page.count("Nog af te sluiten") == 3
    assert main(page) == main(auditor.get(f"/ledger/{worked.fund_id}").text)


def test_a_month_says_that_its_books_are_right(auditor: FlaskClient, worked: Cast) -> None:
    page = auditor.get(MONTH.format(fund=worked.fund_id)).text
    for said in (
        "De boeken kloppen",
        "Debet en credit zijn gelijk",
        "Eén betaling, door twee verschillende mensen.",
        "Onderweg naar de bank: €\xa0300,00",
        "4100 Eigen bijdrage opvang",
        "1.850,83",
        "VF-9SVC-M4",
        "fb-04",
    ):
        assert said in page, said
    assert "De kosten met de meeste posten van deze maand." in page
    assert "kloppen niet" not in page
    assert "Maand afsluiten" not in page  # an auditor closes nothing


def test_a_forged_entry_stands_on_the_page(auditor: FlaskClient, worked: Cast, engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        session.execute(text("DROP TRIGGER entry_no_update"))
        session.execute(text("UPDATE entry SET payee = 'x' WHERE number = 6"))
    page = auditor.get(MONTH.format(fund=worked.fund_id)).text
    assert "De boeken kloppen niet" in page
    assert "De keten is gebroken" in page
    assert "Voor het eerst bij post 6." in page


def test_an_account_shows_every_entry_and_goes_on(auditor: FlaskClient, worked: Cast) -> None:
    address = f"{MONTH.format(fund=worked.fund_id)}/account/1620"
    assert auditor.get(address).text.count("VF-9SVC-M4") == 4
    assert auditor.get(address).text.count("fb-04, fb-11") == 2
    assert auditor.get(f"{address}?after=6").text.count("VF-9SVC-M4") == 3
    assert auditor.get(f"{address}?after=x").status_code == 200
    assert auditor.get(f"{MONTH.format(fund=worked.fund_id)}/account/1310").status_code == 200
    assert auditor.get(f"{MONTH.format(fund=worked.fund_id)}/account/7777").status_code == 404


@pytest.mark.parametrize(("end", "starts"), [("csv", b"\xef\xbb\xbfnummer;"), ("xlsx", b"PK")])
def test_an_auditor_downloads_a_month(auditor: FlaskClient, worked: Cast, end: str, starts: bytes) -> None:
    address = f"{MONTH.format(fund=worked.fund_id)}/download/{end}"
    answer = auditor.get(address)
    assert answer.data.startswith(starts)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="ledger-2026-09.{end}"'
    assert answer.data == auditor.get(address).data


def test_only_a_closed_month_has_a_manifest(auditor: FlaskClient, administrator: FlaskClient, worked: Cast) -> None:
    address = f"/ledger/{worked.fund_id}/2026-07/download/json"
    assert auditor.get(address).status_code == 404
    close(administrator, worked, "2026-07")
    answer = auditor.get(address).json
    assert answer is not None
    assert answer["month"] == "2026-07"
    assert auditor.get(f"/ledger/{worked.fund_id}/2026-07/download/pdf").status_code == 404


def test_an_administrator_closes_the_months_in_turn(administrator: FlaskClient, worked: Cast) -> None:
    assert administrator.get(f"/ledger/{worked.fund_id}/2026-08/close").status_code == 404  # July first
    for month in ("2026-07", "2026-08", "2026-09"):
        assert "Maand afsluiten" in administrator.get(f"/ledger/{worked.fund_id}/{month}").text
        assert close(administrator, worked, month) == 303
    page = administrator.get(f"/ledger/{worked.fund_id}/2026-09").text
    assert "September 2026 is afgesloten." in page
    assert "Afgesloten door ad-0" in page
    assert "De posten zijn nog dezelfde als bij de afsluiting" in page
    assert "Alle voorbije maanden zijn afgesloten" in administrator.get("/ledger/").text


def test_a_double_click_closes_once(administrator: FlaskClient, worked: Cast) -> None:
    address = f"/ledger/{worked.fund_id}/2026-07/close"
    sent = keys(administrator.get(address).text)
    first, second = (administrator.post(address, data=sent) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location


def test_a_stale_close_is_a_clear_sentence(administrator: FlaskClient, worked: Cast) -> None:
    address = f"/ledger/{worked.fund_id}/2026-07/close"
    sent = keys(administrator.get(address).text)
    close(administrator, worked, "2026-07")
    answer = administrator.post(address, data=sent)
    assert answer.status_code == 409
    assert "Deze maand is al afgesloten." in answer.text


def test_a_close_asks_for_a_fresh_sign_in(administrator: FlaskClient, worked: Cast) -> None:
    with administrator.session_transaction() as kept:
        kept["fs_paa"] = on(10, 5, hour=7).timestamp()
    answer = administrator.get(f"/ledger/{worked.fund_id}/2026-07/close")
    assert answer.status_code in (302, 303)
    assert "/sign-in/again" in answer.location


def test_the_budget_says_what_is_left(auditor: FlaskClient, worked: Cast) -> None:
    page = auditor.get("/ledger/budgets").text
    assert "Nog €\xa02.649,17 vrij in 2026" in page
    assert "specifieke uitkering" in page
    assert main(page) == main(auditor.get(f"/ledger/{worked.fund_id}/budgets/2026").text)
    assert auditor.get(f"/ledger/{worked.fund_id}/budgets/2031").status_code == 404


def test_the_budget_says_for_which_costs_it_is(auditor: FlaskClient, engine: Engine, worked: Cast) -> None:
    assert "Voor alle kosten" in auditor.get("/ledger/budgets").text
    with Session(engine) as session, session.begin():
        adopt(session, worked, 1_000, name="Gift", year=2027, only_for=("SCHOOL", "FURNISHING"), at=on(10, 1))
    page = auditor.get(f"/ledger/{worked.fund_id}/budgets/2027").text
    assert "Alleen voor: Woninginrichting, Schoolkosten" in page
    assert "Voor alle kosten" not in page


ADDRESSES = [
    "/ledger/{fund}",
    "/ledger/{fund}/2026-09",
    "/ledger/{fund}/2026-09/account/1100",
    "/ledger/{fund}/2026-09/download/csv",
    "/ledger/{fund}/2026-07/close",
    "/ledger/{fund}/budgets",
    "/ledger/{fund}/budgets/2026",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_next_door_answers_as_an_unknown_fund_does(app: Flask, engine: Engine, worked: Cast, address: str) -> None:
    for role in (Role.AUDITOR, Role.ADMINISTRATOR):
        stranger = sign_in(app, engine, worked, role, next_door=True)
        there = stranger.get(address.format(fund=worked.fund_id))
        nowhere = stranger.get(address.format(fund="00000000-0000-4000-8000-000000000000"))
        assert there.status_code == nowhere.status_code == 404
        assert there.data.replace(str(worked.fund_id).encode(), b"") == nowhere.data.replace(
            b"00000000-0000-4000-8000-000000000000", b""
        )


@pytest.mark.parametrize("role", [Role.OVERSEER, Role.OPERATOR])
@pytest.mark.parametrize("address", ["/ledger/", "/ledger/budgets", *ADDRESSES])
def test_without_the_verb_there_are_no_books(
    app: Flask, engine: Engine, worked: Cast, role: Role, address: str
) -> None:
    assert sign_in(app, engine, worked, role).get(address.format(fund=worked.fund_id)).status_code == 404


def test_an_auditor_cannot_post_a_close(auditor: FlaskClient, worked: Cast) -> None:
    sent = {"once": "x" * 20, "csrf_token": keys_of_any(auditor)}
    assert auditor.post(f"/ledger/{worked.fund_id}/2026-07/close", data=sent).status_code == 404


def keys_of_any(browser: FlaskClient) -> str:
    return str(re.findall(r'name="csrf_token" value="([^"]+)"', browser.get("/ledger/").text)[0])


@pytest.mark.parametrize("month", ["2026-13", "2026-9", "september", "2026-12", "2025-01"])
def test_what_is_no_month_is_not_there(auditor: FlaskClient, worked: Cast, month: str) -> None:
    assert auditor.get(f"/ledger/{worked.fund_id}/{month}").status_code == 404


def test_an_empty_book_says_what_comes(app: Flask, engine: Engine, worked: Cast) -> None:
    stranger = sign_in(app, engine, worked, Role.AUDITOR, next_door=True)
    assert "Er is nog niets geboekt" in stranger.get("/ledger/").text
    assert "Voor 2026 is nog geen budget" in stranger.get("/ledger/budgets").text


def test_a_page_takes_at_most_three_statements_of_its_own(app: Flask, auditor: FlaskClient, worked: Cast) -> None:
    seen: list[str] = []
    with app.app_context():
        engine = database.db.engine
        event.listen(engine, "before_cursor_execute", lambda *about: seen.append(about[2]))
    own = re.compile(r"FROM (entry|budget|book|month_close|fund|reservation)|JOIN (entry|book|month_close)")
    for address in ("/ledger/", MONTH, f"{MONTH}/account/1100", "/ledger/budgets"):
        seen.clear()
        assert auditor.get(address.format(fund=worked.fund_id)).status_code == 200
        place = [
            statement for statement in seen if "FROM fund" in statement and "fund.region_id = ?" in statement
        ]  # every page's head
        assert 0 < len([statement for statement in seen if own.search(statement) and statement not in place]) <= 3

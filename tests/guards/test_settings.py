"""Each setting does what the README says of it: a test for each one, and none without."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from flask_security.utils import verify_password
from lxml import html
from playwright.sync_api import Page
from sqlalchemy import create_engine, func, inspect, select

from config import Settings
from fund.app import create_app, migrate
from fund.keys.keyring import Keyring
from fund.people.models import Account
from fund.people.sign_in import hashed
from tests.conftest import NOW
from tests.databases import Databases, SqliteDatabases, open_engine
from tests.web.probe import PROBE, open_account, sign_in_as

ELSEWHERE = "https://elsewhere.example/weather"


@pytest.fixture
def databases(sqlite_databases: SqliteDatabases) -> Databases:
    return sqlite_databases


@pytest.fixture
def settings(
    request: pytest.FixtureRequest, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Settings:
    """Read the settings from the environment, as an installation does; {here} is a folder of the test's own."""
    usual = {"DATA": "{here}", "DATABASE_URL": database_url, "SECURE_COOKIES": "0"}
    for name, value in {**usual, **getattr(request, "param", {})}.items():
        monkeypatch.setenv(f"FUND_{name}", value.format(here=tmp_path))
    return Settings()


def chosen(*choices: dict[str, str]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("settings", choices, indirect=True)


@pytest.fixture
def inside(app: Flask) -> FlaskClient:
    app.register_blueprint(PROBE)
    open_account(app)
    return app.test_client()


def again(monkeypatch: pytest.MonkeyPatch, **changed: str) -> Flask:
    """Start the app anew with one setting changed."""
    for name, value in changed.items():
        monkeypatch.setenv(f"FUND_{name}", value)
    return create_app(Settings())


@chosen({"DATABASE_URL": ""})
def test_data_is_the_folder_of_the_database_the_secrets_and_the_keys(
    app: Flask, settings: Settings, tmp_path: Path
) -> None:
    migrate(settings)
    Keyring(settings.keys).found(uuid4())
    assert app.test_client().get("/health").status_code == 200
    assert {"fund.sqlite", "secret", "salt", "keys"} <= {file.name for file in tmp_path.iterdir()}


def test_database_url_is_where_the_app_keeps_things(app: Flask, database_url: str, tmp_path: Path) -> None:
    open_account(app)
    engine = open_engine(database_url)
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(Account)) == 1
    engine.dispose()
    assert not (tmp_path / "fund.sqlite").exists()


@chosen({"MIGRATE_URL": "sqlite:///{here}/owner.sqlite", "DATABASE_URL": "sqlite:///{here}/app.sqlite"})
def test_migrate_url_is_the_one_that_migrations_use(settings: Settings, tmp_path: Path) -> None:
    migrate(settings)
    engine = create_engine(f"sqlite:///{tmp_path}/owner.sqlite")
    assert inspect(engine).has_table("entry")
    engine.dispose()
    assert not (tmp_path / "app.sqlite").exists()


@chosen({"SECRET_KEY": "a" * 40})
def test_secret_key_signs_what_the_browser_keeps(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/language/en")
    cookie = client.get_cookie("kf")
    assert cookie

    def spoken(secret: str) -> str:
        other = again(monkeypatch, SECRET_KEY=secret).test_client()
        other.set_cookie("kf", cookie.value)
        return str(html.document_fromstring(other.get("/sign-in").text).get("lang"))

    assert (spoken("a" * 40), spoken("b" * 40)) == ("en", "nl")
    assert not (tmp_path / "secret").exists()


@chosen({"PASSWORD_SALT": "a" * 40})
def test_password_salt_is_in_every_hash(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with app.app_context():
        kept = hashed("een-lang-wachtwoord")

    def fits(salt: str) -> bool:
        with again(monkeypatch, PASSWORD_SALT=salt).app_context():
            return bool(verify_password("een-lang-wachtwoord", kept))

    assert fits("a" * 40) and not fits("b" * 40)
    assert not (tmp_path / "salt").exists()


@chosen({"SECURE_COOKIES": "1"}, {"SECURE_COOKIES": "0"})
def test_secure_cookies_travel_over_https_only(client: FlaskClient, settings: Settings) -> None:
    assert ("Secure" in client.get("/sign-in").headers["Set-Cookie"]) == settings.secure_cookies


@chosen({"DEMO": "1"}, {"DEMO": "0"})
def test_demo_is_said_on_every_page(client: FlaskClient, settings: Settings) -> None:
    assert ("alle gegevens zijn verzonnen" in client.get("/sign-in").text) == settings.demo


@chosen({"IDLE_MINUTES": "20"})
def test_idle_minutes_sign_out(inside: FlaskClient) -> None:
    assert "Na 20 minuten" in inside.get("/sign-in").text
    with time_machine.travel(NOW, tick=False) as clock:
        sign_in_as(inside)
        clock.shift(timedelta(minutes=19))
        assert inside.get("/accounts").status_code == 200
        clock.shift(timedelta(minutes=21))
        assert inside.get("/accounts").status_code == 303


@chosen({"FRESH_MINUTES": "5"})
def test_fresh_minutes_ask_for_the_password_again(inside: FlaskClient) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        sign_in_as(inside)
        clock.shift(timedelta(minutes=4))
        assert inside.get("/probe/money").text == "money"
        clock.shift(timedelta(minutes=8))
        assert inside.get("/probe/money").location == "/sign-in/again?next=/probe/money"


@chosen({"EXIT_URL": ELSEWHERE})
def test_exit_url_is_where_the_button_leads(client: FlaskClient) -> None:
    assert html.document_fromstring(client.get("/sign-in").text).xpath("//a[@id='exit']/@href") == [ELSEWHERE]


@chosen({"EXIT_URL": ELSEWHERE})
@pytest.mark.parametrize("how", ["click", "Shift"])
def test_exit_url_is_where_the_way_out_leads_in_a_browser(page: Page, how: str) -> None:
    page.route(ELSEWHERE, lambda route: route.fulfill(body="It will rain."))
    page.goto("/sign-in")
    if how == "click":
        page.click("#exit")
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url(ELSEWHERE)
    assert page.inner_text("body") == "It will rain."


def _untested(fields: Iterable[str]) -> list[str]:
    return [field for field in fields if not any(name.startswith(f"test_{field}_") for name in globals())]


def test_every_setting_has_a_test_here() -> None:
    assert _untested(Settings.model_fields) == []
    assert _untested(["data", "colour"]) == ["colour"]

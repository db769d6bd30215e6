"""A few views that only the tests have, behind the real doors; and somebody signed in."""

from datetime import UTC, date, datetime
from uuid import UUID

from flask import Blueprint, Flask, redirect, render_template_string
from flask.testing import FlaskClient
from sqlalchemy import delete, func, select
from werkzeug.wrappers import Response

from fund.core.errors import NotAllowed, Refusal
from fund.people import actions as people
from fund.people import guards, sign_in
from fund.people.models import Account
from fund.people.rules import Actor, Role, Verb
from fund.regions.models import LegalForm, Region
from fund.web import access_log
from fund.web.database import db, session
from fund.web.fields import MoneyField
from fund.web.forms import Form
from fund.web.idempotency import changes_nothing
from fund.web.redirects import redirect_after_post

EMAIL, PASSWORD = "op@kostenfonds.example", "een-lang-wachtwoord"
HER = UUID("00000000-0000-4000-8000-000000000001")


class AmountForm(Form):
    """One amount."""

    amount = MoneyField("Bedrag")


def found_region(name: str) -> Region:
    region = Region(code=name, name=name, legal_form=LegalForm.FOUNDATION, inhabitants=1)
    session().add(region)
    session().flush()
    return region


PROBE = Blueprint("probe", __name__, url_prefix="/probe")


@PROBE.post("/keep/<name>")
@guards.may(Verb.KEEP_ACCOUNTS)
def keep(name: str) -> Response:
    found_region(name)
    return redirect_after_post("probe.count")


@PROBE.post("/shown/<name>")
@guards.may(Verb.KEEP_ACCOUNTS)
def shown(name: str) -> tuple[str, int]:
    found_region(name)
    return "not right yet", 422


@PROBE.post("/refused/<name>")
@guards.may(Verb.KEEP_ACCOUNTS)
def refused(name: str) -> str:
    found_region(name)
    raise NotAllowed("Dat mag %(who)s niet, en %(cents)s is te veel.", who=name, cents=123456)


@PROBE.post("/broken/<name>")
@guards.may(Verb.KEEP_ACCOUNTS)
def broken(name: str) -> str:
    found_region(name)
    raise ZeroDivisionError


@PROBE.get("/count")
@guards.may(Verb.KEEP_ACCOUNTS)
def count() -> str:
    return str(session().scalar(select(func.count()).select_from(Region)))


@PROBE.get("/write/<way>")
@guards.may(Verb.KEEP_ACCOUNTS)
def write(way: str) -> str:
    if way == "flush":
        found_region("by a get")
    else:
        session().execute(delete(Region))
    return "written"


@PROBE.get("/looked")
@guards.may(Verb.KEEP_ACCOUNTS)
def looked() -> str:
    access_log.add(HER, HER)
    return "her page"


@PROBE.route("/form", methods=["GET", "POST"])
@guards.may(Verb.KEEP_ACCOUNTS)
def form() -> str | tuple[str, int] | Response:
    typed = AmountForm()
    if typed.validate_on_submit():
        try:
            if typed.amount.data == 1300:
                raise Refusal("Dertien brengt ongeluk.")
        except Refusal as refusal:
            typed.refuse(refusal, typed.amount)
            return render_template_string(FORM, form=typed), 422
        found_region(str(typed.amount.data))
        return redirect_after_post("probe.count")
    return render_template_string(FORM, form=typed), 422 if typed.is_submitted() else 200


@PROBE.post("/check")
@guards.may(Verb.KEEP_ACCOUNTS)
@changes_nothing
def check() -> str:
    return "weighed"


@PROBE.get("/money")
@guards.may(Verb.KEEP_ACCOUNTS, fresh=True)
def money() -> str:
    return "money"


@PROBE.post("/money")
@guards.may(Verb.KEEP_ACCOUNTS, fresh=True)
def move_money() -> Response:
    found_region("moved")
    return redirect("/probe/count", 303)


@PROBE.get("/hers")
@guards.may(Verb.DECIDE)
def hers() -> str:
    return "an administrator's"


FORM = """{% extends "layout.html" %}{% import "macros/forms.html" as forms with context %}
{% block main %}<h1>Form</h1>{{ forms.error_summary(form) }}
{{ forms.form_open(form) }}{{ forms.money(form.amount) }}{{ forms.buttons("Verder") }}</form>{% endblock %}"""


def open_account(app: Flask, role: Role = Role.OPERATOR, email: str = EMAIL) -> Actor:
    with app.app_context(), db.sessionmaker.begin() as opened:
        account: Account = people.open_account(
            opened,
            datetime(2026, 1, 1, tzinfo=UTC),
            email=email,
            name="V. Aalders",
            pseudonym=f"op-{email[0]}",
            password_hash=sign_in.hashed(PASSWORD),
        )
        people.appoint(opened, account.id, role, from_=date(2026, 1, 1))
        return Actor(account.id, account.name, (), account.pseudonym)


def token_of(page: str) -> str:
    return page.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]


def once_of(page: str) -> str:
    return page.split('name="once" value="', 1)[1].split('"', 1)[0]


def sign_in_as(client: FlaskClient, email: str = EMAIL, password: str = PASSWORD) -> str:
    """Sign in; returns a token for the next forms."""
    page = client.get("/sign-in").text
    answer = client.post("/sign-in", data={"csrf_token": token_of(page), "email": email, "password": password})
    assert answer.status_code == 302, answer.text
    return token_of(client.get("/accounts").text)

"""Visit pages as somebody: signed in, forms filled in and sent as a browser sends them."""

import re
import time
from typing import Any

import flask
from flask import Flask
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf
from lxml import html
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from fund.people.models import Account
from fund.people.rules import Actor
from fund.trail.models import AccessEntry
from fund.web.database import db

KEYS = re.compile(r'name="(csrf_token|once)" value="[^"]*"')


class Visitor:
    """Somebody at a screen; nobody when no person is given."""

    def __init__(
        self, app: Flask, person: Actor | None = None, session: Session | None = None, *, fresh: bool = True
    ) -> None:
        """Sign somebody in: a moment ago when `fresh`, so that no password is asked again.

        What is open in `session` is kept first: the app finds it, and the database free.
        """
        self.person = person
        self.client: FlaskClient = app.test_client()
        self.sent = 0
        if session:
            session.commit()
        with app.test_request_context():
            self.token = generate_csrf()
            kept = {"csrf_token": flask.session["csrf_token"]}
        if person:
            mark = mark_of(app, person)
            kept |= {"_user_id": mark, "identity": mark, "_fresh": True, "fs_cc": "set"}
            kept |= {"fs_paa": time.time()} if fresh else {}
        with self.client.session_transaction() as cookie:
            cookie.update(kept)

    def get(self, path: str) -> TestResponse:
        return self.client.get(path, buffered=True)

    def see(self, path: str) -> html.HtmlElement:
        """Open a page that is there, and where it leads on to."""
        answer = self.client.get(path, follow_redirects=True)
        assert answer.status_code == 200, f"{path}: {answer.status_code} {words(answer)[:400]}"
        assert self.person is None or not answer.request.path.startswith("/sign-in"), f"{path} asks to sign in"
        return page_of(answer)

    def post(self, path: str, data: dict[str, Any] | None = None) -> TestResponse:
        """Send a form with a key of its own."""
        self.sent += 1
        keys = {"csrf_token": self.token, "once": f"visitor-{self.sent:012}"}
        return self.client.post(path, data=keys | (data or {}), buffered=True)

    def send(self, path: str, to: str = "", **typed: Any) -> TestResponse:
        """Fill in the form of a page that leads to an address with this end (its first one, when none is said)."""
        form, action = form_of(self.see(path), to)
        return self.client.post(action or path, data=filled(form) | typed, buffered=True)

    def copy(self, other: "Visitor", path: str, to: str = "", **typed: Any) -> TestResponse:
        """Send the form on another's page: somebody may not see it, but knows how it is made."""
        form, action = form_of(other.see(path), to)
        fields = filled(form) | typed | {"csrf_token": self.token}
        return self.client.post(action or path, data=fields, buffered=True)

    def done(self, path: str, to: str = "", **typed: Any) -> str:
        """Send a form that must be taken; returns where it leads."""
        answer = self.send(path, to, **typed)
        assert answer.status_code == 303, f"{path}: {answer.status_code} {words(answer)}"
        return str(answer.location)


def mark_of(app: Flask, person: Actor) -> str:
    """Return by what a session knows an account."""
    with app.app_context(), db.sessionmaker(bind=app.extensions["reading_engine"]) as session:
        return session.scalars(select(Account.fs_uniquifier).where(Account.id == person.id)).one()


def form_of(page: html.HtmlElement, to: str = "") -> tuple[html.FormElement, str]:
    """Return the form of a page that changes something and leads to this end, itself or by one of its buttons;
    and that address."""
    found = [
        (form, str(action))
        for form in page.forms
        if "once" in form.fields
        for action in (form.action or "", *form.xpath(".//button/@formaction"))
        if action.endswith(to)
    ]
    assert found, f"no form leads to {to}"
    return found[0]


def filled(form: html.FormElement) -> dict[str, Any]:
    """Return what a form would send as it stands, without its files."""
    files = set(form.xpath(".//input[@type='file']/@name"))
    sent: dict[str, Any] = {}
    for name, value in form.form_values():
        if name not in files:
            sent.setdefault(name, []).append(value)
    return sent


def page_of(answer: TestResponse) -> html.HtmlElement:
    """Return the page that an answer is."""
    return html.document_fromstring(answer.text)


def words(answer: TestResponse) -> str:
    """Return what an answer says."""
    return " ".join(page_of(answer).text_content().split()) if answer.text.strip() else ""


def without_keys(answer: TestResponse, *ids: object) -> tuple[int, str]:
    """Return an answer without its tokens and these ids: what is left may tell nothing."""
    body = KEYS.sub("", answer.text)
    for id in ids:
        body = body.replace(str(id), "")
    return answer.status_code, body


def looks(session: Session, person: Actor) -> list[AccessEntry]:
    """Return what that person saw, as it was written down."""
    found = list(session.scalars(select(AccessEntry).where(AccessEntry.by_id == person.id).order_by(AccessEntry.at)))
    session.commit()
    return found

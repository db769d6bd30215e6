"""Visit pages as one of the cast: signed in, forms sent as a browser sends them."""

from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from fund.people.models import Account
from fund.people.rules import Actor
from fund.trail.models import AccessEntry


class Visitor:
    """One of the cast at her screen."""

    def __init__(self, app: Flask, session: Session, person: Actor) -> None:
        self.person = person
        self.client: FlaskClient = app.test_client()
        with self.client.session_transaction() as cookie:
            cookie["_user_id"] = session.scalar(select(Account.fs_uniquifier).where(Account.id == person.id))
            cookie["_fresh"] = True
        session.commit()  # so that the app finds the database free

    def get(self, path: str) -> TestResponse:
        return self.client.get(path)

    def see(self, path: str) -> html.HtmlElement:
        """Open a page that is there."""
        answer = self.get(path)
        assert answer.status_code == 200, answer.text
        return html.document_fromstring(answer.text)

    def send(self, path: str, action: str | None = None, **typed: Any) -> TestResponse:
        """Fill in the form that a page shows and send it."""
        page = self.see(path)
        wanted = [form for form in page.forms if form.fields.get("once") and action in (None, form.action)]
        fields = {name: value for name, value in wanted[0].fields.items() if value is not None}
        return self.client.post(action or wanted[0].action or path, data=fields | typed)


def words(answer: TestResponse) -> str:
    """Return what an answer says."""
    page: html.HtmlElement = html.document_fromstring(answer.text)
    return " ".join(page.text_content().split())


def looks(session: Session, person: Actor) -> list[AccessEntry]:
    """Return what that person saw, as it was written down."""
    found = list(session.scalars(select(AccessEntry).where(AccessEntry.by_id == person.id).order_by(AccessEntry.at)))
    session.commit()
    return found

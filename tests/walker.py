"""Walk through the house as one of the world: signed in by password, forms sent with their keys."""

import re
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from fund.people.rules import Actor
from tests.web.doors import token_of
from tests.world import PASSWORD, email

NOW = datetime(2026, 12, 2, 9, 12, tzinfo=UTC)  # November is over, and not closed
KEYS = re.compile(r'name="(csrf_token|once)" value="[^"]*"')


class Walker:
    """Somebody at her screen; nobody when no person is given."""

    def __init__(self, app: Flask, person: Actor | None = None) -> None:
        self.client: FlaskClient = app.test_client()
        self.sent = 0
        self.token = token_of(self.client.get("/sign-in").text)
        if person:
            typed = {"csrf_token": self.token, "email": email(person), "password": PASSWORD}
            assert self.client.post("/sign-in", data=typed).status_code == 302

    def get(self, path: str) -> TestResponse:
        return self.client.get(path, buffered=True)

    def see(self, path: str) -> html.HtmlElement:
        """Open a page that is there, and where it leads on to."""
        answer = self.client.get(path, follow_redirects=True)
        assert answer.status_code == 200, f"{path}: {answer.status_code} {words(answer)[:400]}"
        return html.document_fromstring(answer.text)

    def post(self, path: str, data: dict[str, Any] | None = None) -> TestResponse:
        """Send a form with a key of its own."""
        self.sent += 1
        return self.client.post(
            path, data={"csrf_token": self.token, "once": f"walker-{self.sent:012}"} | (data or {}), buffered=True
        )

    def send(self, path: str, to: str = "", *, as_on: "Walker | None" = None, **typed: Any) -> TestResponse:
        """Fill in the form of a page that leads to an address with this end (its first one,
        when none is said) and send it.

        `as_on`: whose page is read, for who may not see the form but knows how it is made.
        """
        form, action = form_of((as_on or self).see(path), to)
        fields = filled(form) | typed | ({"csrf_token": self.token} if as_on else {})
        return self.client.post(action or path, data=fields, buffered=True)

    def done(self, path: str, to: str = "", **typed: Any) -> str:
        """Send a form that must be taken; returns where it leads."""
        answer = self.send(path, to, **typed)
        assert answer.status_code == 303, f"{path}: {answer.status_code} {words(answer)}"
        return str(answer.location)


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


def page_of(answer: TestResponse) -> Any:
    """Return the page that an answer is."""
    return html.document_fromstring(answer.text)


def words(answer: TestResponse) -> str:
    """Return what an answer says."""
    if not answer.text.strip():
        return ""
    page: html.HtmlElement = html.document_fromstring(answer.text)
    return " ".join(page.text_content().split())


def without_keys(answer: TestResponse, *ids: object) -> tuple[int, str]:
    """Return an answer without its tokens and these ids: what is left may tell nothing."""
    body = KEYS.sub("", answer.text)
    for id in ids:
        body = body.replace(str(id), "")
    return answer.status_code, body

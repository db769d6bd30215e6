"""What an administrator does at the page of a claim in these tests, in one line each."""

from lxml import html
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from fund.claims.models import Claim
from fund.claims.rules import State
from tests.visitor import Visitor


def page(claim: Claim, what: str = "") -> str:
    return f"/queue/{claim.id}{what}"


def state(session: Session, claim: Claim) -> State:
    session.expire_all()
    found = session.scalars(select(Claim.state).where(Claim.id == claim.id)).one()
    session.commit()
    return found


def decide(visitor: Visitor, claim: Claim, verb: str = "/grant", **typed: str) -> TestResponse:
    """Fill in the page of a claim as it is, change what is typed, and send it by one of its buttons."""
    form = next(form for form in visitor.see(page(claim)).forms if form.action == page(claim, "/grant"))
    fields = {name: value for name, value in form.fields.items() if value is not None}
    return visitor.client.post(page(claim, verb), data=fields | typed)


def shown(answer: TestResponse) -> html.HtmlElement:
    found: html.HtmlElement = html.document_fromstring(answer.text)
    return found

"""What the payouts desk does in these tests, and what can be seen of it."""

from datetime import timedelta

from lxml import etree
from sqlalchemy import select
from sqlalchemy.orm import Session

from fund.ledger.models import Entry
from fund.payouts import actions, queries
from fund.payouts.models import Batch, Payment
from fund.people.act import Act
from fund.people.rules import Actor
from fund.trail.models import AuditEvent
from tests.decisions.cast import AT
from tests.everyone import Everyone

PAY = AT + timedelta(days=1)
RELEASE = PAY + timedelta(hours=1)


def batch(everyone: Everyone, by: Actor | None = None) -> list[Batch]:
    return actions.batch(Act(everyone.session, by or everyone.fonk, PAY), everyone.fund_id)


def release(everyone: Everyone, made: Batch, by: Actor | None = None) -> bytes:
    actions.release(Act(everyone.session, by or everyone.fonk, RELEASE), made.id)
    return queries.file(everyone.session, made)


def payments(session: Session) -> list[Payment]:
    return list(session.scalars(select(Payment).order_by(Payment.cents)))


def texts(file: bytes, name: str) -> list[str | None]:
    return [found.text for found in etree.fromstring(file).iter(f"{{*}}{name}")]


def told(session: Session) -> list[str]:
    steps = (
        select(AuditEvent.verb).where(AuditEvent.verb.startswith("payouts.")).order_by(AuditEvent.at, AuditEvent.verb)
    )
    return list(session.scalars(steps))


def entries(session: Session, *kinds: str) -> list[tuple[str, int]]:
    found = session.execute(select(Entry.kind, Entry.cents).where(Entry.kind.in_(kinds)).order_by(Entry.number))
    return [(row.kind, row.cents) for row in found]

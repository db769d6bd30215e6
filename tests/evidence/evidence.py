"""What a worker does with evidence in these tests, in one line each."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from fund.evidence import actions
from fund.evidence.models import Evidence
from fund.people.act import Act
from fund.people.rules import Actor
from tests.evidence import uploads
from tests.residents.cast import AT, Cast


def add(session: Session, cast: Cast, by: Actor | None = None, **other: Any) -> Evidence:
    typed: dict[str, Any] = {
        "resident_id": cast.resident.id,
        "kind": "bill",
        "issuer": " Zorgverzekeraar Noord ",
        "number": "2026-00417",
        "issued_on": date(2026, 9, 1),
        "cents": 38500,
        "upload": uploads.pdf(pages=2),
    }
    return actions.add(Act(session, by or cast.bakker, AT), **(typed | other))


def stored(session: Session) -> list[Evidence]:
    found = list(session.scalars(select(Evidence)))
    session.commit()
    return found

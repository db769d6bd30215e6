"""What a worker does in these tests, in one line each."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from fund.evidence import actions as evidence
from fund.evidence.models import Evidence
from fund.payees import actions as payees
from fund.payees.models import Payee
from fund.people.act import Act
from fund.people.rules import Actor
from fund.residents.models import Resident
from fund.stays import actions
from fund.stays.fees import Per
from fund.stays.models import Cost, FeeOrder, Stay
from fund.stays.rules import Noted, Place
from fund.trail.models import Audience, AuditEvent
from tests.evidence.uploads import jpeg
from tests.residents.cast import Cast
from tests.visitor import Visitor

AT = datetime(2026, 10, 5, 9, tzinfo=UTC)
ADMITTED = date(2026, 8, 3)


def admit(session: Session, cast: Cast, **changes: Any) -> Stay:
    typed: dict[str, Any] = {"admitted_on": ADMITTED, "place": Place.SHELTER, "children": 2}
    return actions.admit(Act(session, cast.bakker, AT), cast.resident.id, **typed | changes)


def order(session: Session, cast: Cast, stay: Stay, **changes: Any) -> FeeOrder:
    typed: dict[str, Any] = {"issued_on": date(2026, 8, 24), "from_": ADMITTED, "per": Per.NIGHT, "cents": 3137}
    return actions.order_fee(Act(session, cast.bakker, AT), stay.id, **typed | changes)


def fee(session: Session, cast: Cast, stay: Stay, from_: str, until: str, **more: Any) -> Cost:
    first, last = date.fromisoformat(from_), date.fromisoformat(until)
    return actions.note_fee(Act(session, cast.bakker, AT), stay.id, from_=first, until=last, **more)


ON = date(2026, 9, 1)
PETS = {
    "cents": "945,00",
    "from_": "10-08-2026",
    "until": "23-09-2026",
    "payee": "boarding",
    "issuer": "De Wei",
    "bill_number": "77",
}


def noted(**changes: Any) -> Noted:
    usual: dict[str, Any] = {
        "category": "HEALTH_EXCESS",
        "from_": ON,
        "until": date(2026, 9, 2),
        "cents": 38500,
        "payee_kind": "insurer",
        "issuer": "Zorg & Zo",
        "bill_number": "2026-12",
    }
    return Noted(**usual | changes)


def note(session: Session, cast: Cast, stay: Stay, evidence_ids: tuple[UUID, ...] = (), **changes: Any) -> Cost:
    return actions.note_cost(Act(session, cast.bakker, AT), stay.id, noted(**changes), evidence_ids=evidence_ids)


def paper(session: Session, cast: Cast, cents: int | None = None, resident: Resident | None = None) -> Evidence:
    return evidence.add(
        Act(session, cast.bakker, AT),
        resident_id=(resident or cast.resident).id,
        kind="bill",
        issuer="Zorg & Zo",
        number="2026-12",
        issued_on=ON,
        cents=cents,
        upload=jpeg(),
    )


def payee(
    session: Session, by: Actor, shelter_id: UUID, *, kind: str = "insurer", resident_id: UUID | None = None
) -> Payee:
    return payees.register(
        Act(session, by, AT),
        shelter_id=shelter_id,
        resident_id=resident_id,
        kind=kind,
        holder="Zorg & Zo",
        iban="NL91 ABNA 0417 1643 00",
    )


def all_costs(session: Session) -> list[Cost]:
    session.expire_all()
    found = list(session.scalars(select(Cost)))
    session.commit()
    return found


def verbs(session: Session) -> list[tuple[str, Audience]]:
    steps = session.scalars(select(AuditEvent).where(AuditEvent.verb.startswith("stays.")))
    return [(step.verb, step.audience) for step in steps]


def cost_fields(visitor: Visitor, stay: Stay) -> dict[str, Any]:
    shown = next(
        form for form in visitor.see(f"/stays/{stay.id}/costs/new?category=PETS").forms if "cents" in form.fields
    )
    return {name: value for name, value in shown.fields.items() if value is not None}

"""Evidence is hers: whole in her shelter, five typed facts for the fund."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from fund.core.errors import NotFound, Refusal
from fund.evidence import actions, queries
from fund.evidence.models import Evidence, EvidencePage
from fund.people.act import Act
from fund.trail.models import Audience, AuditEvent
from tests.evidence.evidence import add
from tests.residents.cast import AT, NAME, TODAY, Cast


def test_evidence_is_added_page_by_page_and_sealed_under_her_key(session: Session, cast: Cast) -> None:
    evidence = add(session, cast)
    assert (evidence.issuer, evidence.pages, evidence.media, evidence.key_id) == (
        "Zorgverzekeraar Noord",
        2,
        "image/jpeg",
        cast.resident.key_id,
    )
    for number in (1, 2):
        assert queries.page(session, cast.de_wit, evidence.id, number).startswith(b"\xff\xd8\xff")
    stored = session.scalars(select(EvidencePage)).all()
    assert all(page.file[:16] == cast.resident.key_id.bytes and b"JFIF" not in bytes(page.file) for page in stored)
    with pytest.raises(NotFound):
        queries.page(session, cast.de_wit, evidence.id, 3)


def test_a_page_opens_in_its_own_place_only(session: Session, cast: Cast) -> None:
    evidence = add(session, cast)
    one, two = session.scalars(select(EvidencePage).order_by(EvidencePage.number))
    one.file, two.file = two.file, one.file
    session.flush()
    with pytest.raises(Refusal, match="beschadigd"):
        queries.page(session, cast.bakker, evidence.id, 1)


def test_a_statement_of_the_shelter_needs_no_file(session: Session, cast: Cast) -> None:
    evidence = add(session, cast, kind="declaration", number="", cents=None, upload=None)
    assert (evidence.pages, evidence.media, evidence.number) == (0, None, None)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"kind": "selfie"}, "wat voor bewijsstuk"),
        ({"kind": ""}, "wat voor bewijsstuk"),
        ({"upload": None}, "Voeg een foto of PDF"),
        ({"upload": b""}, "leeg"),
        ({"upload": b"MZ"}, "geen JPEG, PNG of PDF"),
        ({"issuer": "  "}, "van wie"),
        ({"issuer": "x" * 81}, "ten hoogste 80"),
        ({"number": "x" * 61}, "ten hoogste 60"),
        ({"issued_on": TODAY + timedelta(days=1)}, "toekomst"),
        ({"issuer": f"W. {NAME.split()[-1]}"}, "Laat die weg"),
        ({"number": "2026ACHTERBERGH01"}, "Laat die weg"),
    ],
)
def test_what_is_missing_or_wrong_is_refused(session: Session, cast: Cast, other: dict[str, Any], said: str) -> None:
    with pytest.raises(Refusal, match=said):
        add(session, cast, **other)
    assert session.scalars(select(Evidence)).all() == []


def test_the_fund_sees_what_was_typed_and_nothing_else(session: Session, cast: Cast) -> None:
    evidence = add(session, cast)
    (shown,) = queries.evidence_for_fund(session, [evidence.id])
    assert asdict(shown) == {
        "id": evidence.id,
        "kind": "bill",
        "issuer": "Zorgverzekeraar Noord",
        "number": "2026-00417",
        "issued_on": date(2026, 9, 1),
        "cents": 38500,
        "attested": False,
    }


@pytest.mark.parametrize("who", ["nijs", "vos", "fonk"])
def test_outside_her_shelter_it_does_not_exist(session: Session, cast: Cast, who: str) -> None:
    evidence, stranger = add(session, cast), getattr(cast, who)
    assert list(queries.evidence_of_resident(session, stranger, cast.resident.id)) == []
    for evidence_id in (evidence.id, uuid4()):
        with pytest.raises(NotFound):
            queries.evidence_by_id(session, stranger, evidence_id)
        with pytest.raises(NotFound):
            queries.page(session, stranger, evidence_id, 1)
        with pytest.raises(NotFound):
            actions.attest(Act(session, stranger, AT), evidence_id)
    with pytest.raises(NotFound):
        add(session, cast, by=stranger)


def test_both_are_steps_for_her_shelter_only(session: Session, cast: Cast) -> None:
    evidence = add(session, cast)
    actions.attest(Act(session, cast.de_wit, AT), evidence.id)
    steps = {step.verb: step for step in session.scalars(select(AuditEvent).where(AuditEvent.target_id == evidence.id))}
    assert {verb: step.by_id for verb, step in steps.items()} == {
        "evidence.add": cast.bakker.id,
        "evidence.attest": cast.de_wit.id,
    }
    assert all(step.audience is Audience.HOME and step.resident_id == cast.resident.id for step in steps.values())


def test_her_evidence_is_listed_newest_first(session: Session, cast: Cast) -> None:
    first, second = add(session, cast), add(session, cast)
    second.made_at = AT + timedelta(minutes=1)
    session.flush()
    ids: list[UUID] = [evidence.id for evidence in queries.evidence_of_resident(session, cast.bakker, cast.resident.id)]
    assert ids == [second.id, first.id]

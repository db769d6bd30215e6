"""Evidence is hers: whole in her shelter, five typed facts for the fund."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from fund.core.errors import NotAllowed, NotFound, Refusal, StaleClaim, WrongStep
from fund.evidence import actions, queries
from fund.evidence.models import Evidence, EvidencePage
from fund.people.rules import Reader
from fund.trail.models import Audience, Step
from tests.evidence import uploads
from tests.residents.cast import AT, NAME, TODAY, Cast


def _add(session: Session, cast: Cast, by: Reader | None = None, **other: Any) -> Evidence:
    typed: dict[str, Any] = {
        "resident_id": cast.resident.id,
        "kind": "bill",
        "issuer": " Zorgverzekeraar Noord ",
        "number": "2026-00417",
        "issued_on": date(2026, 9, 1),
        "cents": 38500,
        "upload": uploads.pdf(pages=2),
    }
    return actions.add(session, by or cast.bakker, AT, **(typed | other))


def test_evidence_is_added_page_by_page_and_sealed_under_her_key(session: Session, cast: Cast) -> None:
    evidence = _add(session, cast)
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
    evidence = _add(session, cast)
    one, two = session.scalars(select(EvidencePage).order_by(EvidencePage.number))
    one.file, two.file = two.file, one.file
    session.flush()
    with pytest.raises(Refusal, match="beschadigd"):
        queries.page(session, cast.bakker, evidence.id, 1)


def test_a_statement_of_the_shelter_needs_no_file(session: Session, cast: Cast) -> None:
    evidence = _add(session, cast, kind="declaration", number="", cents=None, upload=None)
    assert (evidence.pages, evidence.media, evidence.number) == (0, None, None)


@pytest.mark.parametrize(
    ("other", "said"),
    [
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
        _add(session, cast, **other)
    assert session.scalars(select(Evidence)).all() == []


def test_the_fund_sees_what_was_typed_and_nothing_else(session: Session, cast: Cast) -> None:
    evidence = _add(session, cast)
    (shown,) = queries.for_fund(session, [evidence.id])
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
    evidence, stranger = _add(session, cast), getattr(cast, who)
    assert list(queries.of_resident(session, stranger, cast.resident.id)) == []
    for evidence_id in (evidence.id, uuid4()):
        with pytest.raises(NotFound):
            queries.one(session, stranger, evidence_id)
        with pytest.raises(NotFound):
            queries.page(session, stranger, evidence_id, 1)
        with pytest.raises(NotFound):
            actions.attest(session, stranger, AT, evidence_id)
    with pytest.raises(NotFound):
        _add(session, cast, by=stranger)


def test_a_colleague_attests_it_once(session: Session, cast: Cast) -> None:
    evidence = _add(session, cast)
    actions.attest(session, cast.de_wit, AT, evidence.id)
    assert (evidence.attested_by, evidence.attested_at) == (cast.de_wit.id, AT)
    assert queries.for_fund(session, [evidence.id])[0].attested
    with pytest.raises(WrongStep):
        actions.attest(session, cast.lind, AT, evidence.id)
    assert evidence.attested_by == cast.de_wit.id


def test_who_added_it_never_attests_it(session: Session, cast: Cast) -> None:
    evidence = _add(session, cast)
    with pytest.raises(NotAllowed):
        actions.attest(session, cast.bakker, AT, evidence.id)
    evidence.attested_by, evidence.attested_at = cast.bakker.id, AT  # not even behind the action's back
    with pytest.raises(IntegrityError):
        session.flush()


def test_both_are_steps_for_her_shelter_only(session: Session, cast: Cast) -> None:
    evidence = _add(session, cast)
    actions.attest(session, cast.de_wit, AT, evidence.id)
    steps = {step.verb: step for step in session.scalars(select(Step).where(Step.target_id == evidence.id))}
    assert {verb: step.by_id for verb, step in steps.items()} == {"evidence.add": cast.bakker.id, "evidence.attest": cast.de_wit.id}
    assert all(step.audience is Audience.HOME and step.resident_id == cast.resident.id for step in steps.values())


def test_her_evidence_is_listed_newest_first(session: Session, cast: Cast) -> None:
    first, second = _add(session, cast), _add(session, cast)
    second.made_at = AT + timedelta(minutes=1)
    session.flush()
    ids: list[UUID] = [evidence.id for evidence in queries.of_resident(session, cast.bakker, cast.resident.id)]
    assert ids == [second.id, first.id]


def test_a_colleague_says_what_is_wrong_and_corrected_it_waits_again(session: Session, cast: Cast) -> None:
    evidence = _add(session, cast)
    actions.doubt(session, cast.de_wit, AT, evidence.id, " Op de rekening staat  € 350,00. ")
    assert queries.doubt(session, evidence) == "Op de rekening staat € 350,00." and "350" not in str(bytes(evidence.doubt or b""))
    with pytest.raises(WrongStep, match="Verbeter het eerst"):
        actions.attest(session, cast.lind, AT, evidence.id)
    later = AT + timedelta(hours=1)
    typed = {"kind": "bill", "issuer": "Zorgverzekeraar Noord", "number": "2026-00417", "issued_on": date(2026, 9, 1), "cents": 35000}
    actions.correct(session, cast.bakker, later, evidence.id, **typed, upload=None)  # type: ignore[arg-type]
    assert (evidence.cents, evidence.pages, evidence.doubted_at, queries.doubt(session, evidence)) == (35000, 2, None, "")
    actions.correct(session, cast.bakker, later, evidence.id, **typed, upload=uploads.jpeg())  # type: ignore[arg-type]
    assert evidence.pages == len(session.scalars(select(EvidencePage)).all()) == 1
    with pytest.raises(StaleClaim):
        actions.attest(session, cast.de_wit, later, evidence.id, seen=AT)
    actions.attest(session, cast.de_wit, later, evidence.id, seen=later)
    with pytest.raises(WrongStep, match="al bevestigd"):
        actions.correct(session, cast.bakker, later, evidence.id, **typed, upload=None)  # type: ignore[arg-type]
    with pytest.raises(WrongStep, match="al bevestigd"):
        actions.doubt(session, cast.lind, later, evidence.id, "Te laat.")


def test_who_corrected_it_does_not_attest_it(session: Session, cast: Cast) -> None:
    evidence = _add(session, cast)
    actions.doubt(session, cast.de_wit, AT, evidence.id, "Het nummer klopt niet.")
    typed = {"kind": "bill", "issuer": "Zorg", "number": "2", "issued_on": date(2026, 9, 1), "cents": 1}
    actions.correct(session, cast.de_wit, AT, evidence.id, **typed, upload=None)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        actions.attest(session, cast.de_wit, AT, evidence.id)
    actions.attest(session, cast.bakker, AT, evidence.id)


@pytest.mark.parametrize(
    ("who", "text", "said"),
    [
        ("bakker", "Het klopt niet.", "zelf toe"),
        ("de_wit", "  ", "in een zin"),
        ("de_wit", "x" * 501, "ten hoogste 500"),
        ("de_wit", f"Hier staat {NAME}.", "haar naam"),
        ("nijs", "Het klopt niet.", "is er niet"),
    ],
)
def test_a_doubt_is_a_colleagues_and_says_something(session: Session, cast: Cast, who: str, text: str, said: str) -> None:
    evidence = _add(session, cast)
    with pytest.raises(Refusal, match=said):
        actions.doubt(session, getattr(cast, who), AT, evidence.id, text)
    assert evidence.doubted_at is None


def test_no_paper_is_attested_and_doubted_at_once(session: Session, cast: Cast) -> None:
    evidence = _add(session, cast)
    actions.doubt(session, cast.de_wit, AT, evidence.id, "Het bedrag is anders.")
    evidence.attested_at, evidence.attested_by = AT, cast.lind.id  # not even behind the action's back
    with pytest.raises(IntegrityError):
        session.flush()

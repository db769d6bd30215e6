"""A colleague's answer to a piece of evidence: attested once, or said what is wrong with it; never by who wrote it."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from fund.core.errors import NotAllowed, Refusal, StaleClaim, WrongStep
from fund.evidence import actions, queries
from fund.evidence.models import EvidencePage
from fund.people.act import Act
from tests.evidence import uploads
from tests.evidence.evidence import add
from tests.residents.cast import AT, NAME, Cast


def test_a_colleague_attests_it_once(session: Session, cast: Cast) -> None:
    evidence = add(session, cast)
    actions.attest(Act(session, cast.de_wit, AT), evidence.id)
    assert (evidence.attested_by, evidence.attested_at) == (cast.de_wit.id, AT)
    assert queries.evidence_for_fund(session, [evidence.id])[0].attested
    with pytest.raises(WrongStep):
        actions.attest(Act(session, cast.lind, AT), evidence.id)
    assert evidence.attested_by == cast.de_wit.id


def test_who_added_it_never_attests_it(session: Session, cast: Cast) -> None:
    evidence = add(session, cast)
    with pytest.raises(NotAllowed):
        actions.attest(Act(session, cast.bakker, AT), evidence.id)
    evidence.attested_by, evidence.attested_at = cast.bakker.id, AT  # not even behind the action's back
    with pytest.raises(IntegrityError):
        session.flush()


def test_a_colleague_says_what_is_wrong_and_corrected_it_waits_again(session: Session, cast: Cast) -> None:
    evidence = add(session, cast)
    actions.doubt(Act(session, cast.de_wit, AT), evidence.id, " Op de rekening staat  € 350,00. ")
    assert queries.doubt(session, evidence) == "Op de rekening staat € 350,00." and "350" not in str(
        bytes(evidence.doubt or b"")
    )
    with pytest.raises(WrongStep, match="Verbeter het eerst"):
        actions.attest(Act(session, cast.lind, AT), evidence.id)
    later = AT + timedelta(hours=1)
    typed: dict[str, Any] = {
        "kind": "bill",
        "issuer": "Zorgverzekeraar Noord",
        "number": "2026-00417",
        "issued_on": date(2026, 9, 1),
        "cents": 35000,
    }
    actions.correct(Act(session, cast.bakker, later), evidence.id, **typed, upload=None)
    assert (evidence.cents, evidence.pages, evidence.doubted_at, queries.doubt(session, evidence)) == (
        35000,
        2,
        None,
        "",
    )
    actions.correct(Act(session, cast.bakker, later), evidence.id, **typed, upload=uploads.jpeg())
    assert evidence.pages == len(session.scalars(select(EvidencePage)).all()) == 1
    with pytest.raises(StaleClaim):
        actions.attest(Act(session, cast.de_wit, later), evidence.id, seen=AT)
    actions.attest(Act(session, cast.de_wit, later), evidence.id, seen=later)
    with pytest.raises(WrongStep, match="al bevestigd"):
        actions.correct(Act(session, cast.bakker, later), evidence.id, **typed, upload=None)
    with pytest.raises(WrongStep, match="al bevestigd"):
        actions.doubt(Act(session, cast.lind, later), evidence.id, "Te laat.")


def test_it_is_not_corrected_into_a_kind_that_no_text_knows(session: Session, cast: Cast) -> None:
    evidence = add(session, cast)
    typed: dict[str, Any] = {
        "kind": "selfie",
        "issuer": "Zorg",
        "number": "2",
        "issued_on": date(2026, 9, 1),
        "cents": 1,
    }
    with pytest.raises(Refusal, match="wat voor bewijsstuk"):
        actions.correct(Act(session, cast.bakker, AT), evidence.id, **typed, upload=None)
    assert evidence.kind == "bill"


def test_who_corrected_it_does_not_attest_it(session: Session, cast: Cast) -> None:
    evidence = add(session, cast)
    actions.doubt(Act(session, cast.de_wit, AT), evidence.id, "Het nummer klopt niet.")
    typed: dict[str, Any] = {"kind": "bill", "issuer": "Zorg", "number": "2", "issued_on": date(2026, 9, 1), "cents": 1}
    actions.correct(Act(session, cast.de_wit, AT), evidence.id, **typed, upload=None)
    with pytest.raises(NotAllowed):
        actions.attest(Act(session, cast.de_wit, AT), evidence.id)
    actions.attest(Act(session, cast.bakker, AT), evidence.id)


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
def test_a_doubt_is_a_colleagues_and_says_something(
    session: Session, cast: Cast, who: str, text: str, said: str
) -> None:
    evidence = add(session, cast)
    with pytest.raises(Refusal, match=said):
        actions.doubt(Act(session, getattr(cast, who), AT), evidence.id, text)
    assert evidence.doubted_at is None


def test_no_paper_is_attested_and_doubted_at_once(session: Session, cast: Cast) -> None:
    evidence = add(session, cast)
    actions.doubt(Act(session, cast.de_wit, AT), evidence.id, "Het bedrag is anders.")
    evidence.attested_at, evidence.attested_by = AT, cast.lind.id  # not even behind the action's back
    with pytest.raises(IntegrityError):
        session.flush()

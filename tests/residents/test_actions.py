"""A resident is a pseudonym to everyone, and a person to her shelter only."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from fund.core import references
from fund.core.errors import NotFound, Refusal
from fund.people.act import Act
from fund.residents import actions, queries
from fund.residents.models import Resident
from fund.residents.rules import Facts
from fund.trail.models import Audience, AuditEvent
from tests.residents.cast import AT, CONTACT, FILE_NUMBER, NAME, Cast, register


def test_a_resident_is_registered_under_a_pseudonym_and_a_key_of_her_own(session: Session, cast: Cast) -> None:
    her, other = cast.resident, register(session, cast.bakker, cast.shelter_id)
    assert her.reference.startswith("R-") and len(her.reference) == 6 and her.reference != other.reference
    assert her.key_id != other.key_id
    assert (her.region_id, her.shelter_id) == (cast.region_id, cast.shelter_id)


def test_it_is_a_step_for_her_shelter_only(session: Session, cast: Cast) -> None:
    step = session.scalars(select(AuditEvent).where(AuditEvent.verb == "residents.register")).one()
    assert (step.resident_id, step.by_id, step.audience) == (cast.resident.id, cast.bakker.id, Audience.HOME)


def test_her_facts_open_for_a_colleague_of_her_shelter(session: Session, cast: Cast) -> None:
    assert queries.facts(session, cast.de_wit, cast.resident.id) == Facts(FILE_NUMBER, NAME, CONTACT)


@pytest.mark.parametrize("who", ["nijs", "vos", "fonk"])
def test_to_all_others_she_does_not_exist(session: Session, cast: Cast, who: str) -> None:
    stranger = getattr(cast, who)
    assert queries.caseload(session, stranger).rows == []
    for ask in (queries.resident, queries.facts):
        with pytest.raises(NotFound) as known:
            ask(session, stranger, cast.resident.id)
        with pytest.raises(NotFound) as unknown:
            ask(session, stranger, uuid4())
        assert str(known.value) == str(unknown.value)
    with pytest.raises(NotFound):
        register(session, stranger, cast.shelter_id)
    with pytest.raises(NotFound):
        actions.correct(
            Act(session, stranger, AT), resident_id=cast.resident.id, file_number="1", name="", contact_rule=""
        )


def test_a_wrong_name_is_corrected(session: Session, cast: Cast) -> None:
    actions.correct(
        Act(session, cast.de_wit, AT), resident_id=cast.resident.id, file_number=" 7 ", name="Mina", contact_rule=""
    )
    assert queries.facts(session, cast.bakker, cast.resident.id) == Facts("7", "Mina", "")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"file_number": "  "}, "dossiernummer"),
        ({"file_number": "1" * 41}, "ten hoogste 40"),
        ({"name": "n" * 121}, "ten hoogste 120"),
        ({"contact_rule": "c" * 501}, "ten hoogste 500"),
    ],
)
def test_facts_that_do_not_fit_are_refused(session: Session, cast: Cast, wrong: dict[str, str], said: str) -> None:
    facts = {"file_number": "1", "name": NAME, "contact_rule": ""} | wrong
    with pytest.raises(Refusal, match=said):
        actions.register(Act(session, cast.bakker, AT), shelter_id=cast.shelter_id, **facts)


def test_facts_never_show_in_an_error_or_a_log() -> None:
    assert repr(Facts(FILE_NUMBER, NAME, CONTACT)) == "Facts()"


def test_a_pseudonym_that_is_taken_is_drawn_again(
    session: Session, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = iter([cast.resident.reference, cast.resident.reference, "R-9999"])
    monkeypatch.setattr(references, "resident", lambda source: next(drawn))
    assert register(session, cast.bakker, cast.shelter_id).reference == "R-9999"


def test_the_caseload_is_the_teams_newest_first_and_goes_on_by_key(session: Session, cast: Cast) -> None:
    later = [register(session, cast.de_wit, cast.shelter_id) for _ in range(6)]
    for days, resident in enumerate(later):
        resident.made_at = AT + timedelta(days=days // 2)  # two at the same moment
    session.flush()
    whole = [resident.id for resident in queries.caseload(session, cast.bakker).rows]
    assert set(whole) == {cast.resident.id, *(resident.id for resident in later)}
    moments = [session.get_one(Resident, id).made_at for id in whole]
    assert moments == sorted(moments, reverse=True)
    pages = [queries.caseload(session, cast.bakker, most=2)]
    while pages[-1].onward:
        pages.append(queries.caseload(session, cast.bakker, after=pages[-1].onward, most=2))
    assert [resident.id for page in pages for resident in page.rows] == whole


def test_a_place_in_another_teams_list_shows_only_the_teams_own(session: Session, cast: Cast) -> None:
    assert cast.nijs.roles[0].shelter_id is not None
    for _ in range(2):
        register(session, cast.nijs, cast.nijs.roles[0].shelter_id).made_at = AT + timedelta(days=9)
    session.flush()
    foreign = queries.caseload(session, cast.nijs, most=1).onward
    assert [resident.id for resident in queries.caseload(session, cast.bakker, after=foreign).rows] == [
        cast.resident.id
    ]


def test_pseudonyms_are_read_by_id(session: Session, cast: Cast) -> None:
    assert queries.references(session, [cast.resident.id, uuid4()]) == {cast.resident.id: cast.resident.reference}

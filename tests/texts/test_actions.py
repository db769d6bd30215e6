"""A text is published whole, from a day on, and never written over."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from fund import policy
from fund.core.errors import Refusal, WrongStep
from fund.texts import actions, queries
from tests.residents.cast import Cast

TEXTS = Path(policy.__file__).parent
NATION = (TEXTS / "nation.toml").read_text(encoding="utf-8")
HAVENMOND = (TEXTS / "regions" / "havenmond.toml").read_text(encoding="utf-8")
NOORDERVAART = (TEXTS / "regions" / "noordervaart.toml").read_text(encoding="utf-8")
AT = datetime(2026, 6, 1, 10, tzinfo=UTC)


def _from(text: str, day: str) -> str:
    changed = text.replace("from = 2026-01-01", f"from = {day}", 1)
    assert changed != text
    return changed


def test_the_nation_and_the_region_are_in_force_together(session: Session, cast: Cast) -> None:
    nation = actions.publish(session, AT, NATION)
    region = actions.publish(session, AT, HAVENMOND, by_id=cast.fonk.id, region_id=cast.region_id)
    pair = queries.in_force(session, cast.region_id, date(2026, 8, 1))
    assert [text.sha256 for text in pair.texts] == [nation.sha256, region.sha256]
    assert (nation.published_by, region.published_by, region.title) == (
        None,
        cast.fonk.id,
        "Beleidsregel kostenfonds Havenmond 2026",
    )
    assert queries.texts_of(session, None) == (policy.read(NATION),)


def test_each_day_has_its_own_version(session: Session, cast: Cast) -> None:
    actions.publish(session, AT, NATION)
    later = actions.publish(session, AT, _from(NATION, "2026-07-01"))
    assert len(queries.texts_of(session, cast.region_id)) == 2
    assert queries.in_force(session, cast.region_id, date(2026, 6, 30)).nation.sha256 != later.sha256
    assert queries.in_force(session, cast.region_id, date(2026, 7, 1)).nation.sha256 == later.sha256


def test_before_the_first_text_nothing_is_in_force(session: Session, cast: Cast) -> None:
    actions.publish(session, AT, NATION)
    with pytest.raises(Refusal, match="geen beleidsregel"):
        queries.in_force(session, cast.region_id, date(2025, 12, 31))


def test_another_regions_text_plays_no_part(session: Session, cast: Cast) -> None:
    actions.publish(session, AT, NATION)
    actions.publish(session, AT, HAVENMOND, region_id=cast.region_id)
    elsewhere = cast.vos.roles[0].region_id
    assert queries.in_force(session, elsewhere, date(2026, 8, 1)).region is None


@pytest.mark.parametrize("from_", ["2026-01-01", "2026-06-01"])
def test_what_is_in_force_is_never_written_over(session: Session, from_: str) -> None:
    actions.publish(session, AT, NATION)
    with pytest.raises(WrongStep, match="vanaf morgen"):
        actions.publish(session, AT, NATION if from_ == "2026-01-01" else _from(NATION, from_))


def test_a_version_comes_after_the_last(session: Session) -> None:
    actions.publish(session, AT, NATION)
    actions.publish(session, AT, _from(NATION, "2027-01-01"))
    with pytest.raises(WrongStep, match="na de versie"):
        actions.publish(session, AT, _from(NATION, "2026-07-01"))


def test_a_text_that_cannot_be_read_says_why_and_where(session: Session) -> None:
    with pytest.raises(Refusal, match="Regel 7"):
        actions.publish(session, AT, "[policy]\nlayer = 'nation'\ntitle = 'x'\nsource = 'x'\nfrom = 2026-01-01\n\n=")


def test_a_text_of_another_layer_or_region_is_refused(session: Session, cast: Cast) -> None:
    actions.publish(session, AT, NATION)
    for toml, region_id in ((NATION, cast.region_id), (NOORDERVAART, cast.region_id), (HAVENMOND, None)):
        with pytest.raises(Refusal, match="andere regio"):
            actions.publish(session, AT, toml, region_id=region_id)


def test_a_region_follows_the_nation(session: Session, cast: Cast) -> None:
    with pytest.raises(Refusal, match="landelijke tekst"):
        actions.publish(session, AT, HAVENMOND, region_id=cast.region_id)


def test_a_region_fits_every_national_text_that_it_meets(session: Session, cast: Cast) -> None:
    actions.publish(session, AT, NATION)
    unfit = HAVENMOND + '\n[categories.PETS]\npays = "units * there_is_no_such_amount"\n'
    with pytest.raises(Refusal, match="there_is_no_such_amount"):
        actions.publish(session, AT, unfit, region_id=cast.region_id)


def test_a_national_text_fits_every_region_that_it_meets(session: Session, cast: Cast) -> None:
    actions.publish(session, AT, NATION)
    actions.publish(session, AT, HAVENMOND + '\n[categories.MOVING]\npays = "moving"\n', region_id=cast.region_id)
    without = NATION.replace("\nmoving = ", "\nmove = ").replace('most = "moving"', 'most = "move"')
    with pytest.raises(Refusal, match="kan niet gelden.*moving"):
        actions.publish(session, AT, _from(without, "2026-07-01"))


def test_a_national_text_is_not_held_to_a_region_that_ends_as_it_begins(session: Session, cast: Cast) -> None:
    actions.publish(session, AT, NATION)
    actions.publish(session, AT, HAVENMOND + '\n[categories.MOVING]\npays = "moving"\n', region_id=cast.region_id)
    actions.publish(session, AT, _from(HAVENMOND, "2026-07-01"), region_id=cast.region_id)
    without = NATION.replace("\nmoving = ", "\nmove = ").replace('most = "moving"', 'most = "move"')
    assert actions.publish(session, AT, _from(without, "2026-07-01")).from_ == date(2026, 7, 1)

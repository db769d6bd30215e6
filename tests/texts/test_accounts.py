"""Publishing a text opens an account in the books for each category that has none: one each, and for good."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from itertools import count
from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, insert, select
from sqlalchemy.orm import Session

from fund import policy
from fund.core.errors import Refusal
from fund.keys.keyring import Keyring
from fund.policy import nation_text, region_text
from fund.texts import actions, queries, rules
from fund.texts.models import CostAccount, PolicyText
from tests.residents import cast as people
from tests.residents.cast import Cast
from tests.texts.own import ACCOUNT, CATEGORY, EVIDENCE, NATIONAL, NEXT_ACCOUNT, PAYEE, own

AT = datetime(2026, 6, 1, 10, tzinfo=UTC)
HEUVELRAND = region_text("heuvelrand")


def codes(session: Session) -> dict[str, str]:
    return {account.category: account.code for account in queries.cost_accounts(session)}


def test_the_shipped_categories_have_the_accounts_that_they_always_had(session: Session) -> None:
    actions.publish(session, AT, nation_text())
    categories = policy.layered(policy.read(nation_text()), None).categories
    assert codes(session) == dict(zip(categories, map(str, count(4100, 10)), strict=False))
    named = {account.category: (account.nl, account.en) for account in queries.cost_accounts(session)}
    assert named == {code: (category.name.nl, category.name.en) for code, category in categories.items()}


def test_a_category_of_a_region_gets_the_next_and_keeps_it_under_its_first_name(session: Session, cast: Cast) -> None:
    actions.publish(session, AT, nation_text())
    actions.publish(session, AT, own(), region_id=cast.region_id)
    elsewhere = cast.vos.roles[0].region_id
    other = own(region=HEUVELRAND).replace("Fietsreparatie", "Rijwielherstel")
    actions.publish(session, AT, other, region_id=elsewhere)
    without = region_text("havenmond").replace("from = 2026-01-01", "from = 2026-07-01", 1)
    actions.publish(session, AT, without, region_id=cast.region_id)
    (account,) = queries.cost_accounts(session, {CATEGORY})
    assert (account.code, account.nl, account.en) == (ACCOUNT, "Fietsreparatie", "Bicycle repair")
    assert len(codes(session)) == NATIONAL + 1


def test_when_every_account_is_taken_a_text_with_a_new_category_is_refused(session: Session, cast: Cast) -> None:
    actions.publish(session, AT, nation_text())
    free = [str(code) for code in range(rules.FIRST, rules.LAST + 1) if str(code) not in codes(session).values()]
    session.execute(
        insert(CostAccount), [{"category": f"C{code}", "code": code, "nl": "x", "en": "x"} for code in free]
    )
    with pytest.raises(Refusal, match="geen rekening meer vrij"), session.begin_nested():
        actions.publish(session, AT, own(), region_id=cast.region_id)
    session.execute(delete(CostAccount).where(CostAccount.code == "4999"))
    actions.publish(session, AT, own(), region_id=cast.region_id)  # and nothing else was wrong with it
    assert codes(session)[CATEGORY] == "4999"


def test_two_texts_published_at_once_open_different_accounts(engine: Engine, keyring: Keyring) -> None:
    info = {"keyring": keyring}
    with Session(engine, info=info) as session, session.begin():
        cast = people.cast(session)
        places = {"havenmond": cast.region_id, "heuvelrand": cast.vos.roles[0].region_id}
        actions.publish(session, AT, nation_text())
    start = Barrier(2, timeout=60)

    def publish(code: str) -> None:
        text = own(region=region_text(code)).replace(CATEGORY, f"OF_{code.upper()}")
        start.wait()
        with Session(engine) as session, session.begin():
            actions.publish(session, AT, text, region_id=places[code])

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(publish, places)) == [None, None]
    with Session(engine) as session:
        assert {codes(session)[f"OF_{code.upper()}"] for code in places} == {ACCOUNT, NEXT_ACCOUNT}


@pytest.mark.parametrize("again", ["2026-07-01", "2026-08-01"])
def test_two_versions_published_at_once_still_follow_one_another(engine: Engine, keyring: Keyring, again: str) -> None:
    """The lock alone: who waits reads what was published meanwhile."""
    with Session(engine, info={"keyring": keyring}) as session, session.begin():
        region_id = people.cast(session).region_id
        actions.publish(session, AT, nation_text())
    start = Barrier(2, timeout=60)

    def publish(day: str) -> str | None:
        start.wait()
        try:
            with Session(engine) as session, session.begin():
                actions.publish(session, AT, own(day), region_id=region_id)
        except Refusal:
            return None
        return day

    with ThreadPoolExecutor(2) as pool:
        published = [day for day in pool.map(publish, ["2026-08-01", again]) if day]
    with Session(engine) as session:
        found = session.scalars(
            select(PolicyText.from_).where(PolicyText.region_id == region_id).order_by(PolicyText.published_at)
        ).all()
    assert len(published) == len(found) >= 1
    assert set(found) == {date.fromisoformat(day) for day in published}


@pytest.mark.parametrize("code", [CATEGORY, PAYEE, EVIDENCE])
def test_a_code_that_no_table_could_hold_is_refused_by_the_reader(session: Session, cast: Cast, code: str) -> None:
    actions.publish(session, AT, nation_text())
    with pytest.raises(Refusal, match=f"{code}1"):
        actions.publish(session, AT, own().replace(code, f"{code}1"), region_id=cast.region_id)


def test_a_title_and_a_name_may_be_as_long_as_the_language_allows(session: Session, cast: Cast) -> None:
    actions.publish(session, AT, nation_text())
    long = own().replace("Fietsreparatie", "F" * 600).replace("Beleidsregel kostenfonds Havenmond 2026", "B" * 600, 1)
    assert actions.publish(session, AT, long, region_id=cast.region_id).title == "B" * 600
    assert queries.cost_accounts(session, {CATEGORY})[0].nl == "F" * 600


@given(st.lists(st.sets(st.sampled_from("ABCDEFGHIJ"), max_size=4), max_size=8))
def test_whatever_is_published_each_category_has_an_account_of_its_own(texts: list[set[str]]) -> None:
    """The numbering alone, over any order of texts; the database's own guard is the unique code."""
    given_: dict[str, str] = {}
    for categories in texts:
        free = rules.free_codes(set(given_.values()))
        given_ |= {category: next(free) for category in sorted(categories) if category not in given_}
    assert given_.keys() == set().union(*texts)
    assert len(set(given_.values())) == len(given_)
    assert all("4100" <= code <= "4999" for code in given_.values())

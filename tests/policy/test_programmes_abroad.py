"""Programmes abroad as texts: the language says them without a change of code. Amounts in their own currency."""

from typing import Any

import pytest

from fund import policy
from tests.policy.programmes import WORDS, category, condition, cost, decide, eur, fact, head, options

PILOT = (
    head("uk-pilot")
    + "[amounts]\n"
    + eur("alone", "250.00")
    + eur("with_children", "250.00")
    + eur("pot", "300000.00")
    + fact("children", "count", protected="true")
    + fact("filed_by_worker", "yes_no")
    + condition("worker", "filed_by_worker")
    + category(
        "AID",
        'pays = "alone + (with_children if children > 0 else 0)"\n'
        'limits = [ { of = "money", most = "pot", whom = "programme", within = "ever" } ]',
    )
)


def test_the_uk_pilot_gives_250_and_500_with_a_child_while_the_pot_lasts() -> None:
    aid = cost("AID", "900.00")
    assert decide(PILOT, aid, children=0, filed_by_worker=True) == ["part 250"]
    assert decide(PILOT, aid, children=1, filed_by_worker=True) == ["part 500"]
    assert decide(PILOT, aid, children=1, filed_by_worker=False) == ["refused 0"]
    spent = {
        "category": "AID",
        "granted": "299900.00",
        "on": "2025-01-01",
        "programme": "uk-pilot",
        "same": [],
        "times": 900,
    }
    assert decide(PILOT, aid, children=1, filed_by_worker=True, history=(spent,)) == ["part 100"]


FLEXIBLE = (
    head("uk-flexible", "2025-07-15")
    + "[amounts]\n"
    + eur("flee", "500.00", "2025-07-15")
    + eur("future", "2500.00", "2025-07-15")
    + 'last_day = [ { from = 2025-07-15, date = 2026-02-26, source = "s" } ]\n'
    + fact("age", "count")
    + fact("organisation", "choice", options=options("north", "south", "other"))
    + condition("old-enough", "age >= 16")
    + condition("named", "organisation in ('north', 'south')")
    + condition("in-time", "filed_on <= last_day")
    + category(
        "FLEE",
        'limits = [ { of = "money", most = "flee", within = "ever" },\n'
        ' { of = "claims", most = "10", whom = "organisation", within = "ever" },\n'
        ' { of = "claims", most = "0", within = "ever", over = ["*"], programmes = ["uk-pilot"] } ]',
    )
    + category(
        "FUTURE",
        'limits = [ { of = "money", most = "future", within = "ever" },\n'
        ' { of = "claims", most = "3", whom = "organisation", within = "ever" } ]',
    )
)


def filed(code: str, times: int, *same: str, programme: str = "uk-flexible") -> dict[str, Any]:
    return {
        "category": code,
        "granted": "1.00",
        "on": "2025-08-01",
        "programme": programme,
        "same": list(same),
        "times": times,
    }


def test_the_uk_flexible_fund_gives_500_to_flee_and_2500_on_top() -> None:
    flee, future = cost("FLEE", "900.00"), cost("FUTURE", "9000.00")
    who: dict[str, Any] = {"age": 30, "organisation": "north"}
    assert decide(FLEXIBLE, flee, future, **who) == ["part 500", "part 2500"]
    assert decide(FLEXIBLE, flee, **who | {"age": 15}) == ["refused 0"]
    assert decide(FLEXIBLE, flee, **who | {"organisation": "other"}) == ["refused 0"]
    assert decide(FLEXIBLE, flee, **who, filed_on="2026-02-27") == ["refused 0"]
    assert decide(FLEXIBLE, flee, **who, filed_on="2025-07-14") == ["referred 0"]
    assert decide(FLEXIBLE, flee, **who, history=(filed("FLEE", 9, "organisation"),)) == ["part 500"]
    assert decide(FLEXIBLE, flee, **who, history=(filed("FLEE", 10, "organisation"),)) == ["refused 0"]
    assert decide(FLEXIBLE, future, **who, history=(filed("FUTURE", 3, "organisation"),)) == ["refused 0"]
    assert decide(FLEXIBLE, flee, **who, history=(filed("FLEE", 1, "resident", programme="uk-pilot"),)) == ["refused 0"]


CALIFORNIA = (
    head("california", "2010-01-01", clock="event")
    + "[amounts]\n"
    + eur("total", "70000.00", "2010-01-01")
    + eur("funeral", "7500.00", "2010-01-01")
    + eur("moving", "2000.00", "2010-01-01")
    + fact("event_on", "date")
    + fact("still_owed", "yes_no")
    + fact("paid_by_her", "yes_no")
    + '[everyone]\nlimits = [ { of = "money", most = "total", within = "ever" } ]\n'
    + condition("filed", "filed_on <= event_on + months(84)")
    + condition("not-too-old", "filed_on <= from + months(36) or still_owed or paid_by_her")
    + category("FUNERAL", 'limits = [ { of = "money", most = "funeral", within = "ever" } ]')
    + category("MOVING", 'limits = [ { of = "money", most = "moving", whom = "household", within = "ever" } ]')
)


def test_california_moves_a_household_once_and_pays_an_old_cost_that_is_still_owed() -> None:
    moving = cost("MOVING", "2500.00")
    facts: dict[str, Any] = {"event_on": "2025-01-01", "still_owed": False, "paid_by_her": False}
    assert decide(CALIFORNIA, moving, **facts) == ["part 2000"]
    other = {
        "category": "MOVING",
        "granted": "2000.00",
        "on": "2025-08-01",
        "programme": "california",
        "same": ["household"],
    }
    assert decide(CALIFORNIA, moving, **facts, history=(other,)) == ["refused 0"]
    assert decide(CALIFORNIA, moving, **facts, history=(other | {"same": ["resident"]},)) == ["refused 0"]
    assert decide(CALIFORNIA, moving, **facts, history=(other | {"same": ["organisation"]},)) == ["part 2000"]
    old = cost("FUNERAL", "900.00", **{"from": "2021-08-01", "until": "2021-08-02"})
    facts["event_on"] = "2021-07-01"
    assert decide(CALIFORNIA, old, **facts) == ["refused 0"]
    assert decide(CALIFORNIA, old, **facts | {"still_owed": True}) == ["granted 900"]
    assert decide(CALIFORNIA, old, **facts | {"paid_by_her": True}) == ["granted 900"]
    assert decide(CALIFORNIA, old, **facts | {"still_owed": True, "event_on": "2018-08-31"}) == ["refused 0"]
    spent = {
        "category": "FUNERAL",
        "granted": "69500.00",
        "on": "2025-01-02",
        "programme": "california",
        "same": ["resident"],
    }
    assert decide(CALIFORNIA, moving, **facts, history=(spent,)) == ["part 500"]


VICTORIA = (
    head("victoria")
    + "[amounts]\n"
    + eur("most", "10000.00")
    + eur("average", "3000.00")
    + fact("lives_there", "yes_no")
    + fact("moves_there", "yes_no")
    + fact("worker_there", "yes_no")
    + condition("territory", "lives_there or moves_there or worker_there")
    + category("PACKAGE", 'limits = [ { of = "money", most = "most", within = "months(12)" } ]')
    + '[[watch]]\nid = "average"\ntarget = "average"\nnl = "Gemiddeld ongeveer 3.000"\nen = "About 3,000 on average"\n'
)


def test_victoria_takes_any_of_three_ties_and_only_watches_its_average() -> None:
    package = cost("PACKAGE", "9000.00")
    ties: dict[str, Any] = {"lives_there": False, "moves_there": False, "worker_there": True}
    assert decide(VICTORIA, package, **ties) == ["granted 9000"]
    assert decide(VICTORIA, package, **ties | {"worker_there": False}) == ["refused 0"]
    assert decide(VICTORIA, package, lives_there=True) == ["granted 9000"]
    rules = policy.read(VICTORIA + WORDS).rules
    assert rules
    assert [target.id for target in rules.watched] == ["average"]


@pytest.mark.parametrize(
    ("on", "left"),
    [("2024-08-01", 9000), ("2024-08-02", 4000), ("2025-08-01", 4000), ("2026-07-31", 4000), ("2026-08-01", 9000)],
)
def test_a_run_of_twelve_months_looks_to_both_sides(on: str, left: int) -> None:
    before = {"category": "PACKAGE", "granted": "6000.00", "on": on, "programme": "victoria", "same": ["resident"]}
    assert decide(VICTORIA, cost("PACKAGE", "9000.00"), lives_there=True, history=(before,))[0].endswith(f" {left}")

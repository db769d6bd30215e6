"""The value of an expression; an unknown fact is unknown."""

from datetime import date
from typing import Any

import pytest

from fund.policy.decide.evaluation import evaluate, shifted
from fund.policy.language.expressions import checked
from fund.policy.language.tree import ValueKind
from fund.policy.language.values import NOT_YET, Unknown
from tests.policy.expressions import EVERY, KNOWN, NAMES


def value(text: str, **more: Any) -> Any:
    return evaluate(checked(text, NAMES, *EVERY), KNOWN | more)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("claimed - rate * children", 1000 - 666),
        ("min(claimed, rate * 2, 0)", 0),
        ("max(0, rate - claimed)", 0),
        ("claimed if flight else rate", 1000),
        ("claimed if not flight else rate", 333),
        ("norm[home]", 150),
        ("children + 1", 3),
        ("from + months(1)", date(2026, 2, 28)),
        ("from - days(31)", date(2025, 12, 31)),
        ("(from + days(children)) - from", 2),
        ("from + months(1) - days(1) < from + months(1)", True),
        ("0 < children <= 2", True),
        ("0 < children < 2", False),
        ("claimed > 0 and from <= left_on", True),
        ('home == "couple"', True),
        ("home != 'couple'", False),
        ("home in ('alone', 'from')", False),
        ("home not in ('alone', 'from')", True),
        ("yes and not no", True),
        ("left_on + months(12) > from", True),
    ],
)
def test_it_says_what_python_would_say(text: str, expected: object) -> None:
    assert value(text) == expected


def test_a_share_of_money_is_rounded_half_up() -> None:
    assert value("rate * part") == 167
    assert value("part * rate", rate=331) == 166
    assert value("rate * part", rate=0) == 0


def test_an_unknown_fact_is_unknown_and_never_false() -> None:
    assert value("hardship") == Unknown(frozenset({"hardship"}))
    assert value("not hardship") == Unknown(frozenset({"hardship"}))
    assert value("claimed if hardship else claimed") == Unknown(frozenset({"hardship"}))
    assert value("hardship and flight") == Unknown(frozenset({"hardship"}))
    assert evaluate(checked("norm[home]", NAMES, ValueKind.MONEY), {}) == Unknown(frozenset({"norm", "home"}))


def test_one_known_side_may_decide() -> None:
    assert value("hardship or flight") is True
    assert value("flight or hardship") is True
    assert value("hardship and not flight") is False


def test_a_chain_with_an_unknown_link_is_false_where_another_link_is() -> None:
    known = {name: said for name, said in KNOWN.items() if name != "children"}
    node = checked("5 < children < 3", NAMES, ValueKind.YES_NO)
    assert evaluate(node, known) == Unknown(frozenset({"children"}))
    node = checked("3 < 2 < children", NAMES, ValueKind.YES_NO)
    assert evaluate(node, known) is False


def test_an_open_date_that_is_absent_is_later_than_every_date_and_stays_so() -> None:
    assert value("left_on") == NOT_YET
    assert value("left_on + months(12)") == NOT_YET
    assert value("left_on - days(400)") == NOT_YET


def test_a_date_never_leaves_the_calendar() -> None:
    assert value("from + days(999999999)") == date.max
    assert value("from - months(999999999)") == date.min
    assert shifted(date(2026, 1, 1), ValueKind.DAYS, -(10**9)) == date.min

"""A day, a stay of thirty nights and its periods, in one word each; and what an action refuses."""

from collections.abc import Callable
from datetime import date

import pytest

from fund.core.errors import Refusal
from fund.stays.nights import Period

TODAY = date(2026, 11, 23)
STAY = Period(date(2026, 8, 6), date(2026, 9, 5))


def day(text: str) -> date:
    return date.fromisoformat(text)


def period(from_: str, until: str) -> Period:
    return Period(day(from_), day(until))


def refusal(action: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as refused:
        action()
    return refused.value

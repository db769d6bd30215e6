"""Days are Amsterdam's, `until` is exclusive, and terms end on a working day as the law says."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fund.core import calendar
from fund.core.calendar import Month

days = st.dates(date(2020, 1, 1), date(2040, 12, 31))
months = st.builds(Month.of, days)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 4, 2), True),  # Maundy Thursday
        (date(2026, 4, 3), False),  # Good Friday: equal to a feast (Algemene termijnenwet 3)
        (date(2026, 4, 5), False),  # Easter
        (date(2026, 4, 6), False),  # Easter Monday
        (date(2026, 4, 7), True),
        (date(2026, 4, 27), False),  # King's day
        (date(2025, 4, 26), False),  # King's day, a Saturday, because the 27th is a Sunday
        (date(2025, 4, 28), True),  # and then the Monday is a working day
        (date(2025, 5, 5), False),  # Liberation day in a fifth year
        (date(2026, 5, 5), False),  # and in every other
        (date(2026, 5, 14), False),  # Ascension
        (date(2026, 5, 15), True),  # many are free then, the law is not
        (date(2026, 5, 25), False),  # Whit Monday
        (date(2026, 12, 25), False),
        (date(2026, 12, 26), False),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_working_days(day: date, works: bool) -> None:
    assert calendar.is_working_day(day) is works


@pytest.mark.parametrize(
    ("from_", "weeks", "last"),
    [
        (date(2026, 2, 6), 8, date(2026, 4, 7)),  # would end on Good Friday: the Tuesday after Easter
        (date(2026, 3, 10), 8, date(2026, 5, 6)),  # would end on 5 May
        (date(2026, 3, 2), 8, date(2026, 4, 28)),  # would end on King's day
        (date(2026, 9, 7), 8, date(2026, 11, 2)),  # an ordinary Monday
        (date(2026, 11, 5), 6, date(2026, 12, 17)),
        (date(2026, 11, 13), 6, date(2026, 12, 28)),  # would end on Christmas day, a Friday
    ],
)
def test_a_term_of_weeks_ends_on_a_working_day(from_: date, weeks: int, last: date) -> None:
    assert calendar.term_weeks(from_, weeks) == last


def test_a_term_longer_than_twelve_weeks_ends_where_it_ends() -> None:
    assert calendar.term_weeks(date(2026, 1, 9), 13) == date(2026, 4, 10)
    assert calendar.term_weeks(date(2026, 1, 3), 13) == date(2026, 4, 4)  # a Saturday (Algemene termijnenwet 4)


@given(days, st.integers(1, 12))
def test_a_term_ends_within_a_week_after_its_weeks(from_: date, weeks: int) -> None:
    last = calendar.term_weeks(from_, weeks)
    assert calendar.is_working_day(last)
    assert timedelta(0) <= last - from_ - timedelta(weeks=weeks) <= timedelta(days=6)


@given(days, st.integers(0, 40))
def test_working_days_are_counted_as_they_are_added(day: date, count: int) -> None:
    assert calendar.working_days_between(day, calendar.add_working_days(day, count)) == count


def test_a_term_that_is_past_has_no_working_days_left() -> None:
    assert calendar.working_days_between(date(2026, 11, 23), date(2026, 11, 20)) == 0


@given(days, days)
def test_nights_are_days_between_and_never_less_than_none(from_: date, until: date) -> None:
    assert calendar.nights(from_, until) == max(0, (until - from_).days)


def test_the_day_of_leaving_is_no_night() -> None:
    assert calendar.nights(date(2026, 10, 24), date(2026, 10, 26)) == 2  # the clock goes back in between
    assert calendar.nights(date(2026, 3, 28), date(2026, 3, 30)) == 2
    assert calendar.nights(date(2026, 9, 1), date(2026, 9, 1)) == 0


@given(days, st.integers(1, 900))
def test_each_night_belongs_to_one_month(from_: date, length: int) -> None:
    until = from_ + timedelta(days=length)
    parts = list(calendar.months_in(from_, until))
    assert parts[0][0] == from_
    assert parts[-1][1] == until
    assert [end for _, end in parts[:-1]] == [start for start, _ in parts[1:]]
    assert sum(calendar.nights(*part) for part in parts) == length
    assert all(Month.of(start) == Month.of(end - timedelta(days=1)) for start, end in parts)


def test_an_empty_period_has_no_parts() -> None:
    assert list(calendar.months_in(date(2026, 9, 1), date(2026, 9, 1))) == []


@given(months)
def test_a_month_is_written_and_read_back(month: Month) -> None:
    assert Month.parse(str(month)) == month
    assert month.following.preceding == month
    assert month.until == month.following.first
    assert Month.of(month.until - timedelta(days=1)) == month


@given(months, months)
def test_months_sort_as_their_text(one: Month, other: Month) -> None:
    assert (one < other) == (str(one) < str(other))


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-13", "2026-00", "2026-9", "26-09", "2026-09-01", "2026/09", "xxxx-xx"]
)
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=".*"):
        Month.parse(text)


@given(days, st.integers(-60, 60))
def test_months_are_added_to_the_same_day_or_the_last(day: date, count: int) -> None:
    later = calendar.add_months(day, count)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == count
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@given(days)
def test_a_day_begins_when_it_begins_in_amsterdam(day: date) -> None:
    begins = calendar.start_of(day)
    assert begins.tzinfo is UTC
    assert calendar.day_of(begins) == day
    assert calendar.day_of(begins - timedelta(seconds=1)) == day - timedelta(days=1)


def test_late_in_the_evening_it_is_tomorrow_in_amsterdam() -> None:
    assert calendar.day_of(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == date(2027, 1, 1)
    assert calendar.day_of(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)) == date(2026, 7, 1)

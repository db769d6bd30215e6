"""The terms of a claim: when it is decided at the latest, and how long a clock stood still. Pure."""

from datetime import date, timedelta

from fund.core.calendar import add_working_days, on_or_after, term_weeks

LAW_WEEKS = 8
HELD_DAYS = 5
MANDATE_DAYS = 5


def law_by(filed_on: date) -> date:
    """Return the last day to decide by law (Awb 4:13)."""
    return term_weeks(filed_on, LAW_WEEKS)


def held_by(held_on: date) -> date:
    """Return the day by which somebody must find the money for a guaranteed line."""
    return add_working_days(held_on, HELD_DAYS)


def mandate_by(filed_on: date) -> date:
    """Return the day by which the mandate of an urgent claim must follow (Awb 2:1)."""
    return add_working_days(filed_on, MANDATE_DAYS)


def resumed(term: date, paused_on: date, answer_by: date, on: date) -> date:
    """Return a term, moved by the days that it stood still: from the day after the letter of `paused_on` until the answer.

    The clock runs again on the last day to answer, whether there is an answer or not (Awb 4:15).

    >>> resumed(date(2026, 12, 4), date(2026, 11, 23), date(2026, 12, 1), date(2026, 11, 26))
    datetime.date(2026, 12, 7)
    """
    stood_still = max(timedelta(), min(on, answer_by) - paused_on)
    return on_or_after(term + stood_still)

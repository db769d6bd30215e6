"""The one clock: everything behind the doors is handed its moment."""

from datetime import UTC, date, datetime

from fund.core.calendar import day_of


def now() -> datetime:
    """Return this moment in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the day it is in Amsterdam."""
    return day_of(now())

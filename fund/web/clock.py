"""The one clock: what is called by the web layer is passed the moment and reads no clock of its own."""

from datetime import UTC, date, datetime

from fund.core.calendar import day_of


def now() -> datetime:
    """Return the current moment in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the current day in Amsterdam."""
    return day_of(now())

"""Template filters: how amounts, days and moments are written, in both languages."""

from datetime import date, datetime
from typing import Any, Literal

from babel.dates import format_date, format_datetime
from flask import Flask
from flask_babel import format_number, get_locale
from flask_babel import gettext as _

from fund import policy
from fund.core import money
from fund.core.calendar import AMSTERDAM, Month
from fund.core.errors import Refusal

NBSP = "\N{NO-BREAK SPACE}"

_SPELLED = {
    "nl": ("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"),
    "en": ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
}


def language() -> Literal["nl", "en"]:
    """Return the language of this page: `nl` or `en`."""
    locale = get_locale()
    return "nl" if locale is None or locale.language == "nl" else "en"


def amount(cents: money.Cents) -> str:
    """Write an amount without the euro sign: `1.234,56`, in English `1,234.56`."""
    dutch = money.in_dutch(cents)
    return dutch if language() == "nl" else dutch.translate(str.maketrans(".,", ",."))


def euro(cents: money.Cents) -> str:
    """Write an amount: `€ 1.234,56`, in English `€1,234.56`."""
    return f"€{NBSP}{amount(cents)}" if language() == "nl" else f"€{amount(cents)}"


def day(on: date) -> str:
    """Write a day: `23 november 2026`."""
    return format_date(on, "d MMMM y", locale=language())


def day_short(on: date) -> str:
    """Write a day of this year: `ma 23 november`."""
    return format_date(on, "EEEEEE d MMMM" if language() == "nl" else "EEE d MMMM", locale=language())


def day_typed(on: date) -> str:
    """Write a day as it is typed: `23-11-2026`."""
    return f"{on.day:02}-{on.month:02}-{on.year:04}"


def weekday(on: date) -> str:
    """Write a day in full: `Maandag 23 november 2026`."""
    text = format_date(on, "EEEE d MMMM y", locale=language())
    return text[0].upper() + text[1:]


def day_name(on: date) -> str:
    """Write only the name of a day: `Vrijdag`."""
    text: str = format_date(on, "EEEE", locale=language())
    return text[0].upper() + text[1:]


def moment(at: datetime) -> str:
    """Write a moment in Amsterdam: `23 november 2026, 10:12`."""
    return format_datetime(at.astimezone(AMSTERDAM), "d MMMM y, HH:mm", locale=language())


def month(of: Month) -> str:
    """Write a month: `oktober 2026`."""
    return format_date(of.first, "MMMM y", locale=language())


def period(of: Any) -> str:
    """Write the period of anything with `from_` and `until`: a day, or `10 augustus 2026 t/m 23 september 2026`."""
    return policy.period(of.from_, of.until, language())


def spelled(count: int) -> str:
    """Write a count up to twelve in words, for headings: `vijf`, in English `five`.

    >>> spelled(13)
    '13'
    """
    words = _SPELLED[language()]
    return words[count] if 0 <= count < len(words) else str(count)


def upper_first(text: str) -> str:
    """Write a name as it begins a sentence, the rest as it is.

    >>> upper_first("bewijs van de IND")
    'Bewijs van de IND'
    """
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Write a name as it stands within a sentence, the rest as it is."""
    return text[:1].lower() + text[1:]


def sentence(refusal: Refusal) -> str:
    """Write a refusal in the language of the page; values whose name ends in `cents` are amounts, dates are days."""
    return str(_(refusal.message, **{name: _formatted(name, value) for name, value in refusal.values.items()}))


def _formatted(name: str, value: object) -> object:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Month):
        return month(value)
    return euro(value) if name.endswith("cents") and isinstance(value, int) else value


def register(app: Flask) -> None:
    """Register these filters with the app."""
    for written in (
        amount,
        euro,
        day,
        day_short,
        day_typed,
        day_name,
        weekday,
        moment,
        month,
        period,
        sentence,
        spelled,
        upper_first,
        lower_first,
    ):
        app.add_template_filter(written)
    app.add_template_filter(format_number, "number")

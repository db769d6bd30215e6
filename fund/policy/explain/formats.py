"""Amounts, dates and counts as people write them, in Dutch and in British English (Babel)."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import NumberPattern, format_currency, format_decimal, parse_pattern

from fund.core.money import Cents
from fund.policy.decide.findings import Seen, Token
from fund.policy.language.tree import ValueKind
from fund.policy.language.words import Language, Words

LOCALES: Mapping[Language, Locale] = {"nl": Locale("nl", "NL"), "en": Locale("en", "GB")}
# CLDR's own patterns write a hyphen for a minus
_EURO: Mapping[Language, NumberPattern] = {
    "nl": parse_pattern("¤\N{NO-BREAK SPACE}#,##0.00;¤\N{NO-BREAK SPACE}−#,##0.00"),
    "en": parse_pattern("¤#,##0.00;−¤#,##0.00"),
}
_PERCENT: Mapping[Language, NumberPattern] = {
    "nl": parse_pattern("0.##\N{NO-BREAK SPACE}%"),
    "en": parse_pattern("0.##%"),
}

UNITS = {
    "night": (Words("nacht", "night"), Words("nachten", "nights")),
    "day": (Words("dag", "day"), Words("dagen", "days")),
    "week": (Words("week", "week"), Words("weken", "weeks")),
    "month": (Words("maand", "month"), Words("maanden", "months")),
    "year": (Words("jaar", "year"), Words("jaren", "years")),
    "school_year": (Words("schooljaar", "school year"), Words("schooljaren", "school years")),
    "once": (Words("keer", "time"), Words("keer", "times")),
    "event": (Words("keer", "time"), Words("keer", "times")),
    "document": (Words("document", "document"), Words("documenten", "documents")),
    "matter": (Words("zaak", "matter"), Words("zaken", "matters")),
}

_THROUGH = Words("t/m", "to")

_WITHIN = {
    "line": Words("per kostenpost", "for each cost"),
    "event": Words("per keer", "each time"),
    "stay": Words("per verblijf", "for each stay"),
    "month": Words("per kalendermaand", "in a calendar month"),
    "year": Words("per kalenderjaar", "in a calendar year"),
    "school_year": Words("per schooljaar", "in a school year"),
    "ever": Words("in totaal", "in all"),
}


def euro(cents: Cents, language: Language) -> str:
    """Write an amount: `€ 1.234,56` with a space that does not break, or `€1,234.56`.

    >>> euro(123456, "en")
    '€1,234.56'
    """
    return format_currency(Decimal(cents) / 100, "EUR", _EURO[language], LOCALES[language])


def day(on: date, language: Language) -> str:
    """Write a date: `23 november 2026`."""
    return format_date(on, "long", LOCALES[language])


def period(from_: date, until: date, language: Language) -> str:
    """Write the days of a period, `until` exclusive: one day, or `10 augustus 2026 t/m 23 september 2026`."""
    last = until - timedelta(days=1)
    if last <= from_:
        return day(from_, language)
    return f"{day(from_, language)} {_THROUGH.said(language)} {day(last, language)}"


def units(count: int, unit: str, language: Language) -> str:
    """Write a number of units: `3 maanden`."""
    one, more = UNITS.get(unit, UNITS["event"])
    return f"{count} {(one if count == 1 else more).said(language)}"


def within(scope: str, language: Language) -> str:
    """Write the period that a limit covers: `per kalendermaand`, `in 3 maanden`."""
    if scope in _WITHIN:
        return _WITHIN[scope].said(language)
    return f"in {units(int(scope.removeprefix('months(').removesuffix(')')), 'month', language)}"


def value(seen: Seen, language: Language) -> str:
    """Write what a rule saw."""
    found = seen.value
    if found is None:
        return Words("nog niet", "not yet").said(language) if seen.open else Words("onbekend", "unknown").said(language)
    if isinstance(found, bool):
        return (Words("ja", "yes") if found else Words("nee", "no")).said(language)
    if isinstance(found, date):
        return day(found, language)
    if isinstance(found, Fraction):
        return _percent(found, language)
    if isinstance(found, str):
        return found
    return euro(found, language) if seen.kind is ValueKind.MONEY else str(found)


def total(tokens: tuple[Token, ...], language: Language) -> str:
    """Write a sum: `3 × € 932,93`."""
    text = " ".join(value(token, language) if isinstance(token, Seen) else token for token in tokens)
    return text.replace("( ", "(").replace(" )", ")")


def any_of(words: tuple[Words, ...], language: Language) -> str:
    """Write a choice: `een offerte of een rekening`."""
    return either([_with_article(word, language) for word in words], language)


def either(items: Sequence[str], language: Language) -> str:
    """Write a choice of items: `a, b of c`."""
    return format_list(items, "or", LOCALES[language])


def all_of(items: Sequence[str], language: Language) -> str:
    """Write items together: `a, b en c`."""
    return format_list(items, "standard", LOCALES[language])


def _with_article(word: Words, language: Language) -> str:
    if language == "nl":
        return f"een {word.nl}"
    return f"{'an' if word.en[:1].lower() in 'aeiou' else 'a'} {word.en}"


def _percent(part: Fraction, language: Language) -> str:
    return format_decimal(Decimal(part.numerator) / part.denominator, _PERCENT[language], LOCALES[language])

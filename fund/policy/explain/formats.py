"""Amounts, dates and counts as people write them, in Dutch and English."""

from datetime import date
from fractions import Fraction

from fund.core.money import Cents, in_dutch
from fund.policy.decide.findings import Seen, Token
from fund.policy.language.tree import ValueKind
from fund.policy.language.words import Language, Words

NBSP = "\N{NO-BREAK SPACE}"
_MONTHS_NL = "januari februari maart april mei juni juli augustus september oktober november december".split()
_MONTHS_EN = "January February March April May June July August September October November December".split()

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
    if language == "nl":
        return f"€{NBSP}{in_dutch(cents)}"
    return f"{'−' if cents < 0 else ''}€{abs(cents) // 100:,}.{abs(cents) % 100:02}"


def day(on: date, language: Language) -> str:
    """Write a date: `23 november 2026`."""
    months = _MONTHS_NL if language == "nl" else _MONTHS_EN
    return f"{on.day} {months[on.month - 1]} {on.year}"


def units(count: int, unit: str, language: Language) -> str:
    """Write a number of units: `3 maanden`."""
    one, more = UNITS.get(unit, UNITS["event"])
    return f"{count} {(one if count == 1 else more).said(language)}"


def within(scope: str, language: Language) -> str:
    """Write over what a limit counts: `per kalendermaand`, `in 3 maanden`."""
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
    said = [with_article(word, language) for word in words]
    return listed(said, Words("of", "or").said(language))


def listed(said: list[str], last: str) -> str:
    """Write a list, with a word before the last."""
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} {last} {said[-1]}"


def with_article(word: Words, language: Language) -> str:
    """Write a thing with its indefinite article."""
    if language == "nl":
        return f"een {word.nl}"
    return f"{'an' if word.en[:1].lower() in 'aeiou' else 'a'} {word.en}"


def _percent(part: Fraction, language: Language) -> str:
    hundredths = round(part * 10_000)
    whole, rest = divmod(hundredths, 100)
    decimals = f"{rest:02}".rstrip("0")
    comma = "," if language == "nl" else "."
    return f"{whole}{comma + decimals if decimals else ''}{NBSP + '%' if language == 'nl' else '%'}"

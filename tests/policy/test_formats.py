"""Amounts, dates and lists exactly as letters print them, to the space."""

from datetime import date
from fractions import Fraction

import pytest

from fund.policy import Language, Words, formats
from fund.policy.decide.findings import Seen
from fund.policy.language.tree import ValueKind

MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}


@pytest.mark.parametrize("language", MONTHS)
def test_every_month_is_written_out(language: Language) -> None:
    said = [formats.day(date(2026, month, 1), language) for month in range(1, 13)]
    assert said == [f"1 {name} 2026" for name in MONTHS[language].split()]


def test_a_day_has_no_leading_zero_and_a_year_no_padding() -> None:
    assert formats.day(date(2026, 11, 23), "nl") == "23 november 2026"
    assert formats.day(date(900, 1, 9), "en") == "9 January 900"


def test_a_period_names_its_last_day_and_a_single_day_once() -> None:
    start = date(2026, 8, 20)
    assert formats.period(start, date(2026, 8, 21), "nl") == "20 augustus 2026"
    assert formats.period(start, date(2026, 11, 20), "nl") == "20 augustus 2026 t/m 19 november 2026"
    assert formats.period(start, date(2026, 11, 20), "en") == "20 August 2026 to 19 November 2026"


@pytest.mark.parametrize(
    ("cents", "nl", "en"),
    [
        (0, "€\N{NO-BREAK SPACE}0,00", "€0.00"),
        (5, "€\N{NO-BREAK SPACE}0,05", "€0.05"),
        (123456, "€\N{NO-BREAK SPACE}1.234,56", "€1,234.56"),
        (100000000, "€\N{NO-BREAK SPACE}1.000.000,00", "€1,000,000.00"),
        (10**14 + 1, "€\N{NO-BREAK SPACE}1.000.000.000.000,01", "€1,000,000,000,000.01"),
        (-5, "€\N{NO-BREAK SPACE}\N{MINUS SIGN}0,05", "\N{MINUS SIGN}€0.05"),
        (-123456, "€\N{NO-BREAK SPACE}\N{MINUS SIGN}1.234,56", "\N{MINUS SIGN}€1,234.56"),
    ],
)
def test_an_amount_does_not_break_and_has_a_true_minus(cents: int, nl: str, en: str) -> None:
    assert (formats.euro(cents, "nl"), formats.euro(cents, "en")) == (nl, en)


@pytest.mark.parametrize(
    ("part", "nl", "en"),
    [
        (Fraction(0), "0\N{NO-BREAK SPACE}%", "0%"),
        (Fraction(1, 2), "50\N{NO-BREAK SPACE}%", "50%"),
        (Fraction(1, 1000), "0,1\N{NO-BREAK SPACE}%", "0.1%"),
        (Fraction(3333, 10000), "33,33\N{NO-BREAK SPACE}%", "33.33%"),
        (Fraction(12), "1200\N{NO-BREAK SPACE}%", "1200%"),
    ],
)
def test_a_share_is_a_percentage(part: Fraction, nl: str, en: str) -> None:
    seen = Seen("part", ValueKind.SHARE, part)
    assert (formats.value(seen, "nl"), formats.value(seen, "en")) == (nl, en)


def test_one_is_one_and_more_are_more() -> None:
    assert [formats.units(count, "night", "nl") for count in (0, 1, 2)] == ["0 nachten", "1 nacht", "2 nachten"]
    assert [formats.units(count, "night", "en") for count in (1, 2)] == ["1 night", "2 nights"]


def test_a_word_is_written_as_it_is() -> None:
    assert formats.value(Seen("payee", ValueKind.CHOICE, "supplier"), "nl") == "supplier"


def test_a_list_has_a_word_before_the_last_and_no_comma_there() -> None:
    assert [formats.either(items, "nl") for items in (["a"], ["a", "b"], ["a", "b", "c"])] == [
        "a",
        "a of b",
        "a, b of c",
    ]
    assert [formats.either(items, "en") for items in (["a"], ["a", "b"], ["a", "b", "c"])] == [
        "a",
        "a or b",
        "a, b or c",
    ]
    assert (formats.all_of(["a", "b", "c"], "nl"), formats.all_of(["a", "b", "c"], "en")) == ("a, b en c", "a, b and c")


def test_a_thing_has_its_article() -> None:
    words = (Words("offerte", "offer"), Words("rekening", "bill"))
    assert formats.any_of(words, "nl") == "een offerte of een rekening"
    assert formats.any_of(words, "en") == "an offer or a bill"

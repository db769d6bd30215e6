"""The language of expressions: typed and bounded."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fund.policy.decide.evaluation import evaluate
from fund.policy.language.expressions import checked
from fund.policy.language.problems import WrongExpression
from fund.policy.language.tree import ValueKind, names
from fund.policy.language.values import Unknown
from tests.policy.expressions import EVERY, KNOWN, NAMES


def refused(text: str, *wanted: ValueKind) -> WrongExpression:
    with pytest.raises(WrongExpression) as wrong:
        checked(text, NAMES, *(wanted or EVERY))
    return wrong.value


@pytest.mark.parametrize(
    ("text", "sentence", "column"),
    [
        ("claimed + from", "‘+’ kan niet tussen een bedrag en een datum.", 0),
        ("claimed + days(3)", "‘+’ kan niet tussen een bedrag en een aantal dagen.", 0),
        ("claimed + 1", "‘+’ kan niet tussen een bedrag en een aantal.", 0),
        ("claimed * rate", "‘*’ kan niet tussen een bedrag en een bedrag.", 0),
        ("from < 3", "Een datum is niet te vergelijken met een aantal.", 7),
        ("claimed < children", "Een bedrag is niet te vergelijken met een aantal.", 10),
        ("(from - from) < claimed", "Een aantal dagen is niet te vergelijken met een bedrag.", 16),
        ("flight and childen > 0", "‘childen’ is hier onbekend. Bedoelt u ‘children’?", 11),
        ("from <= adm", "‘adm’ is hier onbekend.", 8),
        ('home == "cuple"', "‘cuple’ is geen antwoord op ‘home’. Bedoelt u ‘couple’?", 8),
        ("home in ('alone', children)", "Dit kan niet in een regel.", 8),
        ("children == 'alone'", "Een woord tussen aanhalingstekens hoort bij een keuze.", 0),
        ("'alone'", "Een woord tussen aanhalingstekens kan alleen na ‘in’, ‘==’ of ‘!=’ bij een keuze.", 0),
        ("children and flight", "Hier hoort ja of nee, maar dit is een aantal.", 0),
        ("claimed if flight else from", "Voor en na ‘else’ hoort hetzelfde, maar dit is een bedrag en een datum.", 0),
        ("min(claimed)", "‘min’ wil twee of meer van dezelfde soort.", 0),
        ("max(claimed, children)", "‘max’ wil twee of meer van dezelfde soort.", 0),
        ("days(claimed)", "‘days’ wil één aantal tussen de haakjes.", 0),
        ("months(1, 2)", "‘months’ wil één aantal tussen de haakjes.", 0),
        ("mix(claimed, rate)", "Alleen min, max, days en months kunnen zo. Bedoelt u ‘min’?", 0),
        ("min(claimed, key=rate)", "Alleen min, max, days en months kunnen zo.", 0),
        ("-children", "Een teken voor een getal kan niet. Trek het af van iets anders.", 0),
        ("claimed / 2", "Het teken ‘/’ kan hier niet.", 8),
        ("claimed.real", "Het teken ‘.’ kan hier niet.", 7),
        ("claimed ** 2", "Alleen plus, min en keer kunnen in een regel.", 0),
        ("norm", "‘norm’ is een tabel. Zet de keuze erachter, tussen vierkante haken.", 0),
        ("norm[children]", "De tabel heeft niet elk antwoord van ‘children’.", 5),
        ("norm['alone']", "Tussen vierkante haken hoort de naam van een keuze.", 5),
        ("norm[home][home]", "‘norm’ heeft 1 keuzes tussen vierkante haken nodig, geen 2.", 0),
        ("grid[home][home]", "De tabel heeft niet elk antwoord van ‘home’: ‘from’.", 11),
        ("(claimed)[home]", "‘claimed’ heeft 0 keuzes", 0),
        ("min(claimed, rate)[home]", "Alleen een tabel heeft vierkante haken.", 0),
        ("12345678901", "‘12345678901’ is geen getal van ten hoogste 9 cijfers.", 0),
        ("claimed > 0x10", "‘0x10’ is geen getal van ten hoogste 9 cijfers.", 10),
        ("1_000", "‘1_000’ is geen getal van ten hoogste 9 cijfers.", 0),
        ("children in (1, 2)", "Dit kan niet in een regel.", 12),
        ("children is 1", "‘in’ kan alleen bij een keuze, met woorden tussen haakjes en aanhalingstekens.", 0),
        ("from <=", "Deze regel is niet te lezen.", 7),
        ("", "Deze regel is niet te lezen.", 0),
        ("FROM < left_on", "‘FROM’ is hier onbekend. Bedoelt u ‘from’?", 0),
        ("b'a'", "Dit kan niet in een regel.", 0),
        ("[claimed]", "Dit kan niet in een regel.", 0),
        ("ｃhildren > 0", "Het teken ‘ｃ’ kan hier niet.", 0),
        ("claimed\n+ rate", "Het teken ‘�’ kan hier niet.", 7),
        ("(" * 25 + "1" + ")" * 25, "Te veel haakjes in elkaar.", 24),
        ("not " * 60 + "flight", "Deze regel is te ingewikkeld. Maak er twee van.", 0),
        ("flight or " * 45, "Deze regel is te lang: ten hoogste 400 tekens.", 0),
    ],
)
def test_what_is_not_of_the_language_is_refused_with_a_sentence_and_a_column(
    text: str, sentence: str, column: int
) -> None:
    wrong = refused(text)
    assert wrong.sentence.startswith(sentence)
    assert wrong.column == column


def test_another_kind_than_wanted_is_refused() -> None:
    assert refused("children", ValueKind.MONEY).sentence == "Hier hoort een bedrag, maar dit is een aantal."
    assert checked("0", NAMES, ValueKind.MONEY).kind is ValueKind.COUNT


def test_names_are_told_in_order_each_once() -> None:
    node = checked("claimed if home == 'alone' and from < left_on else norm[home] + claimed", NAMES, ValueKind.MONEY)
    assert names(node) == ("home", "from", "left_on", "claimed", "norm")


@given(st.text(max_size=450))
def test_any_text_gives_a_tree_or_a_sentence(text: str) -> None:
    try:
        checked(text, NAMES, *EVERY)
    except WrongExpression as wrong:
        assert wrong.sentence.endswith((".", "?"))
        assert 0 <= wrong.column <= len(text)


_PIECES = st.sampled_from(
    [
        "claimed",
        "from",
        "children",
        "home",
        "norm",
        "flight",
        "part",
        "min",
        "max",
        "days",
        "months",
        "(",
        ")",
        "[",
        "]",
        ",",
        "+",
        "-",
        "*",
    ]
    + [
        "<",
        "<=",
        "==",
        "!=",
        "in",
        "not",
        "and",
        "or",
        "if",
        "else",
        "'alone'",
        "1",
        "0",
        "lambda",
        "is",
        "await",
        "yield",
        "None",
    ]
)


@given(st.lists(_PIECES, max_size=25))
def test_any_words_in_any_order_give_a_tree_that_has_a_value_or_a_sentence(pieces: list[str]) -> None:
    try:
        node = checked(" ".join(pieces), NAMES, *EVERY)
    except WrongExpression as wrong:
        assert wrong.sentence
    else:
        evaluate(node, KNOWN)
        assert isinstance(evaluate(node, {}), Unknown | int | date | bool)

"""Which texts say her name: where one of her words stands in it, that text says who she is."""

import pytest

from fund.core.errors import Refusal
from fund.residents.rules import Facts, fit, refuse_her_name, says_her_name

NAME = "Wilhelmina Achterbergh-Bos"


@pytest.mark.parametrize(
    "text",
    [
        "Wilhelmina",
        "mw. ACHTERBERGH",
        "Polis van W. Achterbergh",
        "2026ACHTERBERGH01",
        "Bos, W.",
        "2026Bos01",
        "Àchterbérgh",
        "wachterberghje",
    ],
)
def test_one_word_of_her_name_is_enough(text: str) -> None:
    assert says_her_name(text, NAME)


@pytest.mark.parametrize("text", ["", "Slotenmaker Veilig", "W. A. B.", "Bosch Boilers", "Achter de berg", "2026-12"])
def test_what_only_looks_like_it_may_stand(text: str) -> None:
    assert not says_her_name(text, NAME)


def test_the_accents_may_be_in_either() -> None:
    assert says_her_name("Rekening Ozgur", "Özgür Demir") and says_her_name("O\u0308zgu\u0308r", "Ozgur")


def test_a_name_of_short_words_is_said_by_all_of_them() -> None:
    assert says_her_name("Mw. Li Wu", "Wu Li") and not says_her_name("Li's Loodgieters", "Wu Li")
    assert not says_her_name("Slotenmaker", "")


def test_a_word_of_five_letters_is_found_inside_another_and_of_four_is_not() -> None:
    assert says_her_name("Sevdaschoenen", "Sevda Kaya") and not says_her_name("Kayakverhuur", "Sevda Kaya")


def test_it_is_refused_beside_the_field_that_says_it() -> None:
    refuse_her_name(NAME, issuer="Zorg & Zo", number=None)
    with pytest.raises(Refusal, match="Laat die weg") as refused:
        refuse_her_name(NAME, issuer="Zorg & Zo", number="2026ACHTERBERGH01")
    assert refused.value.values == {"beside": "number"}


def test_a_word_that_joins_a_name_is_no_name() -> None:
    assert not says_her_name("De rekening van de winkel", "Anna van der Berg")
    assert says_her_name("Rekening mevr. v.d. Berg", "Anna van der Berg")


@pytest.mark.parametrize(("fact", "most"), [("file_number", 40), ("name", 120), ("contact_rule", 500)])
def test_a_fact_has_a_most_of_letters(fact: str, most: int) -> None:
    facts = {"file_number": "D-1", "name": "", "contact_rule": ""}
    assert fit(Facts(**facts | {fact: f" {'a' * most} "})) == Facts(**facts | {fact: "a" * most})
    with pytest.raises(Refusal):
        fit(Facts(**facts | {fact: "a" * (most + 1)}))

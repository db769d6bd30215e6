"""Rules as sentences: whatever a text may say, its page can say it."""

from datetime import date

import pytest

from fund import policy
from fund.policy import Language, nation_text, region_text
from fund.texts import describe

ON = date(2026, 11, 1)
LAST = '\n[categories.ODD]\nnl = "Iets"\nen = "Thing"\nunit = "week"\narticle = "artikel 99"\npayees = ["other"]\n'


def _pays(more: str, language: Language = "nl") -> tuple[str, ...]:
    said = describe.categories(policy.layered(policy.read(nation_text() + LAST + more), None), ON, language)
    return said[-1].pays


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ('pays = "max(claimed, units * clothing)"', "Het hoogste van wat gevraagd wordt en aantal weken × € 150,00."),
        ('pays = "claimed - (received + clothing)"', "Wat gevraagd wordt − (wat al ontvangen is + € 150,00)."),
        ('pays = "min(units, 3) * clothing"', "(Het laagste van aantal weken en 3) × € 150,00."),
        (
            'pays = "claimed if flight else clothing"',
            "Wat gevraagd wordt als ‘Is dit de reis van de vlucht zelf?’, anders € 150,00.",
        ),
        (
            'pays = "claimed if not flight and from <= left_on + months(2) else 0"',
            "Wat gevraagd wordt als niet ‘Is dit de reis van de vlucht zelf?’"
            " en begin van de kosten ≤ dag van vertrek + 2 maanden, anders 0.",
        ),
        ('limits = [ { of = "units", most = "6", within = "months(12)" } ]', "Ten hoogste 6 weken in 12 maanden."),
        ('limits = [ { of = "money", most = "clothing", within = "ever" } ]', "Ten hoogste € 150,00 in totaal."),
        ("", "Wat het werkelijk kost."),
    ],
)
def test_every_form_of_a_rule_has_words(rule: str, sentence: str) -> None:
    assert _pays(rule)[0].replace("\N{NO-BREAK SPACE}", " ") == sentence


def test_the_same_in_english() -> None:
    assert _pays('pays = "min(units, 3) * clothing"', "en") == ("(The lowest of number of weeks and 3) × €150.00.",)


@pytest.mark.parametrize("code", ["noordervaart", "havenmond", "heuvelrand"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_shipped_texts_say_all_they_have(code: str, language: Language) -> None:
    rules = policy.layered(policy.read(nation_text()), policy.read(region_text(code)))
    said = describe.categories(rules, ON, language)
    assert len(said) == len(rules.categories) >= 23
    assert all(category.pays and category.evidence and category.payees for category in said)
    assert not [sentence for category in said for sentence in category.pays if "_" in sentence]


def test_what_holds_for_one_cost_is_said_there_and_not_for_all() -> None:
    rules = policy.layered(policy.read(nation_text()), None)
    assert [article for article, _ in describe.conditions(rules, "nl")] == ["artikel 3 lid 1", "artikel 3 lid 2"]
    (other,) = (said for said in describe.categories(rules, ON, "nl") if said.code == "OTHER")
    assert "De hardheid vraagt om betaling." in other.pays[0]


def test_terms_of_a_fund() -> None:
    texts = policy.read(nation_text()), policy.read(region_text("heuvelrand"))
    said = describe.terms(policy.terms(texts, ON), "nl")
    assert said == {
        "Beslissen": "10 werkdagen",
        "Beslissen bij spoed": "1 werkdag",
        "Betalen na de beslissing": "5 werkdagen",
        "Een tweede beheerder kijkt mee boven": "€\N{NO-BREAK SPACE}1.000,00",
    }


def test_a_region_that_takes_longer_is_shown_as_it_is_applied() -> None:
    slow = region_text("noordervaart").replace("decide_days = 5", "decide_days = 20")
    texts = policy.read(nation_text()), policy.read(slow)
    assert describe.terms(policy.terms(texts, ON), "en")["Decide"] == "10 working days"

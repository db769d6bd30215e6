"""A text is bounded, then its shape is checked, then its rules; every failure is a sentence with its place."""

import pytest

from fund import policy
from tests.policy.wrong import changed, line_of, problems


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('clock = "cost"', 'clok = "cost"', "De sleutel ‘clok’ bestaat hier niet. Bedoelt u ‘clock’?"),
        ('clock = "cost"', 'clock = "costs"',
         "‘clock’ wil een van deze woorden: cost, filing, event. Bedoelt u ‘cost’?"),
        ('layer = "nation"', 'layer = "nation"\nregion = "elders"',
         "Een tekst van een regio noemt ‘region’; een landelijke tekst niet."),
        ('title = "Landelijke ondergrens kostenfonds"\n', "", "Bij ‘policy’ ontbreekt ‘title’."),
        ("from = 2026-01-01\nclock", 'from = "2026-01-01"\nclock',
         "‘from’ wil een datum als 2026-01-01, zonder aanhalingstekens."),
        ("from = 2026-01-01\nclock", "from = 2026-01-01T10:00:00\nclock", "‘from’ wil een datum"),
        ("from = 2026-01-01\nclock", "from = 0001-01-01\nclock", "‘from’ wil een datum"),
        ('source = "voorstel"\n', 'source = "  "\n', "‘source’ wil een tekst tussen aanhalingstekens."),
        ('source = "voorstel"\n', 'source = "voor\\u202estel"\n', "‘source’ is te lang of bevat onzichtbare tekens."),
        ('source = "voorstel"\n', f'source = "{"x" * 601}"\n', "‘source’ is te lang of bevat onzichtbare tekens."),
        ("most = 20", "most = -1", "‘most’ wil een getal van 0 tot en met 1000000."),
        ("most = 20", "most = true", "‘most’ wil een getal van 0 tot en met 1000000."),
        ("protected = true", 'protected = "ja"', "‘protected’ wil true of false."),
        ('unlimited = "flight"', "unlimited = 1", "‘unlimited’ wil true, false of een regel tussen aanhalingstekens."),
        ('eur = "250.00"', "eur = 250.00", "‘eur’ wil een bedrag als \"12.50\", maar hier staat ‘250.0’."),
        ('eur = "250.00"', 'eur = "250,00"', "‘eur’ wil een bedrag als \"12.50\", maar hier staat ‘250,00’."),
        ('eur = "250.00"', 'eur = "NaN"', "‘eur’ wil een bedrag"),
        ('eur = "250.00", ', "", "‘declaration_limit’ wil één van eur, count, share of date, of een table met of."),
        ('eur = "250.00"', 'eur = "250.00", count = 3', "‘declaration_limit’ wil één van"),
        ('eur = "250.00", source', 'eur = "250.00", bron', "De sleutel ‘bron’ bestaat hier niet."),
        ('{ from = 2026-01-01, eur = "250.00"', '{ from = 2026-02-01, eur = "250.00"',
         "‘declaration_limit’ begint pas op 2026-02-01"),
        ("holds = \"hardship\"", "holds = \"hardschip\"", "‘hardschip’ is hier onbekend. Bedoelt u ‘hardship’?"),
        ('holds = "hardship"', 'holds = "children > 0"',
         "‘children’ is beschermd: dit mag een bedrag verhogen, maar nooit"),
        ("holds = \"hardship\"", "holds = 3", "‘holds’ wil een regel tussen aanhalingstekens."),
        ('only = ["OTHER"]', 'only = ["OTHERS"]', "‘OTHERS’ is geen kostensoort van deze tekst. Bedoelt u ‘OTHER’?"),
        ('only = ["OTHER"]', "only = [3]", "‘only’ wil een code van hoofdletters"),
        ('only = ["OTHER"]', 'only = "OTHER"', "‘only’ wil een lijst van 0 tot 40."),
        ("kosten van {from} vallen niet tussen", "kosten van {form} vallen niet tussen",
         "In de zin staat ‘{form}’, maar dat is onbekend."),
        ('id = "no-other-article"', 'id = "in-window"', "‘in-window’ staat er twee keer in."),
        ('any_of = ["fee_order"]', 'any_of = ["fee_ordr"]',
         "‘fee_ordr’ is geen soort bewijs van deze tekst. Bedoelt u ‘fee_order’?"),
        ('any_of = ["fee_order"]', "any_of = []", "‘any_of’ wil een lijst van 1 tot 20."),
        ('fresh = "months(3)"', 'fresh = "3"',
         "Hier hoort een aantal dagen of een aantal maanden, maar dit is een aantal."),
        ('payees = ["carrier", "supplier"]', 'payees = ["carier"]',
         "‘carier’ is geen begunstigde van deze tekst. Bedoelt u ‘carrier’?"),
        ('about = ["children"]', 'about = ["kids"]', "‘kids’ is geen gegeven van deze tekst."),
        ('within = "event"', 'within = "events"',
         "‘within’ wil line, event, stay, month, year, school_year, ever of months(12)"),
        ('most = "living_days"', 'most = "living_adult_day"', "Hier hoort een aantal, maar dit is een bedrag."),
        ("[categories.OTHER]", "[categories.other]", "‘other’ is geen naam die hier kan."),
        ("[facts.children]", "[facts.units]", "De naam ‘units’ betekent al iets anders."),
        ("living_days = [", "children = [", "De naam ‘children’ betekent al iets anders."),
        ("open = true ", "most = 3 ", "‘left_on’: alleen een aantal heeft een hoogste waarde (most)."),
        ('type = "yes_no"', 'type = "choice"',
         "‘flight’: antwoorden (options) horen bij een keuze, en alleen daarbij."),
        ('type = "yes_no"', 'type = "yes_no"\nopen = true', "‘flight’: alleen een datum kan open zijn."),
        ('en = "Living money"\n', "", "Bij ‘categories.LIVING’ ontbreekt ‘en’."),
        ('advance = "min(claimed, advance_least)"', 'advance = "min(claimed, children)"',
         "‘children’ is hier onbekend."),
        ("[everyone]", "[[everyone]]", "‘everyone’ wil een tabel."),
        ("decide_days = 10", "decide_days = 1000", "‘decide_days’ wil een getal van 0 tot en met 100."),
    ],
)  # fmt: skip
def test_each_fault_in_a_text_has_its_sentence(old: str, new: str, sentence: str) -> None:
    assert any(sentence in problem for problem in problems(changed(old, new)))


def test_a_fault_is_pointed_at() -> None:
    toml = changed('holds = "hardship"', 'holds = "yes and hardschip"')
    with pytest.raises(policy.UnreadableText) as unreadable:
        policy.read(toml)
    (problem,) = unreadable.value.problems
    assert (problem.line, problem.column) == (line_of("hardschip", toml), len('holds = "yes and ') + 1)


def test_a_fault_deep_in_a_list_is_pointed_at() -> None:
    toml = changed("until > admitted_on + days(183)", "until > admited_on + days(183)")
    with pytest.raises(policy.UnreadableText) as unreadable:
        policy.read(toml)
    (problem,) = unreadable.value.problems
    assert problem.line == line_of("admited_on", toml)
    assert toml.split("\n")[problem.line - 1][(problem.column or 0) - 1 :].startswith("admited_on")


def test_all_faults_are_told_at_once() -> None:
    toml = changed('holds = "hardship"', 'holds = "hardschip"').replace('most = "deposit"', 'most = "deposits"')
    assert len(problems(toml)) == 2


@pytest.mark.parametrize(
    ("toml", "sentence"),
    [
        ("", "Bij ‘policy’ ontbreekt ‘layer’."),
        ("policy = 3", "‘policy’ wil een tabel."),
        ("[policy", "Regel 1: Hier klopt de opmaak (TOML) niet."),
        ("a = 1\na = 2", "Hier klopt de opmaak (TOML) niet."),
        ("x" * 200_001, "Deze tekst is te groot"),
        ("\n" * 4001, "Deze tekst is te groot"),
        ("x" * 4001, "Regel 1: Deze regel is te lang"),
        ("a = " + "[" * 1000, "Regel 1, kolom 17: Te veel haakjes in elkaar."),
        ("a = " + "[\n" * 1000, "Te veel haakjes in elkaar."),
        ("a = " + "{a=" * 1000, "Te veel haakjes in elkaar."),
        ("a = 1234567890123", "Regel 1, kolom 5: Een getal heeft ten hoogste 12 cijfers."),
        ("a = 0xfffffffffffffffff", "Een getal heeft ten hoogste 12 cijfers."),
        ("a = 1_2_3_4_5_6_7_8_9_0_1_2_3", "Een getal heeft ten hoogste 12 cijfers."),
        ("a = '\ud800'", "Deze tekst bevat tekens die niet bestaan."),
        ("\x00", "Hier klopt de opmaak (TOML) niet."),
        (".".join("a" * 1900) + " = 1", "De sleutel ‘a’ bestaat hier niet."),
    ],
)
def test_hostile_text_gives_a_sentence(toml: str, sentence: str) -> None:
    assert sentence in problems(toml)[0]


def test_a_million_brackets_give_a_sentence_at_once() -> None:
    assert "te groot" in problems("a = " + "[" * 1_000_000)[0]


def test_brackets_that_hide_behind_a_comment_still_end_in_a_sentence() -> None:
    row = "[" * 12 + "#" + "]" * 12 + "\n"
    assert problems("a = " + row * 300)

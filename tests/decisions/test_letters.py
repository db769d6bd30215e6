"""What the letter says, in both languages and for both legal forms; and what it never says."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pypdfium2
import pytest
from sqlalchemy.orm import Session

from fund.claims.models import Claim
from fund.core.errors import NotFound
from fund.decisions import letters, queries
from fund.decisions.letters import Letter, LetterLine
from fund.decisions.reasons import SAID, Code
from fund.decisions.rules import Given
from fund.policy import Language, Words
from tests.decisions.cast import HARD, WORDS, Cast
from tests.decisions.decisions import FEE, confirm, grant, refuse
from tests.residents.cast import CONTACT, FILE_NUMBER, NAME

HOUSING = LetterLine(
    category=Words("Dubbele woonlasten", "Double housing costs"),
    from_=date(2026, 8, 20),
    until=date(2026, 11, 20),
    claimed=345000,
    received=0,
    granted=279879,
    said=SAID[Code.ABOVE_MAXIMUM],
    reason="Het fonds vergoedt ten hoogste #panic() $x$ *per maand*.",
    article="artikel 7 lid 1",
    payee=Words(
        "verhuurder of bank, via de rekening voor bewoners", "landlord or bank, through the account for residents"
    ),
)
LIVING = replace(
    HOUSING, category=Words("Leefgeld", "Living allowance"), claimed=45000, received=10000, granted=35000, reason=""
)
LETTER = Letter(
    fund="Kostenfonds Havenmond",
    place="Havenmond",
    address="Postbus 100, 3000 AA Havenmond",
    phone="088 1234567",
    objection_address="Postbus 101, 3000 AA Havenmond",
    award=True,
    post_box="Postbus 12, 3000 AB Havenmond",
    pseudonym="R-7KQ3",
    reference="VF-7KQ3-M2",
    filed_on=date(2026, 11, 21),
    decided_at=datetime(2026, 11, 23, 10, 12, tzinfo=UTC),
    signed_by="fb-04",
    texts=("Beleidsregel kostenfonds Havenmond 2026",),
    lines=(HOUSING, LIVING),
    pay_by=date(2026, 11, 30),
    object_until=date(2027, 1, 4),
    hardship=HARD,
)


def text(letter: Letter | bytes, language: Language = "nl") -> str:
    printed = letter if isinstance(letter, bytes) else letters.pdf(letter, language)
    document = pypdfium2.PdfDocument(printed)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return " ".join(" ".join(pages).replace("\N{NO-BREAK SPACE}", " ").split())


def test_it_says_what_was_asked_and_granted_of_each_line_and_why() -> None:
    said = text(LETTER)
    for words in (
        "Wij kennen € 3.148,79 van € 3.800,00 toe",
        "€ 2.798,79",
        "20 augustus 2026 t/m 19 november 2026",
        "artikel 7 lid 1",
    ):
        assert words in said
    assert "anderen betaalden al € 100,00" in said
    assert SAID[Code.ABOVE_MAXIMUM].nl in said
    assert HARD in said


def test_it_says_who_is_paid_and_when_but_no_account() -> None:
    said = text(LETTER)
    assert "verhuurder of bank, via de rekening voor bewoners: € 3.148,79" in said
    assert "uiterlijk op 30 november 2026" in said
    assert "NL91" not in said


def test_it_goes_to_a_post_box_under_a_pseudonym_and_names_its_mandate() -> None:
    said = text(LETTER)
    assert "R-7KQ3 p/a Postbus 12, 3000 AB Havenmond" in said
    assert "Namens het college van burgemeester en wethouders van Havenmond" in said
    assert "fb-04" in said


def test_what_is_typed_is_never_markup() -> None:
    assert "#panic() $x$ *per maand*" in text(LETTER)


def test_a_municipality_says_how_to_object() -> None:
    said = text(LETTER)
    for words in (
        "U kunt bezwaar maken tot en met 4 januari 2027",
        "Awb 6:7 en 6:8",
        "Awb 6:5",
        "Postbus 101, 3000 AA Havenmond",
    ):
        assert words in said
    assert "interne herziening" not in said


def test_a_foundation_says_how_to_ask_for_review() -> None:
    said = text(replace(LETTER, award=False))
    assert "interne herziening" in said
    assert "Namens het bestuur van Kostenfonds Havenmond" in said
    assert "Awb" not in said and "bezwaar" not in said


def test_it_is_whole_in_english() -> None:
    said = text(LETTER, "en")
    for words in (
        "We grant €3,148.79 of €3,800.00",
        "Double housing costs",
        "You can object until 4 January 2027",
        SAID[Code.ABOVE_MAXIMUM].en,
    ):
        assert words in said
    assert "Wij kennen" not in said and "bezwaar" not in said
    assert "internal review" in text(replace(LETTER, award=False), "en")


@pytest.mark.parametrize(
    ("cents", "heading"), [(0, "Wij wijzen uw aanvraag af"), (345000, "Wij kennen € 3.450,00 toe")]
)
def test_its_heading_is_the_answer(cents: int, heading: str) -> None:
    said = text(replace(LETTER, lines=(replace(HOUSING, granted=cents),)))
    assert heading in said
    assert ("Wie wij betalen" in said) is (cents > 0)


def test_the_same_letter_gives_the_same_bytes_and_can_be_read_aloud() -> None:
    first = letters.pdf(LETTER, "nl")
    assert first == letters.pdf(LETTER, "nl")
    assert first != letters.pdf(LETTER, "en")
    assert b"pdfuaid:part" in first and b"pdfaid:part" in first


def test_its_file_name_tells_nothing() -> None:
    assert letters.file_name("VF-7KQ3-M2", "nl") == "brief-VF-7KQ3-M2.pdf"


def test_a_decision_has_its_letters_sealed_under_her_key(session: Session, cast: Cast, claim: Claim) -> None:
    decision = grant(cast, claim, {1: Given(FEE), 2: Given(10000, Code.COVERED_ELSEWHERE, WORDS)})
    assert b"%PDF" not in bytes(decision.letter_nl or b"")
    for actor in (cast.hendriks, cast.bakker):
        printed = queries.letter(session, actor, decision.id, "nl")[1]
        said = text(printed)
        for words in (
            claim.reference,
            "€ 1.950,83",
            "€ 2.000,83",
            WORDS,
            "Eigen bijdrage",
            "bezwaar",
            "18 november 2026",
        ):
            assert words in said
        for planted in (NAME, *NAME.split(), FILE_NUMBER, CONTACT, "06-55512345", "Huis Zuidwal", "Hendriks", "NL91"):
            assert planted not in said
    assert "We grant" in text(queries.letter(session, cast.hendriks, decision.id, "en")[1], "en")


def test_others_find_no_letter(session: Session, cast: Cast, claim: Claim) -> None:
    decision = grant(cast, claim, {1: Given(FEE), 2: Given(10000, Code.COVERED_ELSEWHERE, WORDS)})
    for nobody in (cast.vliet, cast.nijs, cast.vos):
        with pytest.raises(NotFound):
            queries.letter(session, nobody, decision.id, "nl")


def test_a_proposal_has_no_letter(session: Session, cast: Cast, claim: Claim) -> None:
    decision = refuse(cast, claim)
    with pytest.raises(NotFound):
        queries.letter(session, cast.hendriks, decision.id, "nl")
    confirm(cast, claim)
    assert "Wij wijzen uw aanvraag af" in text(queries.letter(session, cast.bos, decision.id, "nl")[1])

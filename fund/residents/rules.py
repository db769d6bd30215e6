"""What may be written about a resident: few facts, and short ones. Pure.

Each refusal names the form field that it belongs to (`beside`).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from fund.core.errors import Refusal, refuse_first

MOST_FILE_NUMBER = 40
MOST_NAME = 120
MOST_CONTACT_RULE = 500

TELLING_LETTERS = 3  # a shorter word, such as "de", tells nothing by itself
TELLING_INSIDE = 5  # a longer one is also found inside a word
BETWEEN = frozenset(
    {"van", "der", "den", "het", "ten", "ter", "aan", "bij", "uit", "von", "del", "della", "dos", "las", "abu", "bin"}
)
"""Words that join a name and stand in every sentence: they tell nothing by themselves."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Facts:
    """Her sealed facts: the shelter's file number (required), her name, whether and how she may be contacted."""

    file_number: str = field(repr=False)
    name: str = field(repr=False)
    contact_rule: str = field(repr=False)


def fit(facts: Facts) -> Facts:
    """Return the facts, trimmed; Refusal when the file number is missing or a fact is too long."""
    neat = Facts(facts.file_number.strip(), facts.name.strip(), facts.contact_rule.strip())
    refuse_first(faults(neat))
    return neat


def faults(neat: Facts) -> Iterator[Refusal]:
    """Yield what is missing or too long."""
    if not neat.file_number:
        yield Refusal("Vul het dossiernummer van uw opvang in.", beside="file_number")
    if len(neat.file_number) > MOST_FILE_NUMBER:
        yield Refusal(
            "Dit dossiernummer is te lang. Gebruik ten hoogste %(most)s tekens.",
            most=MOST_FILE_NUMBER,
            beside="file_number",
        )
    if len(neat.name) > MOST_NAME:
        yield Refusal("Deze naam is te lang. Gebruik ten hoogste %(most)s tekens.", most=MOST_NAME, beside="name")
    if len(neat.contact_rule) > MOST_CONTACT_RULE:
        yield Refusal(
            "Deze afspraak is te lang. Gebruik ten hoogste %(most)s tekens.",
            most=MOST_CONTACT_RULE,
            beside="contact_rule",
        )


def says_her_name(text: str, name: str) -> bool:
    """Tell whether a text contains a word of her name, or all of a name that has only short words.

    Capitals, accents and digits make no difference.

    >>> says_her_name("Polis 2026ACHTERBERGH01", "Wilhelmina Achterbergh")
    True
    >>> says_her_name("Mevr. J\u00e1nsen", "M. Jansen")
    True
    """
    bare, name_words = _bare(text), set(_WORD.findall(_bare(name)))
    said = set(_WORD.findall(bare))
    if name_words and name_words <= said:
        return True
    return any(
        word in said or (len(word) >= TELLING_INSIDE and word in bare)
        for word in name_words - BETWEEN
        if len(word) >= TELLING_LETTERS
    )


def refuse_her_name(name: str, **texts: str | None) -> None:
    """Refuse a text that contains her name, beside the field whose name is its keyword."""
    for beside, text in texts.items():
        if text and says_her_name(text, name):
            raise Refusal("Hier staat haar naam in. Laat die weg.", beside=beside)


def _bare(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()

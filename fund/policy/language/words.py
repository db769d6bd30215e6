"""What a text calls things, in both languages."""

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["nl", "en"]

BLANK = re.compile(r"\{([a-z0-9_]+)\}")
"""A blank in a sentence of a text, which is filled with what the rule saw: `{children}`."""

_ARTICLE = re.compile(r"artikel (\d+\w*)(?: lid (\d+))?")


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in Dutch and in English."""

    nl: str
    en: str

    def said(self, language: Language) -> str:
        """Return the words in that language."""
        return self.nl if language == "nl" else self.en


def article(named: str, language: Language) -> str:
    """Return an article, which a text names in Dutch, as that language writes it.

    >>> article("artikel 11 lid 3", "en"), article("artikel 12", "en")
    ('article 11(3)', 'article 12')
    """
    return (
        named
        if language == "nl"
        else _ARTICLE.sub(lambda found: f"article {found[1]}" + (f"({found[2]})" if found[2] else ""), named)
    )

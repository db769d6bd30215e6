"""What a text calls things, in both languages."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["nl", "en"]


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in Dutch and in English."""

    nl: str
    en: str

    def said(self, language: Language) -> str:
        """Return the words in that language."""
        return self.nl if language == "nl" else self.en

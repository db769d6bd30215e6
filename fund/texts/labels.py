"""What a category, a payee or a kind of evidence is called, in the language of the page: the words of the nation's text."""

from functools import lru_cache

from fund import policy
from fund.policy import Rules, Words, formats, nation_text
from fund.web.filters import language


def category(code: str) -> str:
    """Return the name of a category: `Eigen bijdrage opvang`."""
    return in_her_language(_rules().categories[code].name)


def payee_kind(code: str) -> str:
    """Return the name of a kind of payee: `verzekeraar`."""
    return in_her_language(_rules().payees[code])


def evidence_kind(code: str) -> str:
    """Return the name of a kind of evidence: `bijdragebesluit`."""
    return in_her_language(_rules().evidence[code])


def article(named: str) -> str:
    """Return an article as the page's language writes it: `artikel 11 lid 3`, in English `article 11(3)`."""
    return policy.article(named, "nl" if language() == "nl" else "en")


@lru_cache(maxsize=1)
def _rules() -> Rules:
    return policy.layered(policy.read(nation_text()), None)


def counted(count: int, unit: str) -> str:
    """Return a number of units: `3 maanden`."""
    return formats.units(count, unit, "nl" if language() == "nl" else "en")


def in_her_language(said: Words) -> str:
    """Return a text's words in the language of the page."""
    return said.said("nl" if language() == "nl" else "en")

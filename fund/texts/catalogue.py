"""What categories, payees and kinds of evidence are called, by the texts of a region and the nation. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fund.policy import Policy, Words, in_force


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Names by code, in both languages."""

    categories: Mapping[str, Words]
    payees: Mapping[str, Words]
    evidence: Mapping[str, Words]


def catalogue(texts: Sequence[Policy], on: date) -> Catalogue:
    """Return every name that the versions of a nation's and a region's text give.

    A code is called as the text in force on the day calls it. One that this text does not know is called as the last
    text did that knew it, so that an old cost keeps its name; one that no text has known so far, as the next text will.
    """
    days = sorted({text.from_ for text in texts})
    begun = [day for day in days if day <= on]
    categories, payees, evidence = dict[str, Words](), dict[str, Words](), dict[str, Words]()
    for day in [*reversed(days[len(begun) :]), *begun]:
        rules = in_force(texts, day).rules
        categories |= {code: category.name for code, category in rules.categories.items()}
        payees |= rules.payees
        evidence |= rules.evidence
    return Catalogue(categories, payees, evidence)

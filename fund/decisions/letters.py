"""The decision letter (beschikking, brief) as a PDF, in both languages, by one typst template.

It carries a pseudonym, a reference and the shelter's post box; no name, no account number, no street.
The facts reach the template as data only: what somebody typed can never become markup.
"""

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Final

import typst

from fund.core.calendar import day_of
from fund.core.money import Cents
from fund.policy.words import Language, Words, article
from fund.policy.written import day, euro

LANGUAGES: Final[tuple[Language, ...]] = ("nl", "en")
TEMPLATE: Final = Path(__file__).parents[2] / "templates" / "letters" / "decision.typ"

_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class LetterLine:
    """What the letter says of one line. `said` is the code's sentence, `reason` what the administrator wrote."""

    category: Words
    from_: date
    until: date
    claimed: Cents
    received: Cents
    granted: Cents
    said: Words
    reason: str
    article: str
    payee: Words

    @property
    def asked(self) -> Cents:
        """Return what was left to pay."""
        return self.claimed - self.received


@dataclass(frozen=True, slots=True)
class Letter:
    """All that a decision letter says. `award`: a decision under the Awb, of a municipality; else a foundation's."""

    fund: str
    place: str
    address: str
    phone: str
    objection_address: str
    award: bool
    post_box: str
    pseudonym: str
    reference: str
    filed_on: date
    decided_at: datetime
    signed_by: str
    texts: tuple[str, ...]
    lines: tuple[LetterLine, ...]
    pay_by: date
    object_until: date
    hardship: str = field(default="", repr=False)

    @property
    def asked(self) -> Cents:
        """Return the sum of what was asked."""
        return sum(line.asked for line in self.lines)

    @property
    def granted(self) -> Cents:
        """Return the sum of what is granted."""
        return sum(line.granted for line in self.lines)


def file_name(reference: str, language: Language) -> str:
    """Return a name that tells nothing: `brief-VF-7KQ3-M2.pdf`."""
    return f"{'brief' if language == 'nl' else 'letter'}-{reference}.pdf"


def pdf(letter: Letter, language: Language) -> bytes:
    """Print the letter as PDF/UA-1 and PDF/A-3a; the same letter gives the same bytes."""
    with _ONE_AT_A_TIME:
        printed = _compiler().compile(
            format="pdf",
            sys_inputs={"facts": json.dumps(_facts(letter, language), ensure_ascii=False)},
            pdf_standards=["ua-1", "a-3a"],
            timestamp=int(letter.decided_at.timestamp()),
        )
    if not isinstance(printed, bytes):
        raise TypeError("a letter is one file")
    return printed


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    return typst.Compiler(str(TEMPLATE), root=str(TEMPLATE.parent), ignore_system_fonts=True)


def _facts(letter: Letter, language: Language) -> dict[str, object]:
    decided_on = day_of(letter.decided_at)
    return {
        "language": language,
        "award": letter.award,
        "outcome": "refused" if not letter.granted else "granted" if letter.granted == letter.asked else "part",
        **{name: getattr(letter, name) for name in ("fund", "place", "address", "phone", "objection_address")},
        **{name: getattr(letter, name) for name in ("post_box", "pseudonym", "reference", "signed_by", "hardship")},
        **{name: day(getattr(letter, name), language) for name in ("filed_on", "pay_by", "object_until")},
        "decided_on": day(decided_on, language),
        "date": [decided_on.year, decided_on.month, decided_on.day],
        "texts": list(letter.texts),
        "asked": euro(letter.asked, language),
        "granted": euro(letter.granted, language),
        "lines": [_line(line, language) for line in letter.lines],
        "payees": [{"name": name, "sum": euro(cents, language)} for name, cents in _payees(letter, language).items()],
    }


def _line(line: LetterLine, language: Language) -> dict[str, str]:
    last = date.fromordinal(line.until.toordinal() - 1)
    between = "t/m" if language == "nl" else "to"
    first = day(line.from_, language)
    return {
        "category": line.category.said(language),
        "period": first if last <= line.from_ else f"{first} {between} {day(last, language)}",
        "asked": euro(line.asked, language),
        "received": euro(line.received, language) if line.received else "",
        "granted": euro(line.granted, language),
        "said": line.said.said(language),
        "reason": line.reason,
        "article": article(line.article, language),
    }


def _payees(letter: Letter, language: Language) -> dict[str, Cents]:
    sums: dict[str, Cents] = {}
    for line in letter.lines:
        if line.granted:
            name = line.payee.said(language)
            sums[name] = sums.get(name, 0) + line.granted
    return sums

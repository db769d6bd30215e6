"""The decision letter (beschikking, brief) as a PDF, in both languages, by one typst template.

It carries a pseudonym, a reference and the shelter's post box; no name, no account number, no street.
The facts reach the template as data only: what somebody typed can never become markup.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from threading import Lock
from typing import Final

import typst
from sqlalchemy.orm import Session

from fund import policy
from fund.claims.actions import outcome
from fund.claims.models import Line
from fund.core.calendar import add_working_days, day_of
from fund.core.folders import TEMPLATES
from fund.core.money import Cents
from fund.decisions import queries
from fund.decisions.assessment import Weighed
from fund.decisions.models import Decision, DecisionLine
from fund.decisions.reasons import SAID
from fund.keys.sealed import seal
from fund.payees.queries import route_of
from fund.payees.rules import Way
from fund.people.act import Act
from fund.policy import Language, Words, article, day, euro, period
from fund.regions import queries as regions
from fund.regions.models import LegalForm

LANGUAGES: Final[tuple[Language, ...]] = ("nl", "en")

_ONE_AT_A_TIME = Lock()

WAYS: Final[dict[Way, Words]] = {
    Way.DIRECT: Words("rechtstreeks", "directly"),
    Way.RESIDENTS_ACCOUNT: Words("via de rekening voor bewoners", "through the account for residents"),
    Way.REIMBURSE: Words(
        "op uw eigen rekening, want u hebt al betaald", "to your own account, since you have paid already"
    ),
    Way.HOLD: Words("zodra u kiest hoe", "as soon as you choose how"),
}


@dataclass(frozen=True, slots=True)
class LetterLine:
    """What the letter says of one line. `said`: the sentence of the code, `reason`: what the administrator wrote."""

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
    """All that a decision letter says. `award`: a municipality's decision under the Awb; otherwise a foundation's."""

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


def announce(act: Act, now: Weighed, decision: Decision, lines: Sequence[DecisionLine]) -> None:
    """Announce a decision (bekendmaken, Awb 3:41): seal its letters, in both languages, under the resident's key.

    The decision must have the moment at which it became final and the end of its objection term.
    """
    letter = written(act, now, decision, lines)
    for column, language in ((Decision.letter_nl, LANGUAGES[0]), (Decision.letter_en, LANGUAGES[1])):
        seal(act.session, decision, column, now.dossier.resident.key_id, pdf(letter, language))


def written(act: Act, now: Weighed, decision: Decision, lines: Sequence[DecisionLine]) -> Letter:
    """Return what the letter of a decision says."""
    session, claim = act.session, now.claim
    region, fund = regions.region(session, claim.region_id), regions.fund(session, claim.fund_id)
    at = decision.second_at or decision.decided_at
    today = day_of(at)
    if claim.filed_on is None or decision.object_until is None:
        raise ValueError("a letter is of a claim that was filed and of a decision that is final")
    return Letter(
        fund=fund.name,
        place=region.name,
        address=fund.address,
        phone=fund.phone,
        objection_address=fund.objection_address,
        award=region.legal_form is LegalForm.MUNICIPALITY,
        post_box=now.dossier.shelter.post_box,
        pseudonym=now.dossier.resident.reference,
        reference=claim.reference,
        filed_on=claim.filed_on,
        decided_at=at,
        signed_by=act.by.pseudonym,
        texts=tuple(dict.fromkeys(title for line in now.lines for title in _titles(now, line))),
        lines=tuple(_letter_lines(session, now, lines)),
        pay_by=add_working_days(today, policy.terms(now.texts, today).pay_days),
        object_until=decision.object_until,
        hardship=queries.words(session, decision, Decision.hardship),
    )


def _titles(now: Weighed, line: Line) -> Iterator[str]:
    pair = now.pair(line)
    yield from (text.title for text in pair.texts[-1:]) if pair else ()


def _letter_lines(session: Session, now: Weighed, lines: Sequence[DecisionLine]) -> Iterator[LetterLine]:
    for line, decided in zip(now.lines, lines, strict=True):
        yield LetterLine(
            category=now.called(line),
            from_=line.from_,
            until=line.until,
            claimed=line.claimed,
            received=line.received,
            granted=decided.granted,
            said=SAID[decided.code],
            reason=queries.reason(session, decided),
            article=now.article(line),
            payee=_payee(session, now, line, decided),
        )


def _payee(session: Session, now: Weighed, line: Line, decided: DecisionLine) -> Words:
    who = now.payee(line)
    route = route_of(session, now.claim.resident_id, line.payee_id) if line.payee_id and decided.granted else None
    how = WAYS[route.way] if route else None
    return Words(f"{who.nl}, {how.nl}", f"{who.en}, {how.en}") if how else who


def file_name(reference: str, language: Language) -> str:
    """Return a file name that reveals nothing: `brief-VF-7KQ3-M2.pdf`."""
    return f"{'brief' if language == 'nl' else 'letter'}-{reference}.pdf"


def pdf(letter: Letter, language: Language) -> bytes:
    """Print the decision letter."""
    return print_letter("decision", _facts(letter, language), letter.decided_at)


def print_letter(template: str, facts: Mapping[str, object], at: datetime) -> bytes:
    """Print templates/letters/<template>.typ as PDF/UA-1 and PDF/A-3a; the same facts and moment give equal bytes."""
    with _ONE_AT_A_TIME:
        printed = _compiler(template).compile(
            format="pdf",
            sys_inputs={"facts": json.dumps(facts, ensure_ascii=False)},
            pdf_standards=["ua-1", "a-3a"],
            timestamp=int(at.timestamp()),
        )
    if not isinstance(printed, bytes):
        raise TypeError("a letter is one file")
    return printed


@cache
def _compiler(template: str) -> typst.Compiler:
    folder = TEMPLATES / "letters"
    return typst.Compiler(str(folder / f"{template}.typ"), root=str(folder), ignore_system_fonts=True)


def _facts(letter: Letter, language: Language) -> dict[str, object]:
    decided_on = day_of(letter.decided_at)
    return {
        "language": language,
        "award": letter.award,
        "outcome": outcome(letter.asked, letter.granted),
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
    return {
        "category": line.category.said(language),
        "period": period(line.from_, line.until, language),
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

"""Announce a decision (bekendmaken, Awb 3:41): its letter in both languages, sealed under her key."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy.orm import Session

from fund import policy
from fund.claims.models import Line
from fund.core.calendar import add_working_days, day_of
from fund.decisions import letters, queries
from fund.decisions.letters import Letter, LetterLine
from fund.decisions.models import Decision, DecisionLine
from fund.decisions.reasons import SAID
from fund.decisions.weighing import Weighed
from fund.keys.sealed import seal
from fund.payees.queries import route_of
from fund.payees.rules import Way
from fund.people.rules import Actor
from fund.policy import Words
from fund.regions import queries as regions
from fund.regions.models import LegalForm
from fund.residents.models import Resident

WAYS: Final[dict[Way, Words]] = {
    Way.DIRECT: Words("rechtstreeks", "directly"),
    Way.RESIDENTS_ACCOUNT: Words("via de rekening voor bewoners", "through the account for residents"),
    Way.REIMBURSE: Words(
        "op uw eigen rekening, want u hebt al betaald", "to your own account, since you have paid already"
    ),
    Way.HOLD: Words("zodra u kiest hoe", "as soon as you choose how"),
}


def announce(session: Session, by: Actor, weighed: Weighed, decision: Decision) -> None:
    """Print the decision's letters and seal them on it; needs its last moment and the end of its objection term."""
    resident = session.get_one(Resident, weighed.claim.resident_id)
    letter = written(session, by, weighed, decision, resident.reference)
    for column, language in ((Decision.letter_nl, letters.LANGUAGES[0]), (Decision.letter_en, letters.LANGUAGES[1])):
        seal(session, decision, column, resident.key_id, letters.pdf(letter, language))
    session.flush()


def written(session: Session, by: Actor, weighed: Weighed, decision: Decision, pseudonym: str) -> Letter:
    """Return what the letter of a decision says."""
    claim = weighed.claim
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
        post_box=regions.shelter(session, claim.shelter_id).post_box,
        pseudonym=pseudonym,
        reference=claim.reference,
        filed_on=claim.filed_on,
        decided_at=at,
        signed_by=by.pseudonym,
        texts=tuple(dict.fromkeys(title for line in weighed.lines for title in _titles(weighed, line))),
        lines=tuple(_lines(session, weighed, decision)),
        pay_by=add_working_days(today, policy.terms(weighed.texts, today).pay_days),
        object_until=decision.object_until,
        hardship=queries.words(session, decision, Decision.hardship),
    )


def _titles(weighed: Weighed, line: Line) -> Iterator[str]:
    pair = weighed.pair(line)
    yield from (text.title for text in pair.texts[-1:]) if pair else ()


def _lines(session: Session, weighed: Weighed, decision: Decision) -> Iterator[LetterLine]:
    for line, decided in zip(weighed.lines, queries.lines_of(session, decision.id), strict=True):
        yield LetterLine(
            category=weighed.called(line),
            from_=line.from_,
            until=line.until,
            claimed=line.claimed,
            received=line.received,
            granted=decided.granted,
            said=SAID[decided.code],
            reason=queries.reason(session, decided),
            article=weighed.article(line),
            payee=_payee(session, weighed, line, decided),
        )


def _payee(session: Session, weighed: Weighed, line: Line, decided: DecisionLine) -> Words:
    who = weighed.payee(line)
    route = route_of(session, weighed.claim.resident_id, line.payee_id) if line.payee_id and decided.granted else None
    how = WAYS[route.way] if route else None
    return Words(f"{who.nl}, {how.nl}", f"{who.en}, {how.en}") if how else who

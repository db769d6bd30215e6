"""A claim as the policy reads it, and what the policy says of it (toets). Reads only: a decision is a person's."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from fund import policy
from fund.claims import queries
from fund.claims.history import EarlierLine, before, summed
from fund.claims.models import Claim, Line
from fund.claims.pieces import NIGHTS_DUE, Piece, cut
from fund.claims.rules import State
from fund.core.money import plain
from fund.evidence.models import Evidence
from fund.evidence.rules import DECLARATION
from fund.regions.queries import shelter
from fund.stays.models import Stay
from fund.stays.nights import Period, nights_due, stayed
from fund.texts.queries import texts_of

Texts = Sequence[policy.Policy]
Behind = Mapping[UUID, Sequence[Evidence]]
Answers = Mapping[int, Mapping[str, Any]]
"""What an administrator answered (hardship), by position: facts as the claim's JSON writes them."""


def assess(session: Session, claim: Claim, on: date, answers: Answers | None = None) -> policy.Assessment:
    """Assess a claim with the history of this moment: as filed, or as if it were filed on that day."""
    return policy.assess(as_policy_claim(session, claim, on, answers), texts_of(session, claim.region_id))


def as_policy_claim(session: Session, claim: Claim, on: date, answers: Answers | None = None) -> policy.Claim:
    """Return the claim as the policy reads it: plain facts, and the evidence that counts."""
    lines = queries.lines(session, claim.id)
    texts = texts_of(session, claim.region_id)
    return of_lines(session, claim, lines, behind=queries.evidence(session, lines), on=on, texts=texts, answers=answers)


def of_lines(
    session: Session,
    claim: Claim,
    lines: Sequence[Line],
    *,
    behind: Behind,
    on: date,
    texts: Texts,
    answers: Answers | None = None,
) -> policy.Claim:
    """Return a claim of these lines as the policy reads it, with the evidence behind each."""
    past = before(session, claim)
    known = as_known(session, claim)
    nights = _with_nights(session, claim, known, lines, past)
    written = {
        "filed_on": (claim.filed_on or on).isoformat(),
        "facts": {"children": known.children} | {name: day.isoformat() for name, day in window(known).items()},
        "lines": [
            _line(line, {**facts, **(answers or {}).get(line.position, {})}, behind.get(line.id, ()))
            for line, facts in zip(lines, nights, strict=True)
        ],
        "history": [],
    }
    read = policy.claim_from_json(written, texts)
    return policy.Claim(read.filed_on, read.facts, read.lines, summed(past))


def counted(piece: Evidence) -> bool:
    """Tell whether evidence counts: the shelter's own declaration, or attested by a second worker."""
    return piece.kind == DECLARATION or piece.attested_at is not None


def pieces(session: Session, claim: Claim, line: Line, texts: Texts) -> list[Piece]:
    """Cut a line where a text or an amount of its category changes, and at the edges of the window (article 3)."""
    whole = Piece(line.from_, line.until, line.units, line.claimed, line.received, line.facts)
    periods = policy.cuts(line.category, line.from_, line.until, texts, window(as_known(session, claim)))
    return cut(whole, unit(texts, line.category, line.from_), [from_ for from_, _ in periods])


def unit(texts: Texts, category: str, on: date) -> str:
    """Return the unit of a category on a day; one that no text knows then is not cut."""
    try:
        known = policy.in_force(texts, on).rules.categories.get(category)
    except policy.NotInForce:
        known = None
    return known.unit if known else "once"


def as_known(session: Session, claim: Claim) -> Claim | Stay:
    """Return what holds children and dates: the stay as it is today for a draft, else the claim as it was submitted."""
    return session.get_one(Stay, claim.stay_id) if claim.state is State.DRAFT else claim


def window(known: Claim | Stay) -> Mapping[str, date]:
    """Return the days that bound which costs count; a leaving that is not known is left out."""
    return {"admitted_on": known.admitted_on} | ({"left_on": known.left_on} if known.left_on else {})


def _line(line: Line, facts: Mapping[str, Any], behind: Sequence[Evidence]) -> Mapping[str, Any]:
    return {
        "category": line.category,
        "claimed": plain(line.claimed),
        "from": line.from_.isoformat(),
        "until": line.until.isoformat(),
        "units": line.units,
        "received": plain(line.received),
        "payee": line.payee_kind,
        "evidence": [{"kind": piece.kind, "on": piece.issued_on.isoformat()} for piece in behind if counted(piece)],
        "facts": facts,
    }


def _with_nights(
    session: Session, claim: Claim, known: Claim | Stay, lines: Sequence[Line], past: Sequence[EarlierLine]
) -> Iterator[Mapping[str, Any]]:
    """Yield each line's facts; of the nights due, those that are slept, not waived, and on no earlier line nor granted before."""
    taken = [Period(line.from_, line.until) for line in past if line.by_night]
    waived = shelter(session, claim.shelter_id).waived_nights
    for line in lines:
        due = line.facts.get(NIGHTS_DUE)
        if not isinstance(due, int):
            yield line.facts
            continue
        mine = Period(line.from_, line.until)
        yield {
            **line.facts,
            NIGHTS_DUE: min(due, nights_due(stayed(known.admitted_on, known.left_on), mine, waived, taken)),
        }
        taken.append(mine)

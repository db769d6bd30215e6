"""A claim as the policy reads it, and what the policy finds (toets). Only a person decides."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

from fund import policy
from fund.claims.dossier import Dossier, Texts
from fund.claims.models import Assessed, Line
from fund.claims.pieces import NIGHTS_DUE, Piece, cut
from fund.claims.rules import summed
from fund.core.money import plain
from fund.evidence.models import Evidence
from fund.people.act import Act
from fund.stays.nights import Period, nights_due, stayed

Behind: TypeAlias = Mapping[UUID, Sequence[Evidence]]
"""The evidence behind each line, by line id."""

Answers: TypeAlias = Mapping[int, Mapping[str, Any]]
"""What an administrator answered (hardship), by position: facts as the claim's JSON writes them."""


def assess(dossier: Dossier, on: date, answers: Answers | None = None) -> policy.Assessment:
    """Assess a claim with the history of this moment: as filed, or as if it were filed on that day."""
    return policy.assess(policy_claim(dossier, on, answers), dossier.texts)


def keep(act: Act, dossier: Dossier, answers: Answers | None = None) -> tuple[policy.Assessment, Assessed]:
    """Assess a claim now and keep its receipt, which can be made again to the same bytes."""
    read = policy_claim(dossier, act.today, answers)
    assessment = policy.assess(read, dossier.texts)
    return assessment, keep_receipt(act, dossier, read, assessment)


def keep_receipt(act: Act, dossier: Dossier, read: policy.ClaimFacts, assessment: policy.Assessment) -> Assessed:
    """Keep the receipt of an assessment that was made in the same act."""
    body = policy.receipt(read, assessment)
    sha256 = hashlib.sha256(body).hexdigest()
    assessed = Assessed(claim_id=dossier.claim.id, at=act.at, by_id=act.by.id, body=body.decode(), sha256=sha256)
    act.session.add(assessed)
    act.session.flush()
    return assessed


def policy_claim(dossier: Dossier, on: date, answers: Answers | None = None) -> policy.ClaimFacts:
    """Return the claim as the policy reads it: plain facts, and the evidence that counts."""
    return policy_claim_of(dossier, dossier.lines, behind=dossier.evidence, on=on, answers=answers)


def policy_claim_of(
    dossier: Dossier, lines: Sequence[Line], *, behind: Behind, on: date, answers: Answers | None = None
) -> policy.ClaimFacts:
    """Return a claim of these lines as the policy reads it, with the evidence behind each."""
    written = {
        "filed_on": (dossier.claim.filed_on or on).isoformat(),
        "facts": {"children": dossier.known.children} | {name: day.isoformat() for name, day in dossier.window.items()},
        "lines": [
            _line(line, {**facts, **(answers or {}).get(line.position, {})}, behind.get(line.id, ()))
            for line, facts in zip(lines, _with_nights(dossier, lines), strict=True)
        ],
        "history": [],
    }
    read = policy.claim_from_json(written, dossier.texts)
    return policy.ClaimFacts(read.filed_on, read.facts, read.lines, summed(dossier.earlier))


def pieces(dossier: Dossier, line: Line) -> list[Piece]:
    """Cut a line where a text or an amount of its category changes, and at the edges of the window (article 3)."""
    whole = Piece(line.from_, line.until, line.units, line.claimed, line.received, line.facts)
    periods = policy.cuts(line.category, line.from_, line.until, dossier.texts, dossier.window)
    return cut(whole, unit(dossier.texts, line.category, line.from_), [from_ for from_, _ in periods])


def unit(texts: Texts, category: str, on: date) -> str:
    """Return the unit of a category on a day; `once` where no text in force knows it, so that it is not cut."""
    try:
        known = policy.in_force(texts, on).rules.categories.get(category)
    except policy.NotInForce:
        known = None
    return known.unit if known else "once"


def _line(line: Line, facts: Mapping[str, Any], behind: Sequence[Evidence]) -> Mapping[str, Any]:
    return {
        "category": line.category,
        "claimed": plain(line.claimed),
        "from": line.from_.isoformat(),
        "until": line.until.isoformat(),
        "units": line.units,
        "received": plain(line.received),
        "payee": line.payee_kind,
        "evidence": [{"kind": each.kind, "on": each.issued_on.isoformat()} for each in behind if each.counts],
        "facts": facts,
    }


def _with_nights(dossier: Dossier, lines: Sequence[Line]) -> Iterator[Mapping[str, Any]]:
    """Yield each line's facts, with the nights for which a fee is due.

    Those are slept, not waived, on no earlier line of this claim and not granted before.
    """
    taken = [Period(line.from_, line.until) for line in dossier.earlier if line.by_night]
    known = dossier.known
    for line in lines:
        due = line.facts.get(NIGHTS_DUE)
        if not isinstance(due, int):
            yield line.facts
            continue
        own = Period(line.from_, line.until)
        slept = stayed(known.admitted_on, known.left_on)
        yield {**line.facts, NIGHTS_DUE: min(due, nights_due(slept, own, dossier.shelter.waived_nights, taken))}
        taken.append(own)

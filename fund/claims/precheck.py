"""The check beforehand (toets vooraf): for each cost what would be granted, why, and what is missing. Also what a kept check said."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from sqlalchemy.orm import Session

from fund import policy
from fund.claims import queries, weighing
from fund.claims.drafts import line_of
from fund.claims.models import Claim, Line
from fund.claims.rules import State
from fund.claims.weighing import counted
from fund.core.calendar import add_working_days
from fund.core.money import Cents
from fund.evidence.models import Evidence
from fund.people.rules import Actor
from fund.stays.models import Cost
from fund.texts.queries import texts_of

Told = tuple[Line, policy.AssessedLine, Cents]
"""A line, what the rules say of it, and what would be added with the evidence that is missing."""


@dataclass(frozen=True, slots=True)
class Card:
    """One cost of a claim and what the rules say of it; its pieces, where it was cut, together.

    `brings` is what would be added if the evidence that is missing were there. `decided`: what was granted, None before that.
    """

    lines: tuple[Line, ...]
    claimed: Cents
    granted: Cents
    outcome: policy.Outcome
    brings: Cents
    findings: tuple[policy.Finding, ...]
    evidence: tuple[Evidence, ...]
    decided: Cents | None

    @property
    def line(self) -> Line:
        """Return the cost itself, or its first piece."""
        return self.lines[0]

    @property
    def from_(self) -> date:
        """Return the beginning of its first piece."""
        return self.lines[0].from_

    @property
    def until(self) -> date:
        """Return the end of its last piece."""
        return self.lines[-1].until

    @property
    def unattested(self) -> bool:
        """Tell whether evidence waits for a second worker."""
        return not all(counted(piece) for piece in self.evidence)

    @property
    def telling(self) -> policy.Finding | None:
        """Return what stops or cuts it most; None when all is granted."""
        return next((found for found in self.findings if found.held is not True or found.cut), None)

    @property
    def articles(self) -> tuple[str, ...]:
        """Return the articles of what stops or cuts it, else the one by which it is paid."""
        telling = [found for found in self.findings if found.held is not True or found.cut] or self.findings[-1:]
        return tuple(dict.fromkeys(found.article for found in telling if found.article))


@dataclass(frozen=True, slots=True)
class Precheck:
    """A claim as it would come out today, or as it came out when it was assessed."""

    outcome: policy.Outcome
    claimed: Cents
    granted: Cents
    brings: Cents
    decide_by: date | None
    title: str
    cards: tuple[Card, ...]


def precheck(session: Session, actor: Actor, claim_id: UUID, on: date) -> Precheck:
    """Check a claim as if it were filed, or completed, on that day; NotFound when it is not the reader's to see."""
    claim = queries.one(session, actor, claim_id)
    return checked(session, claim, queries.lines(session, claim.id), on)


def with_costs(session: Session, claim: Claim, costs: Sequence[Cost], on: date) -> Precheck:
    """Check a draft as if these costs stood on it, too; nothing is kept."""
    lines = queries.lines(session, claim.id)
    return checked(
        session,
        claim,
        [*lines, *(line_of(cost, claim.id, len(lines) + place) for place, cost in enumerate(costs, 1))],
        on,
    )


def checked(session: Session, claim: Claim, lines: Sequence[Line], on: date) -> Precheck:
    """Check these lines as if they were this claim's, filed on that day."""
    texts = texts_of(session, claim.region_id)
    if not lines:
        return _of(claim, on, texts, cards=())
    behind = queries.evidence(session, lines)
    cut = list(_cut(session, claim, lines, texts)) if claim.state is State.DRAFT else [(line, line) for line in lines]
    read = weighing.of_lines(
        session,
        claim,
        [piece for _, piece in cut],
        behind={piece.id: behind[line.id] for line, piece in cut},
        on=on,
        texts=texts,
    )
    return _told(claim, [line for line, _ in cut], behind, read, texts)


def latest(session: Session, claim: Claim) -> Precheck | None:
    """Return what the newest assessment of a claim said, read anew from its own facts and texts; None before there is one."""
    kept = next(iter(queries.assessments(session, claim.id)), None)
    if kept is None:
        return None
    lines = queries.lines(session, claim.id)
    texts = texts_of(session, claim.region_id)
    read = policy.claim_from_json(json.loads(kept.body)["facts"], texts)
    return _told(claim, lines, queries.evidence(session, lines), read, texts)


def _told(
    claim: Claim,
    of: Sequence[Line],
    behind: weighing.Behind,
    read: policy.Claim,
    texts: weighing.Texts,
) -> Precheck:
    now, then = policy.assess(read, texts), policy.if_complete(read, texts)
    told = [
        (line, result, max(0, complete.granted - result.granted))
        for line, result, complete in zip(of, now.lines, then.lines, strict=True)
    ]
    cards = tuple(
        _card(list(alike), behind) for _, alike in groupby(told, key=lambda each: each[0].cost_id or each[0].id)
    )
    return _of(claim, read.filed_on, texts, cards, now)


def _of(
    claim: Claim, on: date, texts: weighing.Texts, cards: tuple[Card, ...], assessment: policy.Assessment | None = None
) -> Precheck:
    pair = policy.in_force(texts, on)
    term = policy.terms(texts, on)
    return Precheck(
        outcome=assessment.outcome if assessment else "incomplete",
        claimed=sum(card.claimed for card in cards),
        granted=sum(card.granted for card in cards),
        brings=sum(card.brings for card in cards),
        decide_by=claim.decide_by or add_working_days(on, term.urgent_days if claim.urgent else term.decide_days),
        title=(pair.region or pair.nation).title,
        cards=cards,
    )


def _card(alike: Sequence[Told], behind: weighing.Behind) -> Card:
    lines = tuple(dict.fromkeys(line for line, _, _ in alike))
    granted = [line.granted for line in lines]
    return Card(
        lines=lines,
        claimed=sum(result.claimed for _, result, _ in alike),
        granted=sum(result.granted for _, result, _ in alike),
        outcome=together([result.outcome for _, result, _ in alike]),
        brings=sum(brings for _, _, brings in alike),
        findings=tuple(
            policy.telling_first(dict.fromkeys(found for _, result, _ in alike for found in result.findings))
        ),
        evidence=tuple(dict.fromkeys(piece for line in lines for piece in behind[line.id])),
        decided=None if None in granted else sum(cents or 0 for cents in granted),
    )


def together(outcomes: Sequence[policy.Outcome]) -> policy.Outcome:
    """Return the outcome of a cost from those of its pieces."""
    for first in ("referred", "incomplete"):
        if first in outcomes:
            return first
    return outcomes[0] if len(set(outcomes)) == 1 else "part"


def _cut(session: Session, claim: Claim, lines: Sequence[Line], texts: weighing.Texts) -> Iterator[tuple[Line, Line]]:
    position = 0
    for line in lines:
        for piece in weighing.pieces(session, claim, line, texts):
            position += 1
            cut = Line(position=position, category=line.category, payee_kind=line.payee_kind)
            cut.from_, cut.until, cut.units, cut.facts = piece.from_, piece.until, piece.units, dict(piece.facts)
            cut.claimed, cut.received = piece.claimed, piece.received
            yield line, cut

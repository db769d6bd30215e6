"""The check beforehand (toets vooraf): for each cost what would be granted, why, and what is missing.

Also what an assessment said that was kept.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from sqlalchemy.orm import Session

from fund import policy
from fund.claims import queries
from fund.claims.assessment import Behind, pieces, policy_claim_of
from fund.claims.dossier import Dossier
from fund.claims.drafts import line_for
from fund.claims.models import Line
from fund.claims.rules import State
from fund.core.calendar import add_working_days
from fund.core.money import Cents
from fund.evidence.models import Evidence
from fund.people.rules import Actor
from fund.stays.models import Cost

Checked = tuple[Line, policy.AssessedLine, Cents]
"""A line, what the rules find, and what would be added with the evidence that is missing."""


@dataclass(frozen=True, slots=True)
class Card:
    """One cost of a claim and what the rules find; the pieces of a cost that was cut are taken together.

    `brings` is what would be added with the evidence that is missing. `decided`: what was granted, None before that.
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
        return not all(evidence.counts for evidence in self.evidence)

    @property
    def obstacles(self) -> tuple[policy.Finding, ...]:
        """Return the findings that stop or cut it, the worst first."""
        return tuple(found for found in self.findings if found.is_obstacle)

    @property
    def telling(self) -> policy.Finding | None:
        """Return the finding that stops or cuts it most; None when all is granted."""
        return next(iter(self.obstacles), None)

    @property
    def articles(self) -> tuple[str, ...]:
        """Return the articles of what stops or cuts it, or else the one by which it is paid."""
        telling = self.obstacles or self.findings[-1:]
        return tuple(dict.fromkeys(found.article for found in telling if found.article))

    @property
    def falls_short(self) -> bool:
        """Tell whether the rules give less than is asked, so that hardship may be asked for the rest."""
        return self.outcome in ("part", "refused")

    @property
    def decided_outcome(self) -> str | None:
        """Return what was decided of it, its pieces together; None before that."""
        outcomes = {line.outcome for line in self.lines}
        return next(iter(outcomes)) if len(outcomes) == 1 else "part"


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
    """Check a claim as if it were filed, or completed, on that day; NotFound when the reader may not see it."""
    dossier = Dossier(session, queries.claim(session, actor, claim_id))
    return checked(dossier, dossier.lines, on)


def with_costs(dossier: Dossier, costs: Sequence[Cost], on: date) -> Precheck:
    """Check a draft as if it had these costs as well; nothing is kept."""
    lines, claim_id = dossier.lines, dossier.claim.id
    added = (line_for(cost, claim_id, len(lines) + place) for place, cost in enumerate(costs, 1))
    return checked(dossier, [*lines, *added], on)


def checked(dossier: Dossier, lines: Sequence[Line], on: date) -> Precheck:
    """Check these lines as if they were this claim's, filed on that day."""
    if not lines:
        return _of(dossier, on, cards=())
    behind = dossier.evidence if lines is dossier.lines else queries.evidence(dossier.session, lines)
    is_draft = dossier.claim.state is State.DRAFT
    cut = list(_cut(dossier, lines)) if is_draft else [(line, line) for line in lines]
    of_pieces = {piece.id: behind[line.id] for line, piece in cut}
    read = policy_claim_of(dossier, [piece for _, piece in cut], behind=of_pieces, on=on)
    return _precheck(dossier, [line for line, _ in cut], behind, read)


def latest(dossier: Dossier) -> Precheck | None:
    """Return what the newest assessment of a claim said, by its own facts and texts; None before there is one."""
    kept = next(iter(queries.assessments(dossier.session, dossier.claim.id)), None)
    if kept is None:
        return None
    read = policy.claim_from_json(json.loads(kept.body)["facts"], dossier.texts)
    return _precheck(dossier, dossier.lines, dossier.evidence, read)


def _precheck(dossier: Dossier, of: Sequence[Line], behind: Behind, read: policy.ClaimFacts) -> Precheck:
    now, then = policy.assess(read, dossier.texts), policy.if_complete(read, dossier.texts)
    rows = [
        (line, result, max(0, complete.granted - result.granted))
        for line, result, complete in zip(of, now.lines, then.lines, strict=True)
    ]
    by_cost = groupby(rows, key=lambda each: each[0].cost_id or each[0].id)
    return _of(dossier, read.filed_on, tuple(_card(list(alike), behind) for _, alike in by_cost), now)


def _of(dossier: Dossier, on: date, cards: tuple[Card, ...], assessment: policy.Assessment | None = None) -> Precheck:
    claim, pair = dossier.claim, policy.in_force(dossier.texts, on)
    term = policy.terms(dossier.texts, on)
    return Precheck(
        outcome=assessment.outcome if assessment else "incomplete",
        claimed=sum(card.claimed for card in cards),
        granted=sum(card.granted for card in cards),
        brings=sum(card.brings for card in cards),
        decide_by=claim.decide_by or add_working_days(on, term.urgent_days if claim.urgent else term.decide_days),
        title=(pair.region or pair.nation).title,
        cards=cards,
    )


def _card(alike: Sequence[Checked], behind: Behind) -> Card:
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
        evidence=tuple(dict.fromkeys(evidence for line in lines for evidence in behind[line.id])),
        decided=None if None in granted else sum(cents or 0 for cents in granted),
    )


def together(outcomes: Sequence[policy.Outcome]) -> policy.Outcome:
    """Return the outcome of a cost from those of its pieces."""
    for first in ("referred", "incomplete"):
        if first in outcomes:
            return first
    return outcomes[0] if len(set(outcomes)) == 1 else "part"


def _cut(dossier: Dossier, lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    position = 0
    for line in lines:
        for piece in pieces(dossier, line):
            position += 1
            yield line, line.cut(piece, position)

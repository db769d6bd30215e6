"""Whether the evidence (bewijsstukken) that a category requires is there, and fresh enough."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fund.policy.decide.claim import EvidenceSeen, LineFacts
from fund.policy.decide.context import LineContext
from fund.policy.decide.evaluation import shifted
from fund.policy.decide.findings import Finding, Seen, seen
from fund.policy.language.names import DECLARATION
from fund.policy.language.rules import Otherwise, Requirement
from fund.policy.language.tree import ValueKind
from fund.policy.language.values import Unknown, Value
from fund.policy.language.words import Words


@dataclass(frozen=True, slots=True)
class _Shown:
    """The evidence of a line that bears on a requirement, the newest of each first."""

    fresh: Sequence[EvidenceSeen]
    old: Sequence[EvidenceSeen]
    declared: Sequence[EvidenceSeen]
    declaration_does: bool

    @property
    def held(self) -> bool:
        return bool(self.fresh) or self.declaration_does

    @property
    def first(self) -> EvidenceSeen | None:
        """Return the piece that tells most: what satisfies the requirement, else what almost does."""
        order = (
            (self.fresh, self.declared, self.old) if self.declaration_does else (self.fresh, self.old, self.declared)
        )
        return next((piece for pieces in order for piece in pieces), None)

    @property
    def state(self) -> str:
        if self.fresh:
            return "there"
        if self.declaration_does:
            return "declared"
        return "old" if self.old else "missing"


def evidence(rule: Requirement, line: LineFacts, context: LineContext) -> Finding | None:
    """Say whether the evidence is there; None where it is not required of this line."""
    when: Value = context.value(rule.when) if rule.when else True
    if when is False:
        return None
    if rule.when and isinstance(when, Unknown):
        lead, missing = context.lead(rule.when), context.missing(when)
        return _finding(rule, None, "unknown", context, otherwise=lead, missing=missing)
    above = context.value(rule.above) if rule.above else None
    shown = _shown(rule, line, above, context)
    piece = shown.first
    saw = [
        seen("evidence", ValueKind.CHOICE, piece.kind if piece else None),
        seen("on", ValueKind.DATE, piece.on if piece else None),
    ]
    if rule.above:
        saw.append(seen("above", ValueKind.MONEY, above))
    too_high = shown.state == "missing" and shown.declared and rule.above
    state = "too_high" if too_high else shown.state
    return _finding(rule, shown.held, state, context, saw=saw, otherwise=rule.otherwise)


def _shown(rule: Requirement, line: LineFacts, above: Value | None, context: LineContext) -> _Shown:
    right = sorted((piece for piece in line.evidence if piece.kind in rule.any_of), key=_on, reverse=True)
    fresh = [piece for piece in right if _is_fresh(rule, piece, line, context)]
    old = [piece for piece in right if piece not in fresh]
    declared = [piece for piece in line.evidence if piece.kind == DECLARATION and DECLARATION not in rule.any_of]
    small = isinstance(above, int) and line.claimed <= above
    return _Shown(fresh, old, declared, declaration_does=not fresh and bool(declared) and small)


def _is_fresh(rule: Requirement, piece: EvidenceSeen, line: LineFacts, context: LineContext) -> bool:
    if rule.fresh is None:
        return True
    span = context.value(rule.fresh)
    return isinstance(span, int) and shifted(piece.on, rule.fresh.kind, span) >= line.until


def _on(piece: EvidenceSeen) -> date:
    return piece.on


def _finding(
    rule: Requirement,
    held: bool | None,
    state: str,
    context: LineContext,
    *,
    otherwise: Otherwise,
    saw: Sequence[Seen] = (),
    missing: tuple[Words, ...] = (),
) -> Finding:
    kind = str(saw[0].value) if saw and saw[0].value else DECLARATION
    labels = context.rules.evidence
    return Finding(
        kind="evidence",
        rule=rule.id,
        article=rule.article,
        held=held,
        saw=tuple(saw),
        otherwise=otherwise,
        codes=(("state", state), ("any_of", " ".join(rule.any_of))),
        words=(labels.get(kind, Words(kind, kind)), *(labels[code] for code in rule.any_of)),
        missing=missing,
    )

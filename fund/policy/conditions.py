"""Whether a line meets the conditions, shows its evidence, and may be paid to whom it names."""

import re
from collections.abc import Sequence

from fund.policy.build import DECLARATION
from fund.policy.facts import EvidenceSeen, Line
from fund.policy.findings import Finding, Seen, seen
from fund.policy.known import Known
from fund.policy.parts import Category, Condition, Requirement
from fund.policy.tree import Kind, names
from fund.policy.values import Unknown, Value, shifted
from fund.policy.words import Words

_BLANK = re.compile(r"\{([a-z0-9_]+)\}")


def condition(rule: Condition, known: Known) -> Finding:
    """Say whether a condition holds."""
    value = known.value(rule.holds)
    unknown = isinstance(value, Unknown)
    words = (rule.says, rule.denies, rule.wonders)
    used = dict.fromkeys((*names(rule.holds), *(name for said in words for name in _BLANK.findall(said.nl + said.en))))
    return Finding(
        kind="condition",
        rule=rule.id,
        article=rule.article,
        held=None if unknown else bool(value),
        saw=known.saw(used),
        otherwise=known.lead(rule.holds) if unknown else rule.otherwise,
        words=words,
        missing=known.missing(value) if isinstance(value, Unknown) else (),
    )


def payee(category: Category, line: Line, known: Known) -> Finding:
    """Say whether the payee is one whom the text allows."""
    allowed = known.rules.payees_of(category)
    called = known.rules.payees
    return Finding(
        kind="payee",
        rule=f"{category.code}.payees",
        article=known.rules.everyone.article or category.article,
        held=line.payee in allowed,
        saw=(seen("payee", Kind.CHOICE, line.payee),),
        otherwise="refuse",
        words=tuple(called.get(code, Words(code, code)) for code in (line.payee, *allowed)),
    )


def evidence(rule: Requirement, line: Line, known: Known) -> Finding | None:
    """Say whether the evidence is there; None where it is not asked of this line."""
    when: Value = known.value(rule.when) if rule.when else True
    if when is False:
        return None
    if isinstance(when, Unknown) and rule.when:
        return _evidence(rule, None, known, (), otherwise=known.lead(rule.when), missing=known.missing(when))
    above = known.value(rule.above) if rule.above else None
    found, old = _found(rule, line, known)
    declared = [piece for piece in line.evidence if piece.kind == DECLARATION and DECLARATION not in rule.any_of]
    by_declaration = not found and bool(declared) and isinstance(above, int) and line.claimed <= above
    pieces = [*found, *(declared if by_declaration else ()), *old, *declared]
    piece = pieces[0] if pieces else None
    saw = (
        seen("evidence", Kind.CHOICE, piece.kind if piece else None),
        seen("on", Kind.DATE, piece.on if piece else None),
        *([seen("above", Kind.MONEY, above)] if rule.above else []),
    )
    state = (
        "there"
        if found
        else "declared"
        if by_declaration
        else "old"
        if old
        else "too_high"
        if declared and rule.above
        else "missing"
    )
    return _evidence(rule, bool(found) or by_declaration, known, saw, otherwise=rule.otherwise, state=state)


def _found(rule: Requirement, line: Line, known: Known) -> tuple[list[EvidenceSeen], list[EvidenceSeen]]:
    """Return the evidence of the right kind: what is fresh enough, and what is too old."""
    right = sorted(
        (piece for piece in line.evidence if piece.kind in rule.any_of), key=lambda piece: piece.on, reverse=True
    )
    if rule.fresh is None:
        return right, []
    span = known.value(rule.fresh)
    fresh = [
        piece for piece in right if isinstance(span, int) and shifted(piece.on, rule.fresh.kind, span) >= line.until
    ]
    return fresh, [piece for piece in right if piece not in fresh]


def _evidence(
    rule: Requirement,
    held: bool | None,
    known: Known,
    saw: Sequence[Seen],
    *,
    otherwise: str,
    state: str = "unknown",
    missing: tuple[Words, ...] = (),
) -> Finding:
    kind = str(saw[0].value) if saw and saw[0].value else DECLARATION
    called = known.rules.evidence
    return Finding(
        kind="evidence",
        rule=rule.id,
        article=rule.article,
        held=held,
        saw=tuple(saw),
        otherwise="refer" if otherwise == "refer" else "refuse" if otherwise == "refuse" else "ask",
        codes=(("state", state), ("any_of", " ".join(rule.any_of))),
        words=(called.get(kind, Words(kind, kind)), *(called[code] for code in rule.any_of)),
        missing=missing,
    )

"""What a line may come to: the units that are left, what is paid for them, and the money and claims that are left."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from fund.core.money import Cents, half_up
from fund.policy.decide.claim import LineFacts
from fund.policy.decide.context import LineContext
from fund.policy.decide.findings import Finding, seen
from fund.policy.decide.scopes import Draw, counts
from fund.policy.decide.sums import most_units, per_unit, working
from fund.policy.language.rules import Category, Limit
from fund.policy.language.tree import Expr, ValueKind, names
from fund.policy.language.values import Unknown, Value


@dataclass(frozen=True, slots=True)
class Worth:
    """What a line comes to: cents and units after the limits, and whether its category's limits left it alone."""

    cents: Cents
    units: int
    unlimited: bool
    findings: tuple[Finding, ...]


def worth(category: Category, line: LineFacts, context: LineContext, drawn: Sequence[Draw]) -> Worth:
    """Apply a category's limits and what it pays, in cents, half up: max(0, min(claimed - received, limits, pays))."""
    free = context.value(category.unlimited)
    scopes = _scopes(category, line, context, drawn, own=free is not True)
    units, findings = _units_left(category, scopes, line, context)
    claimed = half_up(Fraction(line.claimed * units, line.units)) if line.units else line.claimed
    least = base = max(0, claimed - line.received)
    context = context.with_values(units=units, claimed=claimed)
    if category.pays:
        least, finding = _paid(category.pays, category, context, base)
        findings.append(finding)
    for limit, scope in scopes:
        if limit.of != "units":
            cents, finding = _left(limit, category, context, scope, base)
            least = min(least, cents)
            findings.append(finding if not isinstance(free, Unknown) else _unsure(finding, category, context, free))
    return Worth(max(0, min(base, least)), units, free is True, tuple(findings))


def _scopes(
    category: Category, line: LineFacts, context: LineContext, drawn: Sequence[Draw], *, own: bool
) -> list[tuple[Limit, list[Draw]]]:
    """Return the limits that apply to the line, each with the draws that count towards it."""
    found = []
    for limit in (*(category.limits if own else ()), *context.rules.everyone.limits):
        theirs = limit in category.limits
        scope = [
            draw for draw in drawn if counts(limit, draw, line.from_, line.until) and not (theirs and draw.unlimited)
        ]
        found.append((limit, scope))
    return found


def _unsure(finding: Finding, category: Category, context: LineContext, free: Unknown) -> Finding:
    """Say that it is not yet known whether the limit applies to this line."""
    return replace(finding, held=None, cut=0, otherwise=context.lead(category.unlimited), missing=context.missing(free))


def _units_left(
    category: Category, scopes: Sequence[tuple[Limit, list[Draw]]], line: LineFacts, context: LineContext
) -> tuple[int, list[Finding]]:
    units, findings = line.units, []
    for limit, scope in scopes:
        if limit.of != "units":
            continue
        used = sum(draw.units for draw in scope)
        most = context.with_values(units_in_all=used + line.units).value(limit.most)
        left = max(0, most - used) if isinstance(most, int) else 0
        units = min(units, left)
        cut = line.claimed - half_up(Fraction(line.claimed * min(line.units, left), line.units)) if line.units else 0
        findings.append(_finding(limit, context, most, used, cut=cut, kind=ValueKind.COUNT, unit=category.unit))
    return units, findings


def _paid(pays: Expr, category: Category, context: LineContext, base: Cents) -> tuple[Cents, Finding]:
    value = context.value(pays)
    cents = max(0, value) if isinstance(value, int) else 0
    unknown = isinstance(value, Unknown)
    each = None if unknown else per_unit(pays, context)
    finding = Finding(
        kind="pays",
        rule=f"{category.code}.pays",
        article=category.article,
        held=None if unknown else cents >= base,
        saw=(seen("pays", ValueKind.MONEY, value), *([each] if each else []), *context.saw(names(pays))),
        otherwise=context.lead(pays) if unknown else None,
        cut=0 if unknown else max(0, base - cents),
        codes=(("unit", category.unit),),
        working=working(pays, context),
        missing=context.missing(value),
    )
    return cents, finding


def _left(
    limit: Limit, category: Category, context: LineContext, scope: Sequence[Draw], base: Cents
) -> tuple[Cents, Finding]:
    here = context.with_values(units_in_all=sum(draw.units for draw in scope) + int(str(context.values["units"])))
    most = here.value(limit.most)
    if limit.of == "claims":
        used = sum(draw.times for draw in scope)
        here_counts = (category.code in limit.over or "*" in limit.over) and _own(limit, context)
        left = base if isinstance(most, int) and used + here_counts <= most else 0
        return left, _finding(limit, here, most, used, cut=base - left, kind=ValueKind.COUNT, unit=category.unit)
    used = sum(draw.granted for draw in scope)
    left = max(0, most - used) if isinstance(most, int) else 0
    return left, _finding(limit, here, most, used, cut=max(0, base - left), kind=ValueKind.MONEY, unit=category.unit)


def _own(limit: Limit, context: LineContext) -> bool:
    return "*" in limit.programmes or context.rules.programme in limit.programmes


def _finding(
    limit: Limit, context: LineContext, most: Value, used: int, *, cut: Cents, kind: ValueKind, unit: str
) -> Finding:
    unknown = isinstance(most, Unknown)
    each = None if unknown or kind is not ValueKind.MONEY else per_unit(limit.most, context)
    cuts_at = None if unknown else most_units(limit.most, context)
    saw = (
        seen("most", kind, most),
        seen("used", kind, used),
        *([each] if each else []),
        *([seen("most_units", ValueKind.COUNT, cuts_at)] if cuts_at is not None else []),
        *context.saw(names(limit.most)),
    )
    return Finding(
        kind="limit",
        rule=limit.id,
        article=limit.article,
        held=None if unknown else cut == 0,
        saw=saw,
        otherwise=context.lead(limit.most) if unknown else None,
        cut=0 if unknown else cut,
        codes=(("of", limit.of), ("within", limit.within), ("whom", limit.whom), ("unit", unit)),
        working=working(limit.most, context),
        missing=context.missing(most),
    )

"""What a line may come to: the units that are left, what is paid for them, and the money and claims that are left."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from fund.core.money import Cents, half_up
from fund.policy.facts import Line
from fund.policy.findings import Finding, seen
from fund.policy.known import Known
from fund.policy.parts import Category, Limit
from fund.policy.scopes import Draw, counts
from fund.policy.tree import Expr, Kind, names
from fund.policy.values import Unknown
from fund.policy.working import each, most_units, working


@dataclass(frozen=True, slots=True)
class Worth:
    """What a line comes to: cents and units after the limits, and whether its category's limits left it alone."""

    cents: Cents
    units: int
    unlimited: bool
    findings: tuple[Finding, ...]


def worth(category: Category, line: Line, known: Known, drawn: Sequence[Draw]) -> Worth:
    """Apply a category's limits and what it pays, in cents, half up: max(0, min(claimed - received, limits, pays))."""
    free = known.value(category.unlimited)
    scopes = _scopes(category, line, known, drawn, own=free is not True)
    units, findings = _units_left(category, scopes, line, known)
    claimed = half_up(Fraction(line.claimed * units, line.units)) if line.units else line.claimed
    least = base = max(0, claimed - line.received)
    known = known.given(units=units, claimed=claimed)
    if category.pays:
        least, finding = _paid(category.pays, category, known, base)
        findings.append(finding)
    for limit, scope in scopes:
        if limit.of != "units":
            cents, finding = _left(limit, category, known, scope, base)
            least = min(least, cents)
            findings.append(finding if not isinstance(free, Unknown) else _unsure(finding, category, known, free))
    return Worth(max(0, min(base, least)), units, free is True, tuple(findings))


def _scopes(
    category: Category, line: Line, known: Known, drawn: Sequence[Draw], *, own: bool
) -> list[tuple[Limit, list[Draw]]]:
    """Return the limits that go for the line, each with the draws that count for it."""
    found = []
    for limit in (*(category.limits if own else ()), *known.rules.everyone.limits):
        theirs = limit in category.limits
        scope = [
            draw for draw in drawn if counts(limit, draw, line.from_, line.until) and not (theirs and draw.unlimited)
        ]
        found.append((limit, scope))
    return found


def _unsure(finding: Finding, category: Category, known: Known, free: Unknown) -> Finding:
    """Say that it is not known yet whether the limit goes for this line."""
    return replace(finding, held=None, cut=0, otherwise=known.lead(category.unlimited), missing=known.missing(free))


def _units_left(
    category: Category, scopes: Sequence[tuple[Limit, list[Draw]]], line: Line, known: Known
) -> tuple[int, list[Finding]]:
    units, findings = line.units, []
    for limit, scope in scopes:
        if limit.of != "units":
            continue
        used = sum(draw.units for draw in scope)
        most = known.given(units_in_all=used + line.units).value(limit.most)
        left = max(0, most - used) if isinstance(most, int) else 0
        units = min(units, left)
        cut = line.claimed - half_up(Fraction(line.claimed * min(line.units, left), line.units)) if line.units else 0
        findings.append(_finding(limit, known, most, used, cut=cut, kind=Kind.COUNT, unit=category.unit))
    return units, findings


def _paid(pays: Expr, category: Category, known: Known, base: Cents) -> tuple[Cents, Finding]:
    value = known.value(pays)
    cents = max(0, value) if isinstance(value, int) else 0
    unknown = isinstance(value, Unknown)
    per_unit = None if unknown else each(pays, known)
    finding = Finding(
        kind="pays",
        rule=f"{category.code}.pays",
        article=category.article,
        held=None if unknown else cents >= base,
        saw=(seen("pays", Kind.MONEY, value), *([per_unit] if per_unit else []), *known.saw(names(pays))),
        otherwise=known.lead(pays) if unknown else None,
        cut=0 if unknown else max(0, base - cents),
        codes=(("unit", category.unit),),
        working=working(pays, known),
        missing=known.missing(value) if isinstance(value, Unknown) else (),
    )
    return cents, finding


def _left(limit: Limit, category: Category, known: Known, scope: Sequence[Draw], base: Cents) -> tuple[Cents, Finding]:
    here = known.given(units_in_all=sum(draw.units for draw in scope) + int(str(known.values["units"])))
    most = here.value(limit.most)
    if limit.of == "claims":
        used = sum(draw.times for draw in scope)
        here_counts = (category.code in limit.over or "*" in limit.over) and _own(limit, known)
        left = base if isinstance(most, int) and used + here_counts <= most else 0
        return left, _finding(limit, here, most, used, cut=base - left, kind=Kind.COUNT, unit=category.unit)
    used = sum(draw.granted for draw in scope)
    left = max(0, most - used) if isinstance(most, int) else 0
    return left, _finding(limit, here, most, used, cut=max(0, base - left), kind=Kind.MONEY, unit=category.unit)


def _own(limit: Limit, known: Known) -> bool:
    return "*" in limit.programmes or known.rules.programme in limit.programmes


def _finding(limit: Limit, known: Known, most: object, used: int, *, cut: Cents, kind: Kind, unit: str) -> Finding:
    unknown = isinstance(most, Unknown)
    per_unit = None if unknown or kind is not Kind.MONEY else each(limit.most, known)
    cuts_at = None if unknown else most_units(limit.most, known)
    saw = (
        seen("most", kind, most),
        seen("used", kind, used),
        *([per_unit] if per_unit else []),
        *([seen("most_units", Kind.COUNT, cuts_at)] if cuts_at is not None else []),
        *known.saw(names(limit.most)),
    )
    return Finding(
        kind="limit",
        rule=limit.id,
        article=limit.article,
        held=None if unknown else cut == 0,
        saw=saw,
        otherwise=known.lead(limit.most) if unknown else None,
        cut=0 if unknown else cut,
        codes=(("of", limit.of), ("within", limit.within), ("whom", limit.whom), ("unit", unit)),
        working=working(limit.most, known),
        missing=known.missing(most) if isinstance(most, Unknown) else (),
    )

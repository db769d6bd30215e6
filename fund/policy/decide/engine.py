"""Decide: assess every line under the nation's text and the region's, and never end below the nation.

The floor holds by construction: a line is granted max(region's, nation's - surplus), where the surplus is what has been
granted above the nation's amounts in that scope. The nation's text sees the history as it would be under it alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from fund.core.money import Cents
from fund.policy.decide.assessment import AssessedLine, Assessment, Outcome, Receipt, Used
from fund.policy.decide.claim import ClaimFacts, LineFacts, Past
from fund.policy.decide.clocks import pair_for
from fund.policy.decide.findings import Finding, seen
from fund.policy.decide.lines import LineResult, Verdict, assess_line, no_text
from fund.policy.decide.scopes import Draw, alongside, narrowness
from fund.policy.decide.terms import second_look
from fund.policy.language.rules import Rules
from fund.policy.language.text import Policy
from fund.policy.language.tree import ValueKind
from fund.policy.language.versions import Pair, on_filing

_ALL = frozenset({"resident", "household", "organisation", "stay", "event"})
_OUTCOMES: dict[Verdict, Outcome] = {"refuse": "refused", "refer": "referred", "ask": "incomplete"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a line took in fact, and what it would have taken under the nation's text alone."""

    actual: Draw
    floor: Draw


def assess(claim: ClaimFacts, texts: Sequence[Policy]) -> Assessment:
    """Assess a claim under all versions of the nation's texts and of one region's; each line has its own versions."""
    drawn = [_before(past) for past in claim.history]
    lines: list[AssessedLine] = []
    used: dict[Policy, None] = dict.fromkeys(on_filing(texts, claim.filed_on))
    for line in claim.lines:
        pair = pair_for(texts, claim, line)
        used |= dict.fromkeys(pair.texts if pair else ())
        assessed = _assessed(pair, claim, line, drawn)
        lines.append(assessed)
        if assessed.outcome in ("granted", "part", "refused"):
            drawn.append(_taken(assessed, line, pair))
    granted = sum(line.granted for line in lines)
    look = second_look(granted, texts, claim.filed_on)
    return Assessment(
        outcome=_outcome([line.outcome for line in lines]),
        claimed=sum(line.claimed for line in lines),
        granted=granted,
        lines=tuple(lines),
        findings=(look,) if look else (),
        receipt=Receipt(tuple(Used(text.layer, text.from_.isoformat(), text.sha256) for text in used)),
    )


def _assessed(pair: Pair | None, claim: ClaimFacts, line: LineFacts, drawn: Sequence[Drawn]) -> AssessedLine:
    if pair is None:
        nation = region = no_text(line)
        surplus = 0
    else:
        nation = assess_line(pair.floor, claim, line, [each.floor for each in drawn])
        surplus = _surplus(pair.floor, line, drawn) if pair.region else 0
        region = assess_line(pair.rules, claim, line, [each.actual for each in drawn]) if pair.region else nation
    verdict, granted = _settled(region, nation, surplus)
    lifted = verdict == "paid" and granted > region.paid
    return AssessedLine(
        category=line.category,
        claimed=line.claimed,
        granted=granted,
        outcome=_line_outcome(verdict, granted, line.claimed),
        units=0 if verdict == "refuse" else nation.units if lifted and region.verdict != "paid" else region.units,
        floor=nation.paid,
        floor_units=nation.units if nation.verdict == "paid" else 0,
        guaranteed=region.guaranteed or nation.guaranteed,
        unlimited=region.unlimited or nation.unlimited,
        form="gift" if "gift" in (region.form, nation.form) else "loan",
        findings=_findings(region, nation, verdict, granted, surplus),
    )


def _settled(region: LineResult, nation: LineResult, surplus: Cents) -> tuple[Verdict, Cents]:
    """Choose between the two results: never below the nation's, no silent zero where the nation would ask or refer."""
    owed = max(0, nation.cents - surplus) if nation.verdict != "refuse" else 0
    if region.verdict == "paid":
        granted = max(region.cents, owed)
        return (nation.verdict, 0) if not granted and nation.verdict in ("refer", "ask") else ("paid", granted)
    if nation.verdict == "paid" and owed:
        return "paid", owed
    if region.verdict == "refuse" and nation.verdict in ("refer", "ask"):
        return nation.verdict, 0
    return region.verdict, 0


def _findings(
    region: LineResult, nation: LineResult, verdict: Verdict, granted: Cents, surplus: Cents
) -> tuple[Finding, ...]:
    if verdict == region.verdict and granted == region.paid:
        return region.findings
    saw = (
        seen("region", ValueKind.MONEY, region.paid),
        seen("nation", ValueKind.MONEY, nation.cents),
        seen("surplus", ValueKind.MONEY, surplus),
        seen("granted", ValueKind.MONEY, granted),
    )
    known = {found.rule: found for found in region.findings}
    others = tuple(found for found in nation.findings if known.get(found.rule) != found)
    return (*region.findings, *others, Finding("floor", "floor", "", held=True, saw=saw))


def _surplus(floor: Rules, line: LineFacts, drawn: Sequence[Drawn]) -> Cents:
    """Return what was granted above the nation's amounts in the narrowest scope that limits this category."""
    category = floor.categories.get(line.category)
    limits = (*category.limits, *floor.everyone.limits) if category else ()
    if not limits:
        return 0
    narrowest = min(limits, key=lambda limit: narrowness(limit.within))
    alike = [
        each
        for each in drawn
        if each.actual.category == line.category and alongside(narrowest, each.actual, line.from_)
    ]
    return max(0, sum(each.actual.granted - each.floor.granted for each in alike))


def _before(past: Past) -> Drawn:
    until = past.on + timedelta(days=1) if past.on < date.max else past.on
    actual = Draw(
        past.category, past.granted, past.units, past.times, past.on, until, past.programme, past.same, past.unlimited
    )
    units = past.units if past.floor_units is None else past.floor_units
    return Drawn(actual, replace(actual, granted=past.granted - past.surplus, units=units))


def _taken(assessed: AssessedLine, line: LineFacts, pair: Pair | None) -> Drawn:
    # all lines of a claim together are one claim, already counted: they count zero times
    programme = pair.rules.programme if pair else ""
    actual = Draw(
        line.category, assessed.granted, assessed.units, 0, line.from_, line.until, programme, _ALL, assessed.unlimited
    )
    return Drawn(actual, replace(actual, granted=assessed.floor, units=assessed.floor_units))


def _line_outcome(verdict: Verdict, granted: Cents, claimed: Cents) -> Outcome:
    if verdict != "paid":
        return _OUTCOMES[verdict]
    return "refused" if not granted else "granted" if granted == claimed else "part"


def _outcome(outcomes: Sequence[Outcome]) -> Outcome:
    if "referred" in outcomes:
        return "referred"
    if "incomplete" in outcomes or not outcomes:
        return "incomplete"
    alike = set(outcomes)
    return outcomes[0] if alike in ({"granted"}, {"refused"}) else "part"

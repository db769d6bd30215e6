"""Where a period line is cut: each piece has one version of the text, one amount, and one side of the window."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from fund.policy.decide.evaluation import evaluate
from fund.policy.decide.scopes import school_year
from fund.policy.language.rules import Rules
from fund.policy.language.text import Policy, layered
from fund.policy.language.tree import Compare, Expr, Name, ValueKind, names, parts
from fund.policy.language.values import NOT_YET, Environment, Known

_DAY = timedelta(days=1)


def cuts(
    category: str, from_: date, until: date, texts: Sequence[Policy], facts: Mapping[str, Known]
) -> list[tuple[date, date]]:
    """Return the pieces, in order, of a period of a category; `facts` are the claim's, for the edges of the window."""
    days = {day for day in _days(category, texts, facts) if from_ < day < until}
    days |= {day for day in _years(category, texts, from_, until) if from_ < day < until}
    edges = [from_, *sorted(days), until]
    return list(zip(edges, edges[1:], strict=False))


def _days(category: str, texts: Sequence[Policy], facts: Mapping[str, Known]) -> Iterator[date]:
    yield from (text.from_ for text in texts if text.clock == "cost")
    for rules in _all_rules(texts):
        used = {name for node in rules.expressions_on(category) for name in names(node)}
        for name, amount in rules.amounts.items():
            if name in used and amount.clock == "cost":
                yield from (start for start, _, _ in amount.versions)
        known: Environment = {**{name: NOT_YET for name, fact in rules.facts.items() if fact.open}, **facts}
        for node in rules.expressions_on(category):
            yield from _edges(node, known)


def _all_rules(texts: Sequence[Policy]) -> list[Rules]:
    regions = [text for text in texts if text.layer == "region"]
    return [layered(nation, region) for nation in texts if nation.layer == "nation" for region in (None, *regions)]


def _edges(node: Expr, known: Environment) -> Iterator[date]:
    """Yield the first day after each edge that a comparison sets to the first or the last day of a cost."""
    if isinstance(node, Compare):
        sides = [node.first, *(side for _, side in node.then)]
        for left, (order, right) in zip(sides, node.then, strict=False):
            yield from _edge(left, order, right, known)
            yield from _edge(right, _TURNED.get(order, order), left, known)
    for part in parts(node):
        yield from _edges(part, known)


def _edge(left: Expr, order: str, right: Expr, known: Environment) -> Iterator[date]:
    if not isinstance(left, Name) or left.name not in ("from", "until") or right.kind is not ValueKind.DATE:
        return
    day = evaluate(right, known)
    if isinstance(day, date) and date.min < day < date.max:
        # `from` is the first day of a piece, `until` the day after its last
        after = (order in ("<=", ">")) if left.name == "from" else False
        before = order in ("<", ">=") if left.name == "until" else False
        yield day + _DAY if after else day - _DAY if before else day


def _years(category: str, texts: Sequence[Policy], from_: date, until: date) -> Iterable[date]:
    within = {
        limit.within
        for rules in _all_rules(texts)
        if category in rules.categories
        for limit in (*rules.categories[category].limits, *rules.everyone.limits)
    }
    if "year" in within:
        yield from (date(year, 1, 1) for year in range(from_.year + 1, until.year + 1))
    if "school_year" in within:
        yield from (date(year, 8, 1) for year in range(school_year(from_) + 1, school_year(until) + 1))


_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}

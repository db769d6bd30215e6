"""What a form must ask for a category, and no more (Awb 4:4); and the categories a form may offer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from fund.policy.parts import Category, Fact, Limit, Rules, Unit
from fund.policy.text import Policy
from fund.policy.tree import Expr, Truth, names
from fund.policy.versions import Pair, in_force
from fund.policy.words import Words


@dataclass(frozen=True, slots=True)
class Offered:
    """A category as a form offers it. `guaranteed` is None where that depends on the line's facts."""

    code: str
    name: Words
    unit: Unit
    article: str
    evidence: tuple[str, ...]
    payees: tuple[str, ...]
    guaranteed: bool | None


@dataclass(frozen=True, slots=True)
class Called:
    """What a text calls payees and kinds of evidence, by their codes."""

    payees: dict[str, Words]
    evidence: dict[str, Words]


def questions(pair: Pair, category: str) -> list[Fact]:
    """Return the facts that a form asks for a category, those of the claim first; never an administrator's."""
    used = {name for rules in pair.both for node in expressions(rules, category) for name in names(node)}
    facts = {name: fact for rules in pair.both for name, fact in rules.facts.items()}
    asked = [fact for name, fact in facts.items() if name in used and not fact.by_administrator]
    return sorted(asked, key=lambda fact: fact.of)


def categories(texts: Sequence[Policy], on: date | None = None) -> list[Offered]:
    """Return the categories on a day, or of the last versions, in the order of the text.

    Raises:
        NotInForce: when no national text is.
    """
    rules = in_force(texts, on or date.max).rules
    return [_offered(rules, category) for category in rules.categories.values()]


def called(texts: Sequence[Policy], on: date | None = None) -> Called:
    """Return what payees and kinds of evidence are called on a day, or in the last versions.

    Raises:
        NotInForce: when no national text is.
    """
    rules = in_force(texts, on or date.max).rules
    return Called(dict(rules.payees), dict(rules.evidence))


def expressions(rules: Rules, code: str) -> list[Expr]:
    """Return every expression that bears on a category."""
    found: list[Expr | None] = [rule.holds for rule in rules.conditions_on(code)]
    category = rules.categories.get(code)
    if category:
        found += [category.pays, category.guaranteed, category.unlimited]
        found += _of_limits((*category.limits, *rules.everyone.limits))
        found += [node for rule in rules.evidence_for(category) for node in (rule.above, rule.when, rule.fresh)]
    return [node for node in found if node is not None]


def _of_limits(limits: Iterable[Limit]) -> list[Expr | None]:
    return [limit.most for limit in limits]


def _offered(rules: Rules, category: Category) -> Offered:
    evidence = dict.fromkeys(kind for rule in rules.evidence_for(category) for kind in rule.any_of)
    sure = category.guaranteed.value if isinstance(category.guaranteed, Truth) else None
    return Offered(
        category.code, category.name, category.unit, category.article, tuple(evidence), rules.payees_of(category), sure
    )

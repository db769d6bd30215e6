"""What a form must ask for a category, and no more (Awb 4:4); and the categories a form may offer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fund.policy.language.rules import Category, Fact, Rules, Unit
from fund.policy.language.text import Policy
from fund.policy.language.tree import Truth, names
from fund.policy.language.versions import Pair, in_force
from fund.policy.language.words import Words


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


def questions(pair: Pair, category: str) -> list[Fact]:
    """Return the facts that a form asks for a category, those of the claim first; never an administrator's."""
    used = {name for rules in pair.both for node in rules.expressions_on(category) for name in names(node)}
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


def _offered(rules: Rules, category: Category) -> Offered:
    evidence = dict.fromkeys(kind for rule in rules.evidence_for(category) for kind in rule.any_of)
    sure = category.guaranteed.value if isinstance(category.guaranteed, Truth) else None
    return Offered(
        category.code, category.name, category.unit, category.article, tuple(evidence), rules.payees_of(category), sure
    )

"""The rules of a text that was read and checked: facts, amounts, conditions, categories, terms."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from fund.policy.language.names import Declared
from fund.policy.language.tree import Expr, ValueKind
from fund.policy.language.values import Known, Table, Unknown, Value
from fund.policy.language.words import Words

Otherwise: TypeAlias = Literal["refuse", "refer", "ask"]
Clock: TypeAlias = Literal["cost", "filing", "event"]
Of: TypeAlias = Literal["money", "units", "claims"]
Whom: TypeAlias = Literal["resident", "household", "organisation", "programme"]
Unit: TypeAlias = Literal["night", "day", "week", "month", "year", "school_year", "once", "event", "document", "matter"]


@dataclass(frozen=True, slots=True)
class Fact:
    """What may be asked, and why (Awb 4:4): `need` is the article. `by` an administrator: no form asks it."""

    name: str
    kind: ValueKind
    of: Literal["claim", "line"]
    question: Words
    need: str
    protected: bool = False
    open: bool = False
    by_administrator: bool = False
    most: int | None = None
    options: tuple[tuple[str, Words], ...] = ()

    @property
    def declared(self) -> Declared:
        """Say what an expression may do with it."""
        return Declared(self.kind, tuple(word for word, _ in self.options))


@dataclass(frozen=True, slots=True)
class Amount:
    """A dated and sourced amount: (from, value, source), oldest first; `levels` are the words of a table's choices."""

    name: str
    kind: ValueKind
    clock: Clock
    versions: tuple[tuple[date, "Known | Table", str], ...]
    levels: tuple[tuple[str, ...], ...] = ()

    @property
    def declared(self) -> Declared:
        """Say what an expression may do with it."""
        return Declared(self.kind, (), self.levels)

    def on(self, day: date) -> "Value | Table":
        """Return the value on that day; unknown before the first."""
        in_force = [value for from_, value, _ in self.versions if from_ <= day]
        return in_force[-1] if in_force else Unknown(frozenset({self.name}))


@dataclass(frozen=True, slots=True)
class Condition:
    """A rule that is met, unmet or unknown, with a sentence for each; `only` for some categories, for all if empty."""

    id: str
    article: str
    holds: Expr
    otherwise: Otherwise
    met: Words
    unmet: Words
    unknown: Words
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limit:
    """A cap on money, units or claims, within a scope of time and of people, over some categories (`*` is all)."""

    id: str
    article: str
    of: Of
    most: Expr
    whom: Whom
    within: str
    over: tuple[str, ...]
    programmes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Requirement:
    """Evidence: one of these kinds. Up to `above` a declaration does too; `fresh` bounds its age at the cost's end."""

    id: str
    article: str
    any_of: tuple[str, ...]
    above: Expr | None
    when: Expr | None
    fresh: Expr | None
    otherwise: Otherwise


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of cost: what is paid (None: what is claimed), up to what, on what evidence, to whom.

    An unlimited line is not cut by the category's own limits and draws on none of them.
    """

    code: str
    name: Words
    unit: Unit
    article: str
    pays: Expr | None
    limits: tuple[Limit, ...]
    evidence: tuple[Requirement, ...]
    payees: tuple[str, ...]
    form: Literal["gift", "loan"]
    guaranteed: Expr
    unlimited: Expr
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Everyone:
    """What applies to every category: payees, limits and evidence in addition to its own."""

    article: str | None
    payees: tuple[str, ...]
    limits: tuple[Limit, ...]
    evidence: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class TermRules:
    """How soon, and what is advanced; working days."""

    decide_days: int | None
    urgent_days: int | None
    pay_days: int | None
    advance: Expr | None
    second_look_above: Expr | None
    second_look_article: str


@dataclass(frozen=True, slots=True)
class Watched:
    """A target that is only watched; it decides nothing."""

    id: str
    target: Expr
    words: Words


@dataclass(frozen=True, slots=True)
class Rules:
    """A whole text as it is applied: a nation's, or a region's laid over a nation's."""

    programme: str
    facts: Mapping[str, Fact]
    amounts: Mapping[str, Amount]
    everyone: Everyone
    conditions: tuple[Condition, ...]
    categories: Mapping[str, Category]
    terms: TermRules
    payees: Mapping[str, Words]
    evidence: Mapping[str, Words]
    watched: tuple[Watched, ...]

    def conditions_on(self, category: str) -> tuple[Condition, ...]:
        """Return the conditions that apply to a category."""
        return tuple(rule for rule in self.conditions if not rule.only or category in rule.only)

    def evidence_for(self, category: Category) -> tuple[Requirement, ...]:
        """Return the evidence that a category requires, then what every category requires."""
        return category.evidence + self.everyone.evidence

    def payees_of(self, category: Category) -> tuple[str, ...]:
        """Return who may be paid for a category, its own payees first."""
        return tuple(dict.fromkeys(category.payees + self.everyone.payees))

    def expressions_on(self, code: str) -> list[Expr]:
        """Return every expression that bears on a category."""
        found: list[Expr | None] = [rule.holds for rule in self.conditions_on(code)]
        category = self.categories.get(code)
        if category:
            found += [category.pays, category.guaranteed, category.unlimited]
            found += [limit.most for limit in (*category.limits, *self.everyone.limits)]
            found += [node for rule in self.evidence_for(category) for node in (rule.above, rule.when, rule.fresh)]
        return [node for node in found if node is not None]

"""Whether a line meets a condition, and may be paid to whom it names."""

from fund.policy.decide.claim import LineFacts
from fund.policy.decide.context import LineContext
from fund.policy.decide.findings import Finding, seen
from fund.policy.language.rules import Category, Condition
from fund.policy.language.tree import ValueKind, names
from fund.policy.language.values import Unknown
from fund.policy.language.words import BLANK, Words


def condition(rule: Condition, context: LineContext) -> Finding:
    """Say whether a condition is met."""
    value = context.value(rule.holds)
    unknown = isinstance(value, Unknown)
    words = (rule.met, rule.unmet, rule.unknown)
    used = dict.fromkeys((*names(rule.holds), *(name for said in words for name in BLANK.findall(said.nl + said.en))))
    return Finding(
        kind="condition",
        rule=rule.id,
        article=rule.article,
        held=None if unknown else bool(value),
        saw=context.saw(used),
        otherwise=context.lead(rule.holds) if unknown else rule.otherwise,
        words=words,
        missing=context.missing(value),
    )


def payee(category: Category, line: LineFacts, context: LineContext) -> Finding:
    """Say whether the payee is one whom the text allows."""
    allowed = context.rules.payees_of(category)
    labels = context.rules.payees
    return Finding(
        kind="payee",
        rule=f"{category.code}.payees",
        article=context.rules.everyone.article or category.article,
        held=line.payee in allowed,
        saw=(seen("payee", ValueKind.CHOICE, line.payee),),
        otherwise="refuse",
        words=tuple(labels.get(code, Words(code, code)) for code in (line.payee, *allowed)),
    )

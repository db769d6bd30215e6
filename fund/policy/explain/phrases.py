"""Phrases that several sentences share."""

from fund.policy.decide.findings import Finding, Seen
from fund.policy.explain import formats
from fund.policy.language.tree import ValueKind
from fund.policy.language.words import Language, Words


def still_open(finding: Finding, language: Language) -> str:
    """Say what is still to be answered, and by whom."""
    if finding.otherwise == "refer":
        lead = Words("Dit weegt de fondsbeheerder.", "The fund's administrator weighs this.")
    else:
        lead = Words("Wij weten dit nog niet.", "We do not know this yet.")
    return " ".join([lead.said(language), *(question.said(language) for question in finding.missing)])


def money(finding: Finding, name: str, language: Language) -> str:
    """Write an amount that the rule saw."""
    value = finding.value(name)
    return formats.value(Seen(name, ValueKind.MONEY, value), language)

"""A text's categories and terms in sentences that people read: what is paid, up to what, on which evidence. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fund.policy import Category, Language, Limit, Name, Pick, Requirement, Rules, Sum, Terms, Truth, Words, formats
from fund.texts.phrases import UNITS, Wording


@dataclass(frozen=True, slots=True)
class Said:
    """A category (kostensoort) of a text, in sentences of one language."""

    code: str
    name: str
    article: str
    pays: tuple[str, ...]
    evidence: tuple[str, ...]
    payees: tuple[str, ...]


def categories(rules: Rules, on: date, language: Language) -> list[Said]:
    """Say every category with the amounts of a day, in the order of the text."""
    return [
        _said(rules, category, Wording(rules, on, language, category.unit)) for category in rules.categories.values()
    ]


def conditions(rules: Rules, language: Language) -> list[tuple[str, str]]:
    """Say what holds for every cost: pairs of article and sentence."""
    return [(rule.article, rule.met.said(language)) for rule in rules.conditions if not rule.only]


def terms(applied: Terms, language: Language) -> dict[str, str]:
    """Say the terms that are applied: how much, by what it is."""
    days = {
        Words("Beslissen", "Decide"): applied.decide_days,
        Words("Beslissen bij spoed", "Decide when urgent"): applied.urgent_days,
        Words("Betalen na de beslissing", "Pay after the decision"): applied.pay_days,
    }
    said = {what.said(language): _working_days(count, language) for what, count in days.items()}
    if applied.second_look_above is not None:
        what = Words("Een tweede beheerder kijkt mee boven", "A second administrator looks above")
        said[what.said(language)] = formats.euro(applied.second_look_above, language)
    return said


def _said(rules: Rules, category: Category, wording: Wording) -> Said:
    payees = tuple(rules.payees[payee].said(wording.language) for payee in rules.payees_of(category))
    evidence = tuple(_requirement(rules, rule, wording) for rule in rules.evidence_for(category))
    own = [rule.met.said(wording.language) for rule in rules.conditions if category.code in rule.only]
    pays = (*own, *_pays(category, wording))
    return Said(category.code, category.name.said(wording.language), category.article, pays, evidence, payees)


def _pays(category: Category, wording: Wording) -> Iterator[str]:
    if category.pays is not None:
        yield _sentence(wording.text(category.pays))
    elif not category.limits:
        yield wording.word("Wat het werkelijk kost.", "What it really costs.")
    yield from (_limit(limit, wording) for limit in category.limits)
    if category.unlimited != Truth(False):
        yield wording.word("Zonder maximum bij: ", "Without maximum for: ") + wording.text(category.unlimited)
    if category.guaranteed == Truth(True):
        yield wording.word("Nooit afgewezen omdat het geld op is.", "Never refused because the money is gone.")


def _limit(limit: Limit, wording: Wording) -> str:
    within, most = formats.within(limit.within, wording.language), wording.word("ten hoogste", "at most")
    match limit.most:
        case Sum("*", Pick("min", (Name(name), count)), Name() as amount) if name in UNITS:
            each = f"{wording.text(amount)} per {wording.units(1)}{wording.word(', voor', ', for')}"
            return _sentence(f"{most} {each} {wording.text(count, counted=True)} {within}")
        case Sum("*", Name("calendar_months"), Name() as amount):
            return _sentence(f"{most} {wording.text(amount)} {within}")
    return _sentence(f"{most} {wording.text(limit.most, counted=limit.of == 'units')} {within}")


def _requirement(rules: Rules, rule: Requirement, wording: Wording) -> str:
    said = formats.any_of(tuple(rules.evidence[kind] for kind in rule.any_of), wording.language)
    if rule.above is not None:
        above = wording.text(rule.above)
        said += wording.word(
            f"; tot en met {above} ook een verklaring van de opvang",
            f"; up to {above} also a declaration of the shelter",
        )
    if rule.when is not None:
        said += wording.word(", als ", ", when ") + wording.text(rule.when)
    if rule.fresh is not None:
        said += wording.word(", niet ouder dan ", ", no older than ") + wording.text(rule.fresh)
    return _sentence(said)


def _working_days(count: int, language: Language) -> str:
    said = Words("1 werkdag", "1 working day") if count == 1 else Words(f"{count} werkdagen", f"{count} working days")
    return said.said(language)


def _sentence(text: str) -> str:
    bracket = text[:1] if text.startswith("(") else ""
    rest = text.removeprefix(bracket)
    return f"{bracket}{rest[:1].upper()}{rest[1:]}."

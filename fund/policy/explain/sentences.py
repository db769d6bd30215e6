"""A finding as a sentence, calm and concrete, in Dutch (B1) and English; made only when someone reads it."""

import re
from collections.abc import Callable, Mapping

from fund.policy.decide.findings import Finding
from fund.policy.explain import formats
from fund.policy.explain.evidence import evidence
from fund.policy.explain.limits import limit, pays
from fund.policy.explain.phrases import money, still_open
from fund.policy.language.words import BLANK, Language, Words


def sentence(finding: Finding, language: Language) -> str:
    """Say what a rule found."""
    return _SAID[finding.kind](finding, language)


def _condition(finding: Finding, language: Language) -> str:
    met, unmet, unknown = finding.words
    if finding.held is None:
        return f"{_filled(unknown, finding, language)} {still_open(finding, language)}"
    return _filled(met if finding.held else unmet, finding, language)


def _filled(words: Words, finding: Finding, language: Language) -> str:
    seen = {value.name: value for value in finding.saw}

    def fill(blank: re.Match[str]) -> str:
        return formats.value(seen[blank[1]], language) if blank[1] in seen else blank[0]

    return BLANK.sub(fill, words.said(language))


def _payee(finding: Finding, language: Language) -> str:
    payee, *allowed = [word.said(language) for word in finding.words]
    if finding.held:
        return Words(f"Dit bedrag mag naar: {payee}.", f"This amount may go to: {payee}.").said(language)
    others = formats.either(allowed, language) if allowed else "-"
    return Words(
        f"Dit bedrag mag niet naar: {payee}. Het mag wel naar: {others}.",
        f"This amount may not go to: {payee}. It may go to: {others}.",
    ).said(language)


def _floor(finding: Finding, language: Language) -> str:
    granted = money(finding, "granted", language)
    return Words(
        f"De regio geeft nooit minder dan de landelijke ondergrens. Daarom is het {granted}.",
        f"A region never gives less than the national floor. That makes it {granted}.",
    ).said(language)


def _text(finding: Finding, language: Language) -> str:
    on = next(formats.value(seen, language) for seen in finding.saw if seen.name == "from")
    return Words(
        f"Voor deze kosten van {on} geldt geen tekst. De fondsbeheerder weegt dit.",
        f"No text is in force for this cost of {on}. The fund's administrator weighs this.",
    ).said(language)


def _second_look(finding: Finding, language: Language) -> str:
    above = money(finding, "second_look_above", language)
    if finding.held:
        said = Words(f"Tot en met {above} beslist één beheerder.", f"Up to {above} one administrator decides.")
    else:
        said = Words(
            f"Boven {above} kijkt een tweede beheerder mee. Dat kost geen extra tijd.",
            f"Above {above} a second administrator looks as well. That takes no extra time.",
        )
    return said.said(language)


_SAID: Mapping[str, Callable[[Finding, Language], str]] = {
    "condition": _condition,
    "evidence": evidence,
    "payee": _payee,
    "limit": limit,
    "pays": pays,
    "floor": _floor,
    "text": _text,
    "second_look": _second_look,
}

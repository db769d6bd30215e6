"""Explain: a finding as a sentence, calm and concrete, in Dutch (B1) and English. Made only when someone reads it."""

import re
from collections.abc import Callable, Mapping

from fund.policy import written
from fund.policy.findings import Finding, Seen
from fund.policy.tree import Kind
from fund.policy.words import Language, Words

_BLANK = re.compile(r"\{([a-z0-9_]+)\}")


def sentence(finding: Finding, language: Language) -> str:
    """Say what a rule found."""
    return _SAID[finding.kind](finding, language)


def _condition(finding: Finding, language: Language) -> str:
    says, denies, wonders = finding.words
    if finding.held is None:
        return f"{_filled(wonders, finding, language)} {_open(finding, language)}"
    return _filled(says if finding.held else denies, finding, language)


def _filled(words: Words, finding: Finding, language: Language) -> str:
    seen = {value.name: value for value in finding.saw}

    def fill(blank: re.Match[str]) -> str:
        return written.value(seen[blank[1]], language) if blank[1] in seen else blank[0]

    return _BLANK.sub(fill, words.said(language))


def _open(finding: Finding, language: Language) -> str:
    """Say what is still to be answered, and by whom."""
    if finding.otherwise == "refer":
        lead = Words("Dit weegt de fondsbeheerder.", "The fund's administrator weighs this.")
    else:
        lead = Words("Wij weten dit nog niet.", "We do not know this yet.")
    return " ".join([lead.said(language), *(question.said(language) for question in finding.missing)])


def _payee(finding: Finding, language: Language) -> str:
    payee, *allowed = [word.said(language) for word in finding.words]
    if finding.held:
        return Words(f"Dit bedrag mag naar: {payee}.", f"This amount may go to: {payee}.").said(language)
    others = written.listed(allowed, Words("of", "or").said(language)) if allowed else "-"
    return Words(
        f"Dit bedrag mag niet naar: {payee}. Het mag wel naar: {others}.",
        f"This amount may not go to: {payee}. It may go to: {others}.",
    ).said(language)


def _evidence(finding: Finding, language: Language) -> str:
    piece, *kinds = finding.words
    wanted = written.any_of(tuple(kinds), language)
    seen = {value.name: written.value(value, language) for value in finding.saw}
    name, on, above = piece.said(language), seen.get("on", ""), seen.get("above", "")
    there = Words(f"{_capital(piece.nl)} van {on} is aanwezig.", f"{_capital(piece.en)} of {on} is there.")
    match finding.code("state"):
        case "there":
            said = there
        case "declared":
            more = Words(f"Tot en met {above} is dat genoeg.", f"Up to {above} that is enough.")
            said = Words(f"{there.nl} {more.nl}", f"{there.en} {more.en}")
        case "old":
            said = Words(
                f"{_capital(name)} van {on} is te oud. Er is een nieuwere nodig.",
                f"{_capital(name)} of {on} is too old. A newer one is needed.",
            )
        case "too_high":
            said = Words(
                f"Er ontbreekt {wanted}. Een verklaring is hier niet genoeg, want het bedrag is hoger dan {above}.",
                f"{_capital(wanted)} is missing. A declaration is not enough here, because the amount is above {above}.",
            )
        case "missing":
            said = Words(f"Er ontbreekt {wanted}.", f"{_capital(wanted)} is missing.")
        case _:
            rest = _open(finding, language)
            said = Words(f"Misschien is {wanted} nodig. {rest}", f"{_capital(wanted)} may be needed. {rest}")
    return said.said(language)


def _pays(finding: Finding, language: Language) -> str:
    if finding.held is None:
        return _open(finding, language)
    amount = _money(finding, "pays", language)
    total = _sum(finding, amount, language)
    said = Words(f"Te vergoeden: {total}.", f"To be paid: {total}.").said(language)
    return f"{said}{_rest(finding, language)}"


def _limit(finding: Finding, language: Language) -> str:
    if finding.held is None:
        return _open(finding, language)
    said = {"money": _money_limit, "units": _count_limit, "claims": _count_limit}[finding.code("of")](finding, language)
    return f"{said}{_used(finding, language)}{_rest(finding, language)}"


def _money_limit(finding: Finding, language: Language) -> str:
    most, each = _money(finding, "most", language), finding.value("each")
    if each is None or not finding.working:
        total = _sum(finding, most, language)
        return Words(f"Ten hoogste {total}", f"At most {total}").said(language) + f" {_scope(finding, language)}."
    unit = written.UNITS[finding.code("unit") or "event"][0].said(language)
    fewer = finding.value("most_units")
    at_most = ""
    if isinstance(fewer, int):
        count = written.units(fewer, finding.code("unit"), language)
        at_most = Words(f", voor ten hoogste {count}", f", for at most {count}").said(language)
    lead = Words(
        f"Ten hoogste {_money(finding, 'each', language)} per {unit}",
        f"At most {_money(finding, 'each', language)} a {unit}",
    )
    return f"{lead.said(language)}{at_most}: {_sum(finding, most, language)}."


def _count_limit(finding: Finding, language: Language) -> str:
    most = finding.value("most")
    count = int(most) if isinstance(most, int) else 0
    if finding.code("of") == "claims":
        what = Words("aanvraag" if count == 1 else "aanvragen", "claim" if count == 1 else "claims").said(language)
        noun = f"{count} {what}"
    else:
        noun = written.units(count, finding.code("unit"), language)
    return f"{Words(f'Ten hoogste {noun}', f'At most {noun}').said(language)} {_scope(finding, language)}."


def _scope(finding: Finding, language: Language) -> str:
    within, whom = finding.code("within"), finding.code("whom")
    return written.within(within, language) + _WHOM[whom].said(language)


def _used(finding: Finding, language: Language) -> str:
    used = finding.value("used")
    if not used:
        return ""
    seen = next(value for value in finding.saw if value.name == "used")
    if seen.kind is Kind.MONEY:
        amount = written.value(seen, language)
        return Words(f" Daarvan is al {amount} toegekend.", f" Of that {amount} has been granted already.").said(
            language
        )
    return Words(f" Daarvan zijn er al {used} gebruikt.", f" Of these {used} have been used already.").said(language)


def _rest(finding: Finding, language: Language) -> str:
    if not finding.cut:
        return ""
    cut = written.euro(finding.cut, language)
    return Words(f" Er blijft {cut} over.", f" {cut} remains.").said(language)


def _floor(finding: Finding, language: Language) -> str:
    granted = _money(finding, "granted", language)
    return Words(
        f"De regio geeft nooit minder dan de landelijke ondergrens. Daarom is het {granted}.",
        f"A region never gives less than the national floor. That makes it {granted}.",
    ).said(language)


def _text(finding: Finding, language: Language) -> str:
    on = next(written.value(seen, language) for seen in finding.saw if seen.name == "from")
    return Words(
        f"Voor deze kosten van {on} geldt geen tekst. De fondsbeheerder weegt dit.",
        f"No text is in force for this cost of {on}. The fund's administrator weighs this.",
    ).said(language)


def _second_look(finding: Finding, language: Language) -> str:
    limit = _money(finding, "second_look_above", language)
    if finding.held:
        return Words(f"Tot en met {limit} beslist één beheerder.", f"Up to {limit} one administrator decides.").said(
            language
        )
    return Words(
        f"Boven {limit} kijkt een tweede beheerder mee. Dat kost geen extra tijd.",
        f"Above {limit} a second administrator looks as well. That takes no extra time.",
    ).said(language)


def _money(finding: Finding, name: str, language: Language) -> str:
    value = finding.value(name)
    return written.value(Seen(name, Kind.MONEY, value), language)


def _sum(finding: Finding, outcome: str, language: Language) -> str:
    return f"{written.total(finding.working, language)} = {outcome}" if finding.working else outcome


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_WHOM = {
    "resident": Words("", ""),
    "household": Words(" voor het hele huishouden", " for the whole household"),
    "organisation": Words(" voor deze organisatie", " for this organisation"),
    "programme": Words(" voor de hele regeling", " for the whole programme"),
}
_SAID: Mapping[str, Callable[[Finding, Language], str]] = {
    "condition": _condition,
    "evidence": _evidence,
    "payee": _payee,
    "limit": _limit,
    "pays": _pays,
    "floor": _floor,
    "text": _text,
    "second_look": _second_look,
}

"""The sentences on what is paid and up to what."""

from fund.policy.decide.findings import Finding
from fund.policy.explain import formats
from fund.policy.explain.phrases import money, still_open
from fund.policy.language.tree import ValueKind
from fund.policy.language.words import Language, Words

_WHOM = {
    "resident": Words("", ""),
    "household": Words(" voor het hele huishouden", " for the whole household"),
    "organisation": Words(" voor deze organisatie", " for this organisation"),
    "programme": Words(" voor de hele regeling", " for the whole programme"),
}


def pays(finding: Finding, language: Language) -> str:
    """Say what is paid, and how that was worked out."""
    if finding.held is None:
        return still_open(finding, language)
    amount = money(finding, "pays", language)
    total = _sum(finding, amount, language)
    said = Words(f"Te vergoeden: {total}.", f"To be paid: {total}.").said(language)
    return f"{said}{_rest(finding, language)}"


def limit(finding: Finding, language: Language) -> str:
    """Say up to what, what was used before, and what remains."""
    if finding.held is None:
        return still_open(finding, language)
    said = {"money": _money_limit, "units": _count_limit, "claims": _count_limit}[finding.code("of")](finding, language)
    return f"{said}{_used(finding, language)}{_rest(finding, language)}"


def _money_limit(finding: Finding, language: Language) -> str:
    most, each = money(finding, "most", language), finding.value("each")
    if each is None or not finding.working:
        total = _sum(finding, most, language)
        return Words(f"Ten hoogste {total}", f"At most {total}").said(language) + f" {_scope(finding, language)}."
    unit = formats.UNITS[finding.code("unit") or "event"][0].said(language)
    fewer = finding.value("most_units")
    at_most = ""
    if isinstance(fewer, int):
        count = formats.units(fewer, finding.code("unit"), language)
        at_most = Words(f", voor ten hoogste {count}", f", for at most {count}").said(language)
    lead = Words(
        f"Ten hoogste {money(finding, 'each', language)} per {unit}",
        f"At most {money(finding, 'each', language)} a {unit}",
    )
    return f"{lead.said(language)}{at_most}: {_sum(finding, most, language)}."


def _count_limit(finding: Finding, language: Language) -> str:
    most = finding.value("most")
    count = int(most) if isinstance(most, int) else 0
    if finding.code("of") == "claims":
        what = Words("aanvraag" if count == 1 else "aanvragen", "claim" if count == 1 else "claims").said(language)
        noun = f"{count} {what}"
    else:
        noun = formats.units(count, finding.code("unit"), language)
    return f"{Words(f'Ten hoogste {noun}', f'At most {noun}').said(language)} {_scope(finding, language)}."


def _scope(finding: Finding, language: Language) -> str:
    within, whom = finding.code("within"), finding.code("whom")
    return formats.within(within, language) + _WHOM[whom].said(language)


def _used(finding: Finding, language: Language) -> str:
    used = finding.value("used")
    if not used:
        return ""
    seen = next(value for value in finding.saw if value.name == "used")
    if seen.kind is ValueKind.MONEY:
        amount = formats.value(seen, language)
        said = Words(f" Daarvan is al {amount} toegekend.", f" Of that {amount} has been granted already.")
    else:
        said = Words(f" Daarvan zijn er al {used} gebruikt.", f" Of these {used} have been used already.")
    return said.said(language)


def _rest(finding: Finding, language: Language) -> str:
    if not finding.cut:
        return ""
    cut = formats.euro(finding.cut, language)
    return Words(f" Er blijft {cut} over.", f" {cut} remains.").said(language)


def _sum(finding: Finding, outcome: str, language: Language) -> str:
    return f"{formats.total(finding.working, language)} = {outcome}" if finding.working else outcome

"""The sentence on a piece of evidence."""

from fund.policy.decide.findings import Finding
from fund.policy.explain import formats
from fund.policy.explain.phrases import still_open
from fund.policy.language.words import Language, Words


def evidence(finding: Finding, language: Language) -> str:
    """Say which evidence is there, too old or missing."""
    piece, *kinds = finding.words
    wanted = formats.any_of(tuple(kinds), language)
    seen = {value.name: formats.value(value, language) for value in finding.saw}
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
                f"{_capital(wanted)} is missing. "
                f"A declaration is not enough here, because the amount is above {above}.",
            )
        case "missing":
            said = Words(f"Er ontbreekt {wanted}.", f"{_capital(wanted)} is missing.")
        case _:
            rest = still_open(finding, language)
            said = Words(f"Misschien is {wanted} nodig. {rest}", f"{_capital(wanted)} may be needed. {rest}")
    return said.said(language)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

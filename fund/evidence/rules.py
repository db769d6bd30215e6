"""What evidence must be. Each refusal says beside which field it belongs (`beside`). Pure."""

from dataclasses import dataclass
from datetime import date

from fund.core.errors import Refusal
from fund.core.money import Cents

DECLARATION = "declaration"  # the shelter's own statement: it needs no file

MOST_ISSUER = 80
MOST_NUMBER = 60


@dataclass(frozen=True, slots=True)
class Typed:
    """What the worker typed of a piece of evidence; all that the fund may see of it."""

    kind: str
    issuer: str
    number: str | None
    issued_on: date
    cents: Cents | None


def fit(typed: Typed, today: date, *, has_file: bool) -> Typed:
    """Return it without loose spaces; Refusal when something is missing, too long or in the future."""
    neat = Typed(typed.kind, typed.issuer.strip(), (typed.number or "").strip() or None, typed.issued_on, typed.cents)
    if not neat.issuer:
        raise Refusal("Vul in van wie dit bewijsstuk komt.", beside="issuer")
    if len(neat.issuer) > MOST_ISSUER:
        raise Refusal("Deze naam is te lang. Gebruik ten hoogste %(most)s tekens.", most=MOST_ISSUER, beside="issuer")
    if neat.number and len(neat.number) > MOST_NUMBER:
        raise Refusal("Dit kenmerk is te lang. Gebruik ten hoogste %(most)s tekens.", most=MOST_NUMBER, beside="number")
    if neat.issued_on > today:
        raise Refusal("De datum van dit bewijsstuk ligt in de toekomst.", beside="issued_on")
    if neat.kind != DECLARATION and not has_file:
        raise Refusal("Voeg een foto of PDF van dit bewijsstuk toe.", beside="file")
    return neat

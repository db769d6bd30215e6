"""What evidence must contain. Each refusal names the form field that it belongs to (`beside`). Pure."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from fund.core.errors import Refusal, refuse_first
from fund.core.money import Cents
from fund.policy import DECLARATION

MOST_ISSUER = 80
MOST_NUMBER = 60
MOST_DOUBT = 500


@dataclass(frozen=True, slots=True)
class Typed:
    """What the worker typed about evidence; all that the fund may see of it."""

    kind: str
    issuer: str
    number: str | None
    issued_on: date
    cents: Cents | None


def fit(typed: Typed, today: date, *, kinds: Collection[str], has_file: bool) -> Typed:
    """Return it trimmed.

    Raises:
        Refusal: when its kind is none of `kinds`, or something is missing, too long or in the future.
    """
    if typed.kind not in kinds:
        raise Refusal("Kies wat voor bewijsstuk dit is.", beside="kind")
    neat = Typed(typed.kind, typed.issuer.strip(), (typed.number or "").strip() or None, typed.issued_on, typed.cents)
    refuse_first(faults(neat.kind, neat.issuer, neat.number, neat.issued_on, today=today, has_file=has_file))
    return neat


def faults(
    kind: str, issuer: str, number: str | None, issued_on: date | None, *, today: date, has_file: bool
) -> Iterator[Refusal]:
    """Yield all that is wrong with what was typed; a day that is not known yet (None) is not checked."""
    if not issuer.strip():
        yield Refusal("Vul in van wie dit bewijsstuk komt.", beside="issuer")
    if len(issuer.strip()) > MOST_ISSUER:
        yield Refusal("Deze naam is te lang. Gebruik ten hoogste %(most)s tekens.", most=MOST_ISSUER, beside="issuer")
    if number and len(number.strip()) > MOST_NUMBER:
        yield Refusal("Dit kenmerk is te lang. Gebruik ten hoogste %(most)s tekens.", most=MOST_NUMBER, beside="number")
    if issued_on and issued_on > today:
        yield Refusal("De datum van dit bewijsstuk ligt in de toekomst.", beside="issued_on")
    if kind != DECLARATION and not has_file:
        yield Refusal("Voeg een foto of PDF van dit bewijsstuk toe.", beside="file")


def fit_doubt(text: str) -> str:
    """Return what a colleague says is wrong, trimmed; Refusal when it is empty or too long."""
    neat = " ".join(text.split())
    if not neat:
        raise Refusal("Schrijf in een zin wat er niet klopt.", beside="doubt")
    if len(neat) > MOST_DOUBT:
        raise Refusal("Dit is te lang. Gebruik ten hoogste %(most)s tekens.", most=MOST_DOUBT, beside="doubt")
    return neat

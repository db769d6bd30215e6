"""Who may release what, and what the bank reads. Pure."""

import hashlib
import re
from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from fund.core import calendar, references
from fund.core.errors import NotAllowed, Refusal
from fund.payees.rules import OF_THE_SHELTER, OWN_ACCOUNT, in_sepa

TELLING = (
    "opvang",
    "blijf",
    "geweld",
    "vrouw",
    "slachtoffer",
    "mishandel",
    "stalk",
    "shelter",
    "violence",
    "women",
    "abuse",
    "victim",
)
"""What no bank line may contain, as a word or within one: somebody may read over the resident's shoulder."""

MOST_REMITTANCE = 35  # a creditor's own reference; cut short, it would pay another bill
MOST_BANK_REASON = 500

_BETWEEN = re.compile(r"[^a-z0-9]+")


def refuse_own_decision(releaser: UUID, deciders: Collection[UUID | None]) -> None:
    """Refuse an actor who decided, as first or second person; NotAllowed."""
    if releaser in deciders:
        raise NotAllowed("In deze batch zit een beslissing van uzelf. Een ander geeft de betaling vrij.")


def refuse_involved(releaser: UUID, involved: Collection[UUID | None]) -> None:
    """Refuse an actor who filed a claim, registered or checked a payee, or noted a file as not executed; NotAllowed."""
    if releaser in involved:
        raise NotAllowed("Aan een betaling hierin hebt u zelf meegewerkt. Een ander geeft haar vrij.")


def refuse_own_release(by: UUID, releaser: UUID | None) -> None:
    """Refuse that the person who released a batch notes that the bank did not execute it; NotAllowed."""
    if by == releaser:
        raise NotAllowed("U gaf deze batch zelf vrij. Een ander noteert dat de bank haar niet uitvoerde.")


def fit_reason(reason: str) -> str:
    """Return the bank's reason, trimmed; Refusal when it is missing or too long."""
    neat = " ".join(reason.split())
    if not any(letter.isalnum() for letter in neat):
        raise Refusal("Schrijf op wat de bank als reden gaf.", beside="reason")
    if len(neat) > MOST_BANK_REASON:
        raise Refusal(
            "Deze tekst is te lang. Gebruik ten hoogste %(most)s tekens.", most=MOST_BANK_REASON, beside="reason"
        )
    return neat


def end_to_end(attempts: Sequence[tuple[UUID, int]]) -> str:
    """Derive a transfer's id from its payments and their attempts: always the same, and a new one for a new attempt."""
    named = "|".join(sorted(f"{payment}:{attempt}" for payment, attempt in attempts))
    return references.bank(hashlib.sha256(named.encode()).digest())


def together(kind: str) -> bool:
    """Tell whether payments to this kind of payee travel as one sum: those to a shelter, itemised by reference."""
    return kind in OF_THE_SHELTER


def remittance(kind: str, creditors_own: str | None, ours: str, her_name: str) -> str:
    """Return what the payee reads: creditors their own reference, so that the bill is settled; others our neutral one.

    The resident's name and telling words are left out of it; when no digit remains it cannot settle a bill, and ours is
    used.

    >>> remittance("insurer", "Polis 7781 W. Achterbergh", "VF-7KQ3-M2", "Wilhelmina Achterbergh")
    'Polis 7781 W.'
    """
    if kind == OWN_ACCOUNT or together(kind):
        return ours
    name_words = _words(her_name)
    kept = " ".join(word for word in in_sepa(creditors_own or "").split() if not _tells(word, name_words))
    return kept if any(letter.isdigit() for letter in kept) and len(kept) <= MOST_REMITTANCE else ours


def telling(text: str) -> bool:
    """Tell whether a text reveals more than the bank should know."""
    return any(word in text.casefold() for word in TELLING)


def pay_by(decided_on: date, pay_days: int) -> date:
    """Return the last working day of the term for paying, counted from the day after the decision."""
    return calendar.add_working_days(decided_on, pay_days)


def _tells(word: str, name_words: frozenset[str]) -> bool:
    return telling(word) or bool(_words(word) & name_words)


def _words(text: str) -> frozenset[str]:
    # an initial or "de" is not a name; each half of a double name reveals it
    return frozenset(word for word in _BETWEEN.split(in_sepa(text).casefold()) if len(word) > 2)

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
"""What no line of ours may say to who reads over her shoulder, as a word or in one."""

MOST_REMITTANCE = 35  # a creditor's own reference; cut short it would close another bill
MOST_BANK_REASON = 500

_BETWEEN = re.compile(r"[^a-z0-9]+")


def refuse_own_decision(releaser: UUID, deciders: Collection[UUID | None]) -> None:
    """Refuse that whoever decided, first or second, also releases; NotAllowed."""
    if releaser in deciders:
        raise NotAllowed("In deze batch zit een beslissing van uzelf. Een ander geeft de betaling vrij.")


def refuse_involved(releaser: UUID, involved: Collection[UUID | None]) -> None:
    """Refuse that whoever filed one of the claims, or wrote down or checked an account, also releases; NotAllowed."""
    if releaser in involved:
        raise NotAllowed("Aan een betaling hierin hebt u zelf meegewerkt. Een ander geeft haar vrij.")


def refuse_own_release(by: UUID, releaser: UUID | None) -> None:
    """Refuse that whoever released a batch also says that the bank did not execute it; NotAllowed."""
    if by == releaser:
        raise NotAllowed("U gaf deze batch zelf vrij. Een ander noteert dat de bank haar niet uitvoerde.")


def fit_reason(reason: str) -> str:
    """Return the bank's reason without loose spaces; Refusal when it is missing or too long."""
    neat = " ".join(reason.split())
    if not any(letter.isalnum() for letter in neat):
        raise Refusal("Schrijf op wat de bank als reden gaf.", beside="reason")
    if len(neat) > MOST_BANK_REASON:
        raise Refusal(
            "Deze tekst is te lang. Gebruik ten hoogste %(most)s tekens.", most=MOST_BANK_REASON, beside="reason"
        )
    return neat


def end_to_end(attempts: Sequence[tuple[UUID, int]]) -> str:
    """Derive a transfer's id from its payments and their attempt: the same again for the same, another for another try."""
    named = "|".join(sorted(f"{payment}:{attempt}" for payment, attempt in attempts))
    return references.bank(hashlib.sha256(named.encode()).digest())


def together(kind: str) -> bool:
    """Tell whether payments to that kind of payee travel as one sum: to a shelter, with a specification by reference."""
    return kind in OF_THE_SHELTER


def remittance(kind: str, creditors_own: str | None, ours: str, her_name: str) -> str:
    """Return what the payee reads: a creditor his own reference, so that the bill closes; everybody else only our neutral one.

    Her name and telling words are left out of it; a reference without a figure left closes no bill, and ours stands there.

    >>> remittance("insurer", "Polis 7781 W. Achterbergh", "VF-7KQ3-M2", "Wilhelmina Achterbergh")
    'Polis 7781 W.'
    """
    if kind == OWN_ACCOUNT or together(kind):
        return ours
    hers = _words(her_name)
    kept = " ".join(word for word in in_sepa(creditors_own or "").split() if not _tells(word, hers))
    return kept if any(letter.isdigit() for letter in kept) and len(kept) <= MOST_REMITTANCE else ours


def telling(text: str) -> bool:
    """Tell whether a text for the bank says more than a bank should know."""
    return any(word in text.casefold() for word in TELLING)


def pay_by(decided_on: date, pay_days: int) -> date:
    """Return the last working day of the term for paying, counted from the day after the decision."""
    return calendar.add_working_days(decided_on, pay_days)


def _tells(word: str, hers: frozenset[str]) -> bool:
    return telling(word) or bool(_words(word) & hers)


def _words(text: str) -> frozenset[str]:
    # an initial or "de" is no name; a double name tells by either half
    return frozenset(word for word in _BETWEEN.split(in_sepa(text).casefold()) if len(word) > 2)

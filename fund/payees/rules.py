"""Whether paying is safe for the resident, and which ways are left when it is not. Pure.

Each refusal names the form field that it belongs to (`beside`).
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fund.core.errors import Refusal
from fund.residents.rules import says_her_name

OWN_ACCOUNT = "resident"  # the resident's own account
SHELTER = "shelter"  # the shelter's own account
RESIDENTS_ACCOUNT = "residents_account"  # the shelter's account for its residents, under a neutral name
OF_THE_SHELTER = frozenset({SHELTER, RESIDENTS_ACCOUNT})

NEUTRAL_NAME = "Rekeninghouder"  # what the bank reads in place of her name
MOST_HOLDER = 70
_NOT_SEPA = re.compile(r"[^A-Za-z0-9/\-?:().,'+ ]+")


class Answer(StrEnum):
    """A resident's answer; not knowing is as unsafe as yes."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Way(StrEnum):
    """How a payee is paid."""

    DIRECT = "direct"
    RESIDENTS_ACCOUNT = "residents_account"
    REIMBURSE = "reimburse"  # she paid already, and gets it back on her own account
    HOLD = "hold"  # not yet: the amount stays reserved until she chooses


@dataclass(frozen=True, slots=True)
class Safety:
    """A resident's answers for one payee.

    `only_hers` and `overdrawn` (or attached) are about her own account; None where not asked.
    """

    sees_bill: Answer
    sees_payment: Answer
    only_hers: Answer | None = None
    overdrawn: Answer | None = None

    @property
    def unseen(self) -> bool:
        """Tell whether her (ex-)partner can see neither the bill nor the payment."""
        return self.sees_bill is Answer.NO and self.sees_payment is Answer.NO

    @property
    def own_account_is_safe(self) -> bool:
        """Tell whether her account is only hers, and what is paid into it stays there."""
        return self.only_hers is Answer.YES and self.overdrawn is Answer.NO


def fit_kind(kind: str, paid: Collection[str]) -> None:
    """Refuse a kind of payee that is not among those whom the policy pays for a cost."""
    if kind not in paid:
        raise Refusal("Aan deze begunstigde betaalt het fonds dit niet. Kies een andere.", beside="payee")


def allowed(kind: str, safety: Safety) -> frozenset[Way]:
    """Return the ways that are safe for a payee of that kind; the residents' account and waiting always are.

    >>> sorted(allowed("insurer", Safety(Answer.NO, Answer.UNKNOWN)))
    [<Way.HOLD: 'hold'>, <Way.RESIDENTS_ACCOUNT: 'residents_account'>]
    """
    ways = {Way.RESIDENTS_ACCOUNT, Way.HOLD}
    if safety.unseen and (safety.own_account_is_safe or kind != OWN_ACCOUNT):
        ways.add(Way.DIRECT)
    if safety.own_account_is_safe and (safety.unseen or kind != OWN_ACCOUNT):
        ways.add(Way.REIMBURSE)
    return frozenset(ways)


def fit_consent(way: Way, consent_on: date | None, today: date) -> None:
    """Refuse a way of paying without the day of her consent, or with one in the future (Awb 4:89)."""
    if consent_on is None and way is not Way.HOLD:
        raise Refusal("Vul in op welke dag zij hiermee instemde.", beside="consent_on")
    if consent_on is not None and consent_on > today:
        raise Refusal("De dag van haar instemming ligt in de toekomst.", beside="consent_on")


def fit_holder(holder: str, her_name: str) -> str:
    """Return the holder's name, trimmed.

    Raises:
        Refusal: when it is missing, too long, contains the resident's name, or has no letter that a bank accepts.
    """
    neat = " ".join(holder.split())
    if not neat:
        raise Refusal("Vul in op welke naam de rekening staat.", beside="holder")
    at_the_bank = in_sepa(neat)
    if max(len(neat), len(at_the_bank)) > MOST_HOLDER:
        raise Refusal("Deze naam is te lang. Gebruik ten hoogste %(most)s tekens.", most=MOST_HOLDER, beside="holder")
    if not any(letter.isalnum() for letter in at_the_bank):
        raise Refusal("Schrijf deze naam in gewone letters, zoals de bank haar kent.", beside="holder")
    if says_her_name(neat, her_name):
        raise Refusal(
            "Hier staat haar naam in. Die mag niet bij de bank komen. Is dit haar eigen rekening, kies dat dan.",
            beside="holder",
        )
    return neat


def in_sepa(text: str) -> str:
    """Write a text in the characters that a bank's file accepts: accents are dropped, anything else becomes a space.

    >>> in_sepa("Caf\u00e9 & Zn. №12")
    'Cafe + Zn. No12'
    """
    letters = unicodedata.normalize("NFKD", text.replace("&", "+"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(_NOT_SEPA.sub(" ", bare).split())

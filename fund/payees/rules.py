"""Whether paying is safe for her, and which ways are left when it is not. Each refusal says beside which field it belongs. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from fund.core.errors import Refusal

OWN_ACCOUNT = "resident"  # her own account
SHELTER = "shelter"  # the shelter's own account
RESIDENTS_ACCOUNT = "residents_account"  # the shelter's account for its residents, under a neutral name
OF_THE_SHELTER = frozenset({SHELTER, RESIDENTS_ACCOUNT})

NEUTRAL_NAME = "Rekeninghouder"  # what the bank reads in place of her name
MOST_HOLDER = 70


class Answer(StrEnum):
    """What she answers; not knowing is as unsafe as yes."""

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
    """Her answers for one payee. `only_hers` and `overdrawn` (or attached) are about her own account; None where not asked."""

    sees_bill: Answer
    sees_payment: Answer
    only_hers: Answer | None = None
    overdrawn: Answer | None = None

    @property
    def unseen(self) -> bool:
        """Tell whether he can see neither the bill nor the payment."""
        return self.sees_bill is Answer.NO and self.sees_payment is Answer.NO

    @property
    def own_account_is_safe(self) -> bool:
        """Tell whether her account is only hers, and what is paid there stays there."""
        return self.only_hers is Answer.YES and self.overdrawn is Answer.NO


def allowed(kind: str, safety: Safety) -> frozenset[Way]:
    """Return the ways that are safe for a payee of that kind; through the residents' account or not yet are always there.

    >>> sorted(allowed("insurer", Safety(Answer.NO, Answer.UNKNOWN)))
    [<Way.HOLD: 'hold'>, <Way.RESIDENTS_ACCOUNT: 'residents_account'>]
    """
    ways = {Way.RESIDENTS_ACCOUNT, Way.HOLD}
    if safety.unseen and (safety.own_account_is_safe or kind != OWN_ACCOUNT):
        ways.add(Way.DIRECT)
    if safety.own_account_is_safe and (safety.unseen or kind != OWN_ACCOUNT):
        ways.add(Way.REIMBURSE)
    return frozenset(ways)


def fit_holder(holder: str, her_name: str) -> str:
    """Return the holder's name without loose spaces; Refusal when it is missing, too long, or says her name."""
    neat = " ".join(holder.split())
    if not neat:
        raise Refusal("Vul in op welke naam de rekening staat.", beside="holder")
    if len(neat) > MOST_HOLDER:
        raise Refusal("Deze naam is te lang. Gebruik ten hoogste %(most)s tekens.", most=MOST_HOLDER, beside="holder")
    hers = set(her_name.casefold().split())
    if hers and hers <= set(neat.casefold().split()):
        raise Refusal("Hier staat haar naam in. Die mag niet bij de bank komen. Is dit haar eigen rekening, kies dat dan.", beside="holder")
    return neat

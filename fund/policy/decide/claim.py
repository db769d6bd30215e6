"""What a claim says: its facts, its lines, and what was granted before. Plain values that do not tell who she is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from fund.core.money import Cents
from fund.policy.language.values import Known

OWN_PROGRAMME = "kostenfonds"


@dataclass(frozen=True, slots=True)
class EvidenceSeen:
    """A piece of evidence (bewijsstuk): its kind and its date."""

    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class LineFacts:
    """A cost (kostenpost): `claimed` is the whole of it, `received` what others paid; `until` is exclusive."""

    category: str
    claimed: Cents
    from_: date
    until: date
    units: int
    received: Cents
    payee: str
    evidence: tuple[EvidenceSeen, ...] = ()
    facts: Mapping[str, Known] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Past:
    """What was granted, or is held, before; `times` such lines together, and what they share with this claim.

    `same` holds resident, household, organisation, stay, event. `surplus` is what was granted above the nation's
    amounts on those lines, `floor_units` the units that the nation's text drew (None: the same). What was granted
    `unlimited` counts towards no limit of its own category.
    """

    category: str
    granted: Cents
    units: int
    on: date
    programme: str = OWN_PROGRAMME
    same: frozenset[str] = frozenset({"resident", "stay"})
    times: int = 1
    surplus: Cents = 0
    floor_units: int | None = None
    unlimited: bool = False


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """A claim (aanvraag) as the rules see it. An absent fact is unknown; an amount among the facts is Money."""

    filed_on: date
    facts: Mapping[str, Known]
    lines: tuple[LineFacts, ...]
    history: tuple[Past, ...] = ()

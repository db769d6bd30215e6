"""Who may decide, what a decision must say of each line, and what it leaves for the next claim. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from fund.core.calendar import add_months
from fund.core.errors import NotAllowed, Refusal
from fund.core.money import Cents
from fund.decisions.reasons import AS_THE_RULES, BELOW, LESS, Code

BARRED_MONTHS: Final = 12  # whoever worked at the resident's shelter does not decide on her claim
LEAST_WORDS: Final = 3
MOST_REASON: Final = 2000
PAYEE: Final = "ledger.payee"  # the purpose of the key that makes a payee's blind mark in the books


# ---------------------------------------------------------------- who


def refuse_filer(by: UUID, filers: Collection[UUID | None]) -> None:
    """Refuse an actor who made or filed the claim."""
    if by in filers:
        raise NotAllowed("U hebt deze aanvraag zelf ingediend. Een ander beslist erover.")


def refuse_colleague(ends: Collection[date | None], today: date) -> None:
    """Refuse an actor who works at the resident's shelter, or left it less than 12 months ago.

    `ends`: the ends of the actor's roles there, None for a role that has no end.
    """
    if any(end is None or today < add_months(end, BARRED_MONTHS) for end in ends):
        raise NotAllowed("U werkt of werkte kort geleden bij deze opvang. Een ander beslist over deze aanvraag.")


def refuse_first(by: UUID, first: UUID) -> None:
    """Refuse the actor who proposed the decision as its second person."""
    if by == first:
        raise NotAllowed("U hebt dit besluit zelf voorgesteld. Een ander kijkt ernaar.")


def needs_second(granted: Cents, second_look_above: Cents | None) -> bool:
    """Tell whether a second administrator must confirm: nothing is granted, or more than one person may grant."""
    return granted == 0 or (second_look_above is not None and granted > second_look_above)


# ---------------------------------------------------------------- what it says


@dataclass(frozen=True, slots=True)
class ByRules:
    """What is asked on one line and what the rules give. `refers`: the rules leave it to a person, or lack something.

    `units`: what the line uses; `floor` and `floor_units`: what the nation's text alone gives and uses; `surplus`: what
    the rules gave above that.
    """

    position: int
    claimed: Cents
    received: Cents
    granted: Cents
    refers: bool = False
    units: int = 0
    floor: Cents = 0
    floor_units: int = 0
    surplus: Cents = 0

    @property
    def asked(self) -> Cents:
        """Return what is left to pay: the whole cost less what others paid."""
        return self.claimed - self.received


@dataclass(frozen=True, slots=True)
class Given:
    """What an administrator decides on one line.

    `facts`: the answers that only an administrator may give; a missing one is unknown.
    """

    cents: Cents
    code: Code = Code.GRANTED_BY_RULE
    reason: str = field(default="", repr=False)
    facts: Mapping[str, bool] = field(default_factory=dict)

    @property
    def nothing(self) -> "Given":
        """Return the same with nothing granted."""
        return replace(self, cents=0)


class Field(StrEnum):
    """The form field of a fault."""

    CENTS = "cents"
    CODE = "code"
    REASON = "reason"
    HARDSHIP = "hardship"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something a decision may not say; `position` is None when it is about the whole decision."""

    position: int | None
    field: Field
    refusal: Refusal


class Unreasoned(Refusal):
    """A decision without sufficient reasons (Awb 3:46), with every fault; its message is that of the first."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        first = faults[0].refusal
        super().__init__(first.message, **first.values)
        self.faults = tuple(faults)


def refuse_unreasoned(rows: Sequence[tuple[ByRules, Given]], hardship: str) -> None:
    """Refuse a decision that lacks a reason; `hardship` is the weighing (Awb 4:84) in words, empty when there was none.

    Raises:
        Unreasoned: with every fault.
    """
    faults = [fault for seen, given in rows for fault in _faults(seen, given)]
    above = any(given.cents > seen.granted for seen, given in rows)
    if (above or all(given.cents == 0 for _, given in rows)) and too_short(hardship):
        faults.append(Fault(None, Field.HARDSHIP, _unweighed(above)))
    if len(hardship) > MOST_REASON:
        faults.append(Fault(None, Field.HARDSHIP, _too_long()))
    if faults:
        raise Unreasoned(faults)


def too_short(words: str) -> bool:
    """Tell whether a text is too short to be a sentence.

    >>> too_short("nee"), too_short("De rekening is al betaald.")
    (True, False)
    """
    return len(words.split()) < LEAST_WORDS


def _faults(seen: ByRules, given: Given) -> Iterator[Fault]:
    if not 0 <= given.cents <= seen.asked:
        refusal = Refusal("Ten hoogste %(most_cents)s: meer is er niet gevraagd.", most_cents=seen.asked)
        yield Fault(seen.position, Field.CENTS, refusal)
        return
    if given.cents < seen.asked:
        yield from _less(seen, given)
    elif given.code in LESS:
        refusal = Refusal("Deze reden hoort bij minder dan er gevraagd is. Kies er een onder “Toekennen”.")
        yield Fault(seen.position, Field.CODE, refusal)
    if len(given.reason) > MOST_REASON:
        yield Fault(seen.position, Field.REASON, _too_long())


def _less(seen: ByRules, given: Given) -> Iterator[Fault]:
    wrong = _below(seen, given.code) if given.cents < seen.granted and not seen.refers else _at_most(seen, given)
    if wrong:
        yield Fault(seen.position, Field.CODE, wrong)
    if too_short(given.reason):
        yield Fault(
            seen.position, Field.REASON, Refusal("Schrijf waarom u minder toekent. Deze tekst komt in de brief.")
        )


def _below(seen: ByRules, code: Code) -> Refusal | None:
    """Refuse a code that does not explain why a line gets less than the rules give."""
    if code in BELOW:
        return None
    if code is Code.GRANTED_BY_RULE:
        return Refusal(
            "De regels geven hier %(rules_cents)s. Kies onder “Minder, om een andere reden” waarom u daaronder blijft.",
            rules_cents=seen.granted,
        )
    if code in AS_THE_RULES:
        return Refusal(
            "Deze reden past hier niet: de regels geven %(rules_cents)s en u geeft minder. "
            "Kies onder “Minder, om een andere reden”.",
            rules_cents=seen.granted,
        )
    return _hardship_is_more(seen)


def _at_most(seen: ByRules, given: Given) -> Refusal | None:
    """Refuse a code that does not explain why a line gets less than was asked, though not less than the rules give."""
    if given.code is Code.GRANTED_BY_RULE:
        return Refusal("Kies waarom u minder toekent dan er gevraagd is.")
    return _hardship_is_more(seen) if given.code is Code.HARDSHIP_WEIGHED and given.cents <= seen.granted else None


def _hardship_is_more(seen: ByRules) -> Refusal:
    return Refusal(
        "Deze reden hoort bij meer dan de regels geven (%(rules_cents)s). Kies er een onder “Minder”.",
        rules_cents=seen.granted,
    )


def _unweighed(above: bool) -> Refusal:
    if above:
        return Refusal("U kent meer toe dan de regels geven. Schrijf waarom dat hier nodig is.")
    return Refusal("U wijst alles af. Schrijf of dat niet te hard is voor haar.")


def _too_long() -> Refusal:
    return Refusal("Deze tekst is te lang. Gebruik ten hoogste %(most)s tekens.", most=MOST_REASON)


# ---------------------------------------------------------------- what it leaves for the next claim


@dataclass(frozen=True, slots=True)
class Left:
    """What the next line of the same stay must know of this one: units used, units under the nation's text, surplus."""

    units: int
    floor_units: int
    surplus: Cents


def left(seen: ByRules, granted: Cents) -> Left:
    """Return what a line leaves for the next.

    A decision that departs from the rules departs from the nation's text as well: what is withheld uses up nothing and
    is no surplus; what is added is one.
    """
    if granted == seen.granted and not seen.refers:
        return Left(seen.units, seen.floor_units, seen.surplus)
    return Left(
        _share(seen.units, granted, seen), _share(seen.floor_units, granted, seen), max(0, granted - seen.floor)
    )


def _share(units: int, granted: Cents, seen: ByRules) -> int:
    if granted >= seen.granted:
        return units if granted else 0
    return -(-units * granted // seen.granted)

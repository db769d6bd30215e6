"""Write what was decided on the lines and on the claim. The package of decisions calls it, and knows the law."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import update

from fund.claims import rules
from fund.claims.dossier import Dossier
from fund.claims.models import Claim, Line, Outcome
from fund.claims.rules import Move, next_state
from fund.core.money import Cents
from fund.people.act import Act


@dataclass(frozen=True, slots=True)
class Settled:
    """What was decided on one line, and what a later line must know of it: see Line."""

    position: int
    granted: Cents
    units: int
    floor_units: int
    surplus: Cents
    outcome: Outcome
    unlimited: bool = False


def outcome(claimed: Cents, granted: Cents) -> Outcome:
    """Return the outcome: all, nothing, or part."""
    if not granted:
        return Outcome.REFUSED
    return Outcome.GRANTED if granted == claimed else Outcome.PART


def settle(act: Act, dossier: Dossier, results: Sequence[Settled], outcome: Outcome) -> None:
    """Write what was decided on every line and on the claim; the fund no longer holds anything for its lines."""
    by_position = {result.position: result for result in results}
    if sorted(by_position) != [line.position for line in dossier.lines]:
        raise ValueError("every line is decided, once")
    for line in dossier.lines:
        result = by_position[line.position]
        line.held = None
        line.granted, line.outcome = result.granted, result.outcome
        draw(line, result.units, result.floor_units, result.surplus, result.unlimited)
    claim = dossier.claim
    claim.granted = sum(result.granted for result in results)
    claim.outcome, claim.decided_at, claim.saved_at = outcome, act.at, act.at


def draw(line: Line, units: int | None, floor_units: int | None, surplus: Cents | None, unlimited: bool) -> None:
    """Write what a line uses of what is limited."""
    line.units_granted, line.floor_units, line.surplus, line.unlimited = units, floor_units, surplus, unlimited


def mark_paying(act: Act, claim_id: UUID, position: int, stands: bool) -> None:
    """Write whether a line's payment is in a batch or went to the bank; the package of payouts calls it."""
    line = update(Line).where(Line.claim_id == claim_id, Line.position == position)
    act.session.execute(line.values(paying=stands))


def move(claim: Claim, by: Move) -> None:
    """Move a claim to its next state; WrongStep where the table has no such move."""
    claim.state = next_state(claim.state, by)


def resume(claim: Claim, on: date) -> None:
    """Let the clock of a claim run again (Awb 4:15): its terms move by the days that it stood still.

    Nothing changes when it was running.
    """
    if claim.paused_on and claim.answer_by:
        if claim.decide_by:
            claim.decide_by = rules.resumed(claim.decide_by, claim.paused_on, claim.answer_by, on)
        if claim.law_by:
            claim.law_by = rules.resumed(claim.law_by, claim.paused_on, claim.answer_by, on)
    claim.paused_on = claim.answer_by = None


def hold(claim: Claim, on: date) -> None:
    """Hold a claim (aanhouden): somebody must find the money within a term of its own.

    That term never ends later than the claim's.
    """
    move(claim, Move.HOLD)
    resume(claim, on)
    claim.decide_by = min(day for day in (claim.decide_by, rules.held_by(on)) if day)

"""The states of a claim as one table, its terms, and what a later claim must know of an earlier one. Pure."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from fund import policy
from fund.core.calendar import add_working_days, on_or_after, term_weeks
from fund.core.errors import WrongStep

LAW_WEEKS = 8
HELD_DAYS = 5
MANDATE_DAYS = 5


class State(StrEnum):
    """Where a claim is."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    INCOMPLETE = "incomplete"  # the fund asked for something; its clock stands still (Awb 4:5, 4:15)
    PROPOSED = "proposed"  # a decision waits for its second person
    HELD = "held"  # a guaranteed line found the budget empty
    DECIDED = "decided"
    OBJECTED = "objected"
    WITHDRAWN = "withdrawn"


class Lack(StrEnum):
    """What keeps a granted line from being paid; each is for her shelter to resolve."""

    ACCOUNT = "account"  # nobody named the account
    CHECK = "check"  # no second worker checked it
    WAY = "way"  # she has not chosen a way that is safe and open


class Move(StrEnum):
    """What moves a claim to its next state: verbs of the law."""

    SUBMIT = "submit"
    ASK = "ask"
    COMPLETE = "complete"
    WITHDRAW = "withdraw"
    PROPOSE = "propose"
    CONFIRM = "confirm"
    GIVE_BACK = "give_back"
    GIVE_BACK_ASKED = "give_back_asked"  # to where the shelter still completes it
    GIVE_BACK_HELD = "give_back_held"
    DECIDE = "decide"
    HOLD = "hold"
    OBJECT = "object"


NEXT: dict[tuple[State, Move], State] = {
    (State.DRAFT, Move.SUBMIT): State.SUBMITTED,
    (State.DRAFT, Move.WITHDRAW): State.WITHDRAWN,
    (State.SUBMITTED, Move.ASK): State.INCOMPLETE,
    (State.SUBMITTED, Move.PROPOSE): State.PROPOSED,
    (State.SUBMITTED, Move.DECIDE): State.DECIDED,
    (State.SUBMITTED, Move.HOLD): State.HELD,
    (State.SUBMITTED, Move.WITHDRAW): State.WITHDRAWN,
    (State.INCOMPLETE, Move.COMPLETE): State.SUBMITTED,
    (State.INCOMPLETE, Move.DECIDE): State.DECIDED,
    (State.INCOMPLETE, Move.PROPOSE): State.PROPOSED,
    (State.INCOMPLETE, Move.WITHDRAW): State.WITHDRAWN,
    (State.PROPOSED, Move.CONFIRM): State.DECIDED,
    (State.PROPOSED, Move.GIVE_BACK): State.SUBMITTED,
    (State.PROPOSED, Move.GIVE_BACK_ASKED): State.INCOMPLETE,
    (State.PROPOSED, Move.GIVE_BACK_HELD): State.HELD,
    (State.PROPOSED, Move.HOLD): State.HELD,
    (State.HELD, Move.DECIDE): State.DECIDED,
    (State.HELD, Move.PROPOSE): State.PROPOSED,
    (State.HELD, Move.ASK): State.INCOMPLETE,
    (State.HELD, Move.WITHDRAW): State.WITHDRAWN,
    (State.DECIDED, Move.OBJECT): State.OBJECTED,
}

AT_FUND = frozenset({State.SUBMITTED, State.INCOMPLETE, State.PROPOSED, State.HELD})
OPEN = AT_FUND | {State.DRAFT}
WITHDRAWABLE = frozenset(state for state, move in NEXT if move is Move.WITHDRAW)
DECIDED = frozenset({State.DECIDED, State.OBJECTED})
PAYABLE = AT_FUND | DECIDED
GIVES_BACK = (Move.GIVE_BACK, Move.GIVE_BACK_ASKED, Move.GIVE_BACK_HELD)


def next_state(state: State, move: Move) -> State:
    """Return the state after a move.

    Raises:
        WrongStep: where the table has no such move.
    """
    refuse_wrong_step(state, {before for before, made in NEXT if made is move})
    return NEXT[state, move]


def refuse_wrong_step(state: State, states: Collection[State]) -> None:
    """Refuse a claim that is in none of these states; WrongStep."""
    if state not in states:
        raise WrongStep("Dat kan nu niet: de aanvraag is intussen een stap verder.")


def back_to(came_from: State) -> Move:
    """Return the move that gives a proposal back to the state in which it was made.

    >>> back_to(State.HELD)
    <Move.GIVE_BACK_HELD: 'give_back_held'>
    """
    return next(move for move in GIVES_BACK if NEXT[State.PROPOSED, move] is came_from)


# ---------------------------------------------------------------- terms


def law_by(filed_on: date) -> date:
    """Return the last day to decide by law (Awb 4:13)."""
    return term_weeks(filed_on, LAW_WEEKS)


def held_by(held_on: date) -> date:
    """Return the day by which somebody must find the money for a guaranteed line."""
    return add_working_days(held_on, HELD_DAYS)


def mandate_by(filed_on: date) -> date:
    """Return the day by which the mandate of an urgent claim must follow (Awb 2:1)."""
    return add_working_days(filed_on, MANDATE_DAYS)


def resumed(term: date, paused_on: date, answer_by: date, on: date) -> date:
    """Return a term, moved by the days that it stood still: from the day after `paused_on` until the answer.

    The clock runs again on the last day to answer, whether there is an answer or not (Awb 4:15).

    >>> resumed(date(2026, 12, 4), date(2026, 11, 23), date(2026, 12, 1), date(2026, 11, 26))
    datetime.date(2026, 12, 7)
    """
    stood_still = max(timedelta(), min(on, answer_by) - paused_on)
    return on_or_after(term + stood_still)


# ---------------------------------------------------------------- history

SAME_STAY = frozenset({"resident", "stay"})
SAME_RESIDENT = frozenset({"resident"})


@dataclass(frozen=True, slots=True)
class EarlierLine:
    """A line of another claim, as the next one must know it: decided, or held by the fund."""

    category: str
    same: frozenset[str]
    from_: date
    until: date
    granted: int
    units: int
    floor_units: int
    surplus: int
    unlimited: bool
    by_night: bool


def summed(lines: Sequence[EarlierLine]) -> tuple[policy.Past, ...]:
    """Add up lines of one category, stay and day."""
    sums: dict[tuple[str, date, frozenset[str], bool], list[EarlierLine]] = defaultdict(list)
    for line in lines:
        sums[line.category, line.from_, line.same, line.unlimited].append(line)
    return tuple(
        policy.Past(
            category=category,
            granted=sum(line.granted for line in alike),
            units=sum(line.units for line in alike),
            on=on,
            same=same,
            times=len(alike),
            surplus=sum(line.surplus for line in alike),
            floor_units=sum(line.floor_units for line in alike),
            unlimited=unlimited,
        )
        for (category, on, same, unlimited), alike in sums.items()
    )

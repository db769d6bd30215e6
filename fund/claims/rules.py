"""The states of a claim as one table, and who may move it. Pure."""

from enum import StrEnum

from fund.core.errors import WrongStep


class State(StrEnum):
    """Where a claim is."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    INCOMPLETE = "incomplete"  # the fund asked for something; its clock stands still (Awb 4:5, 4:15)
    PROPOSED = "proposed"  # a decision that needs a second person awaits her
    HELD = "held"  # a guaranteed line found the budget empty
    DECIDED = "decided"
    OBJECTED = "objected"
    WITHDRAWN = "withdrawn"


class Lack(StrEnum):
    """What keeps a granted line from being paid; her shelter is to see to each."""

    ACCOUNT = "account"  # nobody said on which account
    CHECK = "check"  # no second worker checked it
    WAY = "way"  # she has not chosen a way that is safe and open


class Move(StrEnum):
    """What moves a claim: verbs of the law."""

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
GIVES_BACK = (Move.GIVE_BACK, Move.GIVE_BACK_ASKED, Move.GIVE_BACK_HELD)


def next_state(state: State, move: Move) -> State:
    """Return the state after a move.

    Raises:
        WrongStep: where the table has no such move.
    """
    if (state, move) not in NEXT:
        raise WrongStep("Dat kan nu niet: de aanvraag is intussen een stap verder.")
    return NEXT[state, move]


def back_to(came_from: State) -> Move:
    """Return the move that gives a proposal back to the state in which it was made.

    >>> back_to(State.HELD)
    <Move.GIVE_BACK_HELD: 'give_back_held'>
    """
    return next(move for move in GIVES_BACK if NEXT[State.PROPOSED, move] is came_from)

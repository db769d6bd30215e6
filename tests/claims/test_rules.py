"""The life of a claim as one table, walked against a model of its own; terms; lines cut to the cent."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fund.claims import rules
from fund.claims.actions import outcome
from fund.claims.pieces import NIGHTS_DUE, Piece, cut
from fund.claims.rules import GIVES_BACK, NEXT, Move, State, back_to, next_state
from fund.core.errors import WrongStep
from fund.stays.nights import Period, units


@dataclass(frozen=True)
class Told:
    """A claim as a lawyer would tell it, without a table."""

    filed: bool = False
    asked: bool = False
    proposed: bool = False
    held: bool = False
    decided: bool = False
    objected: bool = False
    withdrawn: bool = False

    @property
    def at_fund(self) -> bool:
        return self.filed and not self.decided and not self.withdrawn

    def may(self, move: Move) -> bool:
        free = self.at_fund and not self.proposed
        return {
            Move.SUBMIT: not self.filed and not self.withdrawn,
            Move.WITHDRAW: not self.decided and not self.withdrawn and not self.proposed,
            Move.ASK: free and not self.asked,
            Move.COMPLETE: free and self.asked,
            Move.PROPOSE: free,
            Move.DECIDE: free,
            Move.HOLD: self.at_fund and (self.proposed or not (self.asked or self.held)),
            Move.CONFIRM: self.at_fund and self.proposed,
            Move.OBJECT: self.decided and not self.objected,
        }[move]

    def after(self, move: Move) -> "Told":
        """Tell it after a move; giving back takes the proposal away, and nothing else:
        what was asked or held still is."""
        if move in GIVES_BACK:
            return replace(self, proposed=False)
        over = (
            {"asked": False, "proposed": False, "held": False} if move in (Move.ASK, Move.COMPLETE, Move.HOLD) else {}
        )
        return replace(self, **over | ({BECOMES[move]: True} if move in BECOMES else {}))

    @property
    def state(self) -> State:
        words = (
            (self.withdrawn, State.WITHDRAWN),
            (self.objected, State.OBJECTED),
            (self.decided, State.DECIDED),
            (self.proposed, State.PROPOSED),
            (self.held, State.HELD),
            (self.asked, State.INCOMPLETE),
            (self.filed, State.SUBMITTED),
        )
        return next((state for so, state in words if so), State.DRAFT)


BECOMES = {
    Move.SUBMIT: "filed",
    Move.WITHDRAW: "withdrawn",
    Move.ASK: "asked",
    Move.PROPOSE: "proposed",
    Move.HOLD: "held",
    Move.DECIDE: "decided",
    Move.CONFIRM: "decided",
    Move.OBJECT: "objected",
}


def test_every_life_is_one_that_a_lawyer_would_tell() -> None:
    """Walk every life there is: the table allows what the model allows, and ends where the model ends."""
    lives, ahead = set(), [(Told(), State.DRAFT, State.SUBMITTED)]
    while ahead:
        told, state, came_from = life = ahead.pop()
        if life in lives:
            continue
        lives.add(life)
        assert told.state is state
        back = back_to(came_from)
        may = {move for move in Move if (told.at_fund and told.proposed if move in GIVES_BACK else told.may(move))}
        assert may == {move for move in Move if (state, move) in NEXT}, life
        for move in may - set(GIVES_BACK) | may & {back}:
            ahead.append((told.after(move), next_state(state, move), state if move is Move.PROPOSE else came_from))
    assert {state for _, state, _ in lives} == set(State)


@pytest.mark.parametrize("state", State)
def test_what_the_table_does_not_say_is_refused(state: State) -> None:
    for move in Move:
        if (state, move) not in NEXT:
            with pytest.raises(WrongStep):
                next_state(state, move)


def test_wherever_something_can_be_proposed_it_can_be_given_back_to() -> None:
    proposed_from = [state for state, move in NEXT if move is Move.PROPOSE]
    assert [NEXT[State.PROPOSED, back_to(state)] for state in proposed_from] == proposed_from
    assert len(proposed_from) == len(GIVES_BACK)


def test_the_law_gives_eight_weeks_and_a_term_never_ends_on_a_feast() -> None:
    assert rules.law_by(date(2026, 10, 30)) == date(
        2026, 12, 28
    )  # eight weeks end on Christmas day, a Friday; then a weekend
    assert rules.mandate_by(date(2026, 5, 1)) == date(2026, 5, 11)  # 5 May counts in every year
    assert rules.held_by(date(2026, 4, 2)) == date(2026, 4, 13)  # over Good Friday and Easter Monday


def test_a_clock_that_stood_still_runs_on_by_those_days() -> None:
    term, letter, answer_by = date(2026, 12, 4), date(2026, 11, 23), date(2026, 12, 1)
    assert rules.resumed(term, letter, answer_by, letter) == term
    assert rules.resumed(term, letter, answer_by, date(2026, 11, 25)) == date(
        2026, 12, 7
    )  # two days, and then a weekend
    assert rules.resumed(term, letter, answer_by, date(2026, 12, 9)) == date(
        2026, 12, 14
    )  # no longer than until the last day to answer


def test_a_line_is_whole_part_or_nothing() -> None:
    assert [outcome(1000, cents) for cents in (1000, 999, 0)] == ["granted", "part", "refused"]


FEE = Piece(date(2026, 8, 3), date(2026, 10, 1), 59, 185083, 0, {"night_rate": "31.37", NIGHTS_DUE: 31})


def test_nights_are_cut_on_the_day_and_what_is_waived_comes_first() -> None:
    first, second = cut(FEE, "night", [date(2026, 9, 1)])
    assert (first.from_, first.until, first.units, first.claimed) == (date(2026, 8, 3), date(2026, 9, 1), 29, 90973)
    assert (second.from_, second.until, second.units, second.claimed) == (
        date(2026, 9, 1),
        date(2026, 10, 1),
        30,
        94110,
    )
    assert [piece.facts[NIGHTS_DUE] for piece in (first, second)] == [1, 30]


def test_a_month_belongs_to_the_version_of_its_first_day() -> None:
    rent = Piece(date(2026, 5, 20), date(2026, 8, 20), 3, 345000, 0, {})
    first, second = cut(rent, "month", [date(2026, 7, 1)])
    assert (first.until, first.units, first.claimed) == (date(2026, 7, 20), 2, 230000)
    assert (second.until, second.units, second.claimed) == (date(2026, 8, 20), 1, 115000)
    assert cut(rent, "month", [date(2026, 8, 10)]) == [rent]


def test_what_happens_once_is_not_cut() -> None:
    once = Piece(date(2026, 6, 20), date(2026, 7, 20), 1, 5000, 0, {})
    assert cut(once, "once", [date(2026, 7, 1)]) == [once]


@st.composite
def wholes(draw: st.DrawFn) -> tuple[Piece, str, list[date]]:
    from_ = date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 365)))
    until = from_ + timedelta(days=draw(st.integers(1, 400)))
    unit = draw(st.sampled_from(["night", "day", "month", "once"]))
    count = units(unit, Period(from_, until))
    claimed = draw(st.integers(1, 10**6))
    facts = {NIGHTS_DUE: draw(st.integers(0, count))} if unit == "night" else {}
    edges = draw(st.lists(st.integers(-30, 460), max_size=5))
    whole = Piece(from_, until, count, claimed, draw(st.integers(0, claimed)), facts)
    return whole, unit, [from_ + timedelta(days=edge) for edge in edges]


@given(wholes())
def test_pieces_are_the_line_again_to_the_cent_and_to_the_night(case: tuple[Piece, str, list[date]]) -> None:
    whole, unit, edges = case
    pieces = cut(whole, unit, edges)
    assert [pieces[0].from_, *(piece.until for piece in pieces)] == [*(piece.from_ for piece in pieces), whole.until]
    for name in ("units", "claimed", "received"):
        assert sum(getattr(piece, name) for piece in pieces) == getattr(whole, name)
    for piece in pieces:
        assert piece.claimed > 0 and 0 <= piece.received <= piece.claimed
        assert piece.units > 0 if unit == "month" else piece.units == units(unit, Period(piece.from_, piece.until))
        assert piece.facts.get(NIGHTS_DUE, 0) <= piece.units
    assert sum(piece.facts.get(NIGHTS_DUE, 0) for piece in pieces) == whole.facts.get(NIGHTS_DUE, 0)

"""Finish a decision: into the books, onto the claim, into a letter, in one breath; or hold the claim where a guarantee finds no money."""

from sqlalchemy.orm import Session

from fund import policy
from fund.claims.actions import Settled, hold, move, outcome, resume, settle
from fund.claims.rules import NEXT, Move, State
from fund.core.errors import OverBudget
from fund.core.money import Cents
from fund.decisions import queries, rules, terms
from fund.decisions.announcing import announce
from fund.decisions.booking import Booking, NoRoom
from fund.decisions.models import Decision, Stage
from fund.decisions.weighing import Weighed
from fund.people.act import Act
from fund.people.models import Account
from fund.people.rules import Actor


def finish(act: Act, now: Weighed, *, decision: Decision, verb: Move) -> Decision:
    """Make a written decision final; where a guaranteed line finds no room, give it back and hold the claim.

    The books name who decided: at a confirmation that is the first person; the second is on the decision and in the claim's life.

    Raises:
        OverBudget: no room for a line; or none for a guaranteed one on a claim that is held already.
    """
    claim = now.claim
    cents = {line.position: line.granted for line in queries.lines_of(act.session, decision.id)}
    try:
        with act.session.begin_nested():
            Booking(act.session, _first(act.session, decision), act.at, now, decision.budget_id).book(cents)
    except NoRoom:
        return _held(act, now, decision)
    results = [
        _settled(row, cents[row.position], result) for row, result in zip(now.rows, now.assessment.lines, strict=True)
    ]
    settle(act.session, act.at, claim, results, decision.outcome)
    move(claim, verb)
    resume(claim, act.today)
    decision.stage, decision.object_until = Stage.FINAL, terms.object_until(act.today)
    announce(act.session, act.by, now, decision)
    verb_said = {Move.DECIDE: "decisions.grant", Move.CONFIRM: "decisions.confirm"}[verb]
    act.record(
        verb_said, claim.about.shown_on("decisions.letter", decision.id), cents=decision.granted, code=decision.outcome
    )
    return decision


def _settled(row: rules.ByRules, granted: Cents, result: policy.AssessedLine) -> Settled:
    left = rules.left(row, granted)
    return Settled(
        position=row.position,
        granted=granted,
        units=left.units,
        floor_units=left.floor_units,
        surplus=left.surplus,
        outcome=outcome(row.claimed, granted),
        unlimited=result.unlimited,
    )


def _held(act: Act, now: Weighed, decision: Decision) -> Decision:
    claim = now.claim
    if claim.state is State.INCOMPLETE:
        move(
            claim, Move.COMPLETE
        )  # her term to answer is over, or all is granted: either way it is with the fund again
    if (claim.state, Move.HOLD) not in NEXT:
        raise OverBudget(
            "Er is nog geen geld voor een kostenpost die altijd betaald wordt. De aanvraag blijft aangehouden."
        )
    decision.stage = Stage.GIVEN_BACK
    hold(claim, act.today)
    claim.saved_at = act.at
    act.session.flush()
    act.record("decisions.hold", claim.about)
    return decision


def _first(session: Session, decision: Decision) -> Actor:
    account = session.get_one(Account, decision.decided_by)
    return Actor(account.id, account.name, (), account.pseudonym)

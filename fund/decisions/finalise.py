"""Write a decision, and make it final at once in the books, on the claim and in a letter; or hold the claim."""

from collections.abc import Mapping
from uuid import UUID

from fund import policy
from fund.claims.actions import Settled, hold, keep_receipt, move, outcome, resume, settle
from fund.claims.models import Line
from fund.claims.rules import NEXT, Move, State
from fund.core.errors import OverBudget, WrongStep
from fund.core.money import Cents
from fund.decisions import letters, queries, rules, terms
from fund.decisions.assessment import Weighed
from fund.decisions.models import Decision, DecisionLine, Stage
from fund.decisions.rules import PAYEE, Given
from fund.keys.sealed import blind, seal
from fund.ledger import actions as ledger
from fund.people.act import Act
from fund.people.models import Account
from fund.people.rules import Actor


class NoRoom(Exception):
    """No budget has enough for a guaranteed line: not an error, the claim is held."""


def write(
    act: Act, now: Weighed, *, lines: Mapping[int, Given], hardship: str, budget_id: UUID | None = None
) -> Decision:
    """Write a decision that is not final yet, and keep the assessment that it rests on."""
    assessed = keep_receipt(act, now.dossier, now.read, now.assessment)
    key_id, granted = now.dossier.resident.key_id, sum(line.cents for line in lines.values())
    decision = Decision(
        claim_id=now.claim.id,
        stage=Stage.PROPOSED,
        came_from=now.claim.state,
        outcome=outcome(now.claim.claimed, granted),
        granted=granted,
        decided_by=act.by.id,
        decided_at=act.at,
        budget_id=budget_id,
        assessment_id=assessed.id,
    )
    if hardship.strip():
        seal(act.session, decision, Decision.hardship, key_id, hardship.strip())
    act.session.add(decision)
    act.session.flush()
    for position, line in sorted(lines.items()):
        row = DecisionLine(decision_id=decision.id, position=position, granted=line.cents, code=line.code)
        row.facts = dict(line.facts)
        if line.reason.strip():
            seal(act.session, row, DecisionLine.reason, key_id, line.reason.strip())
        act.session.add(row)
    act.session.flush()
    return decision


def finalise(act: Act, now: Weighed, decision: Decision, verb: Move) -> Decision:
    """Make a written decision final; when no budget has enough for a guaranteed line, hold the claim instead.

    The books name the person who decided: at a confirmation that is the first; the second is on the decision and in the
    claim's audit events.

    Raises:
        OverBudget: no budget has enough for a line that is not guaranteed, or for any line of a claim that is held.
    """
    claim = now.claim
    lines = queries.decision_lines(act.session, decision.id)
    cents = {line.position: line.granted for line in lines}
    try:
        with act.session.begin_nested():
            _book(_in_name_of_first(act, decision), now, cents, decision.budget_id)
    except NoRoom:
        return _hold(act, now, decision)
    results = [
        _settled(row, cents[row.position], result) for row, result in zip(now.rows, now.assessment.lines, strict=True)
    ]
    settle(act, now.dossier, results, decision.outcome)
    move(claim, verb)
    resume(claim, act.today)
    decision.stage, decision.object_until = Stage.FINAL, terms.object_until(act.today)
    letters.announce(act, now, decision, lines)
    about = claim.about.shown_on("decisions.letter", decision.id)
    act.record(
        {Move.DECIDE: "decisions.grant", Move.CONFIRM: "decisions.confirm"}[verb],
        about,
        cents=decision.granted,
        code=decision.outcome,
    )
    act.session.flush()
    return decision


def _book(act: Act, now: Weighed, cents: Mapping[int, Cents], budget_id: UUID | None) -> None:
    """Commit every granted line: from the budget where it was reserved, the chosen one, or the first that has enough.

    Raises:
        OverBudget: no budget has enough for a line that is not guaranteed.
        NoRoom: no budget has enough for a guaranteed line.
    """
    with act.session.no_autoflush:
        for line, result in zip(now.lines, now.assessment.lines, strict=True):
            try:
                _book_line(act, now, line, cents[line.position], budget_id)
            except OverBudget:
                if line.guaranteed or result.guaranteed:
                    raise NoRoom from None
                raise


def _book_line(act: Act, now: Weighed, line: Line, cents: Cents, budget_id: UUID | None) -> None:
    if not cents:
        _free(act, now, line)
        return
    try:
        _commit(act, now, line, cents)
    except (WrongStep, OverBudget):  # nothing is reserved, or too little and no more is free: nothing was written yet
        _free(act, now, line)
        _reserve(act, now, line, cents, budget_id)
        _commit(act, now, line, cents)


def _free(act: Act, now: Weighed, line: Line) -> None:
    ledger.free(act, now.claim.fund_id, claim_id=now.claim.id, position=line.position)


def _reserve(act: Act, now: Weighed, line: Line, cents: Cents, budget_id: UUID | None) -> None:
    ledger.reserve(
        act,
        now.claim.fund_id,
        claim_id=now.claim.id,
        reference=now.claim.reference,
        position=line.position,
        category=line.category,
        cents=cents,
        budget_id=None if line.guaranteed else budget_id,
    )


def _commit(act: Act, now: Weighed, line: Line, cents: Cents) -> None:
    claim, pair = now.claim, now.pair(line)
    payee = blind(act.session, claim.region_id, PAYEE, str(line.payee_id)) if line.payee_id else None
    ledger.commit(
        act,
        claim.fund_id,
        claim_id=claim.id,
        position=line.position,
        cents=cents,
        payee=payee,
        from_=line.from_,
        until=line.until,
        text_sha256=pair.texts[-1].sha256 if pair else "",
    )


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


def _hold(act: Act, now: Weighed, decision: Decision) -> Decision:
    claim = now.claim
    if claim.state is State.INCOMPLETE:
        # the term to answer is over, or all is granted: either way it is with the fund again
        move(claim, Move.COMPLETE)
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


def _in_name_of_first(act: Act, decision: Decision) -> Act:
    if decision.decided_by == act.by.id:
        return act
    first = act.session.get_one(Account, decision.decided_by)
    return act.in_name_of(Actor(first.id, first.name, (), first.pseudonym))

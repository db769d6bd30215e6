"""Read what waits for a decision, decisions and their letters: from the reader, so that another region's claim is not there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, undefer

from fund.claims import queries as claims
from fund.claims.models import Assessed, Claim, Line
from fund.claims.rules import AT_FUND, State
from fund.core.errors import NotFound
from fund.decisions.models import Completion, Decision, DecisionLine, Objection, Stage
from fund.decisions.terms import running
from fund.decisions.turns import Other, Turn, waits_for
from fund.keys.sealed import open_, open_text
from fund.people.models import Membership
from fund.people.rules import Actor, Verb
from fund.policy.words import Language

PAGE = 50
FAR = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class QueueKey:
    """Where a page of the queue ended: written `0.2026-12-04.ID` in an address."""

    calm: bool
    first_on: date
    id: UUID

    @classmethod
    def read(cls, text: str) -> "QueueKey | None":
        """Read it; None for anything else, so that a mangled address shows the beginning."""
        try:
            calm, day, id_ = text.split(".")
            return cls({"0": False, "1": True}[calm], date.fromisoformat(day), UUID(id_))
        except (ValueError, KeyError):
            return None

    def __str__(self) -> str:
        return f"{self.calm:d}.{self.first_on}.{self.id}"


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A claim that waits, with its categories. `other`: why it waits for somebody else than the reader, None when she can act now."""

    claim: Claim
    codes: Sequence[str]
    other: Other | None

    @property
    def decide_by(self) -> date | None:
        """Return the fund's own last day, as it runs once the shelter's time to answer is over."""
        return running(self.claim.decide_by, self.claim.paused_on, self.claim.answer_by)

    @property
    def law_by(self) -> date | None:
        """Return the law's last day, as it runs once the shelter's time to answer is over."""
        return running(self.claim.law_by, self.claim.paused_on, self.claim.answer_by)


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the queue, and where the next page begins (None: nowhere)."""

    rows: Sequence[QueueRow]
    onward: QueueKey | None

    @property
    def hers(self) -> list[QueueRow]:
        """Return what the reader can act on now."""
        return [row for row in self.rows if row.other is None]

    @property
    def others(self) -> list[QueueRow]:
        """Return what waits for the shelter or for a colleague."""
        return [row for row in self.rows if row.other is not None]


def first_on(claim: Claim) -> date:
    """Return the day on which something of a claim is due first: a cost, our term, the law's."""
    return min(day for day in (claim.due_on, claim.decide_by, claim.law_by, FAR) if day)


def queue(session: Session, actor: Actor, today: date, *, after: QueueKey | None = None, most: int = PAGE) -> Queue:
    """Return the claims at the reader's funds: urgent ones, then by what is due first. Two statements: the claims, and where she worked."""
    calm, first = case((Claim.urgent, 0), else_=1), _first_on()
    kinds = select(func.aggregate_strings(Line.category, ",")).where(Line.claim_id == Claim.id).scalar_subquery()
    first_by = (
        select(Decision.decided_by)
        .where(Decision.claim_id == Claim.id, Decision.stage == Stage.PROPOSED)
        .scalar_subquery()
    )
    wanted = select(Claim, kinds, first_by).where(
        Claim.region_id.in_(actor.regions(Verb.READ_QUEUE)), Claim.state.in_(AT_FUND)
    )
    if after is not None:
        past = or_(first > after.first_on, and_(first == after.first_on, Claim.id > after.id))
        wanted = wanted.where(or_(calm > int(after.calm), and_(calm == int(after.calm), past)))
    rows = session.execute(wanted.order_by(calm, first, Claim.id).limit(most + 1)).all()
    worked = _worked(session, actor) if rows else {}
    shown = [
        QueueRow(
            row[0],
            tuple(dict.fromkeys((row[1] or "").split(","))),
            waits_for(_turn(actor, row[0], worked, row[2]), _asked(row[0]), today),
        )
        for row in rows[:most]
    ]
    last = shown[-1].claim if len(rows) > most else None
    return Queue(shown, QueueKey(not last.urgent, first_on(last), last.id) if last else None)


def at_fund(session: Session, actor: Actor, claim_id: UUID, verb: Verb = Verb.READ_QUEUE) -> Claim:
    """Return a claim of a fund where the reader may do `verb`, as it is now in the database; NotFound otherwise."""
    hers = select(Claim).where(
        Claim.id == claim_id, Claim.region_id.in_(actor.regions(verb)), Claim.submitted_at.is_not(None)
    )
    found = session.scalar(hers.execution_options(populate_existing=True))
    if found is None:
        raise NotFound
    return found


def role_ends_at(session: Session, account_id: UUID, shelter_id: UUID) -> Sequence[date | None]:
    """Return the ends of a person's standings at a shelter, None for one that is open."""
    return session.scalars(
        select(Membership.until).where(Membership.account_id == account_id, Membership.shelter_id == shelter_id)
    ).all()


def decisions(session: Session, claim_id: UUID) -> Sequence[Decision]:
    """Return the decisions on a claim that the reader was given, the newest first."""
    wanted = select(Decision).where(Decision.claim_id == claim_id).order_by(Decision.decided_at.desc(), Decision.id)
    return session.scalars(wanted).all()


def standing(session: Session, claim_id: UUID, stage: Stage) -> Decision | None:
    """Return the newest decision of a stage on a claim that the reader was given."""
    return next((decision for decision in decisions(session, claim_id) if decision.stage is stage), None)


def lines_of(session: Session, decision_id: UUID) -> Sequence[DecisionLine]:
    """Return what a decision says of each line, in their order."""
    wanted = select(DecisionLine).where(DecisionLine.decision_id == decision_id).options(undefer(DecisionLine.reason))
    return session.scalars(wanted.order_by(DecisionLine.position)).all()


def reason(session: Session, line: DecisionLine) -> str:
    """Open the written reason of a line; empty where none was needed."""
    return open_text(session, line, DecisionLine.reason) if line.reason else ""


def words(session: Session, decision: Decision, column: InstrumentedAttribute[object]) -> str:
    """Open the weighing of hardship, or the remark, of a decision; empty where there is none."""
    return open_text(session, decision, column) if getattr(decision, column.key) else ""


def assessment(session: Session, decision: Decision) -> Assessed:
    """Return the assessment that a decision rests on."""
    return session.get_one(Assessed, decision.assessment_id)


def completion(session: Session, claim_id: UUID) -> tuple[Completion, str] | None:
    """Return the newest request to complete a claim that the reader was given, with what it asks."""
    wanted = (
        select(Completion).where(Completion.claim_id == claim_id).order_by(Completion.asked_at.desc(), Completion.id)
    )
    asked = session.scalar(wanted.limit(1))
    return None if asked is None else (asked, open_text(session, asked, Completion.what))


def objection(session: Session, decision_id: UUID) -> Objection | None:
    """Return the objection to a decision that the reader was given."""
    return session.scalar(select(Objection).where(Objection.decision_id == decision_id))


def letter(session: Session, actor: Actor, decision_id: UUID, language: Language) -> tuple[Claim, bytes]:
    """Return a decision's letter and its claim, for her shelter and for the fund; NotFound otherwise, or before it is final."""
    decision = session.get(Decision, decision_id)
    if decision is None or decision.stage is not Stage.FINAL:
        raise NotFound
    column = {"nl": Decision.letter_nl, "en": Decision.letter_en}[language]
    return claims.one(session, actor, decision.claim_id), open_(session, decision, column)


def _worked(session: Session, actor: Actor) -> dict[UUID | None, list[date | None]]:
    """Return the ends of the reader's standings, None for one that is open, by shelter."""
    ends: dict[UUID | None, list[date | None]] = {}
    for shelter_id, until in session.execute(
        select(Membership.shelter_id, Membership.until).where(Membership.account_id == actor.id)
    ):
        ends.setdefault(shelter_id, []).append(until)
    return ends


def _turn(
    actor: Actor, claim: Claim, worked: Mapping[UUID | None, Sequence[date | None]], first_by: UUID | None
) -> Turn:
    return Turn(actor.id, {claim.made_by, claim.submitted_by}, worked.get(claim.shelter_id, ()), first_by)


def _asked(claim: Claim) -> date | None:
    return claim.answer_by if claim.state is State.INCOMPLETE else None


def _first_on() -> ColumnElement[date]:
    # the least of three: each database has a function of its own for it, and they treat NULL differently
    due, ours, law = (func.coalesce(day, FAR) for day in (Claim.due_on, Claim.decide_by, Claim.law_by))
    return case((and_(due <= ours, due <= law), due), (ours <= law, ours), else_=law)

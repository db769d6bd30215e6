"""The queue: which claims wait for a decision, and for whom: the reader, the shelter, or a colleague."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from fund.claims.models import Claim, Line
from fund.claims.rules import AT_FUND, State
from fund.core.errors import NotAllowed
from fund.decisions.last_days import LastDays
from fund.decisions.models import Decision, Stage
from fund.decisions.rules import refuse_colleague, refuse_filer
from fund.keyset import MOST_ROWS, Page, read_page
from fund.people.models import Membership
from fund.people.rules import Actor, Verb


class WaitingFor(StrEnum):
    """For whom a claim waits, when that is not the reader."""

    SHELTER = "shelter"
    SECOND = "second"
    COLLEAGUE = "colleague"


@dataclass(frozen=True, slots=True)
class Turn:
    """A person in relation to a claim.

    `filers`: who filed it; `ends`: the ends of the person's roles at its shelter; `first`: who proposed the decision
    that waits.
    """

    by: UUID
    filers: Collection[UUID | None]
    ends: Collection[date | None]
    first: UUID | None = None


def waiting_for(turn: Turn, answer_by: date | None, today: date) -> WaitingFor | None:
    """Return for whom else a claim waits; None when this person can act on it now.

    The last day to answer still belongs to the shelter.
    """
    if answer_by is not None and today <= answer_by:
        return WaitingFor.SHELTER
    if turn.first == turn.by:
        return WaitingFor.SECOND
    try:
        refuse_filer(turn.by, turn.filers)
        refuse_colleague(turn.ends, today)
    except NotAllowed:
        return WaitingFor.COLLEAGUE
    return None


FAR = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class QueueRow(LastDays):
    """A claim that waits, with its categories.

    `other`: for whom it waits, None when the reader can act now.
    """

    claim: Claim
    codes: Sequence[str]
    other: WaitingFor | None


def queue_page(
    session: Session, actor: Actor, today: date, *, after: str = "", most: int = MOST_ROWS
) -> Page[QueueRow]:
    """Return the claims at the reader's funds: urgent ones first, then by what is due first.

    Two statements: the claims, and where the reader worked.
    """
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
    page = read_page(session, wanted, calm, first, Claim.id, after=after, most=most)
    worked = _worked(session, actor) if page.rows else {}
    rows = [
        QueueRow(
            row[0],
            tuple(dict.fromkeys((row[1] or "").split(","))),
            waiting_for(_turn(actor, row[0], worked, row[2]), _asked(row[0]), today),
        )
        for row in page.rows
    ]
    return Page(rows, page.onward, page.is_first)


def _worked(session: Session, actor: Actor) -> dict[UUID | None, list[date | None]]:
    """Return the ends of the reader's roles, None for a role that has no end, by shelter."""
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
    """Return the first day on which something of a claim is due: a cost, the fund's own term, or the law's."""
    # the least of three: each database has its own function for it, and they treat NULL differently
    due, ours, law = (func.coalesce(day, FAR) for day in (Claim.due_on, Claim.decide_by, Claim.law_by))
    return case((and_(due <= ours, due <= law), due), (ours <= law, ours), else_=law)

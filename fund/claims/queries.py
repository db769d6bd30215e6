"""Read claims: those of the actor's shelters, and those of the actor's funds once they were submitted.

A claim that the actor may not see looks the same as one that does not exist.
"""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, undefer

from fund.claims.models import Assessed, Claim, Line, LineEvidence
from fund.claims.pieces import NIGHTS_DUE
from fund.claims.rules import SAME_RESIDENT, SAME_STAY, EarlierLine, State
from fund.db import fetch_by_id, fetch_one
from fund.evidence.models import Evidence
from fund.keys.sealed import open_text
from fund.keyset import MOST_ROWS, Page, read_page
from fund.people.rules import Actor, Verb
from fund.stays.models import Cost, CostEvidence
from fund.trail import queries as trail
from fund.trail.models import Audience, AuditEvent


def claim(session: Session, actor: Actor, claim_id: UUID) -> Claim:
    """Return a claim that the reader may see; NotFound otherwise."""
    return fetch_one(session, _seen(actor).where(Claim.id == claim_id))


def own_claim(session: Session, actor: Actor, claim_id: UUID) -> Claim:
    """Return a claim of a shelter for which the actor files, as it is now in the database; NotFound otherwise."""
    wanted = select(Claim).where(Claim.id == claim_id, Claim.shelter_id.in_(actor.shelters(Verb.FILE_CLAIM)))
    return fetch_one(session, wanted.execution_options(populate_existing=True))


def own_line(session: Session, actor: Actor, line_id: UUID) -> tuple[Claim, Line]:
    """Return a line and its claim, of a shelter for which the actor files; NotFound otherwise."""
    line = fetch_by_id(session, Line, line_id)
    return own_claim(session, actor, line.claim_id), line


def lines(session: Session, claim_id: UUID) -> Sequence[Line]:
    """Return the lines of a claim in their order."""
    wanted = select(Line).where(Line.claim_id == claim_id).order_by(Line.position)
    return session.scalars(wanted.execution_options(populate_existing=True)).all()  # as they are now in the database


def claims(session: Session, actor: Actor, *, after: str = "", most: int = MOST_ROWS) -> Page[Claim]:
    """Return a page of the claims that the reader may see, the last saved first."""
    wanted = _seen(actor).where(_kept())
    page = read_page(session, wanted, Claim.saved_at.desc(), Claim.id.desc(), after=after, most=most)
    return page.map(lambda row: row[0])


def drafts(session: Session, actor: Actor) -> Sequence[Claim]:
    """Return the drafts of the shelters for which the reader files, last saved first."""
    wanted = select(Claim).where(Claim.state == State.DRAFT, Claim.shelter_id.in_(actor.shelters(Verb.FILE_CLAIM)))
    return session.scalars(wanted.order_by(Claim.saved_at.desc(), Claim.id)).all()


def claims_of_resident(session: Session, actor: Actor, resident_id: UUID) -> Sequence[Claim]:
    """Return a resident's claims that the reader may see, newest first, without drafts that were thrown away."""
    wanted = _seen(actor).where(Claim.resident_id == resident_id, _kept())
    return session.scalars(wanted.order_by(Claim.saved_at.desc(), Claim.id)).all()


def open_costs(session: Session, actor: Actor, stay_id: UUID) -> Sequence[Cost]:
    """Return the costs of a stay that are on no claim, except a withdrawn one: what is due first comes first."""
    wanted = select(Cost).where(Cost.stay_id == stay_id, Cost.shelter_id.in_(actor.shelters(Verb.FILE_CLAIM)))
    taken = (
        select(Line.cost_id)
        .join(Claim, Claim.id == Line.claim_id)
        .where(Line.cost_id == Cost.id, Claim.state != State.WITHDRAWN)
    )
    return session.scalars(
        wanted.where(~taken.exists()).order_by(Cost.due_on.is_(None), Cost.due_on, Cost.from_, Cost.id)
    ).all()


def claims_by_cost(session: Session, cost_ids: Collection[UUID]) -> Mapping[UUID, Claim]:
    """Return the claim on which each of these costs is, except withdrawn claims, by cost id."""
    rows = session.execute(
        select(Line, Claim)
        .join(Claim, Claim.id == Line.claim_id)
        .where(Line.cost_id.in_(cost_ids), Claim.state != State.WITHDRAWN)
    )
    return {line.cost_id: claim for line, claim in rows if line.cost_id}


def evidence(session: Session, of_lines: Collection[Line]) -> Mapping[UUID, Sequence[Evidence]]:
    """Return the evidence for each line, by line id: attached to the line or to its cost, oldest first."""
    by_line = select(LineEvidence.line_id.label("line_id"), LineEvidence.evidence_id.label("evidence_id")).where(
        LineEvidence.line_id.in_([line.id for line in of_lines])
    )
    by_cost = select(CostEvidence.cost_id, CostEvidence.evidence_id).where(
        CostEvidence.cost_id.in_([line.cost_id for line in of_lines if line.cost_id])
    )
    both = by_line.union_all(by_cost).subquery()
    rows = session.execute(
        select(both.c.line_id, Evidence)
        .join(Evidence, Evidence.id == both.c.evidence_id)
        .order_by(Evidence.issued_on, Evidence.made_at, Evidence.id)
    )
    pairs: list[tuple[UUID, Evidence]] = [(row[0], row[1]) for row in rows]
    behind: dict[UUID, list[Evidence]] = {line.id: [] for line in of_lines}
    for line in of_lines:
        for key, found in pairs:
            if key in (line.id, line.cost_id) and found not in behind[line.id]:
                behind[line.id].append(found)
    return behind


def hardships(session: Session, claim: Claim) -> Mapping[UUID, str]:
    """Open what was written about hardship on the lines of a claim that the reader may see, by line id."""
    wanted = select(Line).where(Line.claim_id == claim.id, Line.hardship.is_not(None)).options(undefer(Line.hardship))
    asked = session.scalars(wanted.execution_options(populate_existing=True)).all()
    return {line.id: open_text(session, line, Line.hardship) for line in asked}


def assessments(session: Session, claim_id: UUID) -> Sequence[Assessed]:
    """Return the assessments of a claim, newest first."""
    return session.scalars(
        select(Assessed).where(Assessed.claim_id == claim_id).order_by(Assessed.at.desc(), Assessed.id)
    ).all()


def audiences(actor: Actor, claim: Claim) -> frozenset[Audience]:
    """Return which audit events of a claim the reader may see."""
    if claim.shelter_id in actor.shelters(Verb.READ_CLAIM):
        return frozenset({Audience.ALL, Audience.HOME})
    return frozenset({Audience.ALL, Audience.FUND})


def life(session: Session, actor: Actor, claim: Claim) -> Sequence[AuditEvent]:
    """Return the audit events of a claim that the reader may see, in their order."""
    return trail.life(session, claim.id, audiences(actor, claim))


def earlier_lines(session: Session, claim: Claim) -> Sequence[EarlierLine]:
    """Return the lines of the resident's other claims in this region that count for this one.

    They were decided, or the fund holds them since before this claim.
    """
    rows = session.execute(
        select(Line, Claim.stay_id)
        .join(Claim, Claim.id == Line.claim_id)
        .where(Claim.region_id == claim.region_id, Claim.resident_id == claim.resident_id, Claim.id != claim.id)
        .where(or_(Line.granted.is_not(None), and_(Line.held.is_not(None), _submitted_before(claim))))
        .order_by(Line.from_, Line.id)
    )
    return [_earlier(line, stay_id == claim.stay_id) for line, stay_id in rows]


def _submitted_before(claim: Claim) -> ColumnElement[bool]:
    # two claims must never each wait for the other's money: the one submitted first goes first
    if claim.submitted_at is None:
        return Claim.submitted_at.is_not(None)
    same_moment = and_(Claim.submitted_at == claim.submitted_at, Claim.id < claim.id)
    return or_(Claim.submitted_at < claim.submitted_at, same_moment)


def _earlier(line: Line, same_stay: bool) -> EarlierLine:
    granted = line.held or 0 if line.granted is None else line.granted
    units = line.units_granted or 0
    return EarlierLine(
        category=line.category,
        same=SAME_STAY if same_stay else SAME_RESIDENT,
        from_=line.from_,
        until=line.until,
        granted=granted,
        units=units,
        floor_units=units if line.floor_units is None else line.floor_units,
        surplus=line.surplus or 0,
        unlimited=line.unlimited,
        by_night=NIGHTS_DUE in line.facts and granted > 0,
    )


def _kept() -> ColumnElement[bool]:
    """Leave out drafts that were thrown away."""
    return or_(Claim.state != State.WITHDRAWN, Claim.submitted_at.is_not(None))


def _seen(actor: Actor) -> Select[Claim]:
    at_home = Claim.shelter_id.in_(actor.shelters(Verb.READ_CLAIM))
    at_fund = and_(Claim.region_id.in_(actor.regions(Verb.READ_CLAIM)), Claim.submitted_at.is_not(None))
    return select(Claim).where(or_(at_home, at_fund))

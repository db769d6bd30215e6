"""Keep a draft at each step: its costs, the mandate, urgency. What is kept of one line is in lines.py."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from fund.claims import queries
from fund.claims.dossier import Dossier
from fund.claims.models import Claim, Line
from fund.claims.rules import AT_FUND, State, refuse_wrong_step
from fund.core import references
from fund.core.errors import NotFound, Refusal, StaleClaim
from fund.db import new_id
from fund.ledger import actions as ledger
from fund.people.act import Act
from fund.people.rules import Verb
from fund.regions.queries import fund_of
from fund.stays import queries as stays
from fund.stays.models import Cost


def draft(act: Act, stay_id: UUID, cost_ids: Collection[UUID] = ()) -> Claim:
    """Begin a claim for a stay, with these of its costs.

    Raises:
        NotFound: when the stay or a cost belongs to another shelter.
        Refusal: when a cost is on another claim.
    """
    claim = sketch(act, stay_id)
    claim.reference = _free_reference(act.session)
    act.session.add(claim)
    act.session.flush()
    act.record("claims.draft", claim.about)
    return pick(act, claim.id, cost_ids) if cost_ids else claim


def sketch(act: Act, stay_id: UUID) -> Claim:
    """Return a draft for a stay that is not kept and has no reference.

    Raises:
        NotFound: when the stay belongs to another shelter.
    """
    stay = stays.stay(act.session, act.by, stay_id, Verb.FILE_CLAIM)
    return Claim(
        reference="",
        region_id=stay.region_id,
        fund_id=fund_of(act.session, stay.region_id).id,
        shelter_id=stay.shelter_id,
        resident_id=stay.resident_id,
        stay_id=stay.id,
        state=State.DRAFT,
        urgent=False,
        children=stay.children,
        admitted_on=stay.admitted_on,
        left_on=stay.left_on,
        made_by=act.by.id,
        saved_at=act.at,
        claimed=0,
    )


def pick(act: Act, claim_id: UUID, cost_ids: Collection[UUID], *, version: int | None = None) -> Claim:
    """Put costs of the stay on a draft, one line for each.

    Raises:
        NotFound: when a cost belongs to another stay.
        Refusal: when a cost is on another claim that was not withdrawn.
    """
    dossier = open_to_change(act, claim_id, version, {State.DRAFT})
    claim, lines = dossier.claim, dossier.lines
    added = set(cost_ids) - {line.cost_id for line in lines}
    costs = _locked_costs(act.session, claim, added)
    if elsewhere := queries.claims_by_cost(act.session, added):
        reference = next(iter(elsewhere.values())).reference
        raise Refusal("Deze kosten staan al op aanvraag %(reference)s.", reference=reference, beside="costs")
    last = max((line.position for line in lines), default=0)
    act.session.add_all(line_for(cost, claim.id, last + place) for place, cost in enumerate(costs, start=1))
    act.session.flush()
    dossier.reread_lines()
    return save(act, dossier)


def mandate(act: Act, claim_id: UUID, mandate_on: date, *, version: int | None = None) -> Claim:
    """Note the day on which the resident signed the mandate (machtiging, Awb 2:1).

    On an urgent claim it may follow after submission.

    Raises:
        Refusal: when that day is in the future.
    """
    dossier = open_to_change(act, claim_id, version, AT_FUND | {State.DRAFT})
    if mandate_on > act.today:
        raise Refusal("De dag van ondertekening ligt in de toekomst.", beside="mandate_on")
    dossier.claim.mandate_on = mandate_on
    save(act, dossier)
    act.record("claims.mandate", dossier.claim.about)
    return dossier.claim


def urge(act: Act, claim_id: UUID, urgent: bool, *, version: int | None = None) -> Claim:
    """Note whether a draft is urgent (spoed): if so, it is decided first, and the mandate may follow."""
    dossier = open_to_change(act, claim_id, version, {State.DRAFT})
    dossier.claim.urgent = urgent
    return save(act, dossier)


def open_to_change(act: Act, claim_id: UUID, version: int | None, states: Collection[State]) -> Dossier:
    """Open the dossier of a claim that the actor may change now.

    Raises:
        NotFound: when it belongs to another shelter.
        StaleClaim: when somebody changed it since the page that the actor saw.
        WrongStep: when it is not in one of these states.
    """
    claim = queries.own_claim(act.session, act.by, claim_id)
    if version is not None and version != claim.version:
        raise StaleClaim
    refuse_wrong_step(claim.state, states)
    return Dossier(act.session, claim)


def take(act: Act, claim_id: UUID, version: int | None, states: Collection[State]) -> Dossier:
    """Open the dossier of a claim under the lock of its fund's book; raises as `open_to_change` does."""
    mine = Claim.shelter_id.in_(act.by.shelters(Verb.FILE_CLAIM))
    ledger.lock(act, select(Claim.fund_id).where(Claim.id == claim_id, mine))
    return open_to_change(act, claim_id, version, states)


def save(act: Act, dossier: Dossier) -> Claim:
    """Keep the claim as it is now, with its sum, the moment and a new version, so that an older page is stale."""
    claim = dossier.claim
    claim.claimed = sum(line.claimed for line in dossier.lines)
    claim.saved_at = act.at
    flag_modified(claim, "saved_at")
    act.session.flush()
    return claim


def line_for(cost: Cost, claim_id: UUID, position: int) -> Line:
    """Return a line for a cost as it is now."""
    return Line(
        claim_id=claim_id,
        position=position,
        cost_id=cost.id,
        category=cost.category,
        from_=cost.from_,
        until=cost.until,
        units=cost.units,
        claimed=cost.cents,
        received=cost.received,
        payee_kind=cost.payee_kind,
        payee_id=cost.payee_id,
        reference=cost.reference,
        facts=dict(cost.facts),
        guaranteed=False,
    )


def _locked_costs(session: Session, claim: Claim, cost_ids: Collection[UUID]) -> Sequence[Cost]:
    # locked in one order, so that of two drafts that pick the same cost at once one waits for the other
    locked = (
        select(Cost).where(Cost.id.in_(cost_ids), Cost.stay_id == claim.stay_id).order_by(Cost.id).with_for_update()
    )
    costs = session.scalars(locked).all()
    if len(costs) != len(cost_ids):
        raise NotFound
    return sorted(costs, key=lambda cost: (cost.from_, cost.made_at, cost.id))


def _free_reference(session: Session) -> str:
    # six letters meet by chance now and then; the table's own constraint stands behind this
    while True:
        reference = references.claim(new_id().bytes)
        if session.scalar(select(Claim.id).where(Claim.reference == reference)) is None:
            return reference

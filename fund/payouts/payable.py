"""Whether a line can be paid the way that the resident chose, as one SQL expression for a list.

What is really paid asks `payees.queries.destination`, one by one.
"""

from uuid import UUID

from sqlalchemy import ColumnElement, case, exists, select, true
from sqlalchemy.orm import aliased

from fund.claims.models import Claim, Line
from fund.payees.models import Payee, Route
from fund.payees.rules import OF_THE_SHELTER, OWN_ACCOUNT, RESIDENTS_ACCOUNT, Answer, Way


def payable(payee_id: ColumnElement[UUID]) -> ColumnElement[bool]:
    """Return whether a checked payee can be paid the way that the resident chose; for a query of lines and claims."""
    route, residents = aliased(Route), aliased(Payee)
    newest = select(route.way).where(route.resident_id == Claim.resident_id, route.payee_id == payee_id)
    way = newest.order_by(route.asked_at.desc(), route.id).limit(1).correlate(Claim, Line).scalar_subquery()
    through = exists().where(
        residents.shelter_id == Claim.shelter_id, residents.kind == RESIDENTS_ACCOUNT, residents.checked_at.is_not(None)
    )
    return case(
        (Line.payee_kind.in_(OF_THE_SHELTER), true()),
        (way == Way.DIRECT, true()),
        (way == Way.RESIDENTS_ACCOUNT, through.correlate(Claim)),
        (way == Way.REIMBURSE, (Line.payee_kind == OWN_ACCOUNT) | _own_account_safe()),
        else_=~true(),
    )


def _own_account_safe() -> ColumnElement[bool]:
    own, asked, route = aliased(Payee), aliased(Route), aliased(Route)
    newest = select(own.id).where(
        own.resident_id == Claim.resident_id, own.kind == OWN_ACCOUNT, own.checked_at.is_not(None)
    )
    own_id = newest.order_by(own.made_at.desc(), own.id).limit(1).correlate(Claim).scalar_subquery()
    last = select(asked.id).where(asked.resident_id == Claim.resident_id, asked.payee_id == own_id)
    last_id = last.order_by(asked.asked_at.desc(), asked.id).limit(1).correlate(Claim).scalar_subquery()
    return (
        exists()
        .where(route.id == last_id, route.only_hers == Answer.YES, route.overdrawn == Answer.NO)
        .correlate(Claim)
    )

"""Read every region's figures in three statements: places, money, and how long things took.

Only for whoever compares regions.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, String, case, cast, func, or_, select
from sqlalchemy.orm import Session

from fund.claims.models import Claim, Line
from fund.claims.rules import State
from fund.core.calendar import Month, add_months, day_of, start_of
from fund.core.money import Cents
from fund.decisions.models import Decision, Stage
from fund.ledger import queries as ledger
from fund.oversight.rules import Figures, open_months, short, spread
from fund.payouts.models import Payment
from fund.people.rules import Actor
from fund.regions.models import Region, Shelter


def regions(session: Session, actor: Actor, today: date) -> list[Figures]:
    """Return every region's figures, by name: this year's money, the last twelve months' days.

    Raises:
        NotFound: for who does not compare regions.
    """
    money = {of.region_id: of for of in ledger.fund_years(session, actor, today.year)}
    took = _took(session, start_of(add_months(Month.of(today).first, -12)))
    figures = []
    for region, places in _places(session):
        of, claims = money.get(region.id), took[region.id]
        served = of.budgets if of else ()
        budgets = [budget for budget, _only_for in served]
        held = [row for row in claims if State.HELD in (row.state, row.came_from)]
        figures.append(
            Figures(
                code=region.code,
                name=region.name,
                inhabitants=region.inhabitants,
                places=places,
                amount=sum(budget.amount for budget in budgets),
                committed=sum(budget.reserved + budget.committed for budget in budgets),
                paid=sum(budget.paid for budget in budgets),
                decided=spread([_days(row.submitted_at, day_of(row.decided_at)) for row in claims if row.decided_at]),
                paid_after=spread([_days(row.submitted_at, row.paid_on) for row in claims if row.paid_on]),
                months_open=open_months(of.first_month, of.closed_until, Month.of(today)) if of else (),
                held=len(held),
                short=short([(budget.name, budget.free, only_for) for budget, only_for in served], _costs(held)),
            )
        )
    return figures


def _places(session: Session) -> Sequence[tuple[Region, int]]:
    rows = session.execute(
        select(Region, func.coalesce(func.sum(Shelter.places), 0))
        .outerjoin(Shelter, Shelter.region_id == Region.id)
        .group_by(Region.id)
        .order_by(Region.name)
    )
    return [(row[0], int(row[1])) for row in rows]


def _took(session: Session, since: datetime) -> dict[UUID, list[Row[Any]]]:
    paid = (
        select(Payment.claim_id, func.max(Payment.paid_on).label("paid_on"))
        .group_by(Payment.claim_id)
        .having(func.count() == func.count(Payment.paid_on))  # all of it
        .subquery()
    )
    cost = Line.category.concat(":").concat(cast(Line.claimed - Line.received, String))
    wanted = select(func.aggregate_strings(cost, ",")).where(
        Line.claim_id == Claim.id, Line.guaranteed, Line.held.is_(None)
    )
    rows = session.execute(
        select(Claim.region_id, Claim.state, Claim.submitted_at, Claim.decided_at, paid.c.paid_on, Decision.came_from)
        .add_columns(
            case((or_(Claim.state == State.HELD, Decision.came_from == State.HELD), wanted.scalar_subquery())).label(
                "wanted"
            )
        )
        .outerjoin(paid, paid.c.claim_id == Claim.id)
        .outerjoin(
            Decision, (Decision.claim_id == Claim.id) & (Decision.stage == Stage.PROPOSED)
        )  # held until a second confirms
        .where(Claim.submitted_at >= since)
    )
    found: dict[UUID, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        found[row.region_id].append(row)
    return found


def _costs(held: Sequence[Row[Any]]) -> list[tuple[str, Cents]]:
    costs = [cost.split(":") for row in held if row.wanted for cost in row.wanted.split(",")]
    return [(category, int(cents)) for category, cents in costs]


def _days(submitted_at: datetime, until: date) -> int:
    return max(0, (until - day_of(submitted_at)).days)

"""What is set aside in budgets: reserve, free, commit."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import Row, Select, or_, select
from sqlalchemy.orm import Session

from fund.core.errors import NotFound, WrongStep
from fund.core.money import Cents
from fund.ledger import journal
from fund.ledger.budgets import serve
from fund.ledger.entries import lock, over_budget, post
from fund.ledger.journal import Subject
from fund.ledger.models import USED_FIRST, Budget, BudgetCategory, Reservation, ReservationState
from fund.people.act import Act
from fund.people.rules import Actor
from fund.texts.queries import cost_accounts


def reserve(
    act: Act,
    fund_id: UUID,
    *,
    claim_id: UUID,
    reference: str,
    position: int,
    category: str,
    cents: Cents,
    budget_id: UUID | None = None,
) -> None:
    """Set money aside for one line of a claim, in a budget of this year that is for its category.

    Without `budget_id` that is the first with room for the whole line: what is for the fewest costs first, then
    specific grants, gifts, the general grant, the reserve; by name within a source.

    Raises:
        OverBudget: no budget has room; nothing was written.
        WrongStep: the line has money set aside already, or `budget_id` is for another year or other costs.
        NotFound: no such budget in this fund.
    """
    lock(act, fund_id)
    open_ = _open(act, claim_id)
    if position in open_:
        raise WrongStep("Voor deze regel is al geld opzijgezet.")
    serving = _serving(fund_id, act.today.year, category)
    chosen = (
        _with_room(act.session, serving, cents)
        if budget_id is None
        else _chosen(act.session, serving, cents, fund_id, budget_id)
    )
    if not chosen.is_served:
        serve(act.session, chosen.id, {category})
    reservation = Reservation(
        budget_id=chosen.id,
        category=category,
        claim_id=claim_id,
        claim_reference=reference,
        position=position,
        cents=cents,
        state=ReservationState.RESERVED,
    )
    post(act, fund_id, journal.reserved(_subject(reservation, act.by), cents))
    act.session.add(reservation)
    open_[position] = reservation


def free(act: Act, fund_id: UUID, *, claim_id: UUID, position: int | None = None) -> Cents:
    """Give back what is reserved for a claim, or for one line of it.

    Returns the cents, 0 where nothing was reserved.
    """
    lock(act, fund_id)
    open_ = _open(act, claim_id)
    freed = [
        held for held in open_.values() if held.state is ReservationState.RESERVED and position in (None, held.position)
    ]
    if freed:
        post(act, fund_id, [posting for held in freed for posting in journal.freed(_subject(held, act.by), held.cents)])
    for held in freed:
        held.state = ReservationState.FREED
        del open_[held.position]
    return sum(held.cents for held in freed)


def commit(
    act: Act,
    fund_id: UUID,
    *,
    claim_id: UUID,
    position: int,
    cents: Cents,
    payee: str | None,
    from_: date,
    until: date,
    text_sha256: str,
) -> Reservation:
    """Grant a line more than nothing: its reservation becomes a debt of `cents` to its payee, for its category.

    What is over is freed; what is short is taken from the same budget. The cost belongs to the month of the
    decision, and the line keeps its nights (`from_`, `until` exclusive).

    `payee` is a keyed pseudonym (at most 64 characters), never a name or an account number; `text_sha256` is the
    hash of the policy text that it was decided under.

    Raises:
        WrongStep: nothing is reserved for the line.
        OverBudget: the budget has no room for what is short.
    """
    lock(act, fund_id)
    held = _open(act, claim_id).get(position)
    if held is None or held.state is not ReservationState.RESERVED:
        raise WrongStep("Voor deze regel is geen geld opzijgezet.")
    subject = replace(_subject(held, act.by), payee=payee, from_=from_, until=until, text_sha256=text_sha256)
    post(act, fund_id, journal.granted(subject, _cost_of(act, held.category), held.cents, cents))
    held.state = ReservationState.COMMITTED
    held.cents = cents
    return held


def _open(act: Act, claim_id: UUID) -> dict[int, Reservation]:
    """Return what is reserved or committed for the lines of a claim, by position, as this act leaves it."""
    return act.once(("reservations", claim_id), lambda: _read_open(act.session, claim_id))


def _read_open(session: Session, claim_id: UUID) -> dict[int, Reservation]:
    held = select(Reservation).where(Reservation.claim_id == claim_id, Reservation.state != ReservationState.FREED)
    held = held.order_by(Reservation.position).execution_options(populate_existing=True)
    return {reservation.position: reservation for reservation in session.scalars(held)}


def _cost_of(act: Act, category: str) -> str:
    """Return the account of a category."""
    codes = act.once("cost_accounts", lambda: {each.category: each.code for each in cost_accounts(act.session)})
    return codes[category]


def _serving(fund_id: UUID, year: int, category: str) -> Select[UUID, Cents, bool]:
    """Return the budgets of a year that are for a category, with what is free, and whether they served it before."""
    served = (BudgetCategory.budget_id == Budget.id) & (BudgetCategory.category == category)
    return (
        select(
            Budget.id,
            Budget.free.label("free"),
            BudgetCategory.category.is_not(None).label("is_served"),
        )
        .outerjoin(BudgetCategory, served)
        .where(Budget.fund_id == fund_id, Budget.year == year)
        .where(or_(Budget.for_every_cost, BudgetCategory.category.is_not(None)))
    )


def _with_room(session: Session, serving: Select[UUID, Cents, bool], cents: Cents) -> Row[UUID, Cents, bool]:
    rows = session.execute(serving.order_by(*USED_FIRST)).all()
    for row in rows:
        if cents <= row.free:
            return row
    return over_budget(max((row.free for row in rows), default=0), cents)


def _chosen(
    session: Session, serving: Select[UUID, Cents, bool], cents: Cents, fund_id: UUID, budget_id: UUID
) -> Row[UUID, Cents, bool]:
    row = session.execute(serving.where(Budget.id == budget_id)).one_or_none()
    if row is None:
        name = session.scalar(select(Budget.name).where(Budget.id == budget_id, Budget.fund_id == fund_id))
        if name is None:
            raise NotFound
        raise WrongStep("Het budget %(name)s is niet voor deze kosten in dit jaar. Kies een ander budget.", name=name)
    if cents > row.free:
        over_budget(row.free, cents)
    return row


def _subject(held: Reservation, by: Actor) -> Subject:
    return Subject(
        claim_reference=held.claim_reference,
        position=held.position,
        budget_id=held.budget_id,
        category=held.category,
        decided_by=by.pseudonym,
    )

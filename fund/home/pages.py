"""What a worker's day shows: what becomes a debt and when, who stays there, what the team began, what changed. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from fund.core.money import Cents
from fund.debts import rules
from fund.debts.queries import CurrentStay
from fund.debts.rules import Day, MissingFeeOrder, Owed, Stand
from fund.home.news import News
from fund.home.queries import TeamTask


class NoDay(StrEnum):
    """Why no day is named on which something of a resident becomes a debt."""

    NO_ORDER = "no_order"  # nothing is open, and her fee order is not there yet
    NOTHING_OPEN = "nothing_open"
    UNDATED = "undated"  # a cost of hers has no day
    NOT_PAID = "not_paid"  # the fund is done with what is open


@dataclass(frozen=True, slots=True)
class ResidentRow:
    """A resident who stays there now, with what is open for her and when the next of it becomes a debt."""

    stay: CurrentStay
    nights: int
    open: Cents
    due_on: date | None
    no_day: NoDay | None
    today: date

    @property
    def late(self) -> bool:
        """Tell whether that day has passed."""
        return self.due_on is not None and self.due_on < self.today

    @property
    def due_today(self) -> bool:
        """Tell whether that day is today."""
        return self.due_on == self.today

    @property
    def due_tomorrow(self) -> bool:
        """Tell whether that day is tomorrow."""
        return self.due_on == self.today + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim that the team began: how many costs stand on it, and what is open of them."""

    claim_id: UUID
    resident_id: UUID
    reference: str
    count: int
    open: Cents


@dataclass(frozen=True, slots=True)
class Today:
    """A worker's day. `references`: the pseudonym of each resident whom it names."""

    on: date
    days: Sequence[Day]
    missing_orders: Sequence[MissingFeeOrder]
    residents: Sequence[ResidentRow]
    tasks: Sequence[TeamTask]
    drafts: Sequence[Draft]
    news: Sequence[News]
    references: Mapping[UUID, str]

    @property
    def late(self) -> int:
        """Count the costs that have become a debt and may still be paid."""
        return len(rules.late(self.days))

    @property
    def this_week(self) -> int:
        """Count the costs that become a debt from today until next Monday."""
        return len(rules.this_week(self.days, self.on))

    @property
    def near(self) -> Cents:
        """Return what is open of those that are late or become a debt this week."""
        return sum(row.open for row in self._near)

    @property
    def near_at_fund(self) -> int:
        """Count those of them whose claim is with the fund already."""
        return sum(row.at_fund for row in self._near)

    @property
    def shown(self) -> set[UUID]:
        """Return every resident of whom the page shows something."""
        return (
            {row.stay.resident_id for row in self.residents}
            | {row.resident_id for day in self.days for row in day.owed}
            | {draft.resident_id for draft in self.drafts}
            | {each.resident_id for each in self.news}
        )

    @property
    def _near(self) -> list[Owed]:
        return rules.late(self.days) + rules.this_week(self.days, self.on)


def today(
    on: date,
    *,
    owed: Sequence[Owed],
    stays: Sequence[CurrentStay],
    missing_orders: Sequence[MissingFeeOrder],
    tasks: Sequence[TeamTask],
    news: Sequence[News],
    references: Mapping[UUID, str],
) -> Today:
    """Return what a day shows of these costs and stays."""
    return Today(
        on=on,
        days=rules.diary(owed, on),
        missing_orders=missing_orders,
        residents=[_resident(stay, owed, on) for stay in stays],
        tasks=tasks,
        drafts=_drafts(owed),
        news=news,
        references=references,
    )


def _resident(stay: CurrentStay, owed: Iterable[Owed], on: date) -> ResidentRow:
    hers = [row for row in owed if row.resident_id == stay.resident_id]
    open_, due_on = sum(row.open for row in hers), rules.next_due(hers, on)
    return ResidentRow(stay, stay.nights(on), open_, due_on, None if due_on else _no_day(stay, hers, open_), on)


def _no_day(stay: CurrentStay, hers: Iterable[Owed], open_: Cents) -> NoDay:
    if not open_:
        return NoDay.NOTHING_OPEN if stay.ordered else NoDay.NO_ORDER
    return NoDay.UNDATED if any(row.open > 0 and row.due_on is None for row in hers) else NoDay.NOT_PAID


def _drafts(owed: Iterable[Owed]) -> list[Draft]:
    drafts: dict[UUID, list[Owed]] = {}
    for row in owed:
        if row.stand is Stand.DRAFT and row.claim_id is not None:
            drafts.setdefault(row.claim_id, []).append(row)
    return [
        Draft(claim_id, rows[0].resident_id, rows[0].reference, len(rows), sum(row.open for row in rows))
        for claim_id, rows in drafts.items()
    ]

"""Fee orders (bijdragebesluiten): what one night costs a resident, and when a fee becomes a debt. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from fund.core.calendar import Month
from fund.core.errors import Refusal, refuse_first
from fund.core.money import Cents, half_up
from fund.stays.nights import Period, nights_due
from fund.stays.rules import MOST_DAYS_BEFORE, fit_period

SHELTER_FEE = "SHELTER_FEE"
FEE_ORDER = "fee_order"

DUE_DAYS = 30  # Uitvoeringsbesluit Wmo 2015, art. 3.3
SIGNAL_DAYS = 14


class Per(StrEnum):
    """What a fee order counts by."""

    NIGHT = "night"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class NightlyFee:
    """A fee order, as the rules read it: what a resident owes for each night from a day on."""

    issued_on: date
    from_: date
    night_cents: Cents
    evidence_id: UUID | None = None


def night_rate(per: Per, cents: Cents) -> Cents:
    """Return what a fee order asks for one night (Uitvoeringsbesluit Wmo 2015, article 3.20).

    An amount by the month is multiplied by 12, divided by 365 and rounded half up.

    >>> night_rate(Per.MONTH, 85167)
    2800
    """
    return cents if per is Per.NIGHT else half_up(Fraction(cents * 12, 365))


def due_on(order: NightlyFee, period: Period) -> date:
    """Return the day on which a fee becomes a debt (article 3.3).

    That is 30 days after its order, or after its first night when that came later.

    >>> due_on(NightlyFee(date(2026, 9, 1), date(2026, 8, 20), 3500), Period(date(2026, 8, 20), date(2026, 9, 19)))
    datetime.date(2026, 10, 1)
    """
    return max(order.issued_on, period.from_) + timedelta(days=DUE_DAYS)


def order_missing(stay: Period, waived: int, orders: Sequence[NightlyFee], today: date) -> bool:
    """Tell whether a fee order is overdue: 14 days after the first night for which a fee may be due."""
    first = stay.from_ + timedelta(days=waived)
    return not orders and first < stay.until and today > first + timedelta(days=SIGNAL_DAYS)


def order_for(orders: Iterable[NightlyFee], period: Period) -> NightlyFee:
    """Return the fee order that applies to every night of the period; of two from the same day, the one issued last.

    Raises:
        Refusal: when there is none, or when it changes within the period.
    """
    known = sorted(orders, key=lambda order: (order.from_, order.issued_on))
    before = [order for order in known if order.from_ <= period.from_]
    if not before:
        raise Refusal("Voor deze nachten is er nog geen bijdragebesluit. Noteer dat eerst.", beside="from_")
    later = [order for order in known if period.from_ < order.from_ < period.until]
    if later:
        raise Refusal(
            "Op %(on)s verandert de bijdrage. Noteer de nachten voor en vanaf die dag apart.",
            on=later[0].from_,
            beside="until",
        )
    return before[-1]


def next_fee(stay: Period, waived: int, taken: Sequence[Period], today: date) -> Period | None:
    """Return the nights to note next; None if there are none.

    These are the whole months that were not noted yet, or else this month's nights so far.
    """
    from_ = max([stay.from_ + timedelta(days=waived), *(earlier.until for earlier in taken)])
    month = Month.of(today).first
    until = min(stay.until, month if from_ < month else today)
    return Period(from_, until) if from_ < until else None


def fit_order(stay: Period, order: NightlyFee, today: date) -> None:
    """Refuse a fee order dated in the future, without an amount, or for nights outside the stay."""
    refuse_first(order_faults(stay, order.issued_on, order.from_, today))
    if order.night_cents <= 0:
        raise Refusal("Vul een bedrag in dat hoger is dan 0.", beside="cents")


def order_faults(stay: Period, issued_on: date | None, from_: date | None, today: date) -> Iterator[Refusal]:
    """Yield what is wrong with the days of a fee order, as far as they are known."""
    if issued_on and issued_on > today:
        yield Refusal("De datum van dit besluit ligt in de toekomst.", beside="issued_on")
    if from_ and not stay.from_ <= from_ <= stay.until:
        yield Refusal("Op die dag verblijft zij niet bij u. De opname was op %(on)s.", on=stay.from_, beside="from_")


def strange_order(issued_on: date | None, stay: Period) -> bool:
    """Tell whether the day of a fee order is probably mistyped: long before the stay."""
    return issued_on is not None and issued_on < stay.from_ - timedelta(days=MOST_DAYS_BEFORE)


def fit_fee(stay: Period, period: Period, taken: Iterable[Period], today: date) -> None:
    """Refuse a fee for nights before admission, for nights to come, or for nights that were all noted before."""
    fit_period(period, today)
    if period.from_ < stay.from_:
        raise Refusal("De opname was op %(on)s. Eerdere nachten horen er niet bij.", on=stay.from_, beside="from_")
    if period.until > today:
        raise Refusal("Deze nachten zijn er nog niet geweest. Noteer nachten die voorbij zijn.", beside="until")
    if not nights_due(period, period, 0, taken):
        raise Refusal("Deze nachten zijn al genoteerd.", beside="from_")

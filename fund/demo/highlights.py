"""Stories that end today: what becomes a debt this week, each state of a payment, and a budget in two parts."""

from collections.abc import Iterator
from datetime import date, timedelta

from fund.core.calendar import is_working_day
from fund.core.money import Cents
from fund.demo.stories import Fate, Filing, Story, bill

WEEK, IN_PARTS = "Huis Zuidwal", "Huis Beukenlaan"

# batches of so many working days ago: the bank answered the first, not yet the second; the third is not released
PAID_LAST, PAID_SILENT, BATCHED = 3, 2, 1
# working days ago: the first part of the budget was used up, the second was adopted
EMPTY, REFILLED = 9, 4
SPARE: Cents = 250_00  # left of the first part in between: too little for a fee or for living money


def back(today: date, working_days: int) -> date:
    """Return the day that many working days before today."""
    day = today
    while working_days:
        day -= timedelta(days=1)
        working_days -= is_working_day(day)
    return day


def stories(today: date, first: date) -> list[Story]:
    """Return those stories that fit between the first day of history and today."""
    longest = (today - first).days
    return [story for story in (*_week(today), *_payments(today), *_in_parts(today)) if story.admitted <= longest]


def first_part(today: date, stories: list[Story], year: int) -> Cents:
    """Return the amount of the first part of a year's budget with which that year's claims nearly use it up in time."""
    empty = back(today, EMPTY)
    spent = SPARE
    for story in stories:
        admitted = today - timedelta(days=story.admitted)
        for filing in story.filings if story.shelter == IN_PARTS else ():
            filed = admitted + timedelta(days=filing.after)
            if filed.year == year and filed < empty:
                spent += sum(story.bills[place].cents for place in filing.bills) + (
                    filing.after * (story.night or 0) if filing.fee else 0
                )
    return spent


def _filed(today: date, admitted: int, working_days: int) -> int:
    return admitted - (today - back(today, working_days)).days


def _week(today: date) -> Iterator[Story]:
    late = Filing(_filed(today, 62, 2), (), Fate.SUBMITTED, fee=True)
    yield Story(WEEK, "Sanne Bakx", 62, None, 0, 3500, (), (late,))
    excess = bill("HEALTH_EXCESS", 3, due_in=17)  # due today
    yield Story(WEEK, "Tineke Wolf", 20, None, 1, 2800, (excess,), (Filing(_filed(today, 20, 1), (0,), Fate.DRAFT),))
    premium = bill("HEALTH_PREMIUM", 2, due_in=11)  # due tomorrow
    yield Story(WEEK, "Uma Sharma", 12, None, 2, 2800, (premium,))
    storage = bill("STORAGE", 4, days=28, due_in=32)  # in three days
    asked = Filing(_filed(today, 33, 3), (0,), Fate.ASKED, decided=1)
    yield Story(WEEK, "Vera Klein", 33, None, 0, 3137, (storage,), (asked,))
    clothing = bill("CLOTHING", 1)  # and no fee order yet
    yield Story(WEEK, "Wilma Postel", 18, None, 1, None, (clothing,), (Filing(2, (0,), Fate.DECIDED),))
    pets = bill("PETS", 6, due_in=41)  # in seven days
    proposed = Filing(_filed(today, 40, 4), (0,), Fate.PROPOSED, decided=1)
    yield Story(WEEK, "Xenia Roos", 40, None, 2, 2450, (pets,), (proposed,))


def _payments(today: date) -> Iterator[Story]:
    for name, category, decided, asked in (
        ("Yvonne Haas", "SAFETY", PAID_LAST + 1, True),  # comes back from the bank
        ("Zeynep Aydın", "HEALTH_EXCESS", PAID_SILENT, True),
        ("Annie Groot", "DEPOSIT", BATCHED, True),
        ("Betül Çelik", "LEGAL", BATCHED, False),  # granted, but nobody has asked her yet whether paying is safe
    ):
        filing = Filing(_filed(today, 26, decided + 2), (0,), Fate.DECIDED, decided=decided)
        yield Story("Huis Kadezicht", name, 26, None, 0, 2800, (bill(category, 4),), (filing,), asked)


def _in_parts(today: date) -> Iterator[Story]:
    for name, admitted, nights, children in (
        ("Corrie Vos", 130, 54, 0),
        ("Hilde Kramer", 118, 61, 1),
        ("Dina Levi", 96, None, 2),
        ("Jana Dvořák", 83, 40, 0),
        ("Eva Martens", 64, None, 1),
    ):
        bills = (
            bill("TRAVEL", 0),
            bill("CLOTHING", 1),
            bill("LIVING", 0, children=children, days=28),
            bill("HEALTH_PREMIUM", 12),
        )
        filings = (Filing(2, (0, 1), Fate.DECIDED, urgent=children > 1), Filing(32, (2, 3), Fate.DECIDED, fee=True))
        yield Story(IN_PARTS, name, admitted, nights, children, 2800, bills, filings)
    # her claim finds the first part empty: decided once the second is there
    held = Filing(_filed(today, 57, EMPTY - 1), (0,), Fate.DECIDED, fee=True, decided=REFILLED - 1)
    yield Story(IN_PARTS, "Femke Bron", 57, None, 0, 3137, (bill("LIVING", 0, days=28),), (held,))
    # hers does too, and nobody has looked at it since
    waits = Filing(_filed(today, 50, EMPTY - 2), (0,), Fate.SUBMITTED, fee=True)
    yield Story(IN_PARTS, "Grietje Pol", 50, None, 3, 2800, (bill("LIVING", 0, children=3, days=28),), (waits,))

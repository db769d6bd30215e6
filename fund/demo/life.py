"""Plan the demo's life: each stay with its bills and claims, each fund with its payments and closes."""

from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from fund.core.calendar import Month, add_working_days, day_of, start_of
from fund.demo import office, shelter
from fund.demo.diary import Diary, at_work
from fund.demo.places import PLACES, Place
from fund.demo.shelter import Case
from fund.demo.stage import Stage
from fund.demo.stories import Fate, Filing, stories

PAY_WEEKDAYS = (1, 4)  # Tuesday and Friday; in earnest on any day


def plan(stage: Stage, diary: Diary, first: date, today: date) -> None:
    """Plan everything from the first day until now."""
    for number, story in enumerate(stories(today, first)):
        _stay(stage, diary, shelter.case(story, number), today)
    for place in PLACES:
        _fund(stage, diary, place, first, today)


def _stay(stage: Stage, diary: Diary, of: Case, today: date) -> None:
    story = of.story
    admitted = today - timedelta(days=story.admitted)
    minute = of.number % 50
    diary.put(start_of(admitted) + timedelta(hours=9, minutes=minute), lambda at: shelter.admit(stage, at, of))
    if story.night is not None:
        diary.put(at_work(admitted + timedelta(days=9), 11, minute), lambda at: shelter.order_fee(stage, at, of))
    for number, bill in enumerate(story.bills):
        noted = admitted + timedelta(days=max(bill.after, bill.days if bill.category == "LIVING" else 0))
        diary.put(start_of(noted) + timedelta(hours=13, minutes=minute), partial(_note, stage, of, number))
    if story.nights is not None:
        diary.put(start_of(admitted + timedelta(days=story.nights)) + timedelta(hours=10), lambda at: shelter.leave(stage, at, of))
    for filing in story.filings:
        on = at_work(admitted + timedelta(days=filing.after), 15, minute)
        diary.put(on, partial(_file, stage, diary, of, filing))


def _note(stage: Stage, of: Case, number: int, at: datetime) -> None:
    shelter.note(stage, at, of, number)


def _file(stage: Stage, diary: Diary, of: Case, filing: Filing, at: datetime) -> None:
    claim_id = shelter.file(stage, at, of, filing)
    if claim_id is None or filing.fate in (Fate.DRAFT, Fate.SUBMITTED):
        return
    code = _region(of)
    wait = 1 if filing.urgent else 2 + of.number % 6
    diary.put(at_work(add_working_days(day_of(at), wait), 10, of.number % 50), partial(_decide, stage, diary, of, filing, code, claim_id))


def _decide(stage: Stage, diary: Diary, of: Case, filing: Filing, code: str, claim_id: UUID, at: datetime) -> None:
    turn = of.number
    later = partial(at_work, hour=11, minute=of.number % 50)
    match filing.fate:
        case Fate.ASKED:
            office.ask(stage, at, code, claim_id)
        case Fate.COMPLETED:
            office.ask(stage, at, code, claim_id)
            answered = add_working_days(day_of(at), 2)
            diary.put(later(answered), lambda at: shelter.complete(stage, at, of, claim_id))
            diary.put(later(add_working_days(answered, 1)), lambda at: office.decide(stage, at, code, claim_id, turn=turn))
        case Fate.PROPOSED:
            office.propose_refusal(stage, at, code, claim_id, turn=turn, confirm=False)
        case Fate.REFUSED:
            office.propose_refusal(stage, at, code, claim_id, turn=turn, confirm=True)
        case Fate.WITHDRAWN:
            shelter.withdraw(stage, at, of, claim_id)
        case _:
            office.decide(stage, at, code, claim_id, turn=turn)
            if filing.fate is Fate.OBJECTED:
                diary.put(later(add_working_days(day_of(at), 5)), lambda at: office.object_to(stage, at, code, claim_id))


def _fund(stage: Stage, diary: Diary, place: Place, first: date, today: date) -> None:
    day = first
    while day <= today:
        if day.weekday() in PAY_WEEKDAYS and day < today - timedelta(days=3):
            diary.put(at_work(day, 14), partial(_pay, stage, diary, place.code, day.day == 10))
        day += timedelta(days=1)
    diary.put(at_work(today - timedelta(days=1), 14), lambda at: office.batch_only(stage, at, place.code))
    months = office.month_ends(first, today)
    for month in months if place.code != "noordervaart" else months[:-1]:
        diary.put(at_work(month.until + timedelta(days=3), 9), partial(_close, stage, place.code, month))


def _pay(stage: Stage, diary: Diary, code: str, returns: bool, at: datetime) -> None:
    batches = office.pay(stage, at, code)
    answer = at_work(add_working_days(day_of(at), 1), 9, 30)
    diary.put(answer, lambda at: office.answer(stage, at, code, batches, returns=returns))


def _close(stage: Stage, code: str, month: Month, at: datetime) -> None:
    office.close(stage, at, code, month)


def _region(of: Case) -> str:
    return next(place.code for place in PLACES if of.story.house in {house.name for house in place.houses})

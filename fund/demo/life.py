"""Plan what happens in the demo: each stay with its bills and claims, each fund with its payments and month closes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from fund.core.calendar import Month, add_working_days, day_of, start_of
from fund.demo import office, regions, shelter
from fund.demo.cast import Cast
from fund.demo.diary import Diary, at_work
from fund.demo.highlights import BATCHED, PAID_LAST, PAID_SILENT, REFILLED, back
from fund.demo.places import PLACES, DemoRegion
from fund.demo.shelter import StoryRun
from fund.demo.stories import Fate, Filing, Story

PAY_WEEKDAYS = (1, 4)  # Tuesday and Friday; real funds may pay on any day
RETURNS_ON = 10  # of what is paid on that day of a month, the largest transfer comes back
OPEN_STILL = "noordervaart"  # the region that has not closed last month yet


@dataclass(frozen=True, slots=True)
class Filed:
    """A claim that was filed, and what the fund does with it."""

    cast: Cast
    diary: Diary
    of: StoryRun
    filing: Filing
    claim_id: UUID

    @property
    def code(self) -> str:
        """Return the code of the claim's region."""
        name = self.of.story.shelter
        return next(place.code for place in PLACES if name in {shelter.name for shelter in place.shelters})

    def later(self, on: date) -> datetime:
        """Return the moment of its next act on a later day."""
        return at_work(on, 11, self.of.minute)

    def decide(self, at: datetime) -> None:
        """Decide by the rules."""
        office.decide(self.cast, at, self.code, self.claim_id, turn=self.of.number)

    def ask(self, at: datetime) -> None:
        """Ask to complete it; if the story says so, the shelter does, two working days later, and it is decided."""
        office.ask(self.cast, at, self.code, self.claim_id)
        if self.filing.fate is Fate.COMPLETED:
            answered = add_working_days(day_of(at), 2)
            self.diary.put(self.later(answered), lambda at: shelter.complete(self.cast, at, self.of, self.claim_id))
            self.diary.put(self.later(add_working_days(answered, 1)), self.decide)

    def refuse(self, at: datetime) -> None:
        """Propose a refusal; a second person confirms it, if the story says so."""
        confirm = self.filing.fate is Fate.REFUSED
        office.propose_refusal(self.cast, at, self.code, self.claim_id, turn=self.of.number, confirm=confirm)

    def contest(self, at: datetime) -> None:
        """Decide, and register an objection a week later."""
        self.decide(at)
        self.diary.put(
            self.later(add_working_days(day_of(at), 5)),
            lambda at: office.object_to(self.cast, at, self.code, self.claim_id),
        )

    def withdraw(self, at: datetime) -> None:
        """Withdraw it."""
        shelter.withdraw(self.cast, at, self.of, self.claim_id)


AT_OFFICE = {
    Fate.ASKED: Filed.ask,
    Fate.COMPLETED: Filed.ask,
    Fate.PROPOSED: Filed.refuse,
    Fate.REFUSED: Filed.refuse,
    Fate.DECIDED: Filed.decide,
    Fate.OBJECTED: Filed.contest,
    Fate.WITHDRAWN: Filed.withdraw,
}


def plan(cast: Cast, diary: Diary, stories: list[Story], today: date) -> None:
    """Plan everything from the opening until now."""
    for number, story in enumerate(stories):
        _stay(cast, diary, shelter.begin(story, number), today)
    for place in PLACES:
        _fund(cast, diary, place, today)


def _stay(cast: Cast, diary: Diary, of: StoryRun, today: date) -> None:
    story = of.story
    admitted = today - timedelta(days=story.admitted)
    diary.put(start_of(admitted) + timedelta(hours=9, minutes=of.minute), lambda at: shelter.admit(cast, at, of))
    if story.night is not None:
        diary.put(at_work(admitted + timedelta(days=9), 11, of.minute), lambda at: shelter.order_fee(cast, at, of))
    for number, bill in enumerate(story.bills):
        noted = admitted + timedelta(days=max(bill.after, bill.days if bill.category == "LIVING" else 0))
        diary.put(start_of(noted) + timedelta(hours=13, minutes=of.minute), partial(_note, cast, of, number))
    if story.nights is not None:
        diary.put(
            start_of(admitted + timedelta(days=story.nights)) + timedelta(hours=10),
            lambda at: shelter.leave(cast, at, of),
        )
    for filing in story.filings:
        diary.put(
            at_work(admitted + timedelta(days=filing.after), 15, of.minute), _filing(cast, diary, of, filing, today)
        )


def _note(cast: Cast, of: StoryRun, number: int, at: datetime) -> None:
    shelter.note(cast, at, of, number)


def _filing(cast: Cast, diary: Diary, of: StoryRun, filing: Filing, today: date) -> Callable[[datetime], None]:
    def act(at: datetime) -> None:
        filed = Filed(cast, diary, of, filing, shelter.file(cast, at, of, filing))
        taken_up = AT_OFFICE.get(filing.fate)
        if taken_up:
            wait = 1 if filing.urgent else 2 + of.number % 6
            on = add_working_days(day_of(at), wait) if filing.decided is None else back(today, filing.decided)
            diary.put(at_work(on, 10, of.minute), lambda at: taken_up(filed, at))

    return act


def _fund(cast: Cast, diary: Diary, place: DemoRegion, today: date) -> None:
    code, day = place.code, day_of(diary.opening)
    while day < back(today, PAID_LAST + 1):
        if day.weekday() in PAY_WEEKDAYS:
            diary.put(at_work(day, 14), _paying(cast, diary, code, answer=None, returns=day.day == RETURNS_ON))
        day += timedelta(days=1)
    # the last statement is read after the newest batch was made, so that what came back is due again
    last_answer = at_work(back(today, BATCHED), 16)
    diary.put(at_work(back(today, PAID_LAST), 14), _paying(cast, diary, code, answer=last_answer, returns=True))
    diary.put(at_work(back(today, PAID_SILENT), 14), lambda at: office.pay(cast, at, code))
    diary.put(at_work(back(today, BATCHED), 14), lambda at: office.batch_only(cast, at, code))
    if place.in_parts:
        diary.put(at_work(back(today, REFILLED), 9), lambda at: regions.second_part(cast, at, place))
    months = office.month_ends(day_of(diary.opening), today)
    for month in months[:-1] if code == OPEN_STILL else months:
        diary.put(at_work(month.until + timedelta(days=3), 9), partial(_close, cast, code, month))


def _paying(
    cast: Cast, diary: Diary, code: str, *, answer: datetime | None, returns: bool
) -> Callable[[datetime], None]:
    def act(at: datetime) -> None:
        batches = office.pay(cast, at, code)
        answered = answer or at_work(add_working_days(day_of(at), 1), 9, 30)
        diary.put(answered, lambda at: office.answer(cast, at, code, batches, returns=returns))

    return act


def _close(cast: Cast, code: str, month: Month, at: datetime) -> None:
    office.close(cast, at, code, month)

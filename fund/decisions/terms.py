"""The terms of a decision, a request to complete and an objection. Pure."""

from datetime import date
from typing import Final

from fund.claims.rules import resumed
from fund.core.calendar import add_working_days, term_weeks
from fund.core.errors import Refusal
from fund.core.money import Cents

OBJECTION_WEEKS: Final = 6  # Awb 6:7
OBJECTION_DECISION_WEEKS: Final = 6  # Awb 7:10
LEAST_WORKING_DAYS: Final = 5  # what a shelter needs to find a document
MOST_WEEKS: Final = 8  # a longer pause would amount to a refusal


def object_until(announced_on: date) -> date:
    """Return the last day for an objection: six weeks from the day after the announcement (Awb 6:7, 6:8).

    >>> object_until(date(2026, 3, 24))
    datetime.date(2026, 5, 6)
    """
    return term_weeks(announced_on, OBJECTION_WEEKS)


def objection_decide_by(object_until: date, received_on: date) -> date:
    """Return the last day to decide an objection (Awb 7:10).

    That is six weeks from the end of the term for objections, or from a later receipt.
    """
    return term_weeks(max(object_until, received_on), OBJECTION_DECISION_WEEKS)


def usual_answer_by(today: date) -> date:
    """Return the day that is offered for an answer: two weeks from today."""
    return term_weeks(today, 2)


def refuse_answer_day(answer_by: date, today: date) -> None:
    """Refuse a term to complete that is too short for an answer, or keeps the resident waiting (Awb 4:5)."""
    least, most = add_working_days(today, LEAST_WORKING_DAYS), term_weeks(today, MOST_WEEKS)
    if answer_by < least:
        raise Refusal("Geef ten minste vijf werkdagen: tot en met %(least)s of later.", least=least, beside="answer_by")
    if answer_by > most:
        raise Refusal("Geef ten hoogste acht weken: tot en met %(most)s.", most=most, beside="answer_by")


def running(term: date | None, paused_on: date | None, answer_by: date | None) -> date | None:
    """Return a term as it runs once the shelter's time to answer is over, answered or not (Awb 4:15)."""
    return resumed(term, paused_on, answer_by, answer_by) if term and paused_on and answer_by else term


def refuse_early(answer_by: date | None, today: date, granted: Cents, asked: Cents) -> None:
    """Refuse to grant less than was asked while the shelter may still answer (Awb 4:5, 4:15)."""
    if answer_by is not None and today <= answer_by and granted < asked:
        raise Refusal(
            "De aanvulling mag nog komen, tot en met %(answer_by)s. Tot die dag kunt u wel alles toekennen.",
            answer_by=answer_by,
        )


def refuse_receipt_day(received_on: date, decided_on: date, today: date) -> None:
    """Refuse an objection from before the decision or from the future."""
    if received_on < decided_on:
        raise Refusal(
            "Een bezwaar komt niet vóór het besluit, en dat is van %(decided_on)s.",
            decided_on=decided_on,
            beside="received_on",
        )
    if received_on > today:
        raise Refusal("Deze dag ligt in de toekomst.", beside="received_on")

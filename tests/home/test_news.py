"""What is news to a team, and how several lines of one claim become one."""

from datetime import UTC, date, datetime
from uuid import UUID

from fund.home.news import digest
from fund.trail.models import Audience, AuditEvent

AT = datetime(2026, 11, 20, 11, tzinfo=UTC)
CLAIM, OTHER, HER = UUID(int=1), UUID(int=2), UUID(int=3)


def step(
    verb: str, cents: int | None = None, *, claim: UUID | None = CLAIM, at: datetime = AT, code: str | None = None
) -> AuditEvent:
    return AuditEvent(
        at=at,
        verb=verb,
        audience=Audience.ALL,
        region_id=HER,
        resident_id=HER,
        claim_id=claim,
        cents=cents,
        code=code,
        by_id=None,
    )


def test_lines_of_one_payment_are_one_sum() -> None:
    found = digest([step("payouts.paid", 100), step("payouts.paid", 250), step("payouts.paid", 7, claim=OTHER)], 9)
    assert [(news.claim_id, news.cents) for news in found] == [(CLAIM, 350), (OTHER, 7)]


def test_another_moment_or_another_verb_is_other_news() -> None:
    assert (
        len(
            digest(
                [step("payouts.paid", 1), step("payouts.returned", 1), step("payouts.paid", 1, at=AT.replace(hour=9))],
                9,
            )
        )
        == 3
    )


def test_what_the_team_did_itself_is_no_news() -> None:
    assert digest([step("claims.submit", 1), step("claims.draft"), step("stays.note_cost", claim=None)], 9) == []


def test_no_more_than_asked_for() -> None:
    assert len(digest([step("decisions.grant", 1, at=AT.replace(minute=minute)) for minute in range(9)], 4)) == 4


def test_a_request_says_by_when() -> None:
    asked, granted = digest([step("decisions.ask", code="2026-12-04"), step("decisions.grant", 5, code="part")], 9)
    assert (asked.by_day, granted.by_day) == (date(2026, 12, 4), None)
    assert (asked.status, granted.status) == ("ask", "part")

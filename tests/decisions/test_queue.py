"""What waits for a decision, in which order, and for whom."""

from datetime import date

from sqlalchemy import event
from sqlalchemy.orm import Session

from fund.claims import actions as claims
from fund.claims.models import Claim
from fund.claims.rules import State
from fund.decisions import actions, queue
from fund.decisions.queue import WaitingFor
from fund.keyset import MOST_ROWS
from fund.people import actions as people
from fund.people.act import Act
from fund.people.rules import Actor, Role
from tests.claims.cast import ready
from tests.decisions.cast import AT, FILED, TODAY, Cast, all_of
from tests.decisions.decisions import ask, refuse


def urgent(cast: Cast) -> Claim:
    claim = claims.urge(Act(cast.session, cast.bakker, FILED), ready(cast, cast.storage()).id, True)
    return claims.submit(Act(cast.session, cast.bakker, FILED), claim.id)


def waiting(cast: Cast, after: str = "", most: int = MOST_ROWS) -> list[str]:
    return [
        row.claim.reference for row in queue.queue_page(cast.session, cast.hendriks, TODAY, after=after, most=most).rows
    ]


def test_urgent_first_then_what_is_due_first(cast: Cast) -> None:
    later, sooner, haste = cast.submitted(cast.clothing()), cast.submitted(cast.fee()), urgent(cast)
    assert sooner.due_on and later.due_on is None
    assert waiting(cast) == [haste.reference, sooner.reference, later.reference]


# the day of a cost, of the fund's term and of the law's, of claims in the order in which they are due
DAYS: list[tuple[int | None, int | None, int | None]] = [
    (11, 20, 20),
    (20, 12, 20),
    (20, 20, 13),
    (14, 14, 20),
    (20, 15, 15),
    (None, 16, 20),
    (17, None, 20),
    (None, None, 18),
    (19, None, None),
    (None, None, None),
]


def test_a_claim_is_due_on_the_earliest_of_its_days(cast: Cast) -> None:
    made = [cast.submitted(cast.storage()) for _ in DAYS]
    for claim, days in zip(made, reversed(DAYS), strict=True):
        claim.due_on, claim.decide_by, claim.law_by = (date(2026, 10, day) if day else None for day in days)
    cast.session.flush()
    assert waiting(cast) == [claim.reference for claim in reversed(made)]


def test_it_names_the_categories_of_each(cast: Cast, claim: Claim) -> None:
    rows = queue.queue_page(cast.session, cast.hendriks, TODAY).rows
    assert [sorted(row.codes) for row in rows] == [["CLOTHING", "SHELTER_FEE"]]


def test_what_is_decided_waits_no_more_and_a_proposal_still_does(cast: Cast, claim: Claim) -> None:
    other = cast.submitted(cast.storage())
    refuse(cast, claim)
    actions.grant(Act(cast.session, cast.hendriks, AT), other.id, version=other.version, lines=all_of(10000))
    assert waiting(cast) == [claim.reference]


def others(cast: Cast, actor: Actor, today: date = TODAY) -> list[WaitingFor]:
    """Return for whom else what waits, waits."""
    return [row.other for row in queue.queue_page(cast.session, actor, today).rows if row.other]


def test_a_proposal_waits_for_a_second_and_not_for_who_proposed_it(cast: Cast, claim: Claim) -> None:
    assert others(cast, cast.hendriks) == others(cast, cast.bos) == []
    refuse(cast, claim)
    assert (others(cast, cast.hendriks), others(cast, cast.bos)) == ([WaitingFor.SECOND], [])


def test_what_was_asked_waits_for_the_shelter_until_the_day_to_answer_is_over(cast: Cast, claim: Claim) -> None:
    ask(cast, claim, cast.hendriks, answer_by=date(2026, 10, 20))
    assert others(cast, cast.bos, date(2026, 10, 20)) == [WaitingFor.SHELTER]
    assert others(cast, cast.bos, date(2026, 10, 21)) == []


def test_a_refusal_of_what_was_not_answered_waits_for_a_second_at_once(cast: Cast, claim: Claim) -> None:
    ask(cast, claim, cast.hendriks, answer_by=date(2026, 10, 20))
    claim.state = State.PROPOSED
    assert others(cast, cast.bos, date(2026, 10, 20)) == []


def test_who_lately_worked_at_her_shelter_leaves_it_to_a_colleague(cast: Cast, claim: Claim) -> None:
    lately = people.appoint(
        cast.session, cast.hendriks.id, Role.WORKER, from_=date(2026, 1, 1), shelter_id=claim.shelter_id
    )
    people.end(cast.session, lately.id, date(2026, 9, 1))
    assert (others(cast, cast.hendriks), others(cast, cast.bos)) == ([WaitingFor.COLLEAGUE], [])


def test_neither_drafts_nor_another_region_nor_a_shelter_see_it(cast: Cast, claim: Claim) -> None:
    ready(cast, cast.storage())
    assert waiting(cast) == [claim.reference]
    for nobody in (cast.vliet, cast.bakker):
        assert queue.queue_page(cast.session, nobody, TODAY).rows == []


def test_pages_go_on_by_key_and_leave_nothing_out(cast: Cast) -> None:
    all_ = [cast.submitted(cast.storage()).reference for _ in range(3)] + [
        urgent(cast).reference,
        cast.submitted(cast.fee()).reference,
    ]
    seen: list[str] = []
    after = ""
    while True:
        page = queue.queue_page(cast.session, cast.hendriks, TODAY, after=after, most=2)
        seen += [row.claim.reference for row in page.rows]
        if not page.onward:
            break
        after = page.onward
    assert seen == waiting(cast)
    assert sorted(seen) == sorted(all_)


def test_a_mangled_address_shows_the_beginning(cast: Cast) -> None:
    cast.submitted(cast.storage())
    assert waiting(cast, after="2.2026-01-01.x") == waiting(cast) != []


def test_it_is_two_statements(session: Session, cast: Cast, claim: Claim) -> None:
    said: list[str] = []
    session.flush()
    event.listen(session.get_bind(), "before_cursor_execute", lambda *args: said.append(args[2]))
    queue.queue_page(session, cast.hendriks, TODAY)
    assert len(said) == 2

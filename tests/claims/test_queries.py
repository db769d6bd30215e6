"""Who sees which claim, and in what order its life is told."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from fund.claims import actions, queries
from fund.core.errors import NotFound
from fund.people.act import Act
from fund.people.rules import Actor
from fund.trail.models import Audience
from tests.claims.cast import AT, TODAY, Cast, at, ready
from tests.claims.claims import clothes, lines, submitted


def test_another_shelters_claim_is_not_there_for_any_verb(session: Session, cast: Cast) -> None:
    claim = actions.draft(Act(session, cast.bakker, AT), cast.stay.id, [clothes(cast)])
    line, cost, piece = lines(session, claim)[0].id, clothes(cast, 100), cast.evidence("bill")
    for by in (cast.nijs, cast.vos, cast.fonk):
        verbs: tuple[Callable[[Actor], object], ...] = (
            lambda by: actions.draft(Act(session, by, AT), cast.stay.id),
            lambda by: actions.pick(Act(session, by, AT), claim.id, [cost]),
            lambda by: actions.drop_line(Act(session, by, AT), line),
            lambda by: actions.put_line(Act(session, by, AT), line, payee_kind="shelter", payee_id=None),
            lambda by: actions.ask_hardship(Act(session, by, AT), line, "hard"),
            lambda by: actions.attach(Act(session, by, AT), line, piece.id),
            lambda by: actions.mandate(Act(session, by, AT), claim.id, TODAY),
            lambda by: actions.urge(Act(session, by, AT), claim.id, urgent=True),
            lambda by: actions.submit(Act(session, by, AT), claim.id),
            lambda by: actions.complete(Act(session, by, AT), claim.id),
            lambda by: actions.withdraw(Act(session, by, AT), claim.id),
            lambda by: queries.claim(session, by, claim.id),
        )
        for verb in verbs:
            with pytest.raises(NotFound):
                verb(by)


def test_a_life_is_told_in_its_order_though_one_moment_holds_much(session: Session, cast: Cast) -> None:
    claim = submitted(cast)
    told = [step.verb for step in queries.life(session, cast.bakker, claim)]
    assert told == [f"claims.{verb}" for verb in ("draft", "mandate", "submit", "assess", "reserve")]
    assert [step.verb for step in queries.life(session, cast.fonk, claim)] == told[2:]


def test_a_fund_sees_no_draft_and_her_shelter_sees_all(session: Session, cast: Cast) -> None:
    claim = ready(cast, cast.fee())
    for actor, seen in ((cast.bakker, True), (cast.de_wit, True), (cast.fonk, False)):
        assert (claim in queries.claims(session, actor).rows) is seen
    assert list(queries.drafts(session, cast.de_wit)) == [claim]
    actions.submit(Act(session, cast.bakker, AT), claim.id)
    assert queries.claim(session, cast.fonk, claim.id) is claim
    assert queries.audiences(cast.fonk, claim) == {Audience.ALL, Audience.FUND}
    assert queries.audiences(cast.bakker, claim) == {Audience.ALL, Audience.HOME}
    for stranger in (cast.nijs, cast.vos):
        with pytest.raises(NotFound):
            queries.claim(session, stranger, claim.id)
        assert list(queries.claims_of_resident(session, stranger, cast.resident.id)) == []


def test_a_long_list_goes_on_by_key(session: Session, cast: Cast) -> None:
    made = [actions.draft(Act(session, cast.bakker, at(10, day)), cast.stay.id) for day in (5, 6, 6, 7)]
    pages = [queries.claims(session, cast.bakker, most=1)]
    while pages[-1].onward:
        pages.append(queries.claims(session, cast.bakker, after=pages[-1].onward, most=1))
    seen = [claim.id for page in pages for claim in page.rows]
    assert (
        len(seen) == 4 and set(seen) == {claim.id for claim in made} and (seen[0], seen[-1]) == (made[3].id, made[0].id)
    )

"""How a payee is paid: she chooses among the ways that are safe, and the last she chose is followed."""

from datetime import date, timedelta
from itertools import product

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from fund.core.errors import NotFound, Refusal
from fund.payees import actions, queries
from fund.payees.models import Payee
from fund.payees.rules import Answer, Safety, Way, allowed
from fund.people.act import Act
from tests.payees.payees import NO, UNKNOWN, YES, registered, routed
from tests.residents.cast import AT, TODAY, Cast, register


def test_every_unsafe_way_is_refused_and_every_safe_one_kept(session: Session, cast: Cast) -> None:
    payees = [registered(session, cast), registered(session, cast, "resident")]
    for payee, answers, way in product(payees, product(Answer, Answer, [None, *Answer], [None, *Answer]), Way):
        safety = Safety(*answers)
        if way in allowed(payee.kind, safety):
            assert routed(session, cast, payee, way, safety).way is way
        else:
            with pytest.raises(Refusal):
                routed(session, cast, payee, way, safety)


def test_the_table_itself_refuses_an_unsafe_way(session: Session, cast: Cast) -> None:
    payee = registered(session, cast)
    for safety, way in product([Safety(UNKNOWN, NO), Safety(NO, YES, YES, UNKNOWN)], [Way.DIRECT, Way.REIMBURSE]):
        route = routed(session, cast, payee, Way.RESIDENTS_ACCOUNT, safety)
        with pytest.raises(IntegrityError), session.begin_nested():
            route.way = way
            session.flush()


@pytest.mark.parametrize(("consent_on", "said"), [(None, "welke dag"), (TODAY + timedelta(days=1), "toekomst")])
def test_nobody_is_paid_without_her_consent(session: Session, cast: Cast, consent_on: date | None, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        routed(session, cast, registered(session, cast), Way.DIRECT, consent_on=consent_on)


def test_waiting_needs_no_consent(session: Session, cast: Cast) -> None:
    payee = registered(session, cast)
    routed(session, cast, payee, Way.HOLD, Safety(UNKNOWN, UNKNOWN), consent_on=None)
    assert queries.destination(session, cast.resident.id, payee.id) is None


def test_another_residents_payee_is_not_hers_to_route(session: Session, cast: Cast) -> None:
    payee, other = registered(session, cast), register(session, cast.bakker, cast.shelter_id)
    with pytest.raises(NotFound):
        actions.choose_route(
            Act(session, cast.bakker, AT),
            other.id,
            payee.id,
            sees_bill=NO,
            sees_payment=NO,
            only_hers=None,
            overdrawn=None,
            way=Way.HOLD,
            consent_on=None,
        )
    with pytest.raises(NotFound):
        queries.destination(session, other.id, payee.id)


def test_who_is_really_paid_follows_her_choice(session: Session, cast: Cast) -> None:
    payee, residents = registered(session, cast), registered(session, cast, "residents_account")
    own = registered(session, cast, "resident")
    routed(session, cast, own, Way.RESIDENTS_ACCOUNT, Safety(UNKNOWN, YES, YES, NO))

    def end() -> Payee | None:
        return queries.destination(session, cast.resident.id, payee.id)

    assert end() is None  # not asked yet
    for minutes, (way, safety, paid) in enumerate(
        [
            (Way.DIRECT, Safety(NO, NO), payee),
            (Way.RESIDENTS_ACCOUNT, Safety(YES, NO), residents),
            (Way.REIMBURSE, Safety(UNKNOWN, YES, YES, NO), own),
            (Way.HOLD, Safety(UNKNOWN, UNKNOWN), None),
        ]
    ):
        routed(session, cast, payee, way, safety).asked_at = AT + timedelta(minutes=minutes)
        session.flush()
        assert end() is paid
        shown = {row.payee.id: row.route for row in queries.listed(session, cast.de_wit, cast.resident.id)}
        newest = shown[payee.id]
        assert newest is not None and newest.way is way and shown[residents.id] is None


@pytest.mark.parametrize(
    "said",
    [
        None,
        Safety(NO, NO),
        Safety(NO, NO, UNKNOWN, NO),
        Safety(NO, NO, NO, NO),
        Safety(NO, NO, YES, YES),
        Safety(NO, NO, YES, UNKNOWN),
    ],
)
def test_money_back_waits_until_she_said_of_that_very_account_that_it_is_safe(
    session: Session, cast: Cast, said: Safety | None
) -> None:
    bill, first = registered(session, cast), registered(session, cast, "resident")
    safe = Safety(NO, NO, YES, NO)

    def end() -> Payee | None:
        return queries.destination(session, cast.resident.id, bill.id)

    routed(session, cast, bill, Way.REIMBURSE, safe)  # of the bill's payee she said it, of her account nothing yet
    assert end() is None
    routed(session, cast, first, Way.DIRECT, safe)
    assert end() is first
    second = registered(session, cast, "resident")
    second.made_at = AT + timedelta(minutes=1)
    session.flush()
    assert end() is None
    for minutes, (answers, paid) in enumerate([(said, None), (safe, second), (said or Safety(NO, NO), None)], start=1):
        if answers is not None:
            routed(session, cast, second, Way.RESIDENTS_ACCOUNT, answers).asked_at = AT + timedelta(minutes=minutes)
            session.flush()
        assert end() is paid


def test_the_shelter_itself_is_paid_without_questions(session: Session, cast: Cast) -> None:
    shelter = registered(session, cast, "shelter")
    assert queries.destination(session, cast.resident.id, shelter.id) is shelter


def test_an_account_nobody_checked_is_never_the_end(session: Session, cast: Cast) -> None:
    payee = registered(session, cast, checked=False)
    registered(session, cast, "residents_account", checked=False)
    for way in (Way.DIRECT, Way.RESIDENTS_ACCOUNT):
        route = routed(session, cast, payee, way)
        assert queries.destination(session, cast.resident.id, payee.id) is None
        session.delete(route)

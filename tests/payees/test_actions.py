"""Who is paid is written by one and checked by another; how, she chooses."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, timedelta
from itertools import product
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from fund.core.errors import NotAllowed, NotFound, Refusal, WrongStep
from fund.keys.queries import house_key
from fund.keys.sealed import seal
from fund.payees import actions, queries
from fund.payees.models import Payee, Route
from fund.payees.rules import Answer, Safety, Way, allowed
from fund.people.rules import Reader
from fund.trail.models import Audience, Step
from tests.residents.cast import AT, NAME, TODAY, Cast, register

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
IBAN = "NL91 ABNA 0417 1643 00"


def _payee(session: Session, cast: Cast, kind: str = "insurer", *, hers: bool = True, checked: bool = True) -> Payee:
    shelters_own = kind in {"shelter", "residents_account"}
    payee = actions.register(
        session,
        cast.lind if shelters_own else cast.bakker,
        AT,
        shelter_id=cast.shelter_id,
        resident_id=cast.resident.id if hers and not shelters_own else None,
        kind=kind,
        holder="Rekening Z" if shelters_own else "Zorgverzekeraar Noord",
        iban=IBAN,
    )
    return actions.check(session, cast.de_wit, AT, payee.id) if checked else payee


def _route(session: Session, cast: Cast, payee: Payee, way: Way, safety: Safety = Safety(NO, NO), **other: object) -> Route:  # noqa: B008
    chosen: dict[str, object] = {"way": way, "consent_on": TODAY, "by": cast.bakker, **asdict(safety), **other}
    by = chosen.pop("by")
    return actions.choose_route(session, by, AT, cast.resident.id, payee.id, **chosen)  # type: ignore[arg-type]


def test_hers_is_sealed_under_her_key_and_the_rest_under_the_regions(session: Session, cast: Cast) -> None:
    hers, general = _payee(session, cast), _payee(session, cast, hers=False)
    assert (hers.key_id, hers.resident_id) == (cast.resident.key_id, cast.resident.id)
    assert (general.key_id, general.resident_id) == (house_key(session, cast.region_id).id, None)
    assert queries.for_payment(session, hers.id) == queries.Opened("Zorgverzekeraar Noord", "NL91ABNA0417164300", "ABNANL2A")


def test_her_own_account_goes_to_the_bank_under_a_neutral_name(session: Session, cast: Cast) -> None:
    own = actions.register(
        session, cast.bakker, AT, shelter_id=cast.shelter_id, resident_id=cast.resident.id, kind="resident", holder=NAME, iban=IBAN
    )
    actions.check(session, cast.de_wit, AT, own.id)
    assert queries.for_payment(session, own.id).holder == "Rekeninghouder"
    seal(session, own, Payee.holder, own.key_id, NAME)  # not even when it was written behind the action's back
    assert queries.for_payment(session, own.id).holder == "Rekeninghouder"


def test_an_opened_payee_never_shows(session: Session, cast: Cast) -> None:
    shown = repr(queries.for_payment(session, _payee(session, cast).id))
    assert "Zorgverzekeraar" not in shown and "0417164300" not in shown


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"holder": " "}, "op welke naam"),
        ({"holder": f"Mw. {NAME}"}, "haar naam"),
        ({"holder": f"W. {NAME.split()[-1]}"}, "haar naam"),
        ({"iban": "NL91ABNA0417164301"}, "tikfout"),
        ({"kind": "resident", "resident_id": None}, "welke bewoner"),
    ],
)
def test_a_wrong_payee_is_refused(session: Session, cast: Cast, other: dict[str, object], said: str) -> None:
    typed: dict[str, object] = {
        "shelter_id": cast.shelter_id,
        "resident_id": cast.resident.id,
        "kind": "insurer",
        "holder": "Zorgverzekeraar Noord",
        "iban": IBAN,
    }
    with pytest.raises(Refusal, match=said):
        actions.register(session, cast.bakker, AT, **(typed | other))  # type: ignore[arg-type]
    assert session.scalars(select(Payee)).all() == []


@pytest.mark.parametrize("kind", ["shelter", "residents_account"])
def test_the_shelters_own_accounts_are_its_leads_and_belong_to_no_resident(session: Session, cast: Cast, kind: str) -> None:
    def ask(by: Reader, resident_id: UUID | None) -> Payee:
        return actions.register(
            session, by, AT, shelter_id=cast.shelter_id, resident_id=resident_id, kind=kind, holder="Rekening Z", iban=IBAN
        )

    with pytest.raises(NotFound):
        ask(cast.bakker, None)
    with pytest.raises(NotFound):
        ask(cast.lind, cast.resident.id)
    assert ask(cast.lind, None).kind == kind


def test_a_payee_of_a_resident_of_another_shelter_is_refused(session: Session, cast: Cast) -> None:
    next_door = cast.nijs.standings[0].shelter_id
    assert next_door is not None
    both = Reader(cast.nijs.id, "", cast.nijs.standings + cast.bakker.standings)
    with pytest.raises(NotFound):
        actions.register(session, both, AT, shelter_id=next_door, resident_id=cast.resident.id, kind="insurer", holder="Noord", iban=IBAN)


@pytest.mark.parametrize("who", ["nijs", "vos", "fonk"])
def test_outside_the_shelter_a_payee_does_not_exist(session: Session, cast: Cast, who: str) -> None:
    stranger, payee = getattr(cast, who), _payee(session, cast, checked=False)
    _route(session, cast, payee, Way.DIRECT)
    assert list(queries.of_shelter(session, stranger, resident_id=cast.resident.id)) == []
    assert queries.listed(session, stranger) == queries.listed(session, stranger, cast.resident.id) == []
    refused: list[Callable[[], object]] = [
        lambda: queries.one(session, stranger, payee.id),
        lambda: actions.check(session, stranger, AT, payee.id),
        lambda: _route(session, cast, payee, Way.HOLD, by=stranger),
        lambda: actions.register(
            session, stranger, AT, shelter_id=cast.shelter_id, resident_id=None, kind="insurer", holder="N", iban=IBAN
        ),
    ]
    for ask in refused:
        with pytest.raises(NotFound):
            ask()


def test_a_colleague_checks_it_once_and_never_who_wrote_it(session: Session, cast: Cast) -> None:
    payee = _payee(session, cast, checked=False)
    with pytest.raises(NotAllowed):
        actions.check(session, cast.bakker, AT, payee.id)
    with pytest.raises(WrongStep, match="nakijken"):
        queries.for_payment(session, payee.id)
    actions.check(session, cast.de_wit, AT, payee.id)
    with pytest.raises(WrongStep):
        actions.check(session, cast.lind, AT, payee.id)
    assert (payee.checked_by, payee.checked_at) == (cast.de_wit.id, AT)
    payee.checked_by = cast.bakker.id
    with pytest.raises(IntegrityError):
        session.flush()


def test_an_unknown_payee_is_not_paid(session: Session, cast: Cast) -> None:
    for ask in (lambda: queries.for_payment(session, uuid4()), lambda: queries.destination(session, cast.resident.id, uuid4())):
        with pytest.raises(NotFound):
            ask()


def test_the_lists_hold_the_shelters_payees_and_hers_and_no_other_residents(session: Session, cast: Cast) -> None:
    general, hers = _payee(session, cast, hers=False), _payee(session, cast, checked=False)
    other = register(session, cast.bakker, cast.shelter_id)
    assert [payee.id for payee in queries.of_shelter(session, cast.de_wit)] == [general.id]
    assert {payee.id for payee in queries.of_shelter(session, cast.de_wit, resident_id=cast.resident.id)} == {general.id, hers.id}
    assert [payee.id for payee in queries.of_shelter(session, cast.de_wit, resident_id=other.id)] == [general.id]
    assert [row.payee.id for row in queries.listed(session, cast.de_wit)] == [hers.id, general.id]  # who waits comes first
    assert [row.payee.id for row in queries.listed(session, cast.de_wit, cast.resident.id)] == [hers.id, general.id]
    assert [row.payee.id for row in queries.listed(session, cast.de_wit, other.id)] == [general.id]
    actions.check(session, cast.de_wit, AT, hers.id)
    assert [row.payee.id for row in queries.listed(session, cast.de_wit)] == [general.id]
    opened = queries.opened(session, [general, hers])
    assert {opened[general.id].holder, opened[hers.id].holder} == {"Zorgverzekeraar Noord"}


def test_every_unsafe_way_is_refused_and_every_safe_one_kept(session: Session, cast: Cast) -> None:
    payees = [_payee(session, cast), _payee(session, cast, "resident")]
    for payee, answers, way in product(payees, product(Answer, Answer, [None, *Answer], [None, *Answer]), Way):
        safety = Safety(*answers)
        if way in allowed(payee.kind, safety):
            assert _route(session, cast, payee, way, safety).way is way
        else:
            with pytest.raises(Refusal):
                _route(session, cast, payee, way, safety)


def test_the_table_itself_refuses_an_unsafe_way(session: Session, cast: Cast) -> None:
    payee = _payee(session, cast)
    for safety, way in product([Safety(UNKNOWN, NO), Safety(NO, YES, YES, UNKNOWN)], [Way.DIRECT, Way.REIMBURSE]):
        route = _route(session, cast, payee, Way.RESIDENTS_ACCOUNT, safety)
        with pytest.raises(IntegrityError), session.begin_nested():
            route.way = way
            session.flush()


@pytest.mark.parametrize(("consent_on", "said"), [(None, "welke dag"), (TODAY + timedelta(days=1), "toekomst")])
def test_nobody_is_paid_without_her_consent(session: Session, cast: Cast, consent_on: date | None, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        _route(session, cast, _payee(session, cast), Way.DIRECT, consent_on=consent_on)


def test_waiting_needs_no_consent(session: Session, cast: Cast) -> None:
    payee = _payee(session, cast)
    _route(session, cast, payee, Way.HOLD, Safety(UNKNOWN, UNKNOWN), consent_on=None)
    assert queries.destination(session, cast.resident.id, payee.id) is None


def test_another_residents_payee_is_not_hers_to_route(session: Session, cast: Cast) -> None:
    payee, other = _payee(session, cast), register(session, cast.bakker, cast.shelter_id)
    with pytest.raises(NotFound):
        actions.choose_route(
            session,
            cast.bakker,
            AT,
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
    payee, residents = _payee(session, cast), _payee(session, cast, "residents_account")
    own = _payee(session, cast, "resident")
    _route(session, cast, own, Way.RESIDENTS_ACCOUNT, Safety(UNKNOWN, YES, YES, NO))

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
        _route(session, cast, payee, way, safety).asked_at = AT + timedelta(minutes=minutes)
        session.flush()
        assert end() is paid
        shown = {row.payee.id: row.route for row in queries.listed(session, cast.de_wit, cast.resident.id)}
        newest = shown[payee.id]
        assert newest is not None and newest.way is way and shown[residents.id] is None


@pytest.mark.parametrize(
    "said",
    [None, Safety(NO, NO), Safety(NO, NO, UNKNOWN, NO), Safety(NO, NO, NO, NO), Safety(NO, NO, YES, YES), Safety(NO, NO, YES, UNKNOWN)],
)
def test_money_back_waits_until_she_said_of_that_very_account_that_it_is_safe(session: Session, cast: Cast, said: Safety | None) -> None:
    bill, first = _payee(session, cast), _payee(session, cast, "resident")
    safe = Safety(NO, NO, YES, NO)

    def end() -> Payee | None:
        return queries.destination(session, cast.resident.id, bill.id)

    _route(session, cast, bill, Way.REIMBURSE, safe)  # of the bill's payee she said it, of her account nothing yet
    assert end() is None
    _route(session, cast, first, Way.DIRECT, safe)
    assert end() is first
    second = _payee(session, cast, "resident")
    second.made_at = AT + timedelta(minutes=1)
    session.flush()
    assert end() is None
    for minutes, (answers, paid) in enumerate([(said, None), (safe, second), (said or Safety(NO, NO), None)], start=1):
        if answers is not None:
            _route(session, cast, second, Way.RESIDENTS_ACCOUNT, answers).asked_at = AT + timedelta(minutes=minutes)
            session.flush()
        assert end() is paid


def test_the_shelter_itself_is_paid_without_questions(session: Session, cast: Cast) -> None:
    shelter = _payee(session, cast, "shelter")
    assert queries.destination(session, cast.resident.id, shelter.id) is shelter


def test_an_account_nobody_checked_is_never_the_end(session: Session, cast: Cast) -> None:
    payee = _payee(session, cast, checked=False)
    _payee(session, cast, "residents_account", checked=False)
    for way in (Way.DIRECT, Way.RESIDENTS_ACCOUNT):
        route = _route(session, cast, payee, way)
        assert queries.destination(session, cast.resident.id, payee.id) is None
        session.delete(route)


def test_each_is_a_step_for_her_shelter_only(session: Session, cast: Cast) -> None:
    payee = _payee(session, cast)
    _route(session, cast, payee, Way.DIRECT)
    steps = session.scalars(select(Step).where(Step.target_id == payee.id)).all()
    assert {step.verb for step in steps} == {"payees.register", "payees.check", "payees.choose_route"}
    assert all(step.audience is Audience.HOME and step.resident_id == cast.resident.id for step in steps)

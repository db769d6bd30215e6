"""Who is paid is written by one and checked by another, and is there for the shelter alone."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from fund.core.errors import NotAllowed, NotFound, Refusal, WrongStep
from fund.keys.queries import general_key
from fund.keys.sealed import seal
from fund.payees import actions, queries
from fund.payees.models import Payee
from fund.payees.rules import Way
from fund.people.act import Act
from fund.people.rules import Actor
from fund.trail.models import Audience, AuditEvent
from tests.payees.payees import IBAN, registered, routed
from tests.residents.cast import AT, NAME, Cast, register


def test_hers_is_sealed_under_her_key_and_the_rest_under_the_regions(session: Session, cast: Cast) -> None:
    hers, general = registered(session, cast), registered(session, cast, hers=False)
    assert (hers.key_id, hers.resident_id) == (cast.resident.key_id, cast.resident.id)
    assert (general.key_id, general.resident_id) == (general_key(session, cast.region_id).id, None)
    assert queries.for_payment(session, hers.id) == queries.Opened(
        "Zorgverzekeraar Noord", "NL91ABNA0417164300", "ABNANL2A"
    )


def test_her_own_account_goes_to_the_bank_under_a_neutral_name(session: Session, cast: Cast) -> None:
    own = actions.register(
        Act(session, cast.bakker, AT),
        shelter_id=cast.shelter_id,
        resident_id=cast.resident.id,
        kind="resident",
        holder=NAME,
        iban=IBAN,
    )
    actions.check(Act(session, cast.de_wit, AT), own.id)
    assert queries.for_payment(session, own.id).holder == "Rekeninghouder"
    seal(session, own, Payee.holder, own.key_id, NAME)  # not even when it was written behind the action's back
    assert queries.for_payment(session, own.id).holder == "Rekeninghouder"


def test_an_opened_payee_never_shows(session: Session, cast: Cast) -> None:
    shown = repr(queries.for_payment(session, registered(session, cast).id))
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
        actions.register(Act(session, cast.bakker, AT), **(typed | other))  # type: ignore[arg-type]
    assert session.scalars(select(Payee)).all() == []


@pytest.mark.parametrize("kind", ["shelter", "residents_account"])
def test_the_shelters_own_accounts_are_its_leads_and_belong_to_no_resident(
    session: Session, cast: Cast, kind: str
) -> None:
    def ask(by: Actor, resident_id: UUID | None) -> Payee:
        return actions.register(
            Act(session, by, AT),
            shelter_id=cast.shelter_id,
            resident_id=resident_id,
            kind=kind,
            holder="Rekening Z",
            iban=IBAN,
        )

    with pytest.raises(NotFound):
        ask(cast.bakker, None)
    with pytest.raises(NotFound):
        ask(cast.lind, cast.resident.id)
    assert ask(cast.lind, None).kind == kind


def test_a_payee_of_a_resident_of_another_shelter_is_refused(session: Session, cast: Cast) -> None:
    next_door = cast.nijs.roles[0].shelter_id
    assert next_door is not None
    both = Actor(cast.nijs.id, "", cast.nijs.roles + cast.bakker.roles)
    with pytest.raises(NotFound):
        actions.register(
            Act(session, both, AT),
            shelter_id=next_door,
            resident_id=cast.resident.id,
            kind="insurer",
            holder="Noord",
            iban=IBAN,
        )


@pytest.mark.parametrize("who", ["nijs", "vos", "fonk"])
def test_outside_the_shelter_a_payee_does_not_exist(session: Session, cast: Cast, who: str) -> None:
    stranger, payee = getattr(cast, who), registered(session, cast, checked=False)
    routed(session, cast, payee, Way.DIRECT)
    assert list(queries.payees_of_shelter(session, stranger, resident_id=cast.resident.id)) == []
    assert queries.payee_page(session, stranger).rows == queries.listed(session, stranger, cast.resident.id) == []
    assert queries.payee_page(session, stranger).waiting == 0
    refused: list[Callable[[], object]] = [
        lambda: queries.payee(session, stranger, payee.id),
        lambda: actions.check(Act(session, stranger, AT), payee.id),
        lambda: routed(session, cast, payee, Way.HOLD, by=stranger),
        lambda: actions.register(
            Act(session, stranger, AT),
            shelter_id=cast.shelter_id,
            resident_id=None,
            kind="insurer",
            holder="N",
            iban=IBAN,
        ),
    ]
    for ask in refused:
        with pytest.raises(NotFound):
            ask()


def test_a_colleague_checks_it_once_and_never_who_wrote_it(session: Session, cast: Cast) -> None:
    payee = registered(session, cast, checked=False)
    with pytest.raises(NotAllowed):
        actions.check(Act(session, cast.bakker, AT), payee.id)
    with pytest.raises(WrongStep, match="nakijken"):
        queries.for_payment(session, payee.id)
    actions.check(Act(session, cast.de_wit, AT), payee.id)
    with pytest.raises(WrongStep):
        actions.check(Act(session, cast.lind, AT), payee.id)
    assert (payee.checked_by, payee.checked_at) == (cast.de_wit.id, AT)
    payee.checked_by = cast.bakker.id
    with pytest.raises(IntegrityError):
        session.flush()


def test_an_unknown_payee_is_not_paid(session: Session, cast: Cast) -> None:
    for ask in (
        lambda: queries.for_payment(session, uuid4()),
        lambda: queries.destination(session, cast.resident.id, uuid4()),
    ):
        with pytest.raises(NotFound):
            ask()


def test_the_lists_hold_the_shelters_payees_and_hers_and_no_other_residents(session: Session, cast: Cast) -> None:
    general, hers = registered(session, cast, hers=False), registered(session, cast, checked=False)
    other = register(session, cast.bakker, cast.shelter_id)
    assert [payee.id for payee in queries.payees_of_shelter(session, cast.de_wit)] == [general.id]
    assert {payee.id for payee in queries.payees_of_shelter(session, cast.de_wit, resident_id=cast.resident.id)} == {
        general.id,
        hers.id,
    }
    assert [payee.id for payee in queries.payees_of_shelter(session, cast.de_wit, resident_id=other.id)] == [general.id]
    assert [row.payee.id for row in queries.payee_page(session, cast.de_wit).rows] == [
        hers.id,
        general.id,
    ]  # who waits comes first
    assert [row.payee.id for row in queries.listed(session, cast.de_wit, cast.resident.id)] == [hers.id, general.id]
    assert [row.payee.id for row in queries.listed(session, cast.de_wit, other.id)] == [general.id]
    actions.check(Act(session, cast.de_wit, AT), hers.id)
    assert [row.payee.id for row in queries.payee_page(session, cast.de_wit).rows] == [general.id]
    opened = queries.opened(session, [general, hers])
    assert {opened[general.id].holder, opened[hers.id].holder} == {"Zorgverzekeraar Noord"}


def test_each_is_a_step_for_her_shelter_only(session: Session, cast: Cast) -> None:
    payee = registered(session, cast)
    routed(session, cast, payee, Way.DIRECT)
    steps = session.scalars(select(AuditEvent).where(AuditEvent.target_id == payee.id)).all()
    assert {step.verb for step in steps} == {"payees.register", "payees.check", "payees.choose_route"}
    assert all(step.audience is Audience.HOME and step.resident_id == cast.resident.id for step in steps)

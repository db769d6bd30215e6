"""Whatever she answers and whoever is paid: no line of a bank file goes where he can see it,
and none tells anything."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from schwifty import IBAN
from sqlalchemy import select, update

from fund.claims import pages
from fund.claims.dossier import Dossier
from fund.claims.models import Claim, Line
from fund.core.errors import WrongStep
from fund.payees import actions as payees
from fund.payees.models import Payee
from fund.payees.queries import opened
from fund.payees.rules import Answer, Safety, Way, allowed
from fund.payouts import queries, rules
from fund.payouts.models import Batch
from fund.people.act import Act
from tests.decisions.cast import AT
from tests.everyone import Everyone
from tests.payouts.batches import batch, release, texts
from tests.residents.cast import CONTACT, FILE_NUMBER, NAME

MANY = 8
OWN = "NL86INGB0002445588"
TYPED = [
    "F-2026-{}",
    f"{NAME} {{}}",
    "{} Achterbergh",
    "vrouwenopvang {}",
    "opvang {} geweld",
    "",
    "Polis № {} ⚠",
    FILE_NUMBER[-8:] + " {}",
]


@dataclass(frozen=True)
class Choice:
    """What she answers for one payee; `turn` picks one of the ways that are left."""

    safety: Safety
    turn: int

    def way(self, kind: str) -> Way:
        ways = sorted(allowed(kind, self.safety))
        return ways[self.turn % len(ways)]


answers = st.sampled_from(
    [Answer.NO, Answer.NO, Answer.NO, Answer.YES, Answer.UNKNOWN]
)  # or nobody would ever be paid directly
choices = st.builds(Choice, st.builds(Safety, answers, answers, answers, answers), st.integers(0, 11))
PAID_BACK = Choice(Safety(Answer.YES, Answer.NO, Answer.YES, Answer.NO), 1)
HELD = Choice(PAID_BACK.safety, 0)


@pytest.fixture
def paid(everyone: Everyone) -> list[Payee]:
    """Grant a claim with a line for each of many creditors, whose references say what they like;
    her own account comes last."""
    made = []
    for number in range(MANY):
        iban = str(IBAN.generate("NL", bank_code="INGB", account_code=f"{7000 + number:010}"))
        made.append(everyone.payee("supplier", f"Berging {number} B.V.", iban=iban))
    everyone.payee("residents_account", "Beheer Zuid")
    own = everyone.payee("resident", NAME, iban=OWN)
    everyone.granted(*(everyone.storage_from(payee, None, 1000) for payee in made))
    for number, payee in enumerate(made):  # as if nobody had looked at what was typed before
        everyone.session.execute(
            update(Line).where(Line.payee_id == payee.id).values(reference=TYPED[number].format(number) or None)
        )
    everyone.session.expire_all()
    return [*made, own]


def choose(everyone: Everyone, payee: Payee, choice: Choice, minutes: int) -> None:
    payees.choose_route(
        Act(everyone.session, everyone.bakker, AT + timedelta(minutes=minutes)),
        everyone.resident.id,
        payee.id,
        sees_bill=choice.safety.sees_bill,
        sees_payment=choice.safety.sees_payment,
        only_hers=choice.safety.only_hers,
        overdrawn=choice.safety.overdrawn,
        way=choice.way(payee.kind),
        consent_on=AT.date(),
    )


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    first=st.lists(choices, min_size=MANY + 1, max_size=MANY + 1),
    later=st.dictionaries(st.integers(0, MANY), choices, max_size=2),
)
@example(first=[PAID_BACK] * (MANY + 1), later={})
@example(first=[PAID_BACK] * (MANY + 1), later={0: HELD})
@example(first=[PAID_BACK] * MANY + [Choice(Safety(Answer.YES, Answer.NO, Answer.UNKNOWN, Answer.NO), 0)], later={})
def test_no_line_goes_to_a_payee_that_he_can_see(
    everyone: Everyone, paid: list[Payee], first: list[Choice], later: dict[int, Choice]
) -> None:
    undone = everyone.session.begin_nested()
    try:
        for number, choice in later.items():
            choose(everyone, paid[number], choice, 0)  # what she answered before counts no more
        for payee, choice in zip(paid, first, strict=True):
            choose(everyone, payee, choice, 1)
        _same_lacks(everyone)
        made = batch(everyone)
        for number, choice in later.items():
            choose(everyone, paid[number], choice, 2)
        accounts = opened(everyone.session, paid)
        chosen = {accounts[payee.id].iban: later.get(number, first[number]) for number, payee in enumerate(paid)}
        for each in made:
            _look_at(everyone, each, chosen)
    finally:
        undone.rollback()
        everyone.session.expire_all()


def _same_lacks(everyone: Everyone) -> None:
    """See that the fund's list, in one statement, says the same as what is asked payment by payment."""
    (claim,) = everyone.session.scalars(select(Claim))
    listed = [
        (row.position, row.lack)
        for row in queries.unpaid_lines(everyone.session, everyone.fonk, everyone.fund_id)
        if row.lack
    ]
    assert listed == [(line.position, lack) for line, lack in pages.lacking(Dossier(everyone.session, claim))]


def _look_at(everyone: Everyone, made: Batch, chosen: dict[str, Choice]) -> None:
    try:
        file = release(everyone, made)
    except WrongStep:
        return  # she chose anew in between: nothing was sent
    for iban in texts(file, "IBAN")[1:]:
        if iban == OWN:
            own = chosen[OWN].safety
            assert (own.only_hers, own.overdrawn) == (Answer.YES, Answer.NO)
            assert Way.REIMBURSE in {choice.way("supplier") for creditor, choice in chosen.items() if creditor != OWN}
        elif iban in chosen:
            safety = chosen[iban].safety
            assert (safety.sees_bill, safety.sees_payment) == (Answer.NO, Answer.NO) and chosen[iban].way(
                "supplier"
            ) is Way.DIRECT
        else:
            assert iban == "NL18RABO0123459876"
    said = file.decode().casefold()
    assert not any(word in said for word in rules.TELLING)
    for canary in (
        *NAME.casefold().split(),
        FILE_NUMBER.casefold(),
        *CONTACT.casefold().split()[3:4],
        everyone.resident.reference.casefold(),
    ):
        assert canary not in said


def test_she_is_paid_back_where_she_called_her_account_safe(everyone: Everyone, paid: list[Payee]) -> None:
    for payee in paid:
        choose(everyone, payee, PAID_BACK, 1)
    (made,) = batch(everyone)
    assert set(texts(release(everyone, made), "IBAN")[1:]) == {OWN}

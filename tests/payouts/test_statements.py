"""The bank's answer: a bank on this machine takes the file, and what it says confirms payments or brings them back."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from fund.claims.models import Claim, Line
from fund.core.errors import NotFound, Refusal
from fund.demo import bank as paper
from fund.ledger import verify as books
from fund.ledger.models import Budget
from fund.payouts import queries
from fund.payouts.actions import read_statement
from fund.payouts.models import PaymentState, Statement, Transfer, TransferState, Unmatched
from fund.people.act import Act
from fund.trail.models import AuditEvent
from tests.house import House
from tests.payouts.batches import PAY, batch, entries, payments, release, texts, told
from tests.payouts.conftest import Bank

IBAN = "NL91ABNA0417164300"
DAY = timedelta(days=1)
ANSWERED = PAY + DAY


def read(house: House, source: bytes, after: int = 0) -> Statement:
    return read_statement(Act(house.session, house.fonk, ANSWERED + after * DAY), house.fund_id, source)


def sent(house: House) -> bytes:
    return release(house, batch(house)[0])


def unmatched(session: Session) -> list[int]:
    return list(session.scalars(select(Unmatched.cents).order_by(Unmatched.cents)))


def account(bank: Bank, **behaviour: object) -> None:
    bank.tell("/_mock/accounts", id="FUND", name="Gemeente Havenmond", iban=IBAN, currency="EUR", balance=10_000_000)
    if behaviour:
        bank.tell("/_mock/accounts/FUND", "PATCH", behaviour="return-later", parameters=behaviour)


def test_a_bank_takes_the_file_and_its_statement_confirms_each_payment(house: House, claim: Claim, bank: Bank) -> None:
    account(bank)
    file = sent(house)
    assert b"0 findings" in bank.call("/_mock/validate", file)
    bank.call("/payments", file)
    (said,) = bank.statements(IBAN)
    kept = read(house, said)
    assert (kept.confirmed, kept.returned, unmatched(house.session)) == (2, 0, [])
    assert {payment.state for payment in payments(house.session)} == {PaymentState.PAID}
    assert entries(house.session, "paid") and told(house.session) == ["payouts.release"] * 2 + ["payouts.paid"] * 2
    assert list(books.verify(house.session)) == []


def test_the_sums_of_books_payments_and_claim_agree(house: House, claim: Claim, bank: Bank) -> None:
    account(bank)
    bank.call("/payments", sent(house))
    read(house, bank.statements(IBAN)[0])
    granted = sum(house.session.scalars(select(Line.granted).where(Line.claim_id == claim.id)))
    budget = house.session.scalars(select(Budget)).one()
    assert granted == claim.granted == sum(payment.cents for payment in payments(house.session)) == budget.paid
    assert granted == sum(cents for _, cents in entries(house.session, "paid"))
    assert budget.reserved == budget.committed == 0


def test_what_the_bank_returns_is_due_again_under_another_id(house: House, claim: Claim, bank: Bank) -> None:
    file = sent(house)
    first = next(
        id for id, cents in zip(texts(file, "EndToEndId"), texts(file, "InstdAmt"), strict=True) if cents == "100.00"
    )
    account(bank, days=1, end_to_end_id=first, reason="AC04")
    bank.call("/payments", file)
    read(house, bank.statements(IBAN)[0])
    kept = read(house, bank.statements(IBAN)[0], after=1)
    assert (kept.confirmed, kept.returned) == (0, 1)
    back, paid = payments(house.session)
    assert (back.state, back.attempt, back.paid_on, back.transfer_id) == (PaymentState.DUE, 1, None, None)
    assert paid.state is PaymentState.PAID
    transfer = house.session.scalars(select(Transfer).where(Transfer.end_to_end == first)).one()
    assert (transfer.state, transfer.return_code) == (TransferState.RETURNED, "AC04")
    assert entries(house.session, "returned", "reopened") == [("returned", 10000), ("reopened", 10000)]
    step = house.session.scalars(select(AuditEvent).where(AuditEvent.verb == "payouts.returned")).one()
    assert (step.cents, step.code, step.claim_id) == (10000, "AC04", claim.id)
    again = sent(house)
    assert texts(again, "InstdAmt") == ["100.00"] and texts(again, "EndToEndId") != [first]
    assert list(books.verify(house.session)) == []


def test_a_returned_payment_is_paid_in_the_end(house: House, claim: Claim) -> None:
    first = paper.transfers(sent(house))
    read(house, paper.statement(IBAN, ANSWERED.date(), first, first))
    second = paper.transfers(sent(house))
    read(house, paper.statement(IBAN, (ANSWERED + DAY).date(), second), after=1)
    assert {payment.state for payment in payments(house.session)} == {PaymentState.PAID}
    budget = house.session.scalars(select(Budget)).one()
    assert (budget.committed, budget.paid) == (0, 195083)
    assert list(books.verify(house.session)) == []


def test_a_return_without_its_confirmation_books_both(house: House, claim: Claim) -> None:
    back = paper.transfers(sent(house))
    kept = read(house, paper.statement(IBAN, ANSWERED.date(), [], back))
    assert (kept.confirmed, kept.returned) == (0, 2)
    assert len(entries(house.session, "paid")) == len(entries(house.session, "returned")) == 2
    assert list(books.verify(house.session)) == []


def test_the_same_statement_twice_changes_nothing(house: House, claim: Claim) -> None:
    source = paper.statement(IBAN, ANSWERED.date(), paper.transfers(sent(house)))
    read(house, source)
    before = entries(house.session, "paid")
    with pytest.raises(Refusal, match="al ingelezen"):
        read(house, source)
    assert entries(house.session, "paid") == before


def test_the_same_entries_in_another_statement_change_nothing_either(house: House, claim: Claim) -> None:
    found = paper.transfers(sent(house))
    read(house, paper.statement(IBAN, ANSWERED.date(), found, found))
    before = entries(house.session, "paid", "returned", "reopened")
    kept = read(house, paper.statement(IBAN, ANSWERED.date(), found, found) + b"\n", after=1)
    assert (kept.confirmed, kept.returned, unmatched(house.session)) == (0, 0, [])
    assert entries(house.session, "paid", "returned", "reopened") == before


def test_another_accounts_statement_changes_nothing(house: House, claim: Claim) -> None:
    found = paper.transfers(sent(house))
    with pytest.raises(Refusal, match="andere rekening"):
        read(house, paper.statement("NL20INGB0001234567", ANSWERED.date(), found))
    assert entries(house.session, "paid") == [] and house.session.scalar(select(Statement.id)) is None


def test_what_is_no_statement_is_a_sentence(house: House, claim: Claim) -> None:
    with pytest.raises(Refusal, match=r"camt\.053"):
        read(house, b"%PDF-1.7")


def padded(source: bytes, size: int) -> bytes:
    """Make a statement as long as that, by comments that nobody reads."""
    comment = b"<!--" + b" " * 9992 + b"-->\n"
    return (source + comment * ((size - len(source)) // len(comment))).ljust(size)


def test_a_statement_that_is_too_large_is_told_its_size(house: House, claim: Claim) -> None:
    source = paper.statement(IBAN, ANSWERED.date(), paper.transfers(sent(house)))
    with pytest.raises(Refusal, match="te groot") as refusal:
        read(house, padded(source, 10 * 1024**2 + 1))
    assert refusal.value.values["most"] == 10
    assert read(house, padded(source, 10 * 1024**2)).confirmed == 2


def test_what_matches_nothing_of_ours_is_shown_with_day_and_amount(house: House, claim: Claim) -> None:
    (fee, storage) = sorted(paper.transfers(sent(house)), key=lambda transfer: transfer.amount, reverse=True)
    strange = paper.BankTransfer("SOMETHINGELSE", "12.00", "NL20INGB0001234567")
    other_sum = paper.BankTransfer(storage.end_to_end, "99.99", storage.iban)
    kept = read(house, paper.statement(IBAN, ANSWERED.date(), [fee, other_sum, strange], [strange]))
    assert kept.confirmed == 1 and unmatched(house.session) == [-9999, -1200, 1200]
    (shown,) = queries.statements(house.session, house.fonk, house.fund_id)
    assert shown.statement == kept and [(row.on, row.cents) for row in shown.unmatched] == [
        (ANSWERED.date(), -9999),
        (ANSWERED.date(), -1200),
        (ANSWERED.date(), 1200),
    ]


def test_what_was_never_released_is_not_confirmed(house: House, claim: Claim) -> None:
    batch(house)
    found = [
        paper.BankTransfer(of.end_to_end, f"{of.cents / 100:.2f}", IBAN)
        for of in house.session.scalars(select(Transfer))
    ]
    kept = read(house, paper.statement(IBAN, ANSWERED.date(), found))
    assert (kept.confirmed, len(unmatched(house.session))) == (0, 2)
    assert {payment.state for payment in payments(house.session)} == {PaymentState.BATCHED}


def test_one_sum_for_a_shelter_confirms_and_brings_back_each_of_its_lines(house: House) -> None:
    house.payee("shelter", "Stichting Zuidwal")
    fee = house.fee()
    house.granted(fee)
    (found,) = paper.transfers(sent(house))
    read(house, paper.statement(IBAN, ANSWERED.date(), [found], [found]))
    assert [(payment.state, payment.attempt) for payment in payments(house.session)] == [(PaymentState.DUE, 1)]


def test_only_the_funds_own_administrators_read_its_statement(house: House, claim: Claim) -> None:
    source = paper.statement(IBAN, ANSWERED.date(), paper.transfers(sent(house)))
    for who in (house.vliet, house.bakker, house.auditor):
        with pytest.raises(NotFound):
            read_statement(Act(house.session, who, ANSWERED), house.fund_id, source)
    assert queries.statements(house.session, house.vliet, house.fund_id) == []


def test_what_the_bank_paid_a_second_time_is_shown(house: House, claim: Claim) -> None:
    found = paper.transfers(sent(house))
    read(house, paper.statement(IBAN, ANSWERED.date(), found))
    kept = read(house, paper.statement(IBAN, (ANSWERED + DAY).date(), found[:1]), after=1)
    assert kept.confirmed == 0 and len(unmatched(house.session)) == 1
    assert len(entries(house.session, "paid")) == 2

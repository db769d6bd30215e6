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
from tests.everyone import Everyone
from tests.payouts.batches import PAY, batch, entries, payments, release, texts, told
from tests.payouts.conftest import Bank

IBAN = "NL91ABNA0417164300"
DAY = timedelta(days=1)
ANSWERED = PAY + DAY


def read(everyone: Everyone, source: bytes, after: int = 0) -> Statement:
    return read_statement(Act(everyone.session, everyone.fonk, ANSWERED + after * DAY), everyone.fund_id, source)


def sent(everyone: Everyone) -> bytes:
    return release(everyone, batch(everyone)[0])


def unmatched(session: Session) -> list[int]:
    return list(session.scalars(select(Unmatched.cents).order_by(Unmatched.cents)))


def account(bank: Bank, **behaviour: object) -> None:
    bank.tell("/_mock/accounts", id="FUND", name="Gemeente Havenmond", iban=IBAN, currency="EUR", balance=10_000_000)
    if behaviour:
        bank.tell("/_mock/accounts/FUND", "PATCH", behaviour="return-later", parameters=behaviour)


def test_a_bank_takes_the_file_and_its_statement_confirms_each_payment(
    everyone: Everyone, claim: Claim, bank: Bank
) -> None:
    account(bank)
    file = sent(everyone)
    assert b"0 findings" in bank.call("/_mock/validate", file)
    bank.call("/payments", file)
    (said,) = bank.statements(IBAN)
    kept = read(everyone, said)
    assert (kept.confirmed, kept.returned, unmatched(everyone.session)) == (2, 0, [])
    assert {payment.state for payment in payments(everyone.session)} == {PaymentState.PAID}
    assert (
        entries(everyone.session, "paid") and told(everyone.session) == ["payouts.release"] * 2 + ["payouts.paid"] * 2
    )
    assert list(books.verify(everyone.session)) == []


def test_the_sums_of_books_payments_and_claim_agree(everyone: Everyone, claim: Claim, bank: Bank) -> None:
    account(bank)
    bank.call("/payments", sent(everyone))
    read(everyone, bank.statements(IBAN)[0])
    granted = sum(everyone.session.scalars(select(Line.granted).where(Line.claim_id == claim.id)))
    budget = everyone.session.scalars(select(Budget)).one()
    assert granted == claim.granted == sum(payment.cents for payment in payments(everyone.session)) == budget.paid
    assert granted == sum(cents for _, cents in entries(everyone.session, "paid"))
    assert budget.reserved == budget.committed == 0


def test_what_the_bank_returns_is_due_again_under_another_id(everyone: Everyone, claim: Claim, bank: Bank) -> None:
    file = sent(everyone)
    first = next(
        id for id, cents in zip(texts(file, "EndToEndId"), texts(file, "InstdAmt"), strict=True) if cents == "100.00"
    )
    account(bank, days=1, end_to_end_id=first, reason="AC04")
    bank.call("/payments", file)
    read(everyone, bank.statements(IBAN)[0])
    kept = read(everyone, bank.statements(IBAN)[0], after=1)
    assert (kept.confirmed, kept.returned) == (0, 1)
    back, paid = payments(everyone.session)
    assert (back.state, back.attempt, back.paid_on, back.transfer_id) == (PaymentState.DUE, 1, None, None)
    assert paid.state is PaymentState.PAID
    transfer = everyone.session.scalars(select(Transfer).where(Transfer.end_to_end == first)).one()
    assert (transfer.state, transfer.return_code) == (TransferState.RETURNED, "AC04")
    assert entries(everyone.session, "returned", "reopened") == [("returned", 10000), ("reopened", 10000)]
    step = everyone.session.scalars(select(AuditEvent).where(AuditEvent.verb == "payouts.returned")).one()
    assert (step.cents, step.code, step.claim_id) == (10000, "AC04", claim.id)
    again = sent(everyone)
    assert texts(again, "InstdAmt") == ["100.00"] and texts(again, "EndToEndId") != [first]
    assert list(books.verify(everyone.session)) == []


def test_a_returned_payment_is_paid_in_the_end(everyone: Everyone, claim: Claim) -> None:
    first = paper.transfers(sent(everyone))
    read(everyone, paper.statement(IBAN, ANSWERED.date(), first, first))
    second = paper.transfers(sent(everyone))
    read(everyone, paper.statement(IBAN, (ANSWERED + DAY).date(), second), after=1)
    assert {payment.state for payment in payments(everyone.session)} == {PaymentState.PAID}
    budget = everyone.session.scalars(select(Budget)).one()
    assert (budget.committed, budget.paid) == (0, 195083)
    assert list(books.verify(everyone.session)) == []


def test_a_return_without_its_confirmation_books_both(everyone: Everyone, claim: Claim) -> None:
    back = paper.transfers(sent(everyone))
    kept = read(everyone, paper.statement(IBAN, ANSWERED.date(), [], back))
    assert (kept.confirmed, kept.returned) == (0, 2)
    assert len(entries(everyone.session, "paid")) == len(entries(everyone.session, "returned")) == 2
    assert list(books.verify(everyone.session)) == []


def test_the_same_statement_twice_changes_nothing(everyone: Everyone, claim: Claim) -> None:
    source = paper.statement(IBAN, ANSWERED.date(), paper.transfers(sent(everyone)))
    read(everyone, source)
    before = entries(everyone.session, "paid")
    with pytest.raises(Refusal, match="al ingelezen"):
        read(everyone, source)
    assert entries(everyone.session, "paid") == before


def test_the_same_entries_in_another_statement_change_nothing_either(everyone: Everyone, claim: Claim) -> None:
    found = paper.transfers(sent(everyone))
    read(everyone, paper.statement(IBAN, ANSWERED.date(), found, found))
    before = entries(everyone.session, "paid", "returned", "reopened")
    kept = read(everyone, paper.statement(IBAN, ANSWERED.date(), found, found) + b"\n", after=1)
    assert (kept.confirmed, kept.returned, unmatched(everyone.session)) == (0, 0, [])
    assert entries(everyone.session, "paid", "returned", "reopened") == before


def test_another_accounts_statement_changes_nothing(everyone: Everyone, claim: Claim) -> None:
    found = paper.transfers(sent(everyone))
    with pytest.raises(Refusal, match="andere rekening"):
        read(everyone, paper.statement("NL20INGB0001234567", ANSWERED.date(), found))
    assert entries(everyone.session, "paid") == [] and everyone.session.scalar(select(Statement.id)) is None


def test_what_is_no_statement_is_a_sentence(everyone: Everyone, claim: Claim) -> None:
    with pytest.raises(Refusal, match=r"camt\.053"):
        read(everyone, b"%PDF-1.7")


def padded(source: bytes, size: int) -> bytes:
    """Make a statement as long as that, by comments that nobody reads."""
    comment = b"<!--" + b" " * 9992 + b"-->\n"
    return (source + comment * ((size - len(source)) // len(comment))).ljust(size)


def test_a_statement_that_is_too_large_is_told_its_size(everyone: Everyone, claim: Claim) -> None:
    source = paper.statement(IBAN, ANSWERED.date(), paper.transfers(sent(everyone)))
    with pytest.raises(Refusal, match="te groot") as refusal:
        read(everyone, padded(source, 10 * 1024**2 + 1))
    assert refusal.value.values["most"] == 10
    assert read(everyone, padded(source, 10 * 1024**2)).confirmed == 2


def test_what_matches_nothing_of_ours_is_shown_with_day_and_amount(everyone: Everyone, claim: Claim) -> None:
    (fee, storage) = sorted(paper.transfers(sent(everyone)), key=lambda transfer: transfer.amount, reverse=True)
    strange = paper.BankTransfer("SOMETHINGELSE", "12.00", "NL20INGB0001234567")
    other_sum = paper.BankTransfer(storage.end_to_end, "99.99", storage.iban)
    kept = read(everyone, paper.statement(IBAN, ANSWERED.date(), [fee, other_sum, strange], [strange]))
    assert kept.confirmed == 1 and unmatched(everyone.session) == [-9999, -1200, 1200]
    (shown,) = queries.statements(everyone.session, everyone.fonk, everyone.fund_id)
    assert shown.statement == kept and [(row.on, row.cents) for row in shown.unmatched] == [
        (ANSWERED.date(), -9999),
        (ANSWERED.date(), -1200),
        (ANSWERED.date(), 1200),
    ]


def test_what_was_never_released_is_not_confirmed(everyone: Everyone, claim: Claim) -> None:
    batch(everyone)
    found = [
        paper.BankTransfer(of.end_to_end, f"{of.cents / 100:.2f}", IBAN)
        for of in everyone.session.scalars(select(Transfer))
    ]
    kept = read(everyone, paper.statement(IBAN, ANSWERED.date(), found))
    assert (kept.confirmed, len(unmatched(everyone.session))) == (0, 2)
    assert {payment.state for payment in payments(everyone.session)} == {PaymentState.BATCHED}


def test_one_sum_for_a_shelter_confirms_and_brings_back_each_of_its_lines(everyone: Everyone) -> None:
    everyone.payee("shelter", "Stichting Zuidwal")
    fee = everyone.fee()
    everyone.granted(fee)
    (found,) = paper.transfers(sent(everyone))
    read(everyone, paper.statement(IBAN, ANSWERED.date(), [found], [found]))
    assert [(payment.state, payment.attempt) for payment in payments(everyone.session)] == [(PaymentState.DUE, 1)]


def test_only_the_funds_own_administrators_read_its_statement(everyone: Everyone, claim: Claim) -> None:
    source = paper.statement(IBAN, ANSWERED.date(), paper.transfers(sent(everyone)))
    for who in (everyone.vliet, everyone.bakker, everyone.auditor):
        with pytest.raises(NotFound):
            read_statement(Act(everyone.session, who, ANSWERED), everyone.fund_id, source)
    assert queries.statements(everyone.session, everyone.vliet, everyone.fund_id) == []


def test_what_the_bank_paid_a_second_time_is_shown(everyone: Everyone, claim: Claim) -> None:
    found = paper.transfers(sent(everyone))
    read(everyone, paper.statement(IBAN, ANSWERED.date(), found))
    kept = read(everyone, paper.statement(IBAN, (ANSWERED + DAY).date(), found[:1]), after=1)
    assert kept.confirmed == 0 and len(unmatched(everyone.session)) == 1
    assert len(entries(everyone.session, "paid")) == 2

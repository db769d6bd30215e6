"""The bank's statement: what is read of it, and what is no statement."""

from datetime import date

import pytest

from fund.demo import bank
from fund.payouts import camt
from fund.payouts.camt import BankStatement, Booked, UnreadableStatement

IBAN = "NL91ABNA0417164300"
DAY = date(2026, 10, 9)
PAID = bank.BankTransfer("FIRST", "123.45", "NL20INGB0001234567")
BACK = bank.BankTransfer("SECOND", "1.00", "NL44RABO0123456789")


def _statement(entries: str, *, account: str = f"<Acct><Id><IBAN>{IBAN}</IBAN></Id></Acct>", top: str = "") -> bytes:
    name = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"
    statement = f"<Stmt>{account}{entries}</Stmt>"
    return f'{top}<Document xmlns="{name}"><BkToCstmrStmt>{statement}</BkToCstmrStmt></Document>'.encode()


def _entry(
    amount: str = '<Amt Ccy="EUR">10.00</Amt>', details: str = "", status: str = "<Sts><Cd>BOOK</Cd></Sts>"
) -> str:
    day = "<BookgDt><Dt>2026-10-09</Dt></BookgDt>"
    return f"<Ntry>{amount}<CdtDbtInd>DBIT</CdtDbtInd>{status}{day}<NtryDtls>{details}</NtryDtls></Ntry>"


def _detail(id: str, amount: str = "") -> str:
    return f"<TxDtls><Refs><EndToEndId>{id}</EndToEndId></Refs>{amount}</TxDtls>"


def _ids(source: bytes) -> list[tuple[str | None, int]]:
    return [(booked.end_to_end, booked.cents) for booked in camt.read(source).booked]


def test_what_was_paid_and_what_came_back_is_read() -> None:
    assert camt.read(bank.statement(IBAN, DAY, [PAID, BACK], [BACK])) == BankStatement(
        IBAN,
        (
            Booked(DAY, 12345, False, "FIRST", None),
            Booked(DAY, 100, False, "SECOND", None),
            Booked(DAY, 100, True, "SECOND", "AC04"),
        ),
    )


def test_one_entry_may_hold_several_transfers() -> None:
    four, six = '<Amt Ccy="EUR">4.00</Amt>', '<AmtDtls><TxAmt><Amt Ccy="EUR">6.00</Amt></TxAmt></AmtDtls>'
    assert _ids(_statement(_entry(details=_detail("ONE", four) + _detail("TWO", six)))) == [("ONE", 400), ("TWO", 600)]


def test_a_sum_without_its_parts_is_nobodys() -> None:
    assert _ids(_statement(_entry(details=_detail("ONE") + _detail("TWO")))) == [(None, 1000)]


def test_one_transfer_takes_the_entrys_amount() -> None:
    assert _ids(_statement(_entry(details=_detail("ONE")))) == [("ONE", 1000)]


def test_an_entry_without_an_id_is_read_too() -> None:
    assert _ids(_statement(_entry())) == [(None, 1000)]


@pytest.mark.parametrize("status", ["<Sts><Cd>PDNG</Cd></Sts>", "<Sts>INFO</Sts>", ""])
def test_what_is_not_booked_yet_is_passed_over(status: str) -> None:
    assert _ids(_statement(_entry(status=status) + _entry(status="<Sts>BOOK</Sts>"))) == [(None, 1000)]


def test_two_days_of_the_same_account_are_one_statement() -> None:
    one = _statement(_entry()).decode()
    again = one.replace("</Stmt>", f"</Stmt><Stmt><Acct><Id><IBAN>{IBAN}</IBAN></Id></Acct>{_entry()}</Stmt>", 1)
    assert len(camt.read(again.encode()).booked) == 2


BOMB = '<!DOCTYPE Document [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
OTHER = "<Stmt><Acct><Id><IBAN>NL20INGB0001234567</IBAN></Id></Acct></Stmt>"
WRONG = {
    "nothing": b"",
    "no XML": b"%PDF-1.7",
    "half a file": _statement(_entry())[:-20],
    "another message": _statement(_entry()).replace(b"camt.053", b"camt.054"),
    "no namespace": b"<Document/>",
    "an entity bomb": _statement(_entry(), top=BOMB),
    "a DTD from elsewhere": _statement(_entry(), top='<!DOCTYPE Document SYSTEM "file:///etc/passwd">'),
    "an entity in an amount": _statement(
        _entry('<Amt Ccy="EUR">&a;</Amt>'), top='<!DOCTYPE Document [<!ENTITY a "1.00">]>'
    ),
    "another currency": _statement(_entry('<Amt Ccy="USD">10.00</Amt>')),
    "no currency": _statement(_entry("<Amt>10.00</Amt>")),
    "an amount of words": _statement(_entry('<Amt Ccy="EUR">tien</Amt>')),
    "a negative amount": _statement(_entry('<Amt Ccy="EUR">-1.00</Amt>')),
    "three decimals": _statement(_entry('<Amt Ccy="EUR">1.005</Amt>')),
    "no amount": _statement(_entry("")),
    "no IBAN": _statement(_entry(), account="<Acct><Id><Othr><Id>1</Id></Othr></Id></Acct>"),
    "two accounts": _statement(_entry()).replace(b"</Stmt>", b"</Stmt>" + OTHER.encode(), 1),
    "no day": _statement(_entry()).replace(b"2026-10-09", b"eergisteren"),
    "too much": _statement(_entry(f'<Amt Ccy="EUR">{" " * 10_500_000}1.00</Amt>')),
    "too deep": _statement("<a>" * 300 + "</a>" * 300),
}


@pytest.mark.parametrize("fault", WRONG)
def test_what_is_no_statement_is_refused(fault: str) -> None:
    with pytest.raises(UnreadableStatement):
        camt.read(WRONG[fault])

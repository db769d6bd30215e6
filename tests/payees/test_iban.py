"""An account number is checked to the digit, and its bank must be known."""

import pytest

from fund.core.errors import Refusal
from fund.payees import iban


@pytest.mark.parametrize("typed", ["NL91ABNA0417164300", "nl91 abna 0417 1643 00", " NL91 ABNA 0417 1643 00 "])
def test_it_may_be_typed_with_spaces(typed: str) -> None:
    assert iban.read(typed) == iban.BankAccount("NL91ABNA0417164300", "ABNANL2A")


def test_another_country_of_the_area_is_taken() -> None:
    assert iban.read("DE89370400440532013000").bic == "COBADEFFXXX"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("NL91ABNA0417164301", "tikfout"),
        ("NL19ABNA0417164300", "tikfout"),
        ("", "geen rekeningnummer"),
        ("417164300", "geen rekeningnummer"),
        ("NL91ABNA04171643", "geen rekeningnummer"),
        ("<script>", "geen rekeningnummer"),
        ("9" * 5000, "geen rekeningnummer"),
        ("NL\u0669\u0661ABNA0417164300", "geen rekeningnummer|tikfout"),
        ("BE68539007547034", "bank"),
    ],
)
def test_what_is_no_account_is_refused_in_a_sentence(typed: str, said: str) -> None:
    with pytest.raises(Refusal, match=said) as refused:
        iban.read(typed)
    assert not typed or typed not in str(refused.value)


def test_it_never_shows() -> None:
    assert "0417164300" not in repr(iban.read("NL91ABNA0417164300"))

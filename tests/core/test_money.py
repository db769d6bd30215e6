"""Money is an int of cents; a Dutch amount is read strictly, and a wrong one says what was meant."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fund.core import money
from fund.core.money import MOST_CENTS, NotMoney

amounts = st.integers(0, MOST_CENTS)


@given(amounts)
def test_what_is_written_in_dutch_is_read_back(cents: int) -> None:
    assert money.parse(money.in_dutch(cents)) == cents
    assert money.parse(f"€ {money.in_dutch(cents)}") == cents
    assert money.parse(f"€\u00a0{money.in_dutch(cents)} ") == cents


@given(amounts)
def test_points_may_be_left_out(cents: int) -> None:
    assert money.parse(money.in_dutch(cents).replace(".", "")) == cents


@given(st.integers(0, 10**11))
def test_what_is_written_for_a_machine_is_read_back(cents: int) -> None:
    assert money.from_plain(money.plain(cents)) == cents


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("0", 0),
        ("12", 1200),
        ("12,50", 1250),
        ("1234", 123400),
        ("1.234", 123400),
        ("1.234,56", 123456),
        ("1.234.567,00", 123456700),
    ],
)
def test_good_forms(text: str, cents: int) -> None:
    assert money.parse(text) == cents


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("12.50", "12,50"),
        ("1234.56", "1234,56"),
        ("1.234,5", "1.234,50"),
        ("12,5", "12,50"),
        ("12.34,50", "1.234,50"),
    ],
)
def test_a_wrong_form_says_what_was_meant(text: str, meant: str) -> None:
    with pytest.raises(NotMoney) as refused:
        money.parse(text)
    assert refused.value.meant == meant
    assert money.parse(meant) >= 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "€",
        "NaN",
        "nan",
        "inf",
        "Infinity",
        "1E+400",
        "1e3",
        "-1",
        "−1",
        "+1",
        "01",
        "1 234",
        "1_000",
        "0x10",
        "12,",
        ",50",
        "1,2,3",
    ]
    + [
        "1.23",
        "12,505",
        "1..2",
        "tien",
        "١٢",
        "²",
        "1" * 40,
        "10.000.000.000,01",
        "99.999.999.999",
        "1\n2",
        "12,50 euro",
        "1'000",
    ],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(NotMoney):
        money.parse(text)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        cents = money.parse(text)
    except NotMoney as refused:
        assert refused.meant is None or money.parse(refused.meant) >= 0
    else:
        assert 0 <= cents <= MOST_CENTS


@pytest.mark.parametrize("text", ["12", "12,50", "-1.00", "1.5", "01.00", "1.234.00", "1e3", "NaN", " 1.00"])
def test_a_machine_writes_one_form_only(text: str) -> None:
    with pytest.raises(NotMoney):
        money.from_plain(text)


@given(st.integers(-MOST_CENTS, MOST_CENTS))
def test_less_than_nothing_is_written_with_a_true_minus(cents: int) -> None:
    assert money.in_dutch(cents).startswith("−") == (cents < 0)
    assert money.plain(cents).startswith("-") == (cents < 0)


@given(st.fractions(0, 10**9, max_denominator=1000))
def test_half_a_cent_goes_up(exact: Fraction) -> None:
    assert -Fraction(1, 2) < money.half_up(exact) - exact <= Fraction(1, 2)

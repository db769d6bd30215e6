"""Dutch emergency funds as texts: the language says them without a change of code."""

from typing import Any

import pytest

from fund import policy
from tests.policy.programmes import WORDS, category, condition, cost, decide, eur, fact, head, options

NOORDWIJK = (
    head("noordwijk")
    + "[amounts]\n"
    + eur("most", "1500.00")
    + 'share_of_norm = [ { from = 2020-01-01, share = "1.20", source = "s" } ]\n'
    + 'norm = [ { from = 2020-01-01, of = "eur", table = { alone = "1300.00", couple = "1800.00" }, source = "s" } ]\n'
    + fact("household", "choice", options=options("alone", "couple"))
    + fact("income", "money")
    + fact("registered_on", "date")
    + fact("purpose", "choice", options=options("need", "arrears", "fine"))
    + fact("acute", "yes_no", by='"administrator"')
    + condition("income", "income <= norm[household] * share_of_norm")
    + condition("registered", "registered_on + months(6) < filed_on")
    + condition("purpose", "purpose not in ('arrears', 'fine')")
    + condition("acute", "acute")
    + category(
        "NEED",
        'limits = [ { of = "money", most = "most", within = "ever" }, { of = "claims", most = "1", within = "ever" } ]',
    )
    + "[terms]\ndecide_days = 10\n"
)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "part 1500"),
        ({"income": "1560.01"}, "refused 0"),
        ({"income": "1560.00"}, "part 1500"),
        ({"income": "2000.00", "household": "couple"}, "part 1500"),
        ({"registered_on": "2025-03-01"}, "refused 0"),
        ({"purpose": "fine"}, "refused 0"),
        ({"acute": None}, "referred 0"),
        ({"acute": False}, "refused 0"),
        ({"income": None}, "incomplete 0"),
    ],
)
def test_noordwijk_looks_at_income_by_household_and_a_person_weighs_what_is_acute(
    change: dict[str, Any], expected: str
) -> None:
    facts: dict[str, Any] = {
        "household": "alone",
        "income": "1500.00",
        "registered_on": "2024-01-01",
        "purpose": "need",
        "acute": True,
    } | change
    assert decide(NOORDWIJK, cost("NEED", "2000.00"), **facts) == [expected]


def test_noordwijk_is_once() -> None:
    facts: dict[str, Any] = {
        "household": "alone",
        "income": "1500.00",
        "registered_on": "2024-01-01",
        "purpose": "need",
        "acute": True,
    }
    once = {"category": "NEED", "granted": "10.00", "on": "2021-01-01", "programme": "noordwijk", "same": ["resident"]}
    assert decide(NOORDWIJK, cost("NEED", "2000.00"), **facts, history=(once,)) == ["refused 0"]


DRECHTSTEDEN = (
    head("drechtsteden")
    + fact("colleague_consents", "yes_no")
    + condition("consent", "colleague_consents")
    + category("NEED", payees='["organisation"]')
)


def test_drechtsteden_pays_the_organisation_and_never_her() -> None:
    assert decide(DRECHTSTEDEN, cost("NEED", "90.00"), colleague_consents=True) == ["granted 90"]
    assert decide(DRECHTSTEDEN, cost("NEED", "90.00", payee="resident"), colleague_consents=True) == ["refused 0"]


ZOETERMEER = (
    head("zoetermeer")
    + fact("invoiced_on", "date")
    + fact("bought_on", "date", open="true")
    + condition("in-time", "filed_on <= invoiced_on + months(3)")
    + condition("before", "filed_on < bought_on", only='["FURNISHING"]')
    + category("FURNISHING", 'form = "loan"')
    + category("OTHER")
)


def test_zoetermeer_lends_for_furnishing_before_it_is_bought_within_three_months_of_the_invoice() -> None:
    bed, bill = cost("FURNISHING", "90.00"), cost("OTHER", "90.00")
    assert decide(ZOETERMEER, bed, bill, invoiced_on="2025-06-01") == ["granted 90", "granted 90"]
    assert decide(ZOETERMEER, bed, invoiced_on="2025-06-01", bought_on="2025-08-31") == ["refused 0"]
    assert decide(ZOETERMEER, bill, invoiced_on="2025-05-31") == ["refused 0"]
    assert policy.read(ZOETERMEER + WORDS).rules.categories["FURNISHING"].form == "loan"  # type: ignore[union-attr]


def test_a_table_by_two_choices() -> None:
    table = '{ alone = { yes_home = "10.00", no_home = "20.00" }, couple = { yes_home = "30.00", no_home = "40.00" } }'
    toml = (
        head("grid")
        + f'[amounts]\ngrid = [ {{ from = 2020-01-01, of = "eur", table = {table}, source = "s" }} ]\n'
        + fact("who", "choice", options=options("alone", "couple"))
        + fact("home", "choice", options=options("yes_home", "no_home"))
        + category("AID", 'pays = "grid[who][home]"')
    )
    assert decide(toml, cost("AID", "99.00"), who="couple", home="yes_home") == ["part 30"]
    assert decide(toml, cost("AID", "99.00"), who="couple") == ["incomplete 0"]
    with pytest.raises(policy.UnreadableText, match="niet overal even diep"):
        policy.read(toml.replace('{ yes_home = "10.00", no_home = "20.00" }', '"10.00"') + WORDS)

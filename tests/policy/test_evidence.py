"""Which evidence is enough, and who may be paid."""

from tests.policy.texts import line, outcome


def evidence(*kinds: str, on: str = "2026-09-01") -> list[dict[str, str]]:
    return [{"kind": kind, "on": on} for kind in kinds]


def test_a_declaration_does_up_to_250() -> None:
    assert outcome(line("MOVING", "250.00", evidence=evidence("declaration"))) == "granted"
    assert outcome(line("MOVING", "250.01", evidence=evidence("declaration"))) == "incomplete"
    assert outcome(line("MOVING", "250.00", evidence=[])) == "incomplete"


def test_a_bill_alone_is_no_fee_order() -> None:
    fee = line("SHELTER_FEE", "31.37", facts={"night_rate": "31.37", "nights_due": 1})
    assert outcome(fee | {"evidence": evidence("bill", "declaration")}) == "incomplete"
    assert outcome(fee | {"evidence": evidence("fee_order")}) == "granted"


def test_from_night_184_the_shelter_states_each_quarter_that_there_is_no_home() -> None:
    late = {
        "from_": "2027-01-01",
        "until": "2027-02-01",
        "units": 31,
        "facts": {"night_rate": "31.37", "nights_due": 31},
    }
    fee = line("SHELTER_FEE", "972.47", **late, evidence=evidence("fee_order"))
    assert outcome(fee, filed_on="2027-03-01", admitted_on="2026-08-02") == "granted"
    assert outcome(fee, filed_on="2027-03-01", admitted_on="2026-08-01") == "incomplete"
    stated = fee | {"evidence": evidence("fee_order") + evidence("no_home_statement", on="2026-11-01")}
    assert outcome(stated, filed_on="2027-03-01") == "granted"
    old = fee | {"evidence": evidence("fee_order") + evidence("no_home_statement", on="2026-10-31")}
    assert outcome(old, filed_on="2027-03-01") == "incomplete"


def test_whoever_advanced_a_lawful_cost_may_be_paid_and_nobody_else() -> None:
    for payee in ("resident", "shelter", "debt_administrator", "landlord"):
        assert outcome(line("DEPOSIT", "10.00", payee=payee)) == "granted"
    assert outcome(line("DEPOSIT", "10.00", payee="supplier")) == "refused"

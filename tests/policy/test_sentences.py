"""Each finding as a concrete sentence, in Dutch and English."""

from typing import Any

import pytest

from fund import policy
from tests.policy.texts import assess, claim, line, nation, past, region, texts


def said(written: dict[str, Any], rule: str, *known: policy.Policy) -> tuple[str, str]:
    found = next(found for found in assess(written, *known).lines[-1].findings if found.rule == rule)
    return policy.sentence(found, "nl").replace("\N{NO-BREAK SPACE}", " "), policy.sentence(found, "en")


def test_a_limit_that_cut_shows_its_sum_and_what_remains() -> None:
    housing = line("DOUBLE_HOUSING", "3450.00", units=3, from_="2026-08-20", until="2026-11-20")
    assert said(claim(housing), "DOUBLE_HOUSING.limits.1") == (
        "Ten hoogste € 932,93 per maand: 3 × € 932,93 = € 2.798,79. Er blijft € 651,21 over.",
        "At most €932.93 a month: 3 × €932.93 = €2,798.79. €651.21 remains.",
    )


def test_a_limit_on_months_names_them_once_they_cut() -> None:
    housing = line("DOUBLE_HOUSING", "4000.00", units=5, from_="2026-08-20", until="2027-01-20")
    assert said(claim(housing), "DOUBLE_HOUSING.limits.1")[0] == (
        "Ten hoogste € 932,93 per maand, voor ten hoogste 3 maanden: 3 × € 932,93 = € 2.798,79. "
        "Er blijft € 1.201,21 over."
    )


def test_what_was_used_before_is_said() -> None:
    health = line("HEALTH_EXCESS", "385.00")
    before = (past("HEALTH_EXCESS", "200.00"),)
    assert said(claim(health), "HEALTH_EXCESS.limits.1")[0] == "Ten hoogste € 385,00 per kalenderjaar."
    assert said(claim(health, history=before), "HEALTH_EXCESS.limits.1") == (
        "Ten hoogste € 385,00 per kalenderjaar. Daarvan is al € 200,00 toegekend. Er blijft € 200,00 over.",
        "At most €385.00 in a calendar year. Of that €200.00 has been granted already. €200.00 remains.",
    )


def test_a_sum_leaves_out_what_adds_nothing() -> None:
    furnishing = line("FURNISHING", "3640.00")
    assert (
        said(claim(furnishing), "FURNISHING.limits.1")[0]
        == "Ten hoogste € 2.500,00 per verblijf. Er blijft € 1.140,00 over."
    )
    assert said(claim(furnishing, children=1), "FURNISHING.limits.1")[0] == (
        "Ten hoogste € 2.500,00 + 1 × € 500,00 = € 3.000,00 per verblijf. Er blijft € 640,00 over."
    )
    living = line("LIVING", "1152.84", units=39, received="450.00", from_="2026-08-01", until="2026-09-09")
    assert (
        said(claim(living, children=2), "LIVING.pays")[0]
        == "Te vergoeden: 39 × (€ 14,78 + 2 × € 7,39) − € 450,00 = € 702,84."
    )
    assert (
        said(claim(living | {"received": "0.00"}), "LIVING.pays")[0]
        == "Te vergoeden: 39 × € 14,78 = € 576,42. Er blijft € 576,42 over."
    )


def test_days_that_run_out() -> None:
    living = line("LIVING", "147.80", units=10, from_="2026-08-01", until="2026-08-11")
    assert said(claim(living, history=(past("LIVING", "1000.00", 85),)), "LIVING.limits.1") == (
        "Ten hoogste 91 dagen per verblijf. Daarvan zijn er al 85 gebruikt. Er blijft € 59,12 over.",
        "At most 91 days for each stay. Of these 85 have been used already. €59.12 remains.",
    )


@pytest.mark.parametrize(
    ("evidence", "nl", "en"),
    [
        ([], "Er ontbreekt een offerte of een rekening.", "A quotation or a bill is missing."),
        (
            [{"kind": "declaration", "on": "2026-09-02"}],
            "Er ontbreekt een offerte of een rekening. "
            "Een verklaring is hier niet genoeg, want het bedrag is hoger dan € 250,00.",
            "A quotation or a bill is missing. A declaration is not enough here, because the amount is above €250.00.",
        ),
        (
            [{"kind": "bill", "on": "2026-09-02"}],
            "Rekening van 2 september 2026 is aanwezig.",
            "Bill of 2 September 2026 is there.",
        ),
    ],
)
def test_evidence_says_what_would_do(evidence: list[dict[str, str]], nl: str, en: str) -> None:
    assert said(claim(line("SAFETY", "1240.00", evidence=evidence)), "SAFETY.evidence.1") == (nl, en)


def test_a_declaration_that_is_enough_and_a_statement_that_is_too_old() -> None:
    declared = line("SAFETY", "240.00", evidence=[{"kind": "declaration", "on": "2026-09-02"}])
    assert said(claim(declared), "SAFETY.evidence.1")[0] == (
        "Verklaring van de opvang van 2 september 2026 is aanwezig. Tot en met € 250,00 is dat genoeg."
    )
    fee = line(
        "SHELTER_FEE", "31.37", from_="2027-01-01", until="2027-02-01", facts={"night_rate": "31.37", "nights_due": 1}
    )
    fee["evidence"] = [{"kind": "fee_order", "on": "2026-10-01"}, {"kind": "no_home_statement", "on": "2026-10-01"}]
    late = claim(fee, filed_on="2027-03-01")
    assert said(late, "SHELTER_FEE.evidence.2")[0] == (
        "Verklaring dat er geen woning is van 1 oktober 2026 is te oud. Er is een nieuwere nodig."
    )
    unknown = claim(fee, filed_on="2027-03-01", admitted_on=None)
    assert said(unknown, "SHELTER_FEE.evidence.2")[0] == (
        "Misschien is een verklaring dat er geen woning is nodig. Wij weten dit nog niet. "
        "Wanneer kwam zij in de opvang?"
    )


def test_a_payee_who_cannot_be_paid_is_answered_with_who_can() -> None:
    assert said(claim(line("DEPOSIT", "10.00", payee="court")), "DEPOSIT.payees") == (
        "Dit bedrag mag niet naar: rechtbank. Het mag wel naar: verhuurder, bewoonster zelf, opvang of bewindvoerder.",
        "This amount may not go to: court. It may go to: landlord, resident herself, shelter or debt administrator.",
    )


def test_a_condition_has_a_sentence_for_each_answer() -> None:
    early = line("MOVING", "10.00", from_="2026-06-01", until="2026-06-02")
    assert said(claim(early), "in-window")[0] == (
        "De kosten van 1 juni 2026 vallen niet zonder meer tussen 30 dagen voor de opname "
        "en 12 maanden na het vertrek. "
        "Dit weegt de fondsbeheerder. Vraagt de hardheid om betaling?"
    )
    assert said(claim(early | {"facts": {"hardship": False}}), "in-window")[0] == (
        "De kosten van 1 juni 2026 vallen niet tussen 30 dagen voor de opname en 12 maanden na het vertrek. "
        "De hardheid vraagt niet om betaling."
    )
    assert said(claim(early | {"facts": {"hardship": True}}), "in-window")[1].startswith(
        "The cost falls between 30 days"
    )


def test_an_unknown_fact_is_asked_in_its_own_words() -> None:
    assert said(claim(line("LIVING", "10.00"), children=None), "LIVING.pays") == (
        "Wij weten dit nog niet. Hoeveel kinderen zijn met haar mee?",
        "We do not know this yet. How many children are with her?",
    )
    assert (
        said(claim(line("TRAVEL", "10.00")), "TRAVEL.limits.1")[0]
        == "Wij weten dit nog niet. Is dit de reis van de vlucht zelf?"
    )


def test_the_floor_the_missing_text_and_the_second_look_are_said() -> None:
    mean = policy.read(region("heuvelrand").toml + '[categories.MOVING]\npays = "0"\n', nation())
    assert said(claim(line("MOVING", "10.00")), "floor", nation(), mean)[0] == (
        "De regio geeft nooit minder dan de landelijke ondergrens. Daarom is het € 10,00."
    )
    assert said(claim(line("MOVING", "10.00", from_="2025-06-01", until="2025-06-02")), "in-force")[0] == (
        "Voor deze kosten van 1 juni 2025 geldt geen tekst. De fondsbeheerder weegt dit."
    )
    for claimed, held, nl in (
        ("1000.00", True, "Tot en met € 1.000,00 beslist één beheerder."),
        ("1000.01", False, "Boven € 1.000,00 kijkt een tweede beheerder mee. Dat kost geen extra tijd."),
    ):
        (look,) = assess(claim(line("DEPOSIT", claimed)), *texts("heuvelrand")).findings
        assert (look.held, look.rule, policy.sentence(look, "nl").replace("\N{NO-BREAK SPACE}", " ")) == (
            held,
            "second-look",
            nl,
        )
    assert assess(claim(line("DEPOSIT", "9.00")), *texts("havenmond")).findings == ()


def test_what_stops_comes_first_then_what_cuts_most() -> None:
    written = claim(
        line("LIVING", "900.00", units=92, from_="2026-08-01", until="2026-11-01", evidence=[]), filed_on="2026-12-01"
    )
    found = policy.telling_first(assess(written).lines[0].findings)
    assert [one.rule for one in found][:3] == ["LIVING.evidence.1", "LIVING.limits.1", "in-window"]

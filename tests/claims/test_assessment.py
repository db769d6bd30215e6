"""What the policy is told: pieces, evidence, nights, and what was granted or is held before."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from fund.claims import actions, queries
from fund.claims.dossier import Dossier
from fund.claims.models import Outcome
from fund.claims.rules import State
from fund.people.act import Act
from fund.regions.models import Shelter
from fund.stays import actions as stays
from fund.stays.models import Cost
from fund.texts import actions as texts
from tests.claims import cast as people
from tests.claims.cast import AT, Cast, at, ready
from tests.claims.claims import account, decide, lines, policy_assess, policy_claim, reserved, submitted


def test_a_period_is_cut_where_an_amount_changes_and_keeps_what_stands_behind_it(session: Session, cast: Cast) -> None:
    rates = (
        '{ from = 2026-01-01, eur = "14.78", source = "a" }',
        '{ from = 2026-09-01, eur = "15.00", source = "b" }',
    )
    with_rate = f"living_adult_day = [ {', '.join(rates)} ]"
    region = (
        (people.TEXTS / "regions/havenmond.toml").read_text().replace("from = 2026-01-01\n", "from = 2026-08-20\n", 1)
    )
    texts.publish(session, at(8, 1), region.replace("[amounts]", f"[amounts]\n{with_rate}"), region_id=cast.region_id)
    payee_id = account(cast, "shelter")
    living = cast.cost(
        "LIVING",
        200000,
        "shelter",
        cast.evidence("declaration"),
        from_=date(2026, 8, 10),
        until=date(2026, 9, 9),
        received=30001,
        payee_id=payee_id,
        reference="F-2026-77",
    )
    claim = ready(cast, living, cast.fee())
    actions.ask_hardship(Act(session, cast.bakker, AT), lines(session, claim)[1].id, "Geen inkomen.")
    actions.submit(Act(session, cast.bakker, AT), claim.id)
    cut = [line for line in lines(session, claim) if line.category == "LIVING"]
    assert [(line.from_, line.until, line.units) for line in cut] == [
        (date(2026, 8, 10), date(2026, 8, 20), 10),
        (date(2026, 8, 20), date(2026, 9, 1), 12),
        (date(2026, 9, 1), date(2026, 9, 9), 8),
    ]
    assert (sum(line.claimed for line in cut), sum(line.received for line in cut)) == (200000, 30001)
    assert {(line.payee_id, line.reference, line.cost_id) for line in cut} == {(payee_id, "F-2026-77", living.id)}
    assert [line.position for line in lines(session, claim)] == list(range(1, len(lines(session, claim)) + 1))
    assert (
        set(queries.hardships(session, claim).values()) == {"Geen inkomen."}
        and len(queries.hardships(session, claim)) == 3
    )
    assert all(len(pieces) == 1 for line, pieces in queries.evidence(session, cut).items())
    assert [line.held for line in cut] == [
        days * (adult + 739) - line.received
        for line, days, adult in zip(cut, (10, 12, 8), (1478, 1478, 1500), strict=True)
    ]


def test_evidence_counts_when_a_second_worker_attested_it(session: Session, cast: Cast) -> None:
    claim = ready(cast, cast.cost("SAFETY", 124000, "supplier", cast.evidence("bill", attested=False)))
    assert policy_claim(session, claim).lines[0].evidence == ()
    actions.attach(Act(session, cast.bakker, AT), lines(session, claim)[0].id, cast.evidence("offer").id)
    assert [piece.kind for piece in policy_claim(session, claim).lines[0].evidence] == ["offer"]


def test_nights_are_due_once_and_waived_ones_never(session: Session, cast: Cast) -> None:
    session.get_one(Shelter, cast.shelter_id).waived_nights = 28
    first = ready(cast, cast.fee(until=date(2026, 9, 10)))
    assert policy_claim(session, first).lines[0].facts["nights_due"] == 10
    actions.submit(Act(session, cast.bakker, AT), first.id)
    again = ready(
        cast,
        clash := cast.cost(
            "SHELTER_FEE",
            60 * 3137,
            "shelter",
            from_=date(2026, 9, 5),
            until=date(2026, 9, 20),
            facts={"night_rate": "31.37", "nights_due": 15},
        ),
    )
    assert clash.units == 15 and policy_claim(session, again).lines[0].facts["nights_due"] == 10


def billed(cast: Cast, from_: date, until: date) -> Cost:
    """Note a fee that says that every night of the period is due."""
    nights = (until - from_).days
    facts = {"night_rate": "31.37", "nights_due": nights}
    return cast.cost("SHELTER_FEE", nights * 3137, "shelter", from_=from_, until=until, facts=facts)


def test_a_bill_for_waived_nights_or_for_nights_on_an_earlier_line_makes_none_due(session: Session, cast: Cast) -> None:
    session.get_one(Shelter, cast.shelter_id).waived_nights = 28
    periods = (
        (date(2026, 8, 3), date(2026, 8, 18)),
        (date(2026, 9, 1), date(2026, 9, 10)),
        (date(2026, 9, 5), date(2026, 9, 15)),
    )
    claim = ready(cast, *(billed(cast, *period) for period in periods))
    assert [line.facts["nights_due"] for line in policy_claim(session, claim).lines] == [0, 9, 5]


def test_a_draft_follows_the_stay_and_a_filed_claim_stands_as_it_was(session: Session, cast: Cast) -> None:
    claim = ready(cast, cast.cost("CLOTHING", 18500, "shelter", cast.evidence("declaration")))
    stays.leave(Act(session, cast.bakker, AT), cast.stay.id, left_on=date(2026, 9, 30))
    assert policy_claim(session, claim).facts["left_on"] == date(2026, 9, 30)
    actions.submit(Act(session, cast.bakker, AT), claim.id)
    stays.leave(Act(session, cast.bakker, AT), cast.stay.id, left_on=date(2026, 9, 29))
    assert policy_claim(session, claim).facts["left_on"] == date(2026, 9, 30)


def test_history_is_what_was_granted_and_what_is_held_but_not_what_is_submitted(session: Session, cast: Cast) -> None:
    living = cast.cost(
        "LIVING", 200000, "shelter", cast.evidence("declaration"), from_=date(2026, 8, 10), until=date(2026, 8, 20)
    )
    first = ready(cast, living, cast.cost("CLOTHING", 18500, "shelter", cast.evidence("declaration")))
    actions.submit(Act(session, cast.bakker, AT), first.id)
    locks = cast.cost("SAFETY", 50000, "supplier", cast.evidence("bill"))
    second = ready(cast, locks, cast.cost("CLOTHING", 12000, "shelter", cast.evidence("declaration")))
    past = policy_claim(session, second).history
    assert [(row.category, row.granted, row.units, row.on, row.times) for row in past] == [
        ("LIVING", 22170, 10, date(2026, 8, 10), 1)
    ]
    assert past[0].same == {"resident", "stay"}
    actions.submit(Act(session, cast.bakker, at(10, 6)), second.id)
    assert [cents for _, cents in reserved(session, second)] == [50000]
    assert [row.category for row in policy_claim(session, second).history] == ["LIVING"]
    assert policy_claim(session, first).history == ()  # who came first does not wait for who came later


def test_of_two_claims_of_one_moment_one_goes_first(session: Session, cast: Cast) -> None:
    locks = cast.cost("SAFETY", 40000, "supplier", cast.evidence("bill"))
    doors = cast.cost("SAFETY", 30000, "supplier", cast.evidence("bill"))
    first, then = sorted((ready(cast, locks), ready(cast, doors)), key=lambda claim: claim.id)
    for claim in (first, then):
        actions.submit(Act(session, cast.bakker, AT), claim.id)
    assert policy_claim(session, first).history == ()
    assert [row.category for row in policy_claim(session, then).history] == ["SAFETY"]


def test_the_same_once_only_cost_on_two_claims_is_granted_once(session: Session, cast: Cast) -> None:
    claims = [
        ready(cast, cast.cost("CLOTHING", cents, "shelter", cast.evidence("declaration"))) for cents in (25000, 24000)
    ]
    for claim in claims:
        actions.submit(Act(session, cast.bakker, AT), claim.id)
    assert [policy_assess(session, claim) for claim in claims] == [25000, 24000]
    decide(session, claims[0], 25000, cast.fonk)
    assert [policy_assess(session, claim) for claim in claims] == [25000, 0]  # a claim is no history of itself


def test_settling_writes_lines_and_claim_and_holds_nothing_more(session: Session, cast: Cast) -> None:
    claim = submitted(cast)
    with pytest.raises(ValueError, match="every line"):
        actions.settle(Act(session, cast.fonk, AT), Dossier(session, claim), [], Outcome.REFUSED)
    decide(session, claim, 185083, cast.fonk)
    line = lines(session, claim)[0]
    assert (line.granted, line.held, line.outcome, line.units_granted) == (185083, None, Outcome.GRANTED, 1)
    assert (claim.state, claim.granted, claim.outcome, claim.decided_at) == (State.DECIDED, 185083, Outcome.GRANTED, AT)

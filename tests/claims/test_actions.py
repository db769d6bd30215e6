"""Drafts, submission, completion and withdrawal by their effect: on lines, trail, assessments and the books; and every refusal."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from fund import policy
from fund.claims import actions, queries
from fund.claims.models import Claim, Line, Outcome
from fund.claims.rules import Move, State
from fund.claims.settling import Settled
from fund.core.errors import NotFound, Refusal, StaleClaim, WrongStep
from fund.db import new_id
from fund.keys.sealed import open_text
from fund.ledger.models import Budget, Reservation
from fund.ledger.models import State as Held
from fund.people.rules import Reader
from fund.regions.models import Shelter
from fund.stays import actions as stays
from fund.texts import actions as texts
from fund.texts.queries import texts_of
from fund.trail.models import Audience, Step
from tests.claims import cast as people
from tests.claims.cast import AT, LEFT, TODAY, Cast, at, ready
from tests.residents.cast import NAME


def lines(session: Session, claim: Claim) -> Sequence[Line]:
    return queries.lines(session, claim.id)


def steps(session: Session, claim: Claim) -> list[tuple[str, int | None]]:
    told = session.scalars(select(Step).where(Step.claim_id == claim.id, Step.audience == Audience.ALL)).all()
    return sorted((step.verb, step.cents) for step in told)


def reserved(session: Session, claim: Claim) -> list[tuple[int, int]]:
    found = select(Reservation).where(Reservation.claim_id == claim.id, Reservation.state == Held.RESERVED)
    return [(row.position, row.cents) for row in session.scalars(found.order_by(Reservation.position))]


def clothes(cast: Cast, cents: int = 18500) -> UUID:
    return cast.cost("CLOTHING", cents, "shelter", cast.evidence("declaration")).id


def submitted(cast: Cast) -> Claim:
    claim = ready(cast, cast.fee())
    return actions.submit(cast.session, cast.bakker, AT, claim.id)


# ---------------------------------------------------------------- drafts


def test_a_draft_takes_its_lines_from_the_costs_of_the_stay(session: Session, cast: Cast) -> None:
    fee, other = cast.fee(), clothes(cast)
    claim = actions.draft(session, cast.bakker, AT, cast.stay.id, [other, fee.id])
    assert [(line.position, line.category, line.claimed) for line in lines(session, claim)] == [
        (1, "SHELTER_FEE", 185083),
        (2, "CLOTHING", 18500),
    ]
    assert (claim.state, claim.claimed, claim.reference[:3]) == (State.DRAFT, 203583, "VF-")
    assert lines(session, claim)[0].facts == {"night_rate": "31.37", "nights_due": 59}
    assert queries.open_costs(session, cast.bakker, cast.stay.id) == []


def test_a_cost_stands_on_one_claim_until_that_is_withdrawn(session: Session, cast: Cast) -> None:
    cost = clothes(cast)
    first = actions.draft(session, cast.bakker, AT, cast.stay.id, [cost])
    second = actions.draft(session, cast.bakker, AT, cast.stay.id)
    with pytest.raises(Refusal, match=first.reference):
        actions.pick(session, cast.bakker, AT, second.id, [cost])
    actions.withdraw(session, cast.bakker, AT, first.id)
    actions.pick(session, cast.bakker, AT, second.id, [cost])
    assert [line.cost_id for line in lines(session, second)] == [cost]


def test_a_draft_that_is_thrown_away_frees_its_costs_for_the_shelter(session: Session, cast: Cast) -> None:
    cost = clothes(cast)
    claim = actions.draft(session, cast.bakker, AT, cast.stay.id, [cost])
    with pytest.raises(WrongStep):
        stays.drop_cost(session, cast.bakker, AT, cost)
    actions.withdraw(session, cast.bakker, AT, claim.id)
    stays.drop_cost(session, cast.bakker, AT, cost)
    assert claim not in queries.index(session, cast.bakker) and steps(session, claim) == []


def test_picking_the_same_cost_twice_changes_nothing(session: Session, cast: Cast) -> None:
    cost = clothes(cast)
    claim = actions.draft(session, cast.bakker, AT, cast.stay.id, [cost])
    actions.pick(session, cast.bakker, AT, claim.id, [cost])
    assert len(lines(session, claim)) == 1


def test_a_line_comes_off_and_the_sum_with_it(session: Session, cast: Cast) -> None:
    claim = actions.draft(session, cast.bakker, AT, cast.stay.id, [cast.fee().id, clothes(cast)])
    actions.drop_line(session, cast.bakker, AT, lines(session, claim)[0].id)
    assert claim.claimed == 18500
    assert [cost.category for cost in queries.open_costs(session, cast.bakker, cast.stay.id)] == ["SHELTER_FEE"]


def test_every_change_makes_an_older_page_stale(session: Session, cast: Cast) -> None:
    claim = actions.draft(session, cast.bakker, AT, cast.stay.id, [clothes(cast)])
    seen = claim.version
    actions.urge(session, cast.bakker, AT, claim.id, urgent=True, version=seen)
    line = lines(session, claim)[0].id
    late: tuple[Callable[[], object], ...] = (
        lambda: actions.urge(session, cast.bakker, AT, claim.id, urgent=False, version=seen),
        lambda: actions.submit(session, cast.bakker, AT, claim.id, version=seen),
        lambda: actions.withdraw(session, cast.bakker, AT, claim.id, version=seen),
        lambda: actions.drop_line(session, cast.bakker, AT, line, version=seen),
    )
    for verb in late:
        with pytest.raises(StaleClaim):
            verb()


def test_hardship_is_sealed_under_her_key_and_never_says_her_name(session: Session, cast: Cast) -> None:
    claim = actions.draft(session, cast.bakker, AT, cast.stay.id, [clothes(cast)])
    line = lines(session, claim)[0]
    actions.ask_hardship(session, cast.bakker, AT, line.id, "Zij kwam zonder iets.")
    assert queries.hardships(session, claim) == {line.id: "Zij kwam zonder iets."}
    assert open_text(session, line, Line.hardship) == "Zij kwam zonder iets." and repr(line.hardship) == "<sealed>"
    with pytest.raises(Refusal, match="Hier staat haar naam in"):
        actions.ask_hardship(session, cast.bakker, AT, line.id, f"Voor {NAME.upper()}.")
    with pytest.raises(Refusal, match="te lang"):
        actions.ask_hardship(session, cast.bakker, AT, line.id, "a" * 2001)
    actions.ask_hardship(session, cast.bakker, AT, line.id, " ")
    assert queries.hardships(session, claim) == {}


def test_a_payee_must_be_one_that_the_policy_pays(session: Session, cast: Cast) -> None:
    claim = actions.draft(session, cast.bakker, AT, cast.stay.id, [clothes(cast)])
    line = lines(session, claim)[0]
    actions.put_line(session, cast.bakker, AT, line.id, payee_kind="supplier", payee_id=None)
    assert line.payee_kind == "supplier"
    with pytest.raises(Refusal, match="betaalt het fonds dit niet"):
        actions.put_line(session, cast.bakker, AT, line.id, payee_kind="landlord", payee_id=None)
    with pytest.raises(NotFound):
        actions.put_line(session, cast.bakker, AT, line.id, payee_kind="supplier", payee_id=new_id())


def test_a_mandate_is_not_signed_tomorrow(session: Session, cast: Cast) -> None:
    claim = actions.draft(session, cast.bakker, AT, cast.stay.id)
    with pytest.raises(Refusal, match="in de toekomst"):
        actions.mandate(session, cast.bakker, AT, claim.id, date(2026, 10, 6))


def test_another_shelters_claim_is_not_there_for_any_verb(session: Session, cast: Cast) -> None:
    claim = actions.draft(session, cast.bakker, AT, cast.stay.id, [clothes(cast)])
    line, cost, piece = lines(session, claim)[0].id, clothes(cast, 100), cast.evidence("bill")
    for by in (cast.people.nijs, cast.people.vos, cast.fonk):
        verbs: tuple[Callable[[Reader], object], ...] = (
            lambda by: actions.draft(session, by, AT, cast.stay.id),
            lambda by: actions.pick(session, by, AT, claim.id, [cost]),
            lambda by: actions.drop_line(session, by, AT, line),
            lambda by: actions.put_line(session, by, AT, line, payee_kind="shelter", payee_id=None),
            lambda by: actions.ask_hardship(session, by, AT, line, "hard"),
            lambda by: actions.attach(session, by, AT, line, piece.id),
            lambda by: actions.mandate(session, by, AT, claim.id, TODAY),
            lambda by: actions.urge(session, by, AT, claim.id, urgent=True),
            lambda by: actions.submit(session, by, AT, claim.id),
            lambda by: actions.complete(session, by, AT, claim.id),
            lambda by: actions.withdraw(session, by, AT, claim.id),
            lambda by: queries.one(session, by, claim.id),
        )
        for verb in verbs:
            with pytest.raises(NotFound):
                verb(by)


def test_costs_and_evidence_of_another_stay_are_not_there(session: Session, cast: Cast) -> None:
    claim = actions.draft(session, cast.bakker, AT, cast.stay.id, [clothes(cast)])
    with pytest.raises(NotFound):
        actions.pick(session, cast.bakker, AT, claim.id, [new_id()])
    with pytest.raises(NotFound):
        actions.attach(session, cast.bakker, AT, lines(session, claim)[0].id, new_id())
    with pytest.raises(NotFound):
        actions.drop_line(session, cast.bakker, AT, new_id())


# ---------------------------------------------------------------- submit


def test_submission_dates_weighs_and_sets_aside_what_is_guaranteed(session: Session, cast: Cast) -> None:
    claim = ready(cast, cast.fee(), cast.cost("CLOTHING", 30000, "shelter", cast.evidence("declaration")))
    actions.submit(session, cast.bakker, AT, claim.id, version=claim.version)
    assert (claim.state, claim.filed_on, claim.submitted_by) == (State.SUBMITTED, TODAY, cast.bakker.id)
    assert (claim.decide_by, claim.law_by, claim.due_on) == (date(2026, 10, 19), date(2026, 11, 30), date(2026, 9, 23))
    assert (claim.children, claim.admitted_on, claim.left_on) == (1, cast.stay.admitted_on, LEFT)
    assert reserved(session, claim) == [(1, 185083)]
    assert [(line.guaranteed, line.held, line.granted) for line in lines(session, claim)] == [(True, 185083, None), (False, None, None)]
    assert steps(session, claim) == [("claims.assess", 210083), ("claims.reserve", 185083), ("claims.submit", 215083)]


def test_an_urgent_claim_goes_without_a_mandate_and_is_decided_in_a_day(session: Session, cast: Cast) -> None:
    claim = actions.draft(session, cast.bakker, AT, cast.stay.id, [clothes(cast)])
    actions.urge(session, cast.bakker, AT, claim.id, urgent=True)
    actions.submit(session, cast.bakker, AT, claim.id)
    assert claim.decide_by == date(2026, 10, 6)
    assert list(queries.waiting(session, cast.bakker)) == [claim]
    actions.mandate(session, cast.bakker, at(10, 7), claim.id, date(2026, 10, 7))
    assert list(queries.waiting(session, cast.bakker)) == []


def test_a_receipt_is_made_again_to_the_same_bytes(session: Session, cast: Cast) -> None:
    claim = submitted(cast)
    kept = queries.assessments(session, claim.id)[0]
    assert policy.rerun(kept.body.encode(), texts_of(session, claim.region_id)) == kept.body.encode()


def test_a_claim_needs_lines_and_a_mandate_and_goes_once(session: Session, cast: Cast) -> None:
    claim = actions.draft(session, cast.bakker, AT, cast.stay.id)
    with pytest.raises(Refusal, match="Kies eerst welke kosten"):
        actions.submit(session, cast.bakker, AT, claim.id)
    actions.pick(session, cast.bakker, AT, claim.id, [clothes(cast)])
    with pytest.raises(Refusal, match="machtiging"):
        actions.submit(session, cast.bakker, AT, claim.id)
    actions.mandate(session, cast.bakker, AT, claim.id, TODAY)
    lines(session, claim)[0].payee_kind = ""
    with pytest.raises(Refusal, match="wie betaald wordt"):
        actions.submit(session, cast.bakker, AT, claim.id)
    lines(session, claim)[0].payee_kind = "shelter"
    actions.submit(session, cast.bakker, AT, claim.id)
    for again in (actions.submit, actions.pick):
        with pytest.raises(WrongStep):
            again(session, cast.bakker, AT, claim.id, *([[]] if again is actions.pick else []))


def test_no_budget_for_a_guaranteed_line_holds_the_claim_with_a_clock(session: Session) -> None:
    cast = people.cast(session, 100_000)
    claim = ready(cast, cast.fee())
    actions.submit(session, cast.bakker, AT, claim.id)
    assert (claim.state, claim.decide_by) == (State.HELD, date(2026, 10, 12))
    assert reserved(session, claim) == [] and lines(session, claim)[0].held == 185083
    assert steps(session, claim) == [("claims.assess", 185083), ("claims.hold", None), ("claims.submit", 185083)]


def test_no_budget_is_no_matter_for_a_line_without_a_guarantee(session: Session) -> None:
    cast = people.cast(session, 100)
    claim = ready(cast, cast.cost("CLOTHING", 18500, "shelter", cast.evidence("declaration")))
    actions.submit(session, cast.bakker, AT, claim.id)
    assert claim.state is State.SUBMITTED and reserved(session, claim) == []


def test_a_period_is_cut_where_an_amount_changes_and_keeps_what_stands_behind_it(session: Session, cast: Cast) -> None:
    with_rate = (
        'living_adult_day = [ { from = 2026-01-01, eur = "14.78", source = "a" }, { from = 2026-09-01, eur = "15.00", source = "b" } ]'
    )
    region = (people.TEXTS / "regions/havenmond.toml").read_text().replace("from = 2026-01-01\n", "from = 2026-08-20\n", 1)
    texts.publish(session, at(8, 1), region.replace("[amounts]", f"[amounts]\n{with_rate}"), region_id=cast.people.region_id)
    living = cast.cost(
        "LIVING", 200000, "shelter", cast.evidence("declaration"), from_=date(2026, 8, 10), until=date(2026, 9, 9), received=30001
    )
    claim = ready(cast, living, cast.fee())
    actions.ask_hardship(session, cast.bakker, AT, lines(session, claim)[1].id, "Geen inkomen.")
    actions.submit(session, cast.bakker, AT, claim.id)
    cut = [line for line in lines(session, claim) if line.category == "LIVING"]
    assert [(line.from_, line.until, line.units) for line in cut] == [
        (date(2026, 8, 10), date(2026, 8, 20), 10),
        (date(2026, 8, 20), date(2026, 9, 1), 12),
        (date(2026, 9, 1), date(2026, 9, 9), 8),
    ]
    assert (sum(line.claimed for line in cut), sum(line.received for line in cut)) == (200000, 30001)
    assert [line.position for line in lines(session, claim)] == list(range(1, len(lines(session, claim)) + 1))
    assert set(queries.hardships(session, claim).values()) == {"Geen inkomen."} and len(queries.hardships(session, claim)) == 3
    assert all(len(pieces) == 1 for line, pieces in queries.evidence(session, cut).items())
    assert [line.held for line in cut] == [
        days * (adult + 739) - line.received for line, days, adult in zip(cut, (10, 12, 8), (1478, 1478, 1500), strict=True)
    ]


def policy_claim(session: Session, claim: Claim) -> policy.Claim:
    from fund.claims.weighing import as_policy_claim

    return as_policy_claim(session, claim, TODAY)


def test_evidence_counts_when_a_second_worker_attested_it(session: Session, cast: Cast) -> None:
    claim = ready(cast, cast.cost("SAFETY", 124000, "supplier", cast.evidence("bill", attested=False)))
    assert policy_claim(session, claim).lines[0].evidence == ()
    actions.attach(session, cast.bakker, AT, lines(session, claim)[0].id, cast.evidence("offer").id)
    assert [piece.kind for piece in policy_claim(session, claim).lines[0].evidence] == ["offer"]


def test_nights_are_due_once_and_waived_ones_never(session: Session, cast: Cast) -> None:
    session.get_one(Shelter, cast.people.shelter_id).waived_nights = 28
    first = ready(cast, cast.fee(until=date(2026, 9, 10)))
    assert policy_claim(session, first).lines[0].facts["nights_due"] == 10
    actions.submit(session, cast.bakker, AT, first.id)
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


# ---------------------------------------------------------------- history


def test_history_is_what_was_granted_and_what_is_held_but_not_what_is_submitted(session: Session, cast: Cast) -> None:
    living = cast.cost("LIVING", 200000, "shelter", cast.evidence("declaration"), from_=date(2026, 8, 10), until=date(2026, 8, 20))
    first = ready(cast, living, cast.cost("CLOTHING", 18500, "shelter", cast.evidence("declaration")))
    actions.submit(session, cast.bakker, AT, first.id)
    second = ready(cast, cast.cost("CLOTHING", 12000, "shelter", cast.evidence("declaration")))
    past = policy_claim(session, second).history
    assert [(row.category, row.granted, row.units, row.on, row.times) for row in past] == [("LIVING", 22170, 10, date(2026, 8, 10), 1)]
    assert past[0].same == {"resident", "stay"}
    actions.submit(session, cast.bakker, at(10, 6), second.id)
    assert policy_claim(session, first).history == ()  # who came first does not wait for who came later


def test_the_same_once_only_cost_on_two_claims_is_granted_once(session: Session, cast: Cast) -> None:
    claims = [ready(cast, cast.cost("CLOTHING", cents, "shelter", cast.evidence("declaration"))) for cents in (25000, 24000)]
    for claim in claims:
        actions.submit(session, cast.bakker, AT, claim.id)
    assert [policy_assess(session, claim) for claim in claims] == [25000, 24000]
    decide(session, claims[0], 25000)
    assert policy_assess(session, claims[1]) == 0


def policy_assess(session: Session, claim: Claim) -> int:
    from fund.claims.weighing import assess

    return assess(session, claim, TODAY).granted


def decide(session: Session, claim: Claim, granted: int) -> None:
    how = Outcome.GRANTED if granted else Outcome.REFUSED
    actions.move(claim, Move.DECIDE)
    actions.settle(session, AT, claim, [Settled(1, granted, 1, 1, 0, how)], how)


def test_settling_writes_lines_and_claim_and_holds_nothing_more(session: Session, cast: Cast) -> None:
    claim = submitted(cast)
    with pytest.raises(ValueError, match="every line"):
        actions.settle(session, AT, claim, [], Outcome.REFUSED)
    decide(session, claim, 185083)
    line = lines(session, claim)[0]
    assert (line.granted, line.held, line.outcome, line.units_granted) == (185083, None, Outcome.GRANTED, 1)
    assert (claim.state, claim.granted, claim.outcome, claim.decided_at) == (State.DECIDED, 185083, Outcome.GRANTED, AT)


# ---------------------------------------------------------------- complete, withdraw


def asked(session: Session, claim: Claim) -> None:
    actions.move(claim, Move.ASK)
    claim.paused_on, claim.answer_by = date(2026, 10, 6), date(2026, 10, 13)
    session.flush()


def test_completing_weighs_again_and_the_clock_runs_on(session: Session, cast: Cast) -> None:
    claim = ready(cast, cast.cost("SAFETY", 124000, "supplier"))
    actions.submit(session, cast.bakker, AT, claim.id)
    assert reserved(session, claim) == []
    with pytest.raises(WrongStep):
        actions.complete(session, cast.bakker, AT, claim.id)
    asked(session, claim)
    actions.attach(session, cast.bakker, at(10, 9), lines(session, claim)[0].id, cast.evidence("bill").id)
    actions.complete(session, cast.bakker, at(10, 9), claim.id)
    assert (claim.state, claim.paused_on, claim.answer_by) == (State.SUBMITTED, None, None)
    assert (claim.decide_by, claim.law_by) == (date(2026, 10, 22), date(2026, 12, 3))
    assert reserved(session, claim) == [(1, 100000)]
    assert len(queries.assessments(session, claim.id)) == 2
    assert ("claims.complete", None) in steps(session, claim)


def test_completing_does_not_reserve_twice(session: Session, cast: Cast) -> None:
    claim = submitted(cast)
    asked(session, claim)
    actions.complete(session, cast.bakker, at(10, 9), claim.id)
    assert reserved(session, claim) == [(1, 185083)]
    assert session.scalars(select(Budget)).one().reserved == 185083


def test_evidence_cannot_be_added_behind_the_funds_back(session: Session, cast: Cast) -> None:
    claim = submitted(cast)
    with pytest.raises(WrongStep):
        actions.attach(session, cast.bakker, AT, lines(session, claim)[0].id, cast.evidence("bill").id)


def test_withdrawing_frees_what_was_set_aside(session: Session, cast: Cast) -> None:
    claim = submitted(cast)
    actions.withdraw(session, cast.bakker, AT, claim.id)
    assert claim.state is State.WITHDRAWN and reserved(session, claim) == []
    assert session.scalars(select(Budget)).one().reserved == 0
    assert ("claims.withdraw", 185083) in steps(session, claim)
    assert [cost.category for cost in queries.open_costs(session, cast.bakker, cast.stay.id)] == ["SHELTER_FEE"]
    with pytest.raises(WrongStep):
        actions.withdraw(session, cast.bakker, AT, claim.id)


def test_a_cost_that_stands_on_a_filed_claim_cannot_be_filed_again(session: Session, cast: Cast) -> None:
    claim = submitted(cast)
    twin = actions.draft(session, cast.bakker, AT, cast.stay.id)
    twin = actions.mandate(session, cast.bakker, AT, twin.id, TODAY)
    line = lines(session, claim)[0]
    session.add(actions_line(line, twin))
    session.flush()
    with pytest.raises(Refusal, match=claim.reference):
        actions.submit(session, cast.bakker, AT, twin.id)


def actions_line(line: Line, claim: Claim) -> Line:
    names = ("cost_id", "category", "from_", "until", "units", "claimed", "received", "payee_kind", "facts")
    return Line(claim_id=claim.id, position=1, **{name: getattr(line, name) for name in names})


# ---------------------------------------------------------------- who sees what


def test_a_fund_sees_no_draft_and_her_shelter_sees_all(session: Session, cast: Cast) -> None:
    claim = ready(cast, cast.fee())
    for reader, seen in ((cast.bakker, True), (cast.people.de_wit, True), (cast.fonk, False)):
        assert (claim in queries.index(session, reader)) is seen
    assert list(queries.drafts(session, cast.people.de_wit)) == [claim]
    actions.submit(session, cast.bakker, AT, claim.id)
    assert queries.one(session, cast.fonk, claim.id) is claim
    assert queries.audiences(cast.fonk, claim) == {Audience.ALL, Audience.FUND}
    assert queries.audiences(cast.bakker, claim) == {Audience.ALL, Audience.HOME}
    for stranger in (cast.people.nijs, cast.people.vos):
        with pytest.raises(NotFound):
            queries.one(session, stranger, claim.id)
        assert list(queries.of_stay(session, stranger, cast.stay.id)) == []


def test_a_long_list_goes_on_by_key(session: Session, cast: Cast) -> None:
    made = [actions.draft(session, cast.bakker, at(10, day), cast.stay.id) for day in (5, 6, 6, 7)]
    seen: list[UUID] = []
    while page := queries.index(session, cast.bakker, after=seen[-1] if seen else None, most=1):
        seen += [claim.id for claim in page]
    assert len(seen) == 4 and set(seen) == {claim.id for claim in made} and (seen[0], seen[-1]) == (made[3].id, made[0].id)

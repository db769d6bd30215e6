"""Drafts by their effect: each step is kept; and every refusal."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.orm import Session

from fund.claims import actions, pages, queries
from fund.claims.dossier import Dossier
from fund.claims.models import Line
from fund.claims.rules import State
from fund.core.errors import NotFound, Refusal, StaleClaim, WrongStep
from fund.db import new_id
from fund.keys.sealed import open_text
from fund.people.act import Act
from fund.stays import actions as stays
from tests.claims.cast import AT, Cast
from tests.claims.claims import clothes, lines, steps
from tests.residents.cast import NAME


def test_a_draft_takes_its_lines_from_the_costs_of_the_stay(session: Session, cast: Cast) -> None:
    fee, other = cast.fee(), clothes(cast)
    claim = actions.draft(Act(session, cast.bakker, AT), cast.stay.id, [other, fee.id])
    assert [(line.position, line.category, line.claimed) for line in lines(session, claim)] == [
        (1, "SHELTER_FEE", 185083),
        (2, "CLOTHING", 18500),
    ]
    assert (claim.state, claim.claimed, claim.reference[:3]) == (State.DRAFT, 203583, "VF-")
    assert lines(session, claim)[0].facts == {"night_rate": "31.37", "nights_due": 59}
    assert queries.open_costs(session, cast.bakker, cast.stay.id) == []


def test_a_cost_stands_on_one_claim_until_that_is_withdrawn(session: Session, cast: Cast) -> None:
    cost = clothes(cast)
    first = actions.draft(Act(session, cast.bakker, AT), cast.stay.id, [cost])
    second = actions.draft(Act(session, cast.bakker, AT), cast.stay.id)
    with pytest.raises(Refusal, match=first.reference):
        actions.pick(Act(session, cast.bakker, AT), second.id, [cost])
    actions.withdraw(Act(session, cast.bakker, AT), first.id)
    actions.pick(Act(session, cast.bakker, AT), second.id, [cost])
    assert [line.cost_id for line in lines(session, second)] == [cost]


def test_a_draft_that_is_thrown_away_frees_its_costs_for_the_shelter(session: Session, cast: Cast) -> None:
    cost = clothes(cast)
    claim = actions.draft(Act(session, cast.bakker, AT), cast.stay.id, [cost])
    with pytest.raises(WrongStep):
        stays.drop_cost(Act(session, cast.bakker, AT), cost)
    actions.withdraw(Act(session, cast.bakker, AT), claim.id)
    stays.drop_cost(Act(session, cast.bakker, AT), cost)
    assert claim not in queries.claims(session, cast.bakker).rows and steps(session, claim) == []


def test_picking_the_same_cost_twice_changes_nothing(session: Session, cast: Cast) -> None:
    cost = clothes(cast)
    claim = actions.draft(Act(session, cast.bakker, AT), cast.stay.id, [cost])
    actions.pick(Act(session, cast.bakker, AT), claim.id, [cost])
    assert len(lines(session, claim)) == 1


def test_a_line_comes_off_and_the_sum_with_it(session: Session, cast: Cast) -> None:
    claim = actions.draft(Act(session, cast.bakker, AT), cast.stay.id, [cast.fee().id, clothes(cast)])
    actions.drop_line(Act(session, cast.bakker, AT), lines(session, claim)[0].id)
    assert claim.claimed == 18500
    assert [cost.category for cost in queries.open_costs(session, cast.bakker, cast.stay.id)] == ["SHELTER_FEE"]


def test_every_change_makes_an_older_page_stale(session: Session, cast: Cast) -> None:
    claim = actions.draft(Act(session, cast.bakker, AT), cast.stay.id, [clothes(cast)])
    seen, line = claim.version, lines(session, claim)[0].id
    actions.ask_hardship(
        Act(session, cast.bakker, AT), line, "Zij kwam zonder iets.", version=seen
    )  # a line's, at the same moment
    assert claim.version > seen
    late: tuple[Callable[[], object], ...] = (
        lambda: actions.urge(Act(session, cast.bakker, AT), claim.id, urgent=False, version=seen),
        lambda: actions.submit(Act(session, cast.bakker, AT), claim.id, version=seen),
        lambda: actions.withdraw(Act(session, cast.bakker, AT), claim.id, version=seen),
        lambda: actions.drop_line(Act(session, cast.bakker, AT), line, version=seen),
    )
    for verb in late:
        with pytest.raises(StaleClaim):
            verb()


def test_hardship_is_sealed_under_her_key_and_never_says_her_name(session: Session, cast: Cast) -> None:
    claim = actions.draft(Act(session, cast.bakker, AT), cast.stay.id, [clothes(cast)])
    line = lines(session, claim)[0]
    actions.ask_hardship(Act(session, cast.bakker, AT), line.id, "Zij kwam zonder iets.")
    assert queries.hardships(session, claim) == {line.id: "Zij kwam zonder iets."}
    assert open_text(session, line, Line.hardship) == "Zij kwam zonder iets." and repr(line.hardship) == "<sealed>"
    with pytest.raises(Refusal, match="Hier staat haar naam in"):
        actions.ask_hardship(Act(session, cast.bakker, AT), line.id, f"Voor mw. {NAME.split()[-1].upper()}.")
    with pytest.raises(Refusal, match="te lang"):
        actions.ask_hardship(Act(session, cast.bakker, AT), line.id, "a" * 2001)
    actions.ask_hardship(Act(session, cast.bakker, AT), line.id, " ")
    assert queries.hardships(session, claim) == {}


def test_a_payee_must_be_one_that_the_policy_pays(session: Session, cast: Cast) -> None:
    claim = actions.draft(Act(session, cast.bakker, AT), cast.stay.id, [clothes(cast)])
    line = lines(session, claim)[0]
    actions.put_line(Act(session, cast.bakker, AT), line.id, payee_kind="supplier", payee_id=None)
    assert line.payee_kind == "supplier"
    with pytest.raises(Refusal, match="betaalt het fonds dit niet"):
        actions.put_line(Act(session, cast.bakker, AT), line.id, payee_kind="landlord", payee_id=None)
    with pytest.raises(NotFound):
        actions.put_line(Act(session, cast.bakker, AT), line.id, payee_kind="supplier", payee_id=new_id())


def test_a_small_amount_may_also_be_shown_by_the_shelters_declaration(session: Session, cast: Cast) -> None:
    locks = cast.cost("SAFETY", 24000, "supplier", cast.evidence("bill"))
    claim = actions.draft(Act(session, cast.bakker, AT), cast.stay.id, [locks.id])
    dossier = Dossier(session, claim)
    assert pages.evidence_kinds(dossier, dossier.lines[0]) == ("offer", "bill", "declaration")


def test_a_mandate_is_not_signed_tomorrow(session: Session, cast: Cast) -> None:
    claim = actions.draft(Act(session, cast.bakker, AT), cast.stay.id)
    with pytest.raises(Refusal, match="in de toekomst"):
        actions.mandate(Act(session, cast.bakker, AT), claim.id, date(2026, 10, 6))


def test_costs_and_evidence_of_another_stay_are_not_there(session: Session, cast: Cast) -> None:
    claim = actions.draft(Act(session, cast.bakker, AT), cast.stay.id, [clothes(cast)])
    with pytest.raises(NotFound):
        actions.pick(Act(session, cast.bakker, AT), claim.id, [new_id()])
    with pytest.raises(NotFound):
        actions.attach(Act(session, cast.bakker, AT), lines(session, claim)[0].id, new_id())
    with pytest.raises(NotFound):
        actions.drop_line(Act(session, cast.bakker, AT), new_id())

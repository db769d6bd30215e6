"""What has happened in the world: at each shelter a claim in each state, with its resident, stay, costs,
evidence and payments."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from fund.claims import actions as claims
from fund.claims import queries as claim_queries
from fund.claims.dossier import Dossier
from fund.claims.models import Claim
from fund.core.calendar import Month
from fund.decisions import actions as decisions
from fund.decisions.models import Decision
from fund.decisions.reasons import Code
from fund.decisions.rules import Given
from fund.demo import bank
from fund.evidence import actions as evidence
from fund.ledger import actions as ledger
from fund.payees import actions as payees
from fund.payees.rules import Answer, Way
from fund.payouts import actions as payouts
from fund.payouts import queries as payout_queries
from fund.people.act import Act
from fund.people.models import Membership
from fund.people.rules import Actor
from fund.residents import actions as residents
from fund.stays import actions as stays
from fund.stays.fees import Per
from fund.stays.rules import Noted, Place
from fund.texts import queries as texts
from tests.world import Office, Shelter, World

Sealed = dict[str, str]

OCTOBER = Month(2026, 10)
WEIGHED = "Wij hebben afgewogen of dit te hard voor haar is."
COVERED = Given(0, Code.COVERED_ELSEWHERE, "De gemeente betaalde deze kosten al.")


def at(month: int, day: int, hour: int = 10) -> datetime:
    """Return a moment of 2026."""
    return datetime(2026, month, day, hour, tzinfo=UTC)


def fill(session: Session, world: World) -> None:
    """Let October and three weeks of November 2026 happen; October is closed."""
    for office, shelters in ((world.office, (world.own, world.next_door)), (world.other_office, (world.abroad,))):
        _october(session, office, shelters)
        _november(session, office, shelters)


def _october(session: Session, office: Office, shelters: tuple[Shelter, ...]) -> None:
    paid = [filed(session, shelter, "paid", at(10, 8)) for shelter in shelters]
    decided = [granted(session, office.first, at(10, 12), claim) for claim in paid]
    for batch in payouts.batch(Act(session, office.first, at(10, 13)), office.fund_id):
        payouts.release(Act(session, office.third, at(10, 13, 12)), batch.id)
        sent = bank.transfers(payout_queries.file(session, batch))
        answer = bank.statement(office.iban, date(2026, 10, 14), sent)
        payouts.read_statement(Act(session, office.third, at(10, 14)), office.fund_id, answer)
    hashes = {text.sha256 for text in texts.versions(session, office.region_id)}
    ledger.close_month(Act(session, office.third, at(11, 3)), office.fund_id, OCTOBER, texts=hashes)
    for shelter, claim, decision in zip(shelters, paid, decided, strict=True):
        shelter.things["decision"] = decision.id
        version = claim_queries.own_claim(session, shelter.worker, claim.id).version
        decisions.register_objection(
            Act(session, office.first, at(11, 4)), claim.id, version=version, received_on=date(2026, 11, 4)
        )


def _november(session: Session, office: Office, shelters: tuple[Shelter, ...]) -> None:
    for name, by in (
        ("released", office.first),
        ("sent", office.first),
        ("batched", office.first),
        ("undone", office.second),
    ):
        for shelter in shelters:
            granted(session, by, at(11, 6), filed(session, shelter, name, at(11, 5)))
        made = payouts.batch(Act(session, by, at(11, 9)), office.fund_id)
        for shelter in shelters:
            shelter.things[f"{name}_batch"] = made[0].id
        if name == "released":
            payouts.release(Act(session, office.third, at(11, 9, 12)), made[0].id)
        elif name == "sent":
            payouts.release(Act(session, office.second, at(11, 9, 12)), made[0].id)
    for shelter in shelters:
        granted(session, office.first, at(11, 12), filed(session, shelter, "waiting", at(11, 11), way=Way.HOLD))
        _on_its_way(session, office, shelter)
        _at_home(session, shelter)


def _on_its_way(session: Session, office: Office, shelter: Shelter) -> None:
    filed(session, shelter, "submitted", at(11, 18))
    asked = filed(session, shelter, "incomplete", at(11, 17))
    what = {"version": asked.version, "what": "Stuur de rekening van de winkel.", "answer_by": date(2026, 12, 4)}
    decisions.ask(Act(session, office.first, at(11, 18)), asked.id, **what)  # type: ignore[arg-type]
    refused = filed(session, shelter, "proposed", at(11, 17))
    nothing = dict.fromkeys((1, 2), COVERED)
    proposed = decisions.propose_refusal(
        Act(session, office.first, at(11, 18)), refused.id, version=refused.version, lines=nothing, hardship=WEIGHED
    )
    shelter.things["proposal"] = proposed.id
    gone = filed(session, shelter, "withdrawn", at(11, 16))
    claims.withdraw(Act(session, shelter.worker, at(11, 17)), gone.id)


def _at_home(session: Session, shelter: Shelter) -> None:
    """What only the shelter sees: a draft, a cost that is on no claim, a paper, a fee order, a payee of hers."""
    draft = _drafted(session, shelter, "draft", at(11, 19))
    claims.mandate(Act(session, shelter.worker, at(11, 19)), draft.id, date(2026, 9, 2))
    her, stay = shelter.things["draft_resident"], shelter.things["draft_stay"]
    shelter.things["line"] = claim_queries.lines(session, draft.id)[0].id
    shelter.things["asked_line"] = claim_queries.lines(session, shelter.things["incomplete"])[0].id
    loose = noted("PHONE", 17900, "shelter", shelter)
    shelter.things["cost"] = stays.note_cost(Act(session, shelter.worker, at(11, 19)), stay, loose).id
    told: dict[str, Any] = {"kind": "fee_order", "issuer": "Bureau", "number": None, "cents": None}
    told["issued_on"] = issued_on = date(2026, 11, 10)
    paper = evidence.add(Act(session, shelter.colleague, at(11, 19)), resident_id=her, upload=page(), **told)
    shelter.things["paper"] = paper.id
    order: dict[str, Any] = {"issued_on": issued_on, "from_": date(2026, 9, 1), "per": Per.NIGHT, "cents": 2800}
    stays.order_fee(Act(session, shelter.worker, at(11, 19)), stay, evidence_id=paper.id, **order)
    fee = stays.note_fee(
        Act(session, shelter.worker, at(11, 19)), stay, from_=date(2026, 10, 1), until=date(2026, 11, 1)
    )
    shelter.things["fee"] = fee.id
    hers = payees.register(
        Act(session, shelter.colleague, at(11, 19)),
        shelter_id=shelter.shelter_id,
        resident_id=her,
        kind="resident",
        holder="",
        iban="NL91ABNA0417164300",
    )
    shelter.things["standing"] = session.scalars(
        select(Membership.id).where(Membership.account_id == shelter.colleague.id)
    ).one()
    shelter.things.update(payee=hers.id, resident=her, stay=stay, free_stay=shelter.things["withdrawn_stay"])


def filed(
    session: Session,
    shelter: Shelter,
    name: str,
    when: datetime,
    *,
    way: Way = Way.DIRECT,
    sealed: Sealed | None = None,
) -> Claim:
    """Submit a claim of two costs of a new resident; kept under this name. `sealed` are her facts."""
    claim = _drafted(session, shelter, name, when, way=way, sealed=sealed)
    claims.mandate(Act(session, shelter.worker, when), claim.id, date(2026, 9, 2))
    return claims.submit(Act(session, shelter.worker, when), claim.id)


def _drafted(
    session: Session,
    shelter: Shelter,
    name: str,
    when: datetime,
    *,
    way: Way = Way.DIRECT,
    sealed: Sealed | None = None,
) -> Claim:
    """Register a resident with a stay and two costs, and put those on a claim; kept under this name."""
    by = shelter.worker
    facts = {"file_number": f"D-{name}", "name": f"Mevrouw {name.title()}", "contact_rule": "Nooit bellen"} | (
        sealed or {}
    )
    her = residents.register(Act(session, by, when), shelter_id=shelter.shelter_id, **facts)
    stay = stays.admit(Act(session, by, when), her.id, admitted_on=date(2026, 9, 1), place=Place.SHELTER, children=1)
    _route(session, shelter, her.id, when, way)
    costs = [noted("CLOTHING", 21050, "shelter", shelter), noted("STORAGE", 9500, "supplier", shelter)]
    told = {"kind": "declaration", "issuer": "Bureau", "number": None, "issued_on": date(2026, 9, 12), "cents": None}
    word = evidence.add(Act(session, by, when), resident_id=her.id, upload=None, **told)  # type: ignore[arg-type]
    on_it = [stays.note_cost(Act(session, by, when), stay.id, cost, evidence_ids=[word.id]).id for cost in costs]
    claim = claims.draft(Act(session, by, when), stay.id, on_it)
    shelter.things.update({name: claim.id, f"{name}_resident": her.id, f"{name}_stay": stay.id})
    return claim


def noted(category: str, cents: int, payee: str, shelter: Shelter) -> Noted:
    first = date(2026, 9, 10)
    until = first + timedelta(days=30 if category == "STORAGE" else 1)
    return Noted(
        category=category, from_=first, until=until, cents=cents, payee_kind=payee, payee_id=shelter.payees.get(payee)
    )


def _route(session: Session, shelter: Shelter, resident_id: UUID, when: datetime, way: Way) -> None:
    seen = Answer.NO if way is Way.DIRECT else Answer.YES
    payees.choose_route(
        Act(session, shelter.worker, when),
        resident_id,
        shelter.payees["supplier"],
        sees_bill=Answer.NO,
        sees_payment=seen,
        only_hers=None,
        overdrawn=None,
        way=way,
        consent_on=date(2026, 10, 1),
    )


def granted(session: Session, by: Actor, when: datetime, claim: Claim) -> Decision:
    """Grant all that the rules give, and say why not more."""
    act = Act(session, by, when)
    return decisions.grant(act, claim.id, version=claim.version, lines=by_rules(act, claim), hardship=WEIGHED)


def by_rules(act: Act, claim: Claim) -> dict[int, Given]:
    """Weigh a claim; returns for each line, by position, what the rules give."""
    given: Callable[[int, int], Given] = lambda asked, rules: (  # noqa: E731
        Given(asked)
        if rules >= asked
        else Given(rules, Code.ABOVE_MAXIMUM, "Het fonds betaalt niet meer dan de regel geeft.")
    )
    weighed = claims.keep(act, Dossier(act.session, claim))[0].lines
    return {
        line.position: given(line.claimed - line.received, result.granted)
        for line, result in zip(claim_queries.lines(act.session, claim.id), weighed, strict=True)
    }


def page() -> bytes:
    """Return a small picture of a paper."""
    made = BytesIO()
    Image.new("RGB", (60, 90), "white").save(made, "PNG")
    return made.getvalue()

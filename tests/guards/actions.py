"""Every action once, as somebody of the world does it in December, with the most statements that it may send.

What an action needs to stand there first is done before it is counted.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from fund.claims import actions as claims
from fund.claims.models import Claim, Line
from fund.core.calendar import Month
from fund.decisions import actions as decisions
from fund.decisions.reasons import Code
from fund.decisions.rules import Given
from fund.demo import bank
from fund.evidence import actions as evidence
from fund.ledger import actions as ledger
from fund.ledger.chart import Source
from fund.payees import actions as payees
from fund.payees.rules import Answer, Way
from fund.payouts import actions as payouts
from fund.payouts import queries as payout_queries
from fund.payouts.models import Batch
from fund.people.act import Act
from fund.people.rules import Actor
from fund.residents import actions as residents
from fund.stays import actions as stays
from fund.stays.fees import Per
from fund.stays.models import Cost
from fund.stays.rules import Place
from fund.texts import queries as texts
from tests.history import WEIGHED, by_rules, noted
from tests.world import NOW, World, account

COVERED = Given(0, Code.COVERED_ELSEWHERE, "De gemeente betaalde deze kosten al.")
PAPER: dict[str, Any] = {
    "kind": "declaration",
    "issuer": "Bureau",
    "number": None,
    "issued_on": date(2026, 9, 12),
    "cents": None,
}
FACTS: dict[str, Any] = {"file_number": "D-900", "name": "Tineke", "contact_rule": "Nooit"}
NOVEMBER = Month(2026, 11)


@dataclass(frozen=True)
class Scene:
    """The world, a session in which to look something up, and what stood there before: see `Run`."""

    world: World
    session: Session
    before: Any = None

    def __getattr__(self, name: str) -> Any:
        """Return a thing of the shelter by its name: its id."""
        return (self.world.own.things | self.world.own.payees)[name]

    def act(self, by: Actor) -> Act:
        return Act(self.session, by, NOW)

    @property
    def worker(self) -> Act:
        return self.act(self.world.own.worker)

    @property
    def colleague(self) -> Act:
        return self.act(self.world.own.colleague)

    @property
    def first(self) -> Act:
        return self.act(self.world.office.first)

    @property
    def second(self) -> Act:
        return self.act(self.world.office.second)

    @property
    def third(self) -> Act:
        return self.act(self.world.office.third)

    @property
    def fund(self) -> Any:
        return self.world.own.fund_id


@dataclass(frozen=True)
class Run:
    """An action: its name, how many statements it may send, what it needs first, and what somebody does."""

    name: str
    most: int
    do: Callable[[Scene], object]
    first: Callable[[Scene], object] = lambda scene: None


def version(name: str) -> Callable[[Scene], int]:
    """Read the version of a claim, as the page does that leads to the action."""
    return lambda scene: scene.session.scalars(select(Claim.version).where(Claim.id == getattr(scene, name))).one()


def _weighed(scene: Scene) -> tuple[int, dict[int, Given]]:
    claim = scene.session.get_one(Claim, scene.submitted)
    return claim.version, by_rules(scene.first, claim)


def _grant(scene: Scene) -> object:
    version, lines = scene.before
    return decisions.grant(scene.first, scene.submitted, version=version, lines=lines)


def _granted(scene: Scene) -> object:
    return _grant(replace(scene, before=_weighed(scene)))


def _statement(scene: Scene) -> bytes:
    batch = scene.session.get_one(Batch, scene.released_batch)
    sent = bank.transfers(payout_queries.file(scene.session, batch))
    return bank.statement(scene.world.office.iban, date(2026, 11, 10), sent)


def _free_costs(scene: Scene) -> list[Any]:
    on_it = select(Line.cost_id).where(Line.claim_id != scene.withdrawn, Line.cost_id.is_not(None))
    return list(scene.session.scalars(select(Cost.id).where(Cost.stay_id == scene.free_stay, Cost.id.not_in(on_it))))


RUNS = (
    Run("residents.register", 5, lambda s: residents.register(s.worker, shelter_id=s.world.own.shelter_id, **FACTS)),
    Run("residents.correct", 4, lambda s: residents.correct(s.worker, resident_id=s.resident, **FACTS)),
    Run(
        "stays.admit",
        5,
        lambda s: stays.admit(s.worker, s.before.id, admitted_on=date(2026, 11, 20), place=Place.SHELTER, children=1),
        lambda s: residents.register(s.worker, shelter_id=s.world.own.shelter_id, **FACTS),
    ),
    Run("stays.leave", 6, lambda s: stays.leave(s.worker, s.stay, left_on=date(2026, 11, 30))),
    Run(
        "stays.order_fee",
        5,
        lambda s: stays.order_fee(
            s.worker,
            s.stay,
            issued_on=date(2026, 11, 10),
            from_=date(2026, 11, 1),
            per=Per.NIGHT,
            cents=3000,
            evidence_id=s.paper,
        ),
    ),
    Run(
        "stays.note_fee",
        15,
        lambda s: stays.note_fee(s.worker, s.stay, from_=date(2026, 11, 1), until=date(2026, 12, 1)),
    ),
    Run(
        "stays.note_cost", 9, lambda s: stays.note_cost(s.worker, s.stay, noted("PHONE", 2500, "shelter", s.world.own))
    ),
    Run(
        "stays.change_cost",
        12,
        lambda s: stays.change_cost(s.worker, s.cost, noted("PHONE", 2600, "shelter", s.world.own)),
    ),
    Run("stays.drop_cost", 5, lambda s: stays.drop_cost(s.worker, s.cost)),
    Run("evidence.add", 6, lambda s: evidence.add(s.worker, resident_id=s.resident, upload=None, **PAPER)),
    Run("evidence.attest", 4, lambda s: evidence.attest(s.worker, s.paper)),
    Run("evidence.doubt", 7, lambda s: evidence.doubt(s.worker, s.paper, "Op het stuk staat een ander bedrag.")),
    Run("evidence.correct", 8, lambda s: evidence.correct(s.colleague, s.paper, upload=None, **PAPER)),
    Run(
        "payees.register",
        6,
        lambda s: payees.register(
            s.worker,
            shelter_id=s.world.own.shelter_id,
            resident_id=s.resident,
            kind="landlord",
            holder="Wonen Rondom",
            iban=account(77),
        ),
    ),
    Run("payees.check", 4, lambda s: payees.check(s.worker, s.payee)),
    Run(
        "payees.choose_route",
        6,
        lambda s: payees.choose_route(
            s.worker,
            s.resident,
            s.supplier,
            sees_bill=Answer.NO,
            sees_payment=Answer.NO,
            only_hers=None,
            overdrawn=None,
            way=Way.DIRECT,
            consent_on=date(2026, 12, 1),
        ),
    ),
    Run("claims.sketch", 2, lambda s: claims.sketch(s.worker, s.free_stay)),
    Run("claims.draft", 12, lambda s: claims.draft(s.worker, s.free_stay, s.before), _free_costs),
    Run("claims.pick", 7, lambda s: claims.pick(s.worker, s.draft, [s.cost])),
    Run("claims.mandate", 5, lambda s: claims.mandate(s.worker, s.draft, date(2026, 12, 1))),
    Run("claims.urge", 4, lambda s: claims.urge(s.worker, s.draft, True)),
    Run("claims.attach", 8, lambda s: claims.attach(s.worker, s.line, s.paper)),
    Run(
        "claims.put_line",
        8,
        lambda s: claims.put_line(s.worker, s.line, payee_kind="supplier", payee_id=s.supplier),
    ),
    Run("claims.ask_hardship", 9, lambda s: claims.ask_hardship(s.worker, s.line, "Zij heeft niets anders.")),
    Run("claims.drop_line", 7, lambda s: claims.drop_line(s.worker, s.line)),
    Run(
        "claims.submit",
        24,
        lambda s: claims.submit(s.worker, s.draft),
        lambda s: claims.pick(s.worker, s.draft, [s.fee]),
    ),
    Run(
        "claims.name_account",
        8,
        lambda s: claims.name_account(s.worker, s.before.id, s.before.payee_id),
        lambda s: s.session.scalars(
            select(Line).where(Line.claim_id == s.submitted, Line.payee_id.is_not(None))
        ).first(),
    ),
    Run("claims.complete", 11, lambda s: claims.complete(s.worker, s.incomplete)),
    Run("claims.withdraw", 7, lambda s: claims.withdraw(s.worker, s.submitted)),
    Run("decisions.grant", 50, _grant, _weighed),
    Run(
        "decisions.ask",
        8,
        lambda s: decisions.ask(
            s.first, s.submitted, version=s.before, what="Stuur de rekening.", answer_by=date(2026, 12, 21)
        ),
        version("submitted"),
    ),
    Run(
        "decisions.propose_refusal",
        15,
        lambda s: decisions.propose_refusal(
            s.first, s.submitted, version=s.before, lines=dict.fromkeys((1, 2), COVERED), hardship=WEIGHED
        ),
        version("submitted"),
    ),
    Run(
        "decisions.confirm",
        25,
        lambda s: decisions.confirm(s.second, s.proposed, version=s.before),
        version("proposed"),
    ),
    Run(
        "decisions.give_back",
        9,
        lambda s: decisions.give_back(s.second, s.proposed, version=s.before, remark="Kijk nog eens naar de kleding."),
        version("proposed"),
    ),
    Run(
        "decisions.register_objection",
        6,
        lambda s: decisions.register_objection(s.first, s.batched, version=s.before, received_on=date(2026, 12, 1)),
        version("batched"),
    ),
    Run("payouts.batch", 50, lambda s: payouts.batch(s.first, s.fund), _granted),
    Run("payouts.release", 62, lambda s: payouts.release(s.third, s.batched_batch)),
    Run("payouts.undo", 21, lambda s: payouts.undo(s.third, s.undone_batch)),
    Run(
        "payouts.not_executed", 47, lambda s: payouts.not_executed(s.third, s.sent_batch, "Geweigerd: limiet bereikt.")
    ),
    Run("payouts.read_statement", 52, lambda s: payouts.read_statement(s.third, s.fund, s.before), _statement),
    Run(
        "ledger.adopt_budget",
        7,
        lambda s: ledger.adopt_budget(
            s.first,
            s.fund,
            year=2026,
            source=Source.GENERAL_GRANT,
            name="Extra",
            purpose="",
            terms="",
            cents=1000,
        ),
    ),
    Run(
        "ledger.close_month",
        10,
        lambda s: ledger.close_month(s.third, s.fund, NOVEMBER, texts=s.before),
        lambda s: {text.sha256 for text in texts.versions(s.session, s.world.own.region_id)},
    ),
)

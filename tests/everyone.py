"""Everyone of tests.decisions.cast, and who reads and pays after them: for packages that look back on a whole claim.

Hendriks and Bos decide for the fund of Havenmond, Fonk releases what they decided;
Bakker files for Huis Zuidwal, where De Wit checks and Lind leads.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from fund.claims import queries as claims
from fund.claims.models import Claim
from fund.core.money import Cents
from fund.decisions import actions as decisions
from fund.decisions.reasons import Code
from fund.decisions.rules import Given
from fund.payees import actions as payees
from fund.payees.models import Payee, Route
from fund.payees.rules import OF_THE_SHELTER, Answer, Way
from fund.people.act import Act
from fund.people.rules import Actor, Role, RoleAssignment
from fund.stays.models import Cost
from tests.claims.cast import AT as FILED
from tests.claims.cast import BUDGET
from tests.decisions import cast as decided
from tests.decisions.cast import AT as DECIDED
from tests.decisions.cast import WORDS

IBANS = {
    "supplier": "NL20INGB0001234567",
    "insurer": "NL44RABO0123456789",
    "shelter": "NL02ABNA0123456789",
    "residents_account": "NL18RABO0123459876",
    "resident": "NL86INGB0002445588",
}


@dataclass(frozen=True)
class Everyone(decided.Cast):
    """Everyone, in place."""

    auditor: Actor
    overseer: Actor

    def payee(self, kind: str, holder: str = "Zorgpolis Midden", *, iban: str = "", checked: bool = True) -> Payee:
        """Register a payee of the shelter, or her own account, and have De Wit check it."""
        made = payees.register(
            Act(self.session, self.lind if kind in OF_THE_SHELTER else self.bakker, FILED),
            shelter_id=self.shelter_id,
            resident_id=self.resident.id if kind == "resident" else None,
            kind=kind,
            holder=holder,
            iban=iban or IBANS[kind],
        )
        return payees.check(Act(self.session, self.de_wit, FILED), made.id) if checked else made

    def route(
        self, payee: Payee, way: Way = Way.DIRECT, *, unseen: bool = True, own: bool = False, at: datetime = FILED
    ) -> Route:
        """Write how she wants a payee paid; `own`: her account is only hers, and not overdrawn."""
        return payees.choose_route(
            Act(self.session, self.bakker, at),
            self.resident.id,
            payee.id,
            sees_bill=Answer.NO if unseen else Answer.UNKNOWN,
            sees_payment=Answer.NO if unseen else Answer.YES,
            only_hers=Answer.YES if own else None,
            overdrawn=Answer.NO if own else None,
            way=way,
            consent_on=None if way is Way.HOLD else date(2026, 10, 1),
        )

    def storage_from(self, payee: Payee | None, reference: str | None = "F-2026-77", cents: Cents = 10000) -> Cost:
        """Note a month of storage with its attested bill: granted in whole."""
        bill = self.evidence("bill")
        from_, until = date(2026, 9, 1), date(2026, 10, 1)
        payee_id = payee.id if payee else None
        return self.cost(
            "STORAGE", cents, "supplier", bill, from_=from_, until=until, payee_id=payee_id, reference=reference
        )

    def granted(
        self, *costs: Cost, by: Actor | None = None, at: datetime = DECIDED, but: Collection[Cents] = ()
    ) -> Claim:
        """File these costs in one claim, and grant all of it, but nothing of costs of these amounts."""
        claim = self.submitted(*costs)
        nothing = Given(0, Code.COVERED_ELSEWHERE, WORDS)
        lines = {
            line.position: nothing if line.claimed in but else Given(line.claimed - line.received)
            for line in claims.lines(self.session, claim.id)
        }
        decisions.grant(Act(self.session, by or self.hendriks, at), claim.id, version=claim.version, lines=lines)
        return claim


def cast(session: Session, cents: Cents = BUDGET) -> Everyone:
    """Put everyone in place."""
    cast = decided.cast(session, cents)
    region_id = cast.region_id
    return Everyone(
        **vars(cast),
        auditor=decided.administrator(session, "P. Loon", "au-01", RoleAssignment(Role.AUDITOR, region_id)),
        overseer=decided.administrator(session, "J. Willems", "ov-01", RoleAssignment(Role.OVERSEER)),
    )

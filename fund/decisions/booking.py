"""What a decision does to the books: each granted line's reservation becomes a debt to its payee, the rest is free again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from fund.claims.models import Line
from fund.core.errors import OverBudget, WrongStep
from fund.core.money import Cents
from fund.decisions.weighing import Weighed
from fund.keys.sealed import blind
from fund.ledger import actions as ledger
from fund.people.act import Act
from fund.people.rules import Actor

PAYEE = "ledger.payee"  # the purpose of the key under which the books know a payee


class NoRoom(Exception):
    """A guaranteed line found no room in any earmark: no fault, the claim is held."""


@dataclass(frozen=True, slots=True)
class Booking:
    """One decision on its way into the books. `budget_id`: the earmark that was chosen for lines for which none is reserved yet."""

    session: Session
    by: Actor
    at: datetime
    weighed: Weighed
    budget_id: UUID | None

    def book(self, cents: Mapping[int, Cents]) -> None:
        """Commit every granted line, in the earmark where it was reserved, else in the chosen one, else in the first with room.

        Raises:
            OverBudget: no room for a line that is not guaranteed.
            NoRoom: no room for a guaranteed line.
        """
        for line, result in zip(self.weighed.lines, self.weighed.assessment.lines, strict=True):
            try:
                self._book(line, cents[line.position])
            except OverBudget:
                if line.guaranteed or result.guaranteed:
                    raise NoRoom from None
                raise

    def _book(self, line: Line, cents: Cents) -> None:
        if not cents:
            self._free(line)
            return
        try:
            self._commit(line, cents)
        except (
            WrongStep,
            OverBudget,
        ):  # nothing is reserved, or too little and no more room there: both before anything was written
            self._free(line)
            self._reserve(line, cents)
            self._commit(line, cents)

    def _free(self, line: Line) -> None:
        claim = self.weighed.claim
        ledger.free(Act(self.session, self.by, self.at), claim.fund_id, claim_id=claim.id, position=line.position)

    def _reserve(self, line: Line, cents: Cents) -> None:
        claim = self.weighed.claim
        ledger.reserve(
            Act(self.session, self.by, self.at),
            claim.fund_id,
            claim_id=claim.id,
            reference=claim.reference,
            position=line.position,
            category=line.category,
            cents=cents,
            budget_id=None if line.guaranteed else self.budget_id,
        )

    def _commit(self, line: Line, cents: Cents) -> None:
        claim, pair = self.weighed.claim, self.weighed.pair(line)
        ledger.commit(
            Act(self.session, self.by, self.at),
            claim.fund_id,
            claim_id=claim.id,
            position=line.position,
            cents=cents,
            payee=blind(self.session, claim.region_id, PAYEE, str(line.payee_id)) if line.payee_id else None,
            from_=line.from_,
            until=line.until,
            text_sha256=pair.texts[-1].sha256 if pair else "",
        )

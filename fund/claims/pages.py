"""What the pages of a draft show beside the check: who is paid, which step is done, what may still be chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from fund.claims import queries
from fund.claims.models import Claim, Line
from fund.claims.precheck import checked
from fund.claims.rules import Lack
from fund.core.money import Cents
from fund.evidence.rules import DECLARATION
from fund.payees import queries as payees
from fund.payees.models import Payee
from fund.payees.queries import Listed
from fund.payees.rules import OF_THE_SHELTER
from fund.people.rules import Actor
from fund.regions.queries import shelter
from fund.residents.queries import references
from fund.texts.queries import in_force

COSTS, PAY_SAFELY, MANDATE, CHECK = "costs", "pay_safely", "mandate", "check"


@dataclass(frozen=True, slots=True)
class Paid:
    """Who is paid by a claim: one account, or (None) a kind of payee whose account is not known yet; with its lines and sum."""

    kind: str
    listed: Listed | None
    lines: tuple[Line, ...]
    cents: Cents

    @property
    def safe(self) -> bool:
        """Tell whether the fund may pay: an account of the shelter, or one on which she has chosen a way."""
        return self.listed is not None and (self.kind in OF_THE_SHELTER or self.listed.route is not None)

    @property
    def asks(self) -> bool:
        """Tell whether the safe-payee questions go for it."""
        return self.listed is not None and self.kind not in OF_THE_SHELTER


def shown(session: Session, actor: Actor, claim: Claim, on: date) -> dict[str, Any]:
    """Return what every page of a claim at her shelter shows."""
    lines = queries.lines(session, claim.id)
    payees_ = paid(session, actor, claim, lines)
    return {
        "claim": claim,
        "reference": references(session, {claim.resident_id})[claim.resident_id],
        "shelter": shelter(session, claim.shelter_id).name,
        "check": checked(session, claim, lines, on),
        "paid": payees_,
        "done": done(claim, payees_),
        "today": on,
    }


def paid(session: Session, actor: Actor, claim: Claim, lines: Sequence[Line]) -> list[Paid]:
    """Return who is paid by these lines, in their order; accounts opened, with how she wants each paid."""
    accounts = accounts_of(session, actor, claim)
    groups: dict[tuple[UUID | None, str], list[Line]] = {}
    for line in lines:
        groups.setdefault((line.payee_id, "" if line.payee_id else line.payee_kind), []).append(line)
    return [
        Paid(
            mine[0].payee_kind,
            accounts.get(payee_id) if payee_id else None,
            tuple(mine),
            sum(line.claimed for line in mine),
        )
        for (payee_id, _), mine in groups.items()
    ]


def lacking(session: Session, claim: Claim) -> list[tuple[Line, Lack]]:
    """Return each granted line that can't be paid yet, with what is missing."""
    granted = [line for line in queries.lines(session, claim.id) if line.granted and not line.paying]
    found = [(line, _lack(session, claim, line)) for line in granted]
    return [(line, lack) for line, lack in found if lack]


def accounts_of(session: Session, actor: Actor, claim: Claim) -> dict[UUID, Listed]:
    """Return the accounts that may be paid for her, by id: hers, and those of her shelter that are nobody's."""
    listed = payees.listed(session, actor, claim.resident_id)
    return {each.payee.id: each for each in listed if each.payee.shelter_id == claim.shelter_id}


def kinds_of(session: Session, claim: Claim, line: Line) -> tuple[str, ...]:
    """Return the kinds of payee that the policy pays for a line."""
    rules = in_force(session, claim.region_id, line.from_).rules
    return rules.payees_of(rules.categories[line.category])


def evidence_of(session: Session, claim: Claim, line: Line) -> tuple[str, ...]:
    """Return the kinds of evidence that do for a line, what is asked first; for a small amount the shelter's declaration as well."""
    rules = in_force(session, claim.region_id, line.from_).rules
    asked = rules.evidence_for(rules.categories[line.category])
    small = [DECLARATION] if any(each.above for each in asked) else []
    return tuple(dict.fromkeys([*(kind for each in asked for kind in each.any_of), *small]))


def _lack(session: Session, claim: Claim, line: Line) -> Lack | None:
    payee_id = line.payee_id or payees.usual(session, line.payee_kind, claim.resident_id, claim.shelter_id)
    if payee_id is None:
        return Lack.ACCOUNT
    if session.get_one(Payee, payee_id).checked_at is None:
        return Lack.CHECK
    return None if payees.destination(session, claim.resident_id, payee_id) else Lack.WAY


def done(claim: Claim, of: Sequence[Paid]) -> frozenset[str]:
    """Return which steps of a draft are done."""
    steps = {
        COSTS: bool(of),
        PAY_SAFELY: bool(of) and all(each.safe for each in of),
        MANDATE: claim.urgent or claim.mandate_on is not None,
    }
    return frozenset(step for step, is_done in steps.items() if is_done)

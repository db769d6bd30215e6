"""What the pages of a claim show: its check, who is paid, which step is done, what may be chosen, its whole life."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from fund.claims import queries, rules
from fund.claims.dossier import Dossier
from fund.claims.life import FundWords, Life
from fund.claims.models import Claim, Line
from fund.claims.precheck import checked, latest
from fund.claims.rules import Lack
from fund.core.money import Cents
from fund.payees import queries as payees
from fund.payees.models import Payee
from fund.payees.queries import Listed
from fund.payees.rules import OF_THE_SHELTER
from fund.people import queries as people
from fund.people.rules import Actor, Verb
from fund.policy import DECLARATION
from fund.texts.queries import pair_in_force
from fund.web import sections

COSTS, PAY_SAFELY, MANDATE, CHECK = "costs", "pay_safely", "mandate", "check"


@dataclass(frozen=True, slots=True)
class Paid:
    """Who is paid by a claim: an account, or a kind of payee whose account is not known yet; with lines and sum."""

    kind: str
    listed: Listed | None
    lines: tuple[Line, ...]
    cents: Cents

    @property
    def safe(self) -> bool:
        """Tell whether the fund may pay: to an account of the shelter, or one for which the resident chose a way."""
        return self.listed is not None and (self.kind in OF_THE_SHELTER or self.listed.route is not None)

    @property
    def asks(self) -> bool:
        """Tell whether the safe-payee questions apply."""
        return self.listed is not None and self.kind not in OF_THE_SHELTER


def shown(dossier: Dossier, actor: Actor, on: date) -> dict[str, Any]:
    """Return what every page of a claim shows to its shelter."""
    paid = paid_by(dossier, actor)
    return {
        "claim": dossier.claim,
        "reference": dossier.resident.reference,
        "shelter": dossier.shelter.name,
        "check": checked(dossier, dossier.lines, on),
        "paid": paid,
        "done": done(dossier.claim, paid),
        "mandate_by": rules.mandate_by(dossier.claim.filed_on) if dossier.claim.filed_on else None,
    }


def fund_words(claim: Claim) -> FundWords:
    """Return what the fund wrote of a claim; the decisions fill it in."""
    return sections.filled("claims.fund_words", claim, FundWords())


def life(dossier: Dossier, actor: Actor, on: date) -> dict[str, Any]:
    """Return what the page of a claim shows once it was submitted: what was found, and its whole life."""
    session, claim = dossier.session, dossier.claim
    steps = queries.life(session, actor, claim)
    at_home = claim.shelter_id in actor.shelters(Verb.FILE_CLAIM)
    return {
        "life": Life(claim, steps, on, fund_words(claim), queries.hardships(session, claim)),
        "reference": dossier.resident.reference,
        "shelter": dossier.shelter.name,
        "check": latest(dossier),
        "names": people.names(session, {step.by_id for step in steps if step.by_id}),
        "at_home": at_home,
        "lacking": lacking(dossier) if at_home else [],
    }


def paid_by(dossier: Dossier, actor: Actor) -> list[Paid]:
    """Return who is paid by its lines, in their order, with accounts opened and how the resident wants each paid."""
    accounts = accounts_of(dossier, actor)
    groups: dict[tuple[UUID | None, str], list[Line]] = {}
    for line in dossier.lines:
        groups.setdefault((line.payee_id, "" if line.payee_id else line.payee_kind), []).append(line)
    return [
        Paid(
            of[0].payee_kind, accounts.get(payee_id) if payee_id else None, tuple(of), sum(line.claimed for line in of)
        )
        for (payee_id, _), of in groups.items()
    ]


def lacking(dossier: Dossier) -> list[tuple[Line, Lack]]:
    """Return each granted line that cannot be paid yet, with what is missing."""
    granted = [line for line in dossier.lines if line.granted and not line.paying]
    return [(line, lack) for line in granted if (lack := _lack(dossier, line))]


def accounts_of(dossier: Dossier, actor: Actor) -> dict[UUID, Listed]:
    """Return the accounts that may be paid for the resident, by id: hers, and those of no resident at her shelter."""
    listed = payees.listed(dossier.session, actor, dossier.claim.resident_id)
    return {each.payee.id: each for each in listed if each.payee.shelter_id == dossier.claim.shelter_id}


def payee_kinds(dossier: Dossier, line: Line) -> tuple[str, ...]:
    """Return the kinds of payee that the policy pays for a line."""
    text = pair_in_force(dossier.texts, line.from_).rules
    return text.payees_of(text.categories[line.category])


def evidence_kinds(dossier: Dossier, line: Line) -> tuple[str, ...]:
    """Return the kinds of evidence that a line accepts, those that are asked first.

    For a small amount the shelter's declaration is accepted as well.
    """
    text = pair_in_force(dossier.texts, line.from_).rules
    asked = text.evidence_for(text.categories[line.category])
    small = [DECLARATION] if any(each.above for each in asked) else []
    return tuple(dict.fromkeys([*(kind for each in asked for kind in each.any_of), *small]))


def _lack(dossier: Dossier, line: Line) -> Lack | None:
    session, claim = dossier.session, dossier.claim
    payee_id = line.payee_id or payees.usual_payee_id(session, line.payee_kind, claim.resident_id, claim.shelter_id)
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

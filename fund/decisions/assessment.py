"""Open a claim for a decision, and see what the rules give at this moment, line by line."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from fund import policy
from fund.claims import queries as claims
from fund.claims.assessment import Answers, policy_claim
from fund.claims.dossier import Dossier, Texts
from fund.claims.models import Assessed, Claim, Line
from fund.claims.rules import Move, next_state
from fund.core.errors import Refusal, StaleClaim
from fund.decisions import queries, rules
from fund.decisions.rules import ByRules, Given
from fund.ledger import actions as ledger
from fund.people.act import Act
from fund.people.rules import Verb
from fund.policy import pair_for

LEFT_TO_A_PERSON: Final = ("referred", "incomplete")


@dataclass(frozen=True, slots=True)
class Weighed:
    """A claim with what the rules give on each of its lines, and the policy texts that say so."""

    dossier: Dossier
    read: policy.ClaimFacts
    assessment: policy.Assessment
    texts: Texts

    @property
    def claim(self) -> Claim:
        """Return the claim."""
        return self.dossier.claim

    @property
    def lines(self) -> Sequence[Line]:
        """Return its lines, in their order."""
        return self.dossier.lines

    @property
    def rows(self) -> list[ByRules]:
        """Return what is asked and what the rules give, in the order of the lines."""
        return [_row(line, result) for line, result in zip(self.lines, self.assessment.lines, strict=True)]

    @property
    def sha256(self) -> str:
        """Return the hash of what the rules find and give, by which a page knows that it is still the same."""
        return _of_lines(policy.receipt(self.read, self.assessment))

    def pair(self, line: Line) -> policy.Pair | None:
        """Return the policy texts that apply to a line; None where none is in force."""
        return pair_for(self.texts, self.read, self.read.lines[list(self.lines).index(line)])

    def category(self, line: Line) -> policy.Category | None:
        """Return a line's category in the policy texts; None where no text knows it."""
        pair = self.pair(line)
        return pair.rules.categories.get(line.category) if pair else None

    def called(self, line: Line) -> policy.Words:
        """Return the name of a line's category in the policy texts; its code where no text knows it."""
        category = self.category(line)
        return category.name if category else policy.Words(line.category, line.category)

    def payee(self, line: Line) -> policy.Words:
        """Return the name of a line's kind of payee in the policy texts; its code where no text knows it."""
        pair = self.pair(line)
        known = pair.rules.payees if pair else {}
        return known.get(line.payee_kind, policy.Words(line.payee_kind, line.payee_kind))

    def article(self, line: Line) -> str:
        """Return the article that matters most to a line: of what stops or cuts it, else of its category."""
        result = self.assessment.lines[list(self.lines).index(line)]
        telling = [found for found in policy.telling_first(result.findings) if found.article and found.is_obstacle]
        category = self.category(line)
        return telling[0].article if telling else category.article if category else ""


def take(act: Act, claim_id: UUID, version: int) -> Dossier:
    """Open the dossier of a claim of the administrator's fund under the lock of the fund's book.

    Raises:
        NotFound: it belongs to another fund, is a draft, or does not exist.
        StaleClaim: it was changed since the page that the administrator saw.
    """
    mine = Claim.region_id.in_(act.by.regions(Verb.DECIDE))
    ledger.lock(act, select(Claim.fund_id).where(Claim.id == claim_id, mine))
    claim = queries.claim_at_fund(act.session, act.by, claim_id, Verb.DECIDE)
    if claim.version != version:
        raise StaleClaim
    return Dossier(act.session, claim)


def in_hand(act: Act, claim_id: UUID, version: int, verb: Move) -> Dossier:
    """Open a claim as `take` does, for a person who may make this move on it now.

    Raises:
        WrongStep: the claim's state does not allow the move.
        NotAllowed: as for `refuse_person`.
    """
    dossier = take(act, claim_id, version)
    next_state(dossier.claim.state, verb)
    refuse_person(act.session, act.by.id, dossier.claim, act.today)
    return dossier


def refuse_person(session: Session, by: UUID, claim: Claim, today: date) -> None:
    """Refuse an actor who filed the claim, or works or recently worked at its shelter; NotAllowed."""
    rules.refuse_filer(by, {claim.made_by, claim.submitted_by})
    rules.refuse_colleague(queries.role_ends_at(session, by, claim.shelter_id), today)


def weigh(dossier: Dossier, on: date, lines: Mapping[int, Given] | None = None) -> Weighed:
    """Weigh a claim with today's history, and with what the administrator answered where the rules leave that open."""
    answers = answers_of(lines or {})
    _refuse_others_facts(dossier.texts, dossier.claim.filed_on or on, answers)
    read = policy_claim(dossier, on, answers)
    return Weighed(dossier, read, policy.assess(read, dossier.texts), dossier.texts)


def as_kept(dossier: Dossier, kept: Assessed) -> Weighed:
    """Return what the rules gave when an assessment was kept: by its own facts and history, and the texts it names."""
    receipt = json.loads(kept.body)
    named = {text["sha256"] for text in receipt["policies"]}
    texts = tuple(text for text in dossier.texts if text.sha256 in named) or dossier.texts
    read = policy.claim_from_json(receipt["facts"], texts)
    return Weighed(dossier, read, policy.assess(read, texts), texts)


def answers_of(lines: Mapping[int, Given]) -> Answers:
    """Return the administrator's answers, by position; lines without an answer are left out."""
    return {position: dict(given.facts) for position, given in lines.items() if given.facts}


def refuse_changed(dossier: Dossier, on: date, seen: str | None) -> None:
    """Refuse when the rules give something else than on the page (`seen`), or than in any assessment that was kept.

    Raises:
        StaleClaim: somebody else was first.
    """
    known = {seen} if seen else {kept_sha256(kept) for kept in claims.assessments(dossier.session, dossier.claim.id)}
    if weigh(dossier, on).sha256 not in known:
        raise StaleClaim("De uitkomst is intussen anders, bijvoorbeeld door een ander besluit. Bekijk de nieuwe stand.")


def kept_sha256(kept: Assessed) -> str:
    """Return the same hash of an assessment that was kept: of its lines, since the history in its receipt may grow."""
    return _of_lines(kept.body.encode())


def paired(rows: Sequence[ByRules], lines: Mapping[int, Given]) -> list[tuple[ByRules, Given]]:
    """Pair what the rules give with what is decided; StaleClaim when the lines are not the same."""
    if lines.keys() != {row.position for row in rows}:
        raise StaleClaim
    return [(row, lines[row.position]) for row in rows]


def _row(line: Line, result: policy.AssessedLine) -> ByRules:
    return ByRules(
        position=line.position,
        claimed=line.claimed,
        received=line.received,
        granted=result.granted,
        refers=result.outcome in LEFT_TO_A_PERSON,
        units=result.units,
        floor=result.floor,
        floor_units=result.floor_units,
        surplus=result.surplus,
    )


def _refuse_others_facts(texts: Sequence[policy.Policy], on: date, answers: Answers) -> None:
    named = {name for facts in answers.values() for name in facts}
    if not named:
        return
    facts = policy.in_force(texts, on).rules.facts
    if not named <= {name for name, fact in facts.items() if fact.by_administrator}:
        raise Refusal("Deze vraag beantwoordt de opvang, niet u.")


def _of_lines(receipt: bytes) -> str:
    return sha256(json.dumps(json.loads(receipt)["lines"], sort_keys=True).encode()).hexdigest()

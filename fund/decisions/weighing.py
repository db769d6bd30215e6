"""What the rules give on a claim at this moment, line by line, beside what an administrator decides of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Final

from sqlalchemy.orm import Session

from fund import policy
from fund.claims import queries as claims
from fund.claims import weighing as claims_weighing
from fund.claims.models import Assessed, Claim, Line
from fund.core.errors import Refusal, StaleClaim
from fund.decisions.rules import ByRules, Given
from fund.policy.versions import pair_for
from fund.texts.queries import texts_of

LEFT_TO_A_PERSON: Final = ("referred", "incomplete")


@dataclass(frozen=True, slots=True)
class Weighed:
    """A claim with what the rules give on each of its lines, and the texts of which that was read."""

    claim: Claim
    lines: Sequence[Line]
    read: policy.Claim
    assessment: policy.Assessment
    texts: tuple[policy.Policy, ...]

    @property
    def rows(self) -> list[ByRules]:
        """Return what is asked and given by the rules, in the order of the lines."""
        return [_row(line, result) for line, result in zip(self.lines, self.assessment.lines, strict=True)]

    @property
    def sha256(self) -> str:
        """Return the hash of what the rules found and give, by which a page knows that it is still the same."""
        return _of_lines(policy.receipt(self.read, self.assessment))

    def pair(self, line: Line) -> policy.Pair | None:
        """Return the texts that go for a line; None where none is in force."""
        return pair_for(self.texts, self.read, self.read.lines[list(self.lines).index(line)])

    def called(self, line: Line) -> policy.Words:
        """Return what the texts call a line's category; its code where no text knows it."""
        pair = self.pair(line)
        category = pair.rules.categories.get(line.category) if pair else None
        return category.name if category else policy.Words(line.category, line.category)

    def payee(self, line: Line) -> policy.Words:
        """Return what the texts call who is paid for a line."""
        pair = self.pair(line)
        known = pair.rules.payees if pair else {}
        return known.get(line.payee_kind, policy.Words(line.payee_kind, line.payee_kind))

    def article(self, line: Line) -> str:
        """Return the article that bears most on a line: of what stops or cuts it, else of its category."""
        result = self.assessment.lines[list(self.lines).index(line)]
        told = [
            found
            for found in policy.telling_first(result.findings)
            if found.article and (found.cut or found.held is not True)
        ]
        pair = self.pair(line)
        category = pair.rules.categories.get(line.category) if pair else None
        return told[0].article if told else category.article if category else ""


def weighed(session: Session, claim: Claim, on: date, lines: Mapping[int, Given] | None = None) -> Weighed:
    """Weigh a claim with the history of this moment, and with what an administrator answered where the rules leave it to her."""
    texts = texts_of(session, claim.region_id)
    answers = answers_of(lines or {})
    _refuse_others_facts(texts, claim.filed_on or on, answers)
    read = claims_weighing.as_policy_claim(session, claim, on, answers)
    return Weighed(claim, claims.lines(session, claim.id), read, policy.assess(read, texts), texts)


def as_kept(session: Session, claim: Claim, kept: Assessed) -> Weighed:
    """Return what the rules gave when an assessment was kept: its own facts and history, under the texts that it names."""
    told = json.loads(kept.body)
    published = texts_of(session, claim.region_id)
    texts = (
        tuple(text for text in published if text.sha256 in {named["sha256"] for named in told["policies"]}) or published
    )
    read = policy.claim_from_json(told["facts"], texts)
    return Weighed(claim, claims.lines(session, claim.id), read, policy.assess(read, texts), texts)


def answers_of(lines: Mapping[int, Given]) -> claims_weighing.Answers:
    """Return what was answered, by position; lines without an answer are left out."""
    return {position: dict(given.facts) for position, given in lines.items() if given.facts}


def refuse_other(session: Session, claim: Claim, on: date, seen: str | None) -> None:
    """Refuse when the rules give something else than on the page she saw (`seen`), or than at any assessment that was kept.

    Raises:
        StaleClaim: somebody else was first.
    """
    known = {seen} if seen else {kept_sha256(kept) for kept in claims.assessments(session, claim.id)}
    if weighed(session, claim, on).sha256 not in known:
        raise StaleClaim("De uitkomst is intussen anders, bijvoorbeeld door een ander besluit. Bekijk de nieuwe stand.")


def kept_sha256(kept: Assessed) -> str:
    """Return the same hash of an assessment that was kept: of its lines only, since the history in its receipt may grow."""
    return _of_lines(kept.body.encode())


def paired(rows: Sequence[ByRules], lines: Mapping[int, Given]) -> list[tuple[ByRules, Given]]:
    """Set what is given beside what the rules give; StaleClaim when the lines are others."""
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


def _refuse_others_facts(texts: Sequence[policy.Policy], on: date, answers: claims_weighing.Answers) -> None:
    named = {name for facts in answers.values() for name in facts}
    if not named:
        return
    facts = policy.in_force(texts, on).rules.facts
    if not named <= {name for name, fact in facts.items() if fact.by_administrator}:
        raise Refusal("Deze vraag beantwoordt de opvang, niet u.")


def _of_lines(receipt: bytes) -> str:
    return sha256(json.dumps(json.loads(receipt)["lines"], sort_keys=True).encode()).hexdigest()

"""What a claim would get if the evidence that is missing were there."""

from collections.abc import Sequence
from dataclasses import replace

from fund.policy.decide.assessment import AssessedLine, Assessment
from fund.policy.decide.claim import ClaimFacts, EvidenceSeen, LineFacts
from fund.policy.decide.engine import assess
from fund.policy.language.text import Policy


def if_complete(claim: ClaimFacts, texts: Sequence[Policy]) -> Assessment:
    """Assess the claim as if each line had the evidence that it lacks."""
    found = assess(claim, texts)
    lines = tuple(_completed(line, assessed, claim) for line, assessed in zip(claim.lines, found.lines, strict=True))
    return found if lines == claim.lines else assess(replace(claim, lines=lines), texts)


def _completed(line: LineFacts, assessed: AssessedLine, claim: ClaimFacts) -> LineFacts:
    lacking = [found for found in assessed.findings if found.kind == "evidence" and found.held is False]
    on = max(line.until, claim.filed_on)
    added = tuple(EvidenceSeen(found.code("any_of").split()[0], on) for found in lacking)
    return replace(line, evidence=line.evidence + added) if added else line

"""Write an assessment for a machine, with its sentences."""

from collections.abc import Mapping

from fund.core.money import plain
from fund.policy.decide.assessment import Assessment, Receipt
from fund.policy.decide.findings import Finding
from fund.policy.exchange.finding_writer import finding_as_json
from fund.policy.explain.sentences import sentence
from fund.policy.language.words import Language


def assessment_as_json(assessment: Assessment, language: Language | None = None) -> Mapping[str, object]:
    """Write amounts as text, and findings with their sentences in one language or, without one, in both."""
    return {
        "outcome": assessment.outcome,
        "claimed": plain(assessment.claimed),
        "granted": plain(assessment.granted),
        "lines": [
            {
                "category": line.category,
                "claimed": plain(line.claimed),
                "granted": plain(line.granted),
                "outcome": line.outcome,
                "findings": [_said(finding, language) for finding in line.findings],
            }
            for line in assessment.lines
        ],
        "findings": [_said(finding, language) for finding in assessment.findings],
        "receipt": receipt_as_json(assessment.receipt),
    }


def receipt_as_json(receipt: Receipt) -> Mapping[str, object]:
    """Write which texts were read, and by which engine."""
    texts = [{"layer": text.layer, "from": text.from_, "sha256": text.sha256} for text in receipt.policies]
    return {"policies": texts, "engine": receipt.engine}


def _said(finding: Finding, language: Language | None) -> Mapping[str, object]:
    languages: tuple[Language, ...] = (language,) if language else ("nl", "en")
    return {**finding_as_json(finding), **{tongue: sentence(finding, tongue) for tongue in languages}}

"""The receipt that is kept with an assessment: the same texts and facts always give the same bytes."""

import json
from collections.abc import Sequence
from typing import Any

from fund.core.money import plain
from fund.policy.decide.assessment import Assessment
from fund.policy.decide.claim import ClaimFacts
from fund.policy.decide.engine import assess
from fund.policy.exchange.assessment_writer import receipt_as_json
from fund.policy.exchange.claim_reader import claim_from_json
from fund.policy.exchange.claim_writer import claim_as_json
from fund.policy.exchange.finding_writer import finding_as_json
from fund.policy.language.problems import Problem, UnreadableText
from fund.policy.language.text import Policy


def receipt(claim: ClaimFacts, assessment: Assessment) -> bytes:
    """Write an assessment's receipt: hashes of the texts, the engine, the facts and the findings; no sentences."""
    kept: dict[str, Any] = {
        **receipt_as_json(assessment.receipt),
        "facts": claim_as_json(claim),
        "outcome": assessment.outcome,
        "lines": [
            {
                "granted": plain(line.granted),
                "outcome": line.outcome,
                "findings": [finding_as_json(found) for found in line.findings],
            }
            for line in assessment.lines
        ],
        "findings": [finding_as_json(found) for found in assessment.findings],
    }
    return json.dumps(kept, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()


def rerun(kept: bytes, texts: Sequence[Policy]) -> bytes:
    """Assess the facts of a receipt again, under the texts that it names, and write the receipt anew.

    Raises:
        UnreadableText: when a text that it names is not among them.
    """
    told = json.loads(kept)
    wanted = [text["sha256"] for text in told["policies"]]
    missing = [sha256 for sha256 in wanted if sha256 not in {text.sha256 for text in texts}]
    if missing:
        raise UnreadableText([Problem(None, None, f"De tekst met hash {sha256} ontbreekt.") for sha256 in missing])
    claim = claim_from_json(told["facts"], texts)
    return receipt(claim, assess(claim, [text for text in texts if text.sha256 in wanted]))

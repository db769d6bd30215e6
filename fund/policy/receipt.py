"""The receipt that is kept with an assessment: the same texts and facts give the same bytes, for ever."""

import json
from collections.abc import Sequence
from typing import Any

from fund.core.money import plain
from fund.policy.assessment import Assessment
from fund.policy.claim_read import claim_from_json
from fund.policy.claim_written import claim_as_json
from fund.policy.engine import assess
from fund.policy.facts import Claim
from fund.policy.problems import Problem, Unreadable
from fund.policy.text import Policy


def receipt(claim: Claim, assessment: Assessment) -> bytes:
    """Write an assessment's receipt: hashes of the texts, the engine, the facts, the findings as values; no sentences."""
    kept: dict[str, Any] = {
        **assessment.receipt.as_json(),
        "facts": claim_as_json(claim),
        "outcome": assessment.outcome,
        "lines": [
            {
                "granted": plain(line.granted),
                "outcome": line.outcome,
                "findings": [found.as_json() for found in line.findings],
            }
            for line in assessment.lines
        ],
        "findings": [found.as_json() for found in assessment.findings],
    }
    return json.dumps(kept, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()


def rerun(kept: bytes, texts: Sequence[Policy]) -> bytes:
    """Assess the facts of a receipt again, under the texts that it names, and write the receipt anew.

    Raises:
        Unreadable: when a text that it names is not among them.
    """
    told = json.loads(kept)
    wanted = [text["sha256"] for text in told["policies"]]
    missing = [sha256 for sha256 in wanted if sha256 not in {text.sha256 for text in texts}]
    if missing:
        raise Unreadable([Problem(None, None, f"De tekst met hash {sha256} ontbreekt.") for sha256 in missing])
    claim = claim_from_json(told["facts"], texts)
    return receipt(claim, assess(claim, [text for text in texts if text.sha256 in wanted]))

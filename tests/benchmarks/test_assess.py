"""How fast claims are assessed on this machine; run by `make bench`, never by `make test`."""

import time

from fund import policy
from tests.policy.texts import as_file, scenarios, texts

SECONDS = 3.0
LEAST = 100  # a second; a page with fifty claims may then be weighed anew in half a second


def test_assessments_a_second() -> None:
    told = [(claim, texts(claim["region"])) for _, case in scenarios() for claim in case["claims"]]
    claims = [(policy.claim_from_json(as_file(claim), known), known) for claim, known in told]
    done, since = 0, time.perf_counter()
    while time.perf_counter() - since < SECONDS:
        for claim, known in claims:
            policy.assess(claim, known)
        done += len(claims)
    a_second = done / (time.perf_counter() - since)
    print(f"\n{a_second:,.0f} assessments a second, over {len(claims)} worked claims")
    assert a_second > LEAST

"""An empty claim for a text, as a file to fill in: a line of each category with the facts that it asks."""

from collections.abc import Mapping, Sequence
from datetime import date

from fund.policy.explain.questions import Offered, categories, questions
from fund.policy.language.text import Policy
from fund.policy.language.versions import in_force


def empty_claim(texts: Sequence[Policy]) -> Mapping[str, object]:
    """Return the claim as plain values, dated on the first day on which these texts all are in force.

    Raises:
        NotInForce: when no national text is.
    """
    on = max(text.from_ for text in texts)
    pair = in_force(texts, on)
    offered = categories(texts, on)
    asked = {of.code: questions(pair, of.code) for of in offered}
    lines = [
        {**_line(of, on), "facts": {fact.name: None for fact in asked[of.code] if fact.of == "line"}} for of in offered
    ]
    facts = {fact.name: None for facts in asked.values() for fact in facts if fact.of == "claim"}
    return {"filed_on": on.isoformat(), "facts": facts, "lines": lines, "history": []}


def _line(of: Offered, on: date) -> dict[str, object]:
    return {
        "category": of.code,
        "claimed": "0.00",
        "from": on.isoformat(),
        "until": on.isoformat(),
        "units": 1,
        "received": "0.00",
        "payee": of.payees[0],
        "evidence": [{"kind": of.evidence[0], "on": on.isoformat()}] if of.evidence else [],
    }

"""The rules, pure (beleidsregels): a text that people read, and its readings: decide and explain.

Front door: `read` a text, `claim_from_json`, `assess` a claim, `sentence` for a finding, `if_complete`, `receipt` and `rerun`;
`in_force`, `questions`, `categories`, `called`, `cuts`, `terms`, `advance` for who makes forms and keeps terms.
"""

from fund.policy.asked import Called, Offered, called, categories, questions
from fund.policy.assessment import AssessedLine, Assessment, Outcome
from fund.policy.claim_read import claim_from_json
from fund.policy.claim_written import claim_as_json
from fund.policy.complete import if_complete
from fund.policy.cuts import cuts
from fund.policy.empty import empty_claim
from fund.policy.engine import assess
from fund.policy.explain import sentence
from fund.policy.facts import Claim, EvidenceSeen, Line, Past
from fund.policy.findings import Finding, telling_first
from fund.policy.parts import Category, Fact
from fund.policy.problems import Problem, Unreadable
from fund.policy.receipt import receipt, rerun
from fund.policy.terms import Terms, advance, terms
from fund.policy.text import Policy, layered, read
from fund.policy.values import Money
from fund.policy.versions import NotInForce, Pair, in_force
from fund.policy.words import Words

__all__ = [
    "AssessedLine",
    "Assessment",
    "Called",
    "Category",
    "Claim",
    "EvidenceSeen",
    "Fact",
    "Finding",
    "Line",
    "Money",
    "NotInForce",
    "Offered",
    "Outcome",
    "Pair",
    "Past",
    "Policy",
    "Problem",
    "Terms",
    "Unreadable",
    "Words",
    "advance",
    "assess",
    "called",
    "categories",
    "claim_as_json",
    "claim_from_json",
    "cuts",
    "empty_claim",
    "if_complete",
    "in_force",
    "layered",
    "questions",
    "read",
    "receipt",
    "rerun",
    "sentence",
    "telling_first",
    "terms",
]

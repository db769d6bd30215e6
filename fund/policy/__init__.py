"""The rules, pure (beleidsregels): a text that a policy officer can read, and what is done with it.

Other packages import from here and from nowhere below. Inside, each package looks only at those above it:

- `language` reads and checks a text (nation.toml, regions/): `read`, `layered`, `in_force`, `Rules`;
- `decide` assesses a claim by the rules: `assess`, `if_complete`, `cuts`, `terms`, `advance`;
- `explain` puts findings into sentences and says what a form must ask: `sentence`, `questions`, `categories`;
- `exchange` reads and writes JSON, and keeps receipts: `claim_from_json`, `assessment_as_json`, `receipt`, `rerun`.
"""

from fund.policy.decide.assessment import AssessedLine, Assessment, Outcome
from fund.policy.decide.claim import ClaimFacts, EvidenceSeen, LineFacts, Past
from fund.policy.decide.clocks import pair_for
from fund.policy.decide.completion import if_complete
from fund.policy.decide.cuts import cuts
from fund.policy.decide.engine import assess
from fund.policy.decide.findings import Finding, Seen, telling_first
from fund.policy.decide.terms import Terms, advance, terms
from fund.policy.exchange.assessment_writer import assessment_as_json
from fund.policy.exchange.claim_reader import claim_from_json
from fund.policy.exchange.claim_values import UnfitValue, fact_value
from fund.policy.exchange.claim_writer import claim_as_json
from fund.policy.exchange.empty_claim import empty_claim
from fund.policy.exchange.receipt import receipt, rerun
from fund.policy.explain import formats
from fund.policy.explain.formats import day, euro, period
from fund.policy.explain.questions import Offered, categories, questions
from fund.policy.explain.sentences import sentence
from fund.policy.language.names import DECLARATION
from fund.policy.language.problems import Problem, UnreadableText
from fund.policy.language.rules import Category, Fact, Limit, Requirement, Rules
from fund.policy.language.shipped import nation_text, region_text
from fund.policy.language.text import Policy, layered, read
from fund.policy.language.tree import (
    Compare,
    Either,
    Expr,
    Joined,
    Lookup,
    Name,
    Not,
    OneOf,
    Pick,
    Span,
    Sum,
    Truth,
    ValueKind,
    Whole,
)
from fund.policy.language.values import Money
from fund.policy.language.versions import NotInForce, Pair, in_force
from fund.policy.language.words import Language, Words, article

__all__ = [
    "DECLARATION",
    "AssessedLine",
    "Assessment",
    "Category",
    "ClaimFacts",
    "Compare",
    "Either",
    "EvidenceSeen",
    "Expr",
    "Fact",
    "Finding",
    "Joined",
    "Language",
    "Limit",
    "LineFacts",
    "Lookup",
    "Money",
    "Name",
    "Not",
    "NotInForce",
    "Offered",
    "OneOf",
    "Outcome",
    "Pair",
    "Past",
    "Pick",
    "Policy",
    "Problem",
    "Requirement",
    "Rules",
    "Seen",
    "Span",
    "Sum",
    "Terms",
    "Truth",
    "UnfitValue",
    "UnreadableText",
    "ValueKind",
    "Whole",
    "Words",
    "advance",
    "article",
    "assess",
    "assessment_as_json",
    "categories",
    "claim_as_json",
    "claim_from_json",
    "cuts",
    "day",
    "empty_claim",
    "euro",
    "fact_value",
    "formats",
    "if_complete",
    "in_force",
    "layered",
    "nation_text",
    "pair_for",
    "period",
    "questions",
    "read",
    "receipt",
    "region_text",
    "rerun",
    "sentence",
    "telling_first",
    "terms",
]

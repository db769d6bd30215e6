"""Refusals for broken constraints of the database, by the constraint's name.

Actions refuse what they can see. What they can't see, because it was written at the same moment, a constraint refuses.
"""

from sqlalchemy.exc import DBAPIError

from fund.core.errors import Refusal, StaleClaim, WrongStep
from fund.db import violated_constraint

SOMEBODY_WAS_FIRST = frozenset(
    {
        "pk_cost_evidence",
        "pk_entry",
        "pk_line_evidence",
        "pk_month_close",
        "uq_claim_line_claim_id_position",
        "uq_decision_line_decision_id_position",
        "uq_entry_fund_id_reverses",
        "uq_evidence_page_evidence_id_number",
        "uq_objection_decision_id",
        "uq_payment_claim_id_position",
        "uq_reservation_open",
        "uq_transfer_end_to_end",
    }
)
"""Two people did the same thing to the same row: the second is shown what the first did."""

SENTENCES = {
    "uq_budget_fund_id_year_name": "Dit fonds heeft dat jaar al een budget met deze naam.",
    "uq_policy_text_region_id_from_": "Voor die dag is er al een versie van deze tekst.",
    "uq_statement_fund_id_sha256": "Dit afschrift is al ingelezen. Er is niets veranderd.",
}
"""The same name, day or file was used twice."""

BY_CHANCE = frozenset({"uq_claim_reference", "uq_resident_region_id_reference", "uq_batch_message"})
"""Two random references were equal: the whole view runs again, with another one."""


def refusal(error: DBAPIError) -> Refusal | None:
    """Return the refusal for a broken constraint; None where it is a bug."""
    name = violated_constraint(error)
    if name in SOMEBODY_WAS_FIRST:
        return StaleClaim()
    return WrongStep(SENTENCES[name]) if name in SENTENCES else None


def is_by_chance(error: DBAPIError) -> bool:
    """Tell whether two random references were equal, so that another try succeeds."""
    return violated_constraint(error) in BY_CHANCE

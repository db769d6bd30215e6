"""The codes of reasons (motivering, Awb 3:46), each with its sentence for the letter, in both languages. Pure.

Both languages are here, as in the policy texts, because a letter is written without the web layer and its catalogue.
"""

from enum import StrEnum
from typing import Final

from fund.policy import Words


class Code(StrEnum):
    """Why a line gets its amount."""

    GRANTED_BY_RULE = "granted_by_rule"
    ABOVE_MAXIMUM = "above_maximum"
    NO_EVIDENCE = "no_evidence"
    OUTSIDE_WINDOW = "outside_window"
    FILED_LATE = "filed_late"
    NOT_HER_COST = "not_her_cost"
    COVERED_ELSEWHERE = "covered_elsewhere"
    NOT_IN_CATEGORIES = "not_in_categories"
    NO_HARDSHIP = "no_hardship"
    HARDSHIP_WEIGHED = "hardship_weighed"


SAID: Final[dict[Code, Words]] = {
    Code.GRANTED_BY_RULE: Words("Toegekend volgens de beleidsregel.", "Granted under the policy."),
    Code.ABOVE_MAXIMUM: Words("Het gevraagde ligt boven het maximum.", "What was asked is above the maximum."),
    Code.NO_EVIDENCE: Words("Het bewijs dat nodig is, ontbreekt.", "The evidence that is needed is missing."),
    Code.OUTSIDE_WINDOW: Words(
        "De kosten vallen buiten de periode waarvoor het fonds betaalt.",
        "The costs fall outside the period for which the fund pays.",
    ),
    Code.FILED_LATE: Words("De aanvraag kwam na de termijn binnen.", "The claim came in after the term."),
    Code.NOT_HER_COST: Words("Deze kosten hoeft u niet zelf te betalen.", "You do not have to pay this cost yourself."),
    Code.COVERED_ELSEWHERE: Words("Iemand anders vergoedt deze kosten.", "These costs are covered by someone else."),
    Code.NOT_IN_CATEGORIES: Words(
        "Het fonds betaalt dit soort kosten niet.", "The fund does not pay this kind of cost."
    ),
    Code.NO_HARDSHIP: Words(
        "Wij hebben hardheid afgewogen en zien geen reden om meer te betalen.",
        "We weighed hardship and see no reason to pay more.",
    ),
    Code.HARDSHIP_WEIGHED: Words(
        "Toegekend omdat niet betalen te hard zou zijn.", "Granted because not paying would be too hard."
    ),
}

GRANTS: Final = (Code.GRANTED_BY_RULE, Code.HARDSHIP_WEIGHED)
"""Codes of a line that gets all that was asked; hardship is for any amount above what the rules give."""

AS_THE_RULES: Final = (Code.ABOVE_MAXIMUM, Code.NO_HARDSHIP)
"""Codes that explain why a line gets no more than the rules give: none is a reason to give less than the rules."""

BELOW: Final = tuple(code for code in Code if code not in GRANTS + AS_THE_RULES)
"""Codes for any line that gets less than was asked, also where the rules give more."""

LESS: Final = AS_THE_RULES + BELOW
"""Codes for a line that gets less than was asked."""

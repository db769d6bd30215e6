"""A region's text with a category, a payee and a kind of evidence of its own, each with a code as long as may be."""

from fund import policy
from fund.policy import nation_text, region_text
from fund.texts.rules import FIRST

CATEGORY = "BICYCLE_REPAIR_AND_MAINTENANCE_AT_A_SHOP"
PAYEE = "bicycle_repairer_with_a_shop_in_the_town"
EVIDENCE = "quotation_or_bill_of_a_bicycle_repairer1"

NATIONAL = len(policy.layered(policy.read(nation_text()), None).categories)
"""How many categories the nation's text has: their accounts are opened first, in tens."""

ACCOUNT, NEXT_ACCOUNT = str(FIRST + 10 * NATIONAL), str(FIRST + 10 * (NATIONAL + 1))
"""The accounts that the first and the second category of a region's own get, after the nation's."""

BICYCLE = 'bicycle = [ { from = 2026-01-01, eur = "120.00", source = "besluit van de regio" } ]'
REGION = region_text("havenmond")


def own(from_: str = "2026-01-01", more: str = "", region: str = REGION) -> str:
    """Return the text, in force from a day."""
    begun = region.replace("from = 2026-01-01", f"from = {from_}", 1)
    return (
        begun.replace("[amounts]", f"[amounts]\n{BICYCLE}", 1)
        + f"""

[categories.{CATEGORY}]
nl = "Fietsreparatie"
en = "Bicycle repair"
unit = "event"
article = "artikel 30"
limits = [ {{ of = "money", most = "bicycle", within = "stay" }} ]
evidence = [ {{ any_of = ["{EVIDENCE}"] }} ]
payees = ["{PAYEE}"]

[payees]
{PAYEE} = {{ nl = "fietsenmaker", en = "bicycle repairer" }}

[evidence]
{EVIDENCE} = {{ nl = "reparatiebon", en = "repair slip" }}
{more}"""
    )

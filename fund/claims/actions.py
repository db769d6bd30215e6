"""The verbs of a claim, cut along their nouns: drafts.py, lines.py, filing.py, settling.py. This is their door."""

from fund.claims.drafts import draft, mandate, pick, urge
from fund.claims.filing import complete, keep, submit, weigh_and_hold, withdraw
from fund.claims.lines import ask_hardship, attach, drop_line, put_line
from fund.claims.settling import Settled, move, outcome, settle

__all__ = [
    "Settled",
    "ask_hardship",
    "attach",
    "complete",
    "draft",
    "drop_line",
    "keep",
    "mandate",
    "move",
    "outcome",
    "pick",
    "put_line",
    "settle",
    "submit",
    "urge",
    "weigh_and_hold",
    "withdraw",
]

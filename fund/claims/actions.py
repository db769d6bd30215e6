"""The verbs of a claim, cut along their nouns: drafts.py, lines.py, filing.py, holding.py, settling.py. This is their door."""

from fund.claims.drafts import draft, mandate, pick, urge
from fund.claims.filing import complete, submit, withdraw
from fund.claims.holding import keep, weigh_and_hold
from fund.claims.lines import ask_hardship, attach, drop_line, name_account, put_line
from fund.claims.settling import Settled, hold, move, outcome, paying, resume, settle

__all__ = [
    "Settled",
    "ask_hardship",
    "attach",
    "complete",
    "draft",
    "drop_line",
    "hold",
    "keep",
    "mandate",
    "move",
    "name_account",
    "outcome",
    "paying",
    "pick",
    "put_line",
    "resume",
    "settle",
    "submit",
    "urge",
    "weigh_and_hold",
    "withdraw",
]

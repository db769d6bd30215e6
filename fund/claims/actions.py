"""The verbs of a claim, gathered from the files of this package: other packages call them only here."""

from fund.claims.assessment import keep, keep_receipt
from fund.claims.drafts import draft, mandate, pick, sketch, urge
from fund.claims.lines import ask_hardship, attach, drop_line, name_account, put_line
from fund.claims.outcome import Settled, hold, mark_paying, move, outcome, resume, settle
from fund.claims.submission import assess_and_hold, complete, submit, withdraw

__all__ = [
    "Settled",
    "ask_hardship",
    "assess_and_hold",
    "attach",
    "complete",
    "draft",
    "drop_line",
    "hold",
    "keep",
    "keep_receipt",
    "mandate",
    "mark_paying",
    "move",
    "name_account",
    "outcome",
    "pick",
    "put_line",
    "resume",
    "settle",
    "sketch",
    "submit",
    "urge",
    "withdraw",
]

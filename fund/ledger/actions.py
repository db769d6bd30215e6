"""The verbs of the books, cut along their nouns: entries, budgets, reservations, close. Others call them here."""

from fund.ledger.budgets import adopt_budget
from fund.ledger.close import close_month
from fund.ledger.entries import lock, open_book, post, reverse
from fund.ledger.reservations import commit, free, reserve

__all__ = ["adopt_budget", "close_month", "commit", "free", "lock", "open_book", "post", "reserve", "reverse"]

"""The verbs of payouts, cut along their nouns; nobody outside calls them anywhere else."""

from fund.payouts.batches import batch, release, undo
from fund.payouts.rejections import not_executed
from fund.payouts.statements import read_statement

__all__ = ["batch", "not_executed", "read_statement", "release", "undo"]

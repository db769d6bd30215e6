"""The verbs of payouts, gathered from the files of this package: other packages call them only here."""

from fund.payouts.batches import batch, release, undo
from fund.payouts.rejections import not_executed
from fund.payouts.statements import read_statement

__all__ = ["batch", "not_executed", "read_statement", "release", "undo"]

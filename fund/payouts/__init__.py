"""Payouts (uitbetaling): payments due, batches released by a second person, the bank's files out and in.

Front door: `actions.due`, `actions.batch`, `actions.release`, `statements.read_statement`, `unexecuted.not_executed`.
"""

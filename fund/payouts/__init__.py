"""Payouts (uitbetaling, Awb 4:87): payments due, batches released by a second person, the bank's files out and in.

Others use `actions` (`batch`, `release`, `undo`, `read_statement`, `not_executed`); `queries.unpaid_lines`,
`queries.batches`, `queries.file`. Pure: `sepa` (the file to the bank), `camt` (its statement), `rules`.
"""

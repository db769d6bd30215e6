"""Claims (aanvragen) and their lines: draft, submit, complete, withdraw. What was granted stands on the line.

Front door: `actions.draft`, `actions.submit`, `actions.settle`; `queries.one`, `queries.as_policy_claim`; `rules.NEXT`.
"""

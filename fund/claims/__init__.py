"""Claims (aanvragen) and their lines: draft, submit, complete, withdraw. What was granted stands on the line.

Front door: `actions`; `queries.one`, `queries.life`; `weighing.as_policy_claim` and `weighing.assess`; `precheck.precheck`; `rules.NEXT`.
"""

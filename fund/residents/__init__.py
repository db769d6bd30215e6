"""Residents (bewoonsters, cliënten): a pseudonym valid in one region, and sealed facts that only her shelter can read.

Others use `actions.register` and `actions.correct` (AVG 16); `queries.caseload`, `queries.resident`, `queries.facts`.
"""

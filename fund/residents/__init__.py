"""Residents (bewoonsters, cliënten): a pseudonym valid in one region, and her sealed facts, readable in her shelter only.

Front door: `queries.caseload` and `queries.one`; `actions.register`.
"""

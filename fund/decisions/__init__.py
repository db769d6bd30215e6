"""Decisions (beschikkingen): from assessment to grant, part or refusal; completion, letters, terms; objections registered.

Front door: `actions.grant` (whole or in part), `actions.propose`, `actions.confirm`, `actions.ask`; `queries.queue`.
"""

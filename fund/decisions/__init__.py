"""Decisions (beschikkingen): from assessment to grant, part or refusal; completion, letters, terms; objections registered.

Front door: `actions` (`grant`, `propose_refusal`, `confirm`, `give_back`, `ask`, `register_objection`), `queries.queue`,
`work.work` for a claim on the desk, `queries.letter`.
"""
